// What the browser checks need and do not install by themselves. Imports nothing from node_modules: it must run when that folder is not there.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export const HERE = path.resolve(import.meta.dirname, '..');
const ROOT = path.resolve(HERE, '../..');
const require = createRequire(import.meta.url);

/** The oldest Node that has what is used here. */
const NODE = [20, 11];

/** Where Debian and others put Chromium, in the order in which they are tried. */
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser that is used: `KOERS_CHROMIUM`, or the first that is there. */
export function browserPath() {
  const asked = process.env.KOERS_CHROMIUM;
  if (asked) return existsSync(asked) ? asked : undefined;
  return BROWSERS.find(file => existsSync(file));
}

/** The program that is tried: `KOERS_BIN`, or the newest that a build left in the target folder. */
export function programPath() {
  const asked = process.env.KOERS_BIN;
  if (asked) return existsSync(asked) ? path.resolve(asked) : undefined;
  const target = process.env.CARGO_TARGET_DIR ?? path.join(ROOT, 'target');
  const built = ['release', 'debug'].map(kind => path.join(target, kind, 'koers')).filter(file => existsSync(file));
  return built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

/** What is missing, each with the way to get it. Empty when everything is there. */
export function missing({ program = true } = {}) {
  const found = [];
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < NODE[0] || (major === NODE[0] && minor < NODE[1])) {
    found.push({ what: `Node ${NODE.join('.')} or newer (this is ${process.versions.node})`, how: 'Debian package nodejs, or the one of nodejs.org' });
  }
  const { devDependencies } = JSON.parse(readFileSync(path.join(HERE, 'package.json'), 'utf8'));
  const absent = Object.entries(devDependencies).filter(([name, version]) => installedVersion(name) !== version);
  if (absent.length > 0) {
    const names = absent.map(([name, version]) => `${name} ${version}`).join(', ');
    found.push({ what: `the packages ${names}`, how: 'cd tests/browser && npm ci --ignore-scripts' });
  }
  if (spawnSync('java', ['-version']).status !== 0) found.push({ what: 'Java 11 or newer, for the checker of HTML', how: 'Debian package default-jre-headless' });
  if (!browserPath()) {
    found.push({
      what: process.env.KOERS_CHROMIUM ? `the browser ${process.env.KOERS_CHROMIUM} that KOERS_CHROMIUM names` : 'Chromium',
      how: 'Debian package chromium, or name another one in KOERS_CHROMIUM',
    });
  }
  if (program && !programPath()) {
    found.push({
      what: process.env.KOERS_BIN ? `the program ${process.env.KOERS_BIN} that KOERS_BIN names` : 'the program koers',
      how: 'cargo build --locked, or name another one in KOERS_BIN',
    });
  }
  return found;
}

function installedVersion(name) {
  const file = path.join(HERE, 'node_modules', name, 'package.json');
  return existsSync(file) ? require(file).version : undefined;
}
