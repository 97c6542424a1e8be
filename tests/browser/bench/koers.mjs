// Runs the program under test: lays out a workspace and serves it on a port of this machine.
import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/;
const PATIENCE = 60_000;

/** Lays out the demo workspace in `folder`, which must not exist; `words` may ask for another one. */
export async function layOut(program, folder, words = []) {
  const { stdout } = await run(program, ['demo', '--help']);
  const serves = stdout.includes('--no-serve') ? ['--no-serve'] : [];
  await run(program, ['demo', ...words, ...serves, folder], { maxBuffer: 64 << 20 });
}

/** Serves the workspace in `folder`; gives the address and a way to stop. `words` may ask for more than what everybody sees. */
export async function serve(program, folder, words = []) {
  const child = spawn(program, ['serve', '--workspace', folder, '--listen', '127.0.0.1:0', '--rate', '0', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ended = new Promise(resolve => child.once('exit', code => resolve(code)));
  const address = new Promise((resolve, reject) => {
    const listen = bytes => {
      said += bytes;
      const found = said.match(ADDRESS);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    ended.then(code => reject(new Error(`koers serve ended with code ${code}:\n${said}`)));
    setTimeout(() => reject(new Error(`koers serve named no address within ${PATIENCE / 1000} s:\n${said}`)), PATIENCE).unref();
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(hard);
  };
  try {
    return { base: await address, stop, said: () => said };
  } catch (error) {
    await stop();
    throw error;
  }
}
