// Labels that want to be code, that turn the reading direction, or that never end: the pages show them and nothing happens.
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inPage } from '../bench/inpage.mjs';
import { serve } from '../bench/koers.mjs';
import { Site } from '../bench/site.mjs';
import { sideways } from './layout.mjs';

const LONG = 'Wegwijs'.repeat(1430);
/** Each label starts with a word of its own, by which it is found again. */
export const LABELS = {
  aanval1: 'aanval1 <script>window.koersHit=1;alert(1)</script>',
  aanval2: 'aanval2 "><img src=x onerror="window.koersHit=2;alert(2)">',
  aanval3: "aanval3 '></title></style></textarea></noscript><svg onload=alert(3)>",
  aanval4: 'aanval4 \u202Egnidrow\u202D \u2066 omgekeerd',
  aanval5: `aanval5 ${LONG}`,
  aanval6: 'aanval6 &lt;b&gt; &amp; {{7*7}} ${7*7} <!-- ]]> --> %3Cscript%3E',
  aanval7: 'aanval7 javascript:alert(7) \u0000'.replace('\u0000', '\\0'),
};
const QUERIES = ['q', 'regio', 'op', 'bekendOp', 'lijn', 'oordeel', 'periode'];

export async function run(site, findings, { browser, program, folder, workspace }) {
  if (!program || !workspace) {
    findings.note('left out: the site was started by somebody else, and its labels cannot be changed');
    return;
  }
  const copy = path.join(folder, 'hostile');
  await cp(workspace, copy, { recursive: true });
  await poison(copy);
  const served = await serve(program, copy);
  try {
    const hostile = await Site.read(served.base, browser, { suffix: ' with hostile labels' });
    read(hostile, findings);
    await look(hostile, findings, browser);
    await questions(hostile, findings, browser);
  } finally {
    await served.stop();
  }
}

/** Gives the workspace's things hostile titles, in turn. */
export async function poison(folder) {
  const labels = Object.values(LABELS);
  let turn = 0;
  const next = () => JSON.stringify(labels[turn++ % labels.length]);
  const files = [
    'framework/koers-2016-2019/4.2-concurrentiekracht.yaml', 'framework/koers-2016-2019/4.5-arbeidsmarkt.yaml', 'framework/koers-2016-2019/principles.yaml',
    'framework/koers-2016-2019/challenges.yaml', 'framework/akkoord-2019-2023/themes.yaml', 'indicators/banen.yaml', 'indicators/werkloosheid.yaml',
    'indicators/brp.yaml', 'indicators/octrooien.yaml', 'catalogue/cbs-83582ned.yaml', 'catalogue/eurostat-tgs00010.yaml',
  ];
  for (const file of files) {
    const name = path.join(folder, file);
    const text = await readFile(name, 'utf8');
    const changed = text
      .replace(/^(\s*(?:- )?(?:title|source|owner): )\{nl: .*\}$/gm, (_, key) => `${key}{nl: ${next()}, en: ${next()}}`)
      .replace(/^(\s*(?:title|text|why|attribution):\n\s+nl: )".*"(\n\s+en: )".*"$/gm, (_, key, other) => `${key}${next()}${other}${next()}`);
    await writeFile(name, changed);
  }
  const settings = path.join(folder, 'koers.yaml');
  const text = await readFile(settings, 'utf8');
  await writeFile(settings, text.replace(/^name: .*$/m, `name: {nl: ${JSON.stringify(LABELS.aanval1)}, en: ${JSON.stringify(LABELS.aanval2)}}`));
}

/** No label became an element, a handler or a script in any page's bytes. */
export function read(site, findings) {
  for (const [page, answer] of site.answers) {
    const where = page + site.suffix;
    findings.look(where);
    if (answer.status !== 200) findings.fault(where, '', `answers ${answer.status}`);
    const facts = site.facts.get(page);
    if (!facts) continue;
    for (const place of facts.scripts) findings.fault(where, place, 'a label became a script');
    for (const place of facts.handlers) findings.fault(where, place, 'a label became an event handler');
    for (const part of facts.parts) if (/\/x$/.test(part.url)) findings.fault(where, part.place, 'a label became a picture');
    for (const link of facts.links) if (/^javascript:/i.test(link.href.trim())) findings.fault(where, link.place, 'a label became the address of a link');
    if (/&amp;lt;script|&amp;#/.test(answer.body)) findings.fault(where, '', 'a label was escaped twice');
  }
}

export async function look(site, findings, browser) {
  const pages = site.sample().filter(({ path: page }) => site.answers.get(page).body.includes('aanval'));
  findings.note(`${pages.length} kinds of page show a hostile label`);
  if (pages.length < 4) findings.fault('/', '', 'hostile labels stand on hardly any page: this check no longer finds the titles of the workspace');
  await browser.each(site, pages, { viewport: { width: 320, height: 640 } }, async (page, { path: at }) => {
    const where = at + site.suffix;
    findings.look(where);
    const { hit, turned } = await inPage(page, () => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const turned = [];
      while (texts.nextNode()) {
        const text = texts.currentNode;
        if (!text.data.includes('\u202E') || !shown(text.parentElement)) continue;
        let at = text.parentElement;
        let safe = false;
        while (at && !safe) {
          const style = getComputedStyle(at);
          // A block ends what was turned; within it, only an element that isolates does.
          if (style.display !== 'inline' && style.display !== 'contents') break;
          safe = ['isolate', 'isolate-override', 'plaintext'].includes(style.unicodeBidi);
          at = at.parentElement;
        }
        const alone = at && at.textContent.trim() === text.data.trim();
        if (!safe && !alone && at.namespaceURI.endsWith('xhtml')) turned.push(place(text.parentElement));
      }
      return { hit: globalThis.koersHit, turned: [...new Set(turned)] };
    });
    if (hit) findings.fault(where, '', `a label was run as code (${hit})`);
    await sideways(page, where, '320 px wide', findings);
    for (const selector of turned.slice(0, 3)) findings.fault(where, selector, 'a label turns the direction of the words after it (U+202E, not isolated)');
  });
}

/** What comes in by the address is shown harmless too, and refused or read, never a server error. */
export async function questions(site, findings, browser) {
  const starts = ['/', '/zoeken', '/en/zoeken', '/indicatoren/banen', '/kaart', '/cijfers'].filter(page => site.answers.has(page) || page.endsWith('zoeken'));
  const asked = starts.flatMap(page => QUERIES.flatMap(key => [LABELS.aanval1, LABELS.aanval2, LABELS.aanval4].map(value => ({ path: `${page}?${key}=${encodeURIComponent(value)}`, status: true }))));
  const odd = ['/%00', '/..%2f..%2fetc%2fpasswd', '/indicatoren/%3Cscript%3Ealert(1)%3C%2Fscript%3E', '/en/programmas/%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E', '/zoeken?q=%FF%FE', `/zoeken?q=${'a'.repeat(5000)}`].map(path => ({ path, status: true }));
  for (const { path: page } of [...asked, ...odd]) {
    findings.look(page);
    const answer = await site.ask(page);
    if (answer.status >= 500) findings.fault(page, '', `answers ${answer.status}`);
    if (/<script>window\.koersHit|<img src=x|<script>alert/.test(answer.body)) findings.fault(page, '', 'shows what was asked as code');
  }
  const shownBack = asked.filter((_, index) => index % 5 === 0);
  await browser.each(site, shownBack, {}, async (page, { path: at }) => {
    const hit = await page.evaluate('globalThis.koersHit');
    if (hit) findings.fault(at, '', `what was asked was run as code (${hit})`);
  });
}
