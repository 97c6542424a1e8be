// The site under test: its pages in both languages, what their bytes say, and a sample for what takes long.
import { pool } from './pool.mjs';
import { readFacts } from './facts.mjs';

/** The fixed words of addresses; every other part of a path names one thing among many. */
const WORDS = new Set([
  'en', 'programmas', 'lijnen', 'themas', 'doelstellingen', 'prioriteiten', 'resultaten', 'activiteiten', 'opgaven', 'kerngedachten', 'opvolging', 'hiaten',
  'indicatoren', 'herkomst', 'kaart', 'cijfers', 'zoeken', 'over', 'toegankelijkheid', 'api', 'insluiten', 'beeld',
]);

export class Site {
  /** Reads all pages of the sitemap of `base`. */
  static async read(base, browser, suffix = '') {
    const site = new Site(base, suffix);
    const locations = await listed(base);
    const paths = [...new Set(locations.flatMap(path => [path, twin(path)]))].sort();
    await pool(paths, 8, async path => site.answers.set(path, await ask(base + path)));
    const pages = paths.filter(path => site.answers.get(path).type.startsWith('text/html')).map(path => ({ path, html: site.answers.get(path).body }));
    site.facts = await readFacts(browser, base, pages);
    site.pages = pages.map(({ path, html }) => ({ path, lang: languageOf(path), pattern: patternOf(path), bytes: html.length }));
    return site;
  }

  /** `suffix` is said after each path, to tell two sites apart in what is reported. */
  constructor(base, suffix = '') {
    this.base = base;
    this.suffix = suffix;
    this.answers = new Map();
  }

  /**
   * Pages for what takes long: of each kind of page the longest and the shortest, in Dutch, and the longest in English.
   * `each` of 1 gives the longest Dutch one only, and one English page of every second kind.
   */
  sample(each = 3) {
    const kinds = groupBy(this.pages, page => page.pattern);
    const chosen = new Map();
    [...kinds.keys()].sort().forEach((kind, index) => {
      const pick = lang => kinds.get(kind).filter(page => page.lang === lang).sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1));
      const [nl, en] = [pick('nl'), pick('en')];
      const wanted = each === 1 ? [nl[0], index % 2 === 0 ? en[0] : undefined] : [nl[0], nl.at(-1), en[0]];
      for (const page of wanted) if (page) chosen.set(page.path, page);
    });
    return [...chosen.values()];
  }

  /** Asks for an address on this site. */
  async ask(path) {
    return ask(this.base + path);
  }

  /** Addresses on this site are compared without their host. */
  own(url) {
    if (!url.startsWith(`${this.base}/`) && url !== this.base) return undefined;
    const { pathname, search, hash } = new URL(url);
    return { path: pathname + search, pathname, hash: decodeURIComponent(hash.slice(1)) };
  }
}

/** The paths of the sitemap, whatever host it names. */
async function listed(base) {
  const answer = await ask(`${base}/sitemap.xml`);
  if (answer.status !== 200) throw new Error(`${base}/sitemap.xml answers ${answer.status}, and it is where the list of pages comes from`);
  const locations = [...answer.body.matchAll(/<loc>\s*([^<\s]+)\s*<\/loc>/g)];
  return locations.map(([, url]) => {
    const { pathname, search } = new URL(url.replaceAll('&amp;', '&'), base);
    return pathname + search;
  });
}

/** Asks for a page as a program would: no redirects followed. */
export async function ask(url) {
  const answer = await fetch(url, { redirect: 'manual' });
  const headers = Object.fromEntries(answer.headers);
  return { status: answer.status, headers, type: headers['content-type'] ?? '', body: await answer.text() };
}

/** The same page in the other language. */
export function twin(path) {
  if (path === '/en' || path === '/en/') return '/';
  if (path.startsWith('/en?')) return `/${path.slice(3)}`;
  if (path.startsWith('/en/')) return path.slice(3);
  if (path === '/') return '/en';
  return path.startsWith('/?') ? `/en${path.slice(1)}` : `/en${path}`;
}

export function languageOf(path) {
  return /^\/en(?:[/?]|$)/.test(path) ? 'en' : 'nl';
}

/** The kind of page: the path without language and query, names of things as `*`. */
export function patternOf(path) {
  const parts = path.split('?')[0].split('/').filter(Boolean);
  const own = parts[0] === 'en' ? parts.slice(1) : parts;
  return `/${own.map((part, index) => (index === 0 || WORDS.has(part) ? part : '*')).join('/')}`;
}

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
