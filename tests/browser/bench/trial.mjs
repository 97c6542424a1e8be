// Lays the site out, runs the checks on it one after another, and takes everything down again.
import path from 'node:path';
import { Browser } from './browser.mjs';
import { Findings } from './findings.mjs';
import { layOut, serve } from './koers.mjs';
import { Site } from './site.mjs';
import { selfTest } from '../faults/selftest.mjs';

/** Runs what is asked and prints as it goes; gives the findings of each check. */
export async function trial({ folder, all, already, executable, program, checks, selftest, only, pictures }) {
  const alarms = new Alarms();
  const browser = await Browser.start(executable, (page, what) => alarms.raise(page, what));
  const results = [];
  const workspace = path.join(folder, 'drenthe');
  let served;
  try {
    if (selftest) results.push(await timed('selftest', findings => selfTest(findings, { browser, alarms, folder: path.join(folder, 'selftest') })));
    if (only) return results;
    if (!already) await layOut(program, workspace);
    served = already ? { base: already, stop: async () => undefined } : await serve(program, workspace);
    const started = performance.now();
    const site = await Site.read(served.base, browser, { states: true });
    const sample = all ? [...site.pages, ...site.states] : site.sample();
    const oneOfEach = all ? site.pages : site.oneOfEach();
    console.log(`${site.pages.length} pages and ${site.states.length} states read in ${((performance.now() - started) / 1000).toFixed(1)} s; ${sample.length} of them for what takes long, ${oneOfEach.length} for what takes longest`);
    const given = { all, browser, executable, program, folder, workspace: already ? undefined : workspace, sample, oneOfEach, pictures };
    for (const name of checks) {
      const check = await import(`../checks/${name}.mjs`);
      results.push(await timed(name, findings => check.run(site, findings, given)));
    }
    results.push(await timed('alarms', findings => alarms.take().forEach(({ path: page, what }) => findings.fault(page, '', what))));
    return results;
  } finally {
    await served?.stop();
    await browser.stop();
  }
}

/** What pages did unasked, each thing once per page. */
export class Alarms {
  all = [];
  #known = new Set();

  raise(page, what) {
    const key = `${page} ${what}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.all.push({ path: page, what });
  }

  /** Takes what was raised so far away. */
  take() {
    const taken = this.all;
    this.all = [];
    this.#known.clear();
    return taken;
  }
}

async function timed(name, work) {
  const findings = new Findings(name);
  const started = performance.now();
  try {
    await work(findings);
  } catch (error) {
    findings.broken = true;
    findings.note(`the check itself broke: ${error.stack}`);
  }
  console.log(findings.print((performance.now() - started) / 1000));
  return findings;
}
