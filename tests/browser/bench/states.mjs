// Addresses that no list names: what a choice makes of a page, what a search finds, and what is refused.
import { languageOf, patternOf } from './site.mjs';

const DAY = '2019-12-31';
/** A page that is not there, and a choice that cannot be; the second is asked of every kind of page that has a form. */
const ABSENT = '/er-is-geen-bladzijde-met-deze-naam';
const WORDS = { nl: ['werkgelegenheid', 'qqqq'], en: ['employment', 'qqqq'] };

/** A page has no ending; what has one is a file to keep, with the address of its page. */
const isFile = path => /\.[a-z]+$/.test(path);

/**
 * Of every kind of page, in both languages: one address for every set of choices that a link makes, and one for every field of a form.
 * Always the first in the order of the alphabet, so that the same site gives the same list. `{ path, lang, pattern }`, without answers.
 */
export function statesOf(site) {
  const found = new Map();
  const add = path => {
    const keys = [...new URL(path, site.base).searchParams.keys()].sort().join('&');
    const state = { path, lang: languageOf(path), pattern: `${patternOf(path)}?${keys}`, status: true };
    const key = `${state.lang} ${state.pattern}`;
    if (!found.has(key) || path < found.get(key).path) found.set(key, state);
  };
  const kinds = new Set(site.pages.map(page => page.pattern));
  for (const { path } of site.pages) {
    const facts = site.facts.get(path);
    for (const link of facts.links) {
      const own = site.own(link.url);
      if (own?.path.includes('?') && kinds.has(patternOf(own.path)) && !isFile(own.pathname)) add(own.path);
    }
    for (const form of facts.forms) {
      const own = site.own(form.url);
      if (form.method !== 'get' || !own || !kinds.has(patternOf(own.path))) continue;
      for (const { name, date, values } of form.choices) {
        const value = date || /^(op|bekendOp)$/.test(name) ? DAY : values.at(-1);
        if (value) add(`${own.pathname}?${name}=${encodeURIComponent(value)}`);
      }
    }
  }
  const states = [...found.values()];
  const alone = (path, name) => states.push({ path, lang: languageOf(path), pattern: `${patternOf(path)}?${name}`, status: true });
  for (const lang of ['nl', 'en']) {
    const start = lang === 'en' ? '/en' : '';
    alone(start + ABSENT, 'absent');
    if (kinds.has('/kaart')) alone(`${start}/kaart?indicator=bestaat-niet`, 'refused');
    if (kinds.has('/zoeken')) WORDS[lang].forEach((word, index) => alone(`${start}/zoeken?q=${word}`, index === 0 ? 'found' : 'nothing found'));
  }
  return states.sort((a, b) => (a.path < b.path ? -1 : 1));
}
