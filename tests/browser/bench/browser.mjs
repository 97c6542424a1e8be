// One Chromium for all checks. It can reach nothing but this machine, and everything that a page does unasked is noted.
import { chromium } from 'playwright-core';
import { pool } from './pool.mjs';

/** Nothing in the browser calls out by itself, and nothing it is told to call can be reached. */
export const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** How many pages are looked at at the same time. */
export const WIDTH = 3;

export class Browser {
  static async start(executablePath, alarms) {
    return new Browser(await chromium.launch({ executablePath, args: FLAGS, headless: true, chromiumSandbox: false }), alarms);
  }

  /** `alarms` is told of everything that no page may do: `(path, what)`. */
  constructor(chromium, alarms) {
    this.chromium = chromium;
    this.alarms = alarms;
  }

  async stop() {
    await this.chromium.close();
  }

  /** A fresh profile: no cookies, no storage, Dutch, in the Netherlands, without motion. */
  async context(options = {}) {
    return this.chromium.newContext({
      locale: 'nl-NL',
      timezoneId: 'Europe/Amsterdam',
      viewport: { width: 1280, height: 900 },
      serviceWorkers: 'block',
      // What scrolls smoothly is not yet where it will be when it is measured.
      reducedMotion: 'reduce',
      ...options,
    });
  }

  /**
   * Opens each of `pages` (`{ path }`) in a context with `options` and hands it to `look(page, item)`.
   * `loadedWithoutScripts` gives the page as it is without JavaScript, and switches scripts on once it stands: tools that need timers work in it.
   * A page that cannot be opened, or a look that breaks, is an alarm and not the end.
   */
  async each(site, pages, options, look) {
    await pool(pages, WIDTH, async (item, kept) => {
      kept.path = item.path + site.suffix;
      try {
        await kept.scripts(false);
        const response = await kept.page.goto(site.base + item.path, { waitUntil: 'load', timeout: PATIENCE });
        await kept.scripts(true);
        if (response && response.status() >= 400 && !item.status) this.alarms(kept.path, `answers ${response.status()}`);
        await within(look(kept.page, item));
      } catch (error) {
        this.alarms(kept.path, `could not be looked at: ${String(error.message ?? error).split('\n')[0]}`);
        await kept.renew();
      }
    }, () => this.worker(site, options), kept => kept.close());
  }

  async worker(site, { loadedWithoutScripts = false, ...options }) {
    const kept = { path: '/' };
    const open = async () => {
      kept.context = await this.context(options);
      kept.page = await kept.context.newPage();
      const session = loadedWithoutScripts ? await kept.context.newCDPSession(kept.page) : undefined;
      kept.scripts = async run => session?.send('Emulation.setScriptExecutionDisabled', { value: !run });
      watch(kept, site, what => this.alarms(kept.path, what));
    };
    kept.close = async () => {
      const cookies = await kept.context.cookies();
      for (const cookie of cookies) this.alarms(kept.path, `sets the cookie ${cookie.name}`);
      await kept.context.close();
    };
    kept.renew = async () => {
      await kept.context.close().catch(() => undefined);
      await open();
    };
    await open();
    return kept;
  }
}

/** A page or a look that takes longer than this has hung. A busy machine may be slow: that is no fault, so it is long. */
const PATIENCE = 120_000;

async function within(work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came of it within ${PATIENCE / 1000} s`)), PATIENCE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Tells `alarm` of what a page says, asks for or opens by itself. */
function watch(kept, site, alarm) {
  const { page } = kept;
  page.on('console', message => {
    // What did not load is told below, with its address.
    if (message.text().startsWith('Failed to load resource')) return;
    if (['error', 'warning'].includes(message.type())) alarm(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', error => alarm(`script error: ${error.message}`));
  page.on('crash', () => alarm('the page crashed'));
  page.on('dialog', async dialog => {
    alarm(`opens a dialog: ${dialog.message()}`);
    await dialog.dismiss().catch(() => undefined);
  });
  page.on('popup', popup => alarm(`opens a window: ${popup.url()}`));
  page.on('request', request => {
    const url = request.url();
    if (!url.startsWith(`${site.base}/`) && !url.startsWith('data:') && !url.startsWith('blob:')) alarm(`asks another site: ${url.slice(0, 200)}`);
  });
  page.on('response', response => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) alarm(`part answers ${response.status()}: ${new URL(response.url()).pathname}`);
  });
  page.on('requestfailed', request => {
    const why = request.failure()?.errorText ?? 'failed';
    if (why !== 'net::ERR_ABORTED') alarm(`part not loaded (${why}): ${request.url().slice(0, 200)}`);
  });
}
