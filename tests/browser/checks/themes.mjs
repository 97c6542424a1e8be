// Dark, forced colours, on paper, and without motion.
import { inPage } from '../bench/inpage.mjs';
import { violations } from './axe.mjs';

/** WCAG 1.4.11: what is needed to understand a drawing. */
const LEAST = 3;
/** A4 less its margins, in CSS pixels. */
const PAPER = { width: 680, height: 980 };

export async function run(site, findings, { browser, oneOfEach }) {
  const pages = oneOfEach;
  const context = await browser.context();
  const eye = await context.newPage();
  await browser.each(site, pages, { colorScheme: 'dark' }, async (page, { path }) => {
    const where = `${path} in the dark theme`;
    findings.look(where);
    const light = await lightness(page);
    if (light > 0.2) findings.fault(where, 'body', `the ground is light (${light.toFixed(2)} of 1)`);
    for (const { selector, what } of await violations(page, ['color-contrast', 'link-in-text-block'])) findings.fault(where, selector, what);
    await drawings(page, where, findings, eye);
  });
  await browser.each(site, pages, { colorScheme: 'light' }, async (page, { path }) => {
    findings.look(`${path} in the light theme`);
    await drawings(page, `${path} in the light theme`, findings, eye);
  });
  await browser.each(site, pages, { forcedColors: 'active' }, async (page, { path }) => {
    const where = `${path} in forced colours`;
    findings.look(where);
    await drawings(page, where, findings, eye);
  });
  await browser.each(site, pages, { viewport: PAPER, colorScheme: 'dark' }, async (page, { path }) => {
    const where = `${path} on paper`;
    findings.look(where);
    await paper(page, where, findings);
  });
  await browser.each(site, pages, { reducedMotion: 'reduce' }, async (page, { path }) => {
    const where = `${path} with reduced motion`;
    findings.look(where);
    const moving = await inPage(page, () => [...document.querySelectorAll('*')].filter(element => {
      const style = getComputedStyle(element);
      const longest = value => Math.max(...value.split(',').map(part => parseFloat(part) * (part.trim().endsWith('ms') ? 1 : 1000)));
      return longest(style.transitionDuration) > 10 || (style.animationName !== 'none' && longest(style.animationDuration) > 10) || style.scrollBehavior === 'smooth';
    }).map(place));
    for (const selector of [...new Set(moving)].slice(0, 5)) findings.fault(where, selector, 'moves, though the reader asked for no motion');
  });
  await context.close();
}

async function lightness(page) {
  return inPage(page, () => {
    const colour = element => getComputedStyle(element).backgroundColor.match(/[\d.]+/g).map(Number);
    let [red, green, blue, alpha = 1] = colour(document.body);
    if (alpha === 0) [red, green, blue, alpha = 1] = colour(document.documentElement);
    if (alpha === 0) return 1;
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
  });
}

/** Drawings of which nothing stands out from their ground, by what the screen shows: computed colours do not tell what forced colours make of them. */
async function drawings(page, where, findings, eye) {
  const kinds = await inPage(page, () => {
    const seen = new Set();
    return [...document.querySelectorAll('svg')].map((drawing, index) => ({ drawing, index })).filter(({ drawing }) => {
      const { width, height } = drawing.getBoundingClientRect();
      const kind = `${drawing.getAttribute('class')} ${drawing.parentElement.className}`;
      if (width < 10 || height < 10 || !shown(drawing) || drawing.parentElement.closest('svg, details:not([open])') || seen.has(kind)) return false;
      seen.add(kind);
      return true;
    }).slice(0, 8).map(({ drawing, index }) => ({ index, selector: place(drawing) }));
  });
  for (const { index, selector } of kinds) {
    const picture = await page.locator('svg').nth(index).screenshot({ timeout: 20_000 });
    const contrast = await eye.evaluate(standsOut, picture.toString('base64'));
    if (contrast < LEAST) findings.fault(where, selector, `nothing in the drawing stands out from its ground: contrast ${contrast.toFixed(1)}, less than ${LEAST}`);
  }
}

// Runs in a page of our own: the contrast between the commonest colour of a picture and what differs most from it in at least one pixel of 400.
async function standsOut(base64) {
  const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  canvas.drawImage(bitmap, 0, 0);
  const { data } = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
  const light = at => [0.2126, 0.7152, 0.0722].reduce((sum, weight, part) => {
    const value = data[at + part] / 255;
    return sum + weight * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  }, 0);
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const step = Math.round(light(at) * 200);
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const ground = [...counts].sort((a, b) => b[1] - a[1])[0][0] / 200;
  const ratio = other => (Math.max(ground, other) + 0.05) / (Math.min(ground, other) + 0.05);
  let left = data.length / 4 / 400;
  for (const [step, count] of [...counts].sort((a, b) => ratio(b[0] / 200) - ratio(a[0] / 200))) {
    left -= count;
    if (left <= 0) return ratio(step / 200);
  }
  return 1;
}

async function paper(page, where, findings) {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const light = await lightness(page);
  if (light < 0.8) findings.fault(where, 'body', `prints on a dark ground (${light.toFixed(2)} of 1)`);
  const found = await inPage(page, () => {
    const root = document.scrollingElement;
    const useless = [...document.querySelectorAll('nav, form, [role=search]')].filter(shown).map(place);
    const cut = [...document.querySelectorAll('table, svg, pre')].filter(element => shown(element) && element.getBoundingClientRect().right > root.clientWidth + 1).map(place);
    return { over: root.scrollWidth - root.clientWidth, useless, cut };
  });
  if (found.over > 0) findings.fault(where, found.cut.slice(0, 3).join(', '), `is ${found.over} px wider than the sheet`);
  for (const selector of found.cut.slice(0, 3)) findings.fault(where, selector, 'runs off the sheet');
  for (const selector of found.useless.slice(0, 3)) findings.fault(where, selector, 'is of no use on paper, and printed');
  const bytes = await page.pdf({ format: 'A4' });
  if (bytes.length < 2000 || bytes.subarray(0, 5).toString() !== '%PDF-') findings.fault(where, '', 'cannot be printed');
  const sheets = bytes.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  if (sheets === 0) findings.fault(where, '', 'prints no sheet');
}
