// The site under test: its pages in both languages, what their bytes say, and a sample for what takes long.
import { pool } from './pool.mjs';
import { readFacts } from './facts.mjs';
import { statesOf } from './states.mjs';

export class Site {
  /** Reads all pages of the sitemap of `base`; with `states` also what choices make of them. */
  static async read(base, browser, { suffix = '', states = false } = {}) {
    const site = new Site(base, suffix);
    const locations = await listed(base);
    const paths = [...new Set(locations.flatMap(path => [path, twin(path)]))].sort();
    await pool(paths, 8, async path => site.answers.set(path, await ask(base + path)));
    const pages = paths.filter(path => site.answers.get(path).type.startsWith('text/html')).map(path => ({ path, html: site.answers.get(path).body }));
    site.facts = await readFacts(browser, base, pages);
    site.pages = pages.map(({ path, html }) => ({ path, lang: languageOf(path), pattern: patternOf(path), bytes: html.length }));
    site.states = states ? statesOf(site) : [];
    await pool(site.states, 4, async state => site.stateAnswers.set(state.path, await ask(base + state.path)));
    const shown = site.states.map(({ path }) => ({ path, html: site.stateAnswers.get(path).body }));
    for (const [path, facts] of await readFacts(browser, base, shown)) site.stateFacts.set(path, facts);
    for (const state of site.states) state.bytes = site.stateAnswers.get(state.path).body.length;
    return site;
  }

  /** `suffix` is said after each path, to tell two sites apart in what is reported. */
  constructor(base, suffix = '') {
    this.base = base;
    this.suffix = suffix;
    this.states = [];
    this.answers = new Map();
    this.stateAnswers = new Map();
    this.stateFacts = new Map();
  }

  /** What the bytes of a page or of a state say. */
  factsOf(path) {
    return this.facts.get(path) ?? this.stateFacts.get(path);
  }

  /**
   * Pages for what takes long. Of each kind of page, in Dutch, as many as it takes until every element and every class of style that occurs in
   * that kind is on one of them (the one that adds most first, then the longest); the longest in English; and the states, in turn in Dutch and English.
   */
  sample() {
    const chosen = [];
    for (const kind of this.kinds()) {
      const [nl, en] = kind;
      chosen.push(...this.cover(nl), ...en.slice(0, 1));
    }
    const turns = [...groupBy(this.states, state => state.pattern).entries()].sort(([a], [b]) => (a < b ? -1 : 1));
    turns.forEach(([, states], index) => chosen.push(states.find(state => state.lang === (index % 2 === 0 ? 'nl' : 'en')) ?? states[0]));
    return chosen;
  }

  /** One page of each kind, the longest; the kinds take turns in Dutch and English. Kinds that are made alike (of the same elements and classes) take one turn. */
  oneOfEach() {
    const seen = new Set();
    const alike = this.kinds().filter(([nl, en]) => {
      const made = this.facts.get((nl[0] ?? en[0]).path).made.join(' ');
      return !seen.has(made) && seen.add(made);
    });
    return alike.map(([nl, en], index) => (index % 2 === 0 ? nl[0] ?? en[0] : en[0] ?? nl[0]));
  }

  /** The kinds of pages in order, each as `[Dutch, English]`, the longest first. */
  kinds() {
    const kinds = groupBy(this.pages, page => page.pattern);
    const order = pages => pages.sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1));
    return [...kinds.keys()].sort().map(kind => ['nl', 'en'].map(lang => order(kinds.get(kind).filter(page => page.lang === lang))));
  }

  cover(pages) {
    const made = page => this.facts.get(page.path).made;
    const open = new Set(pages.flatMap(made));
    const chosen = [];
    while (open.size > 0) {
      const adds = pages.map(page => made(page).filter(part => open.has(part)).length);
      const best = pages[adds.indexOf(Math.max(...adds))];
      chosen.push(best);
      for (const part of made(best)) open.delete(part);
    }
    return chosen;
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

/** The kind of page: the path without language and query. Words and names take turns in an address; what stands alone is named after its first words. */
export function patternOf(path) {
  const parts = path.split('?')[0].split('/').filter(Boolean);
  const own = parts[0] === 'en' ? parts.slice(1) : parts;
  const alone = ['insluiten', 'beeld', 'api'].includes(own[0]);
  return `/${own.map((part, index) => ((alone ? index < 2 : index % 2 === 0) ? part : '*')).join('/')}`;
}

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
