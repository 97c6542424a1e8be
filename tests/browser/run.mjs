// Tries koers in a real browser. `./test --browser` calls this; docs/guide/testing-in-a-browser.md says what each check looks at.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { browserPath, missing, programPath } from './bench/needs.mjs';

/** In the order of cheapest first. */
const CHECKS = ['headers', 'links', 'html', 'noscript', 'keyboard', 'layout', 'axe', 'themes', 'hostile', 'practice', 'forms', 'console', 'lighthouse', 'screenshots'];
const HELP = `Use: ./test --browser [--all] [CHECK...]

Checks: ${CHECKS.join(' ')} (without a name: all), and selftest, which tries the checks on pages with known faults.
  --all                look at every page where otherwise a sample is looked at; takes long
  KOERS_BIN            the program to try (otherwise the one in the target folder)
  KOERS_CHROMIUM       the browser to use (otherwise Debian's Chromium)
  KOERS_SITE           a site on this machine that is already served, such as http://127.0.0.1:8080
  KOERS_SCREENSHOTS    the folder to write pictures into (otherwise none are made)
  KOERS_BROWSER_OUT    the folder to write all findings into, as JSON`;

process.exitCode = await main(process.argv.slice(2));

async function main(words) {
  if (words.some(word => ['--help', '-h'].includes(word))) return say(HELP, 0);
  // Asked by ./test before it builds: a long build that then lacks a browser helps nobody.
  if (words.includes('--needs')) return tell(missing({ program: false }));
  const all = words.includes('--all');
  const asked = words.filter(word => word !== '--all');
  const unknown = asked.filter(word => ![...CHECKS, 'selftest'].includes(word));
  if (unknown.length > 0) return say(`There is no check ${unknown.join(', ')}.\n\n${HELP}`, 2);
  const already = process.env.KOERS_SITE?.replace(/\/$/, '');
  if (already && !/^http:\/\/127\.0\.0\.1:\d+$/.test(already)) return say('KOERS_SITE must be a site on this machine: http://127.0.0.1:PORT', 2);
  const needed = missing({ program: !already });
  if (needed.length > 0) return tell(needed);
  const { trial } = await import('./bench/trial.mjs');
  const folder = await mkdtemp(path.join(tmpdir(), 'koers-browser-'));
  try {
    const results = await trial({
      folder, all, already, executable: browserPath(), program: already ? undefined : programPath(),
      checks: asked.length > 0 ? CHECKS.filter(check => asked.includes(check)) : CHECKS,
      selftest: asked.length === 0 || asked.includes('selftest'),
      only: asked.length === 1 && asked[0] === 'selftest',
      pictures: process.env.KOERS_SCREENSHOTS,
    });
    await keep(results);
    const sum = name => results.reduce((total, result) => total + result[name], 0);
    const broken = results.filter(result => result.broken).length;
    console.log(`\nbrowser: ${sum('passed')} passed, ${sum('failed') + broken} failed`);
    return sum('failed') + broken > 0 ? 1 : 0;
  } catch (error) {
    return say(`The site could not be tried: ${error.message}`, 1);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Says what is missing and how to get it; without anything missing, nothing. */
function tell(needed) {
  if (needed.length === 0) return 0;
  return say(['The browser checks install nothing by themselves. What is missing:', ...needed.map(({ what, how }) => `  - ${what}\n    get it: ${how}`)].join('\n'), 2);
}

/** Writes all findings for who wants to sort them. */
async function keep(results) {
  const folder = process.env.KOERS_BROWSER_OUT;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'findings.json'), `${JSON.stringify(results.flatMap(result => result.faults), null, 2)}\n`);
}

function say(text, code) {
  (code === 0 ? console.log : console.error)(text);
  return code;
}
