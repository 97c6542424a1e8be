// The bytes of every page: valid HTML, one language, one title, headings in order, ids once, nothing inline.
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

const CHECKER = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

/** It guesses the language by the commonest words; a page that lists Dutch names is not Dutch for that. */
const GUESS = 'This document appears to be written in';

export async function run(site, findings, { folder }) {
  const titles = new Map();
  for (const { path: page, lang } of site.pages) {
    findings.look(page);
    const facts = site.facts.get(page);
    ownRules(facts, lang, (selector, what) => findings.fault(page, selector, what));
    const key = `${lang} ${facts.title}`;
    titles.set(key, [...(titles.get(key) ?? []), page]);
  }
  for (const [key, [first, ...others]] of titles) {
    for (const page of others) findings.fault(page, 'title', `has the same title as ${first}: “${key.slice(3)}”`);
  }
  for (const { path: page, lang } of site.states) {
    findings.look(page);
    ownRules(site.stateFacts.get(page), lang, (selector, what) => findings.fault(page, selector, what));
  }
  for (const { page, line, what } of await validate(site, path.join(folder, 'html'))) findings.fault(page, '', `${what} (line ${line})`);
}

/** What the checker of the HTML standard says of every page, all in one go: starting it takes longer than checking. */
async function validate(site, folder) {
  await mkdir(folder, { recursive: true });
  const pages = [...site.pages, ...site.states].map(page => page.path);
  await Promise.all(pages.map((page, index) => writeFile(path.join(folder, `${index}.html`), (site.answers.get(page) ?? site.stateAnswers.get(page)).body)));
  const { stderr } = await promisify(execFile)('java', ['-Xss4m', '-jar', CHECKER, '--format', 'json', '--exit-zero-always', folder], { maxBuffer: 512 << 20 });
  return JSON.parse(stderr).messages.filter(({ message }) => !message.startsWith(GUESS)).map(({ type, subType, url = '', lastLine, message, extract = '' }) => ({
    page: pages[Number(path.basename(url, '.html'))] ?? '',
    line: lastLine ?? 0,
    what: `${subType ?? type}: ${message}\n${extract.replace(/\s+/g, ' ').trim().slice(0, 120)}`,
  }));
}

function ownRules(facts, lang, fault) {
  if (facts.lang !== lang) fault('html', `is in lang="${facts.lang}", and its address says ${lang}`);
  if (!facts.title) fault('title', 'has no title');
  if (!facts.description) fault('meta[name=description]', 'has no description');
  if (!/width=device-width/.test(facts.viewport ?? '')) fault('meta[name=viewport]', 'does not follow the width of the device');
  if (/user-scalable|maximum-scale/.test(facts.viewport ?? '')) fault('meta[name=viewport]', `keeps people from zooming: ${facts.viewport}`);
  if (facts.mains !== 1) fault('main', `has ${facts.mains} main elements`);
  const tops = facts.headings.filter(([level]) => level === 1).length;
  if (tops !== 1) fault('h1', `has ${tops} headings of level 1`);
  let before = 0;
  for (const [level, text] of facts.headings) {
    if (level > before + 1) fault(`h${level}`, `heading “${text.slice(0, 80)}” of level ${level} comes after one of level ${before}`);
    if (!text) fault(`h${level}`, 'has an empty heading');
    before = level;
  }
  for (const id of facts.doubled) fault(`#${id}`, 'the id stands more than once');
  for (const place of facts.styles) fault(place, 'has a style inline, which the content security policy blocks');
  for (const place of facts.scripts) fault(place, 'has a script inline, which the content security policy blocks');
  for (const place of facts.handlers) fault(place, 'has an event handler inline');
  for (const form of facts.forms) if (!form.submit) fault(form.place, 'the form has no button to send it, so it needs JavaScript');
}
