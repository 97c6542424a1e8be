// axe-core on a sample of every kind of page: with and without JavaScript, on a phone and on a wide screen.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const FORMS = [
  { name: 'with JavaScript, 1280 px', which: 'sample', options: { viewport: { width: 1280, height: 900 } } },
  { name: 'without JavaScript, 320 px', which: 'oneOfEach', options: { viewport: { width: 320, height: 640 }, loadedWithoutScripts: true } },
];

export async function run(site, findings, { browser, ...given }) {
  for (const { name, which, options } of FORMS) {
    await browser.each(site, given[which], options, async (page, { path }) => {
      findings.look(`${path} ${name}`);
      // What is folded away is read too.
      await page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })");
      for (const { selector, what } of await violations(page)) findings.fault(`${path} ${name}`, selector, what);
    });
  }
}

/** Violations on a page: `{ selector, what }`. Without `only`, all rules of WCAG 2.2 AA and axe's best practice. */
export async function violations(page, only) {
  await page.evaluate(`${SOURCE}; undefined`);
  const options = {
    runOnly: only ? { type: 'rule', values: only } : { type: 'tag', values: TAGS },
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations'],
  };
  const found = await page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(result => result.violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ target, failureSummary }) => ({ target: target.join(' '), why: failureSummary })) })))`);
  return found.flatMap(({ id, help, nodes }) => nodes.map(({ target, why }) => ({ selector: target, what: `${id}: ${help}\n${reason(why)}` })));
}

function reason(why = '') {
  return why.split('\n').slice(1).map(line => line.trim()).filter(Boolean).slice(0, 2).join('; ');
}
