// A check that never fails says nothing: each one must find the faults that were made for it, and none on clean pages.
import { Findings } from '../bench/findings.mjs';
import { Site } from '../bench/site.mjs';
import { faultAtField, refusal } from '../checks/forms.mjs';
import { look, read } from '../checks/hostile.mjs';
import { CLEAN, CLEAN_FORMS, EXPECTED, startFaults } from './site.mjs';

const CHECKS = ['headers', 'links', 'html', 'axe', 'layout', 'keyboard', 'noscript', 'themes', 'console'];

export async function selfTest(findings, { browser, alarms, folder }) {
  const served = await startFaults();
  try {
    const site = await Site.read(served.base, browser);
    const found = [];
    for (const name of CHECKS) {
      const { run } = await import(`../checks/${name}.mjs`);
      found.push(...(await faultsOf(name, result => run(site, result, given(site, name, browser, folder)))));
    }
    found.push(...(await faultsOf('hostile', async result => {
      read(site, result);
      await look(site, result, browser);
    })));
    found.push(...(await faultsOf('forms', result => tryForms(site, result, browser))));
    found.push(...alarms.take().map(({ path: page, what }) => ({ check: 'alarms', page, selector: '', what })));
    judge(found, findings);
  } finally {
    await served.stop();
  }
}

async function faultsOf(name, work) {
  const result = new Findings(name);
  const started = performance.now();
  await work(result);
  if (process.env.KOERS_BROWSER_TIMES) console.error(`selftest of ${name}: ${Math.round(performance.now() - started)} ms`);
  return result.faults;
}

/** The forms that came back, as the check of forms looks at what comes back to it. */
async function tryForms(site, result, browser) {
  const forms = site.pages.filter(page => page.path.startsWith('/vorm-'));
  await browser.each(site, forms, {}, async (page, { path }) => {
    const fault = what => result.fault(path, '', what);
    await faultAtField(page, 'veld', 'heel veel', fault);
    // Without the part that the link led to: with it, nothing else may take the focus.
    await page.goto(site.base + path);
    await refusal(page, { veld: 'heel veel' }, fault);
  });
}

/** Slow checks see the Dutch pages that were made for them, and the clean ones. */
function given(site, check, browser, folder) {
  const wanted = new Set([...EXPECTED.filter(([name]) => name === check || (check === 'console' && name === 'alarms')).map(([, page]) => page), ...CLEAN]);
  const sample = site.pages.filter(page => wanted.has(page.path));
  return { browser, folder, sample, oneOfEach: sample };
}

function judge(found, findings) {
  for (const [check, page, words] of EXPECTED) {
    findings.look(`${check} ${page} ${words}`);
    const there = found.some(fault => fault.check === check && pageOf(fault) === page && words.test(`${fault.what}`));
    if (!there) findings.fault(`${check} ${page} ${words}`, '', 'the check does not find the fault that was made for it');
  }
  for (const page of [...CLEAN, ...CLEAN_FORMS]) {
    findings.look(page);
    for (const fault of found.filter(fault => pageOf(fault) === page)) findings.fault(page, fault.selector, `${fault.check} finds a fault on a clean page: ${fault.what}`);
  }
}

function pageOf(fault) {
  return fault.page.split(' ')[0];
}
