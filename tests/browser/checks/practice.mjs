// The workspace to practise on has what the demo lacks: proposals, tests, choices, decisions, aid. Its pages are looked at too.
import path from 'node:path';
import { layOut, serve } from '../bench/koers.mjs';
import { Site } from '../bench/site.mjs';
import * as axe from './axe.mjs';
import * as headers from './headers.mjs';
import * as html from './html.mjs';
import * as layout from './layout.mjs';
import * as links from './links.mjs';

/** What looks at every page, and what takes long and looks only at pages with something of their own. */
const CHECKS = [headers, links, html, layout, axe];
const SUFFIX = ' on the practice site';

export async function run(site, findings, given) {
  if (!given.program) {
    findings.note('left out: the site was started by somebody else, and the practice workspace is not there');
    return;
  }
  const workspace = path.join(given.folder, 'oefening');
  await layOut(given.program, workspace, ['--practice']);
  const served = await serve(given.program, workspace);
  try {
    const practice = await Site.read(served.base, given.browser, { suffix: SUFFIX, states: true });
    const sample = given.all ? [...practice.pages, ...practice.states] : ownOf(practice, site);
    findings.note(`${practice.pages.length} pages and ${practice.states.length} states; ${sample.length} have something that no page of the demo of their kind has`);
    const own = { ...given, workspace, sample, oneOfEach: sample, folder: path.join(given.folder, 'practice') };
    await layout.narrow(practice, told(findings), given, [...practice.pages, ...practice.states]);
    for (const check of CHECKS) await check.run(practice, told(findings), own);
  } finally {
    await served.stop();
  }
}

/** Pages of the sample that show an element or a class of style that no page of the same kind shows on the other site. */
export function ownOf(practice, other) {
  const seen = new Map();
  for (const page of [...other.pages, ...other.states]) {
    const parts = seen.get(page.pattern) ?? new Set();
    other.factsOf(page.path).made.forEach(part => parts.add(part));
    seen.set(page.pattern, parts);
  }
  return practice.sample().filter(page => practice.factsOf(page.path).made.some(part => !seen.get(page.pattern)?.has(part)));
}

/** Says of every finding on which site it was. */
function told(findings) {
  const where = page => (page.includes(SUFFIX) ? page : page + SUFFIX);
  return {
    look: page => findings.look(where(page)),
    fault: (page, ...rest) => findings.fault(where(page), ...rest),
    note: text => findings.note(text),
  };
}
