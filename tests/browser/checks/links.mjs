// Every link of every page leads somewhere, nothing is loaded from elsewhere, and every page can be found from the start.
import { ask, languageOf, patternOf, twin } from '../bench/site.mjs';
import { setTimeout as pause } from 'node:timers/promises';
import { pool } from '../bench/pool.mjs';

/** Of the addresses that differ only in names and choices, and are no page of the sitemap, so many are followed: spread evenly over the alphabet. */
const MOST = 40;
/** How often an address is asked for again. */
const TURNS = 5;
/** Kinds of address that are not pages of their own in the sitemap. */
const NOT_LISTED = /^(\/en)?\/(api|insluiten|beeld|stijl|assets|zoeken)(\/|$)/;

export async function run(site, findings, { all = false } = {}) {
  const wanted = new Map();
  for (const [path, facts] of site.facts) {
    findings.look(path);
    partsOf(site, path, facts, findings);
    for (const link of facts.links) {
      const own = site.own(link.url);
      if (own) wanted.set(own.path, [...(wanted.get(own.path) ?? []), { from: path, link, hash: own.hash }].slice(0, 400));
      else schemeOf(path, link, findings);
    }
    twinOf(site, path, facts, findings);
  }
  orphans(site, await follow(site, wanted, findings, all), findings);
}

function partsOf(site, path, facts, findings) {
  for (const part of facts.parts) {
    if (!site.own(part.url) && !part.url.startsWith('data:')) findings.fault(path, part.place, `loads from another site: ${part.url}`);
  }
  for (const place of facts.sets) findings.fault(path, place, 'has a srcset, which this check does not read: teach it first');
  for (const form of facts.forms) if (!site.own(form.url)) findings.fault(path, form.place, `sends its form to another site: ${form.url}`);
  if (facts.refresh) findings.fault(path, 'meta[http-equiv=refresh]', `goes elsewhere by itself: ${facts.refresh}`);
}

function schemeOf(path, link, findings) {
  if (/^(https|mailto|tel):/.test(link.url)) return;
  if (link.url.startsWith('http://') && !link.url.startsWith('http://127.')) return;
  findings.fault(path, link.place, `link “${link.text}” has an address that is no page: ${link.url.slice(0, 200)}`);
}

/** The page in the other language exists and is linked, with its language named. */
function twinOf(site, path, facts, findings) {
  const other = twin(path);
  if (site.answers.get(other)?.status !== 200) findings.fault(path, '', `has no page in the other language: ${other}`);
  const there = facts.links.some(link => link.hreflang === (languageOf(path) === 'nl' ? 'en' : 'nl') && site.own(link.url)?.pathname.replace(/(.)\/$/, '$1') === other.split('?')[0]);
  const embedded = /^(\/en)?\/insluiten\//.test(path);
  if (!there && !embedded) findings.fault(path, '', `has no link with hreflang to ${other}`);
}

/** Asks for the addresses that are linked; gives those that are pages. */
async function follow(site, wanted, findings, all) {
  const paths = all ? [...wanted.keys()].sort() : chosen(site, [...wanted.keys()].sort());
  findings.note(`${wanted.size} addresses are linked, ${paths.length} followed`);
  const pages = new Set();
  const ids = new Map([...site.facts].map(([path, facts]) => [path, new Set(facts.ids)]));
  await pool(paths, 6, async path => {
    const known = site.answers.get(path);
    const answer = known ?? (await patiently(site.base + path));
    if (answer.status === 200 && answer.type.startsWith('text/html')) pages.add(path);
    for (const { from, link, hash } of wanted.get(path)) {
      if (answer.status !== 200) findings.fault(from, link.place, `link “${link.text}” to ${path} answers ${answer.status}${answer.headers.location ? ` to ${answer.headers.location}` : ''}`, `${answer.status} ${patternOf(path)}`);
      else if (hash && hash !== 'top' && answer.type.startsWith('text/html')) {
        const there = ids.get(path) ?? idsOf(answer.body);
        if (!there.has(hash)) findings.fault(from, link.place, `link “${link.text}” points at #${hash}, which ${path} does not have`);
      }
    }
  });
  return pages;
}

/** Every page of the sitemap, and of what else is linked some of each kind. */
function chosen(site, paths) {
  const kinds = new Map();
  for (const path of paths.filter(path => !site.answers.has(path))) {
    const { pathname, searchParams } = new URL(path, site.base);
    const ending = pathname.match(/\.[a-z.]+$/)?.[0] ?? '';
    const keys = [...new Set(searchParams.keys())].sort().join('&');
    const kind = `${languageOf(path)} ${patternOf(path)} ${ending} ${keys}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), path]);
  }
  const some = [...kinds.values()].flatMap(group => (group.length <= MOST ? group : Array.from({ length: MOST }, (_, index) => group[Math.floor((index * group.length) / MOST)])));
  return [...paths.filter(path => site.answers.has(path)), ...some];
}

/** Asks again where the program says that it has too much to draw at once: that is an answer, and no dead link. */
async function patiently(url) {
  for (let turn = 0; ; turn += 1) {
    const answer = await ask(url);
    if (answer.status !== 503 || !answer.headers['retry-after'] || turn === TURNS) return answer;
    await pause(Math.min(Number(answer.headers['retry-after']) || 1, 5) * 1_000);
  }
}

function idsOf(html) {
  return new Set([...html.matchAll(/\sid="?([^"\s>]+)/g)].map(([, id]) => id));
}

/** Pages of the sitemap that no chain of links reaches, and pages that are linked and not in the sitemap. */
function orphans(site, pages, findings) {
  const reached = new Set();
  const open = ['/', '/en'];
  const listed = new Set(site.pages.map(page => page.path.split('?')[0]));
  while (open.length > 0) {
    const path = open.pop();
    if (reached.has(path)) continue;
    reached.add(path);
    for (const link of site.facts.get(path)?.links ?? []) {
      const own = site.own(link.url);
      if (!own || reached.has(own.pathname)) continue;
      if (listed.has(own.pathname)) open.push(own.pathname);
      else if (pages.has(own.path) && !own.path.includes('?') && !NOT_LISTED.test(own.pathname)) {
        reached.add(own.pathname);
        findings.fault(own.pathname, '', `is linked from ${path} and not in the sitemap`);
      }
    }
  }
  for (const path of listed) if (!reached.has(path) && !NOT_LISTED.test(path)) findings.fault(path, '', 'is in the sitemap, and no chain of links from the start leads there');
}
