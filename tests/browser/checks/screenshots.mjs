// Pictures for people to look at: every kind of page, wide, on a phone, dark, in forced colours and on paper. Judges nothing by itself.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

const LOOKS = [
  { name: 'wide', options: { viewport: { width: 1280, height: 900 } } },
  { name: 'phone', options: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 } },
  { name: 'dark', options: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' } },
  { name: 'forced', options: { viewport: { width: 1280, height: 900 }, forcedColors: 'active' }, first: 4 },
  { name: 'paper', options: { viewport: { width: 794, height: 1123 } }, media: 'print', first: 4 },
];

export async function run(site, findings, { browser, oneOfEach, pictures }) {
  if (!pictures) {
    findings.note('left out: KOERS_SCREENSHOTS names no folder');
    return;
  }
  await mkdir(pictures, { recursive: true });
  for (const { name, options, media, first } of LOOKS) {
    const pages = oneOfEach;
    await browser.each(site, first ? pages.slice(0, first) : pages, { ...options, reducedMotion: 'reduce' }, async (page, { path: at }) => {
      if (media) await page.emulateMedia({ media });
      const file = path.join(pictures, `${at.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'start'}.${name}.png`);
      // A very long page is cut: nobody looks at the end of it in a picture.
      const height = Math.min(await page.evaluate('document.scrollingElement.scrollHeight'), 4000);
      await page.screenshot({ path: file, fullPage: true, clip: { x: 0, y: 0, width: options.viewport.width, height } });
      findings.look(file);
    });
  }
}
