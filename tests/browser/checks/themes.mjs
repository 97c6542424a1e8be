// Dark, forced colours, on paper, and without motion.
import { inPage } from '../bench/inpage.mjs';
import { violations } from './axe.mjs';

/** A4 less its margins, in CSS pixels. */
const PAPER = { width: 680, height: 980 };

export async function run(site, findings, { browser, sampleOf }) {
  const pages = sampleOf(1);
  await browser.each(site, pages, { colorScheme: 'dark' }, async (page, { path }) => {
    const where = `${path} in the dark theme`;
    findings.look(where);
    const light = await lightness(page);
    if (light > 0.2) findings.fault(where, 'body', `the ground is light (${light.toFixed(2)} of 1)`);
    for (const { selector, what } of await violations(page, ['color-contrast', 'link-in-text-block'])) findings.fault(where, selector, what);
    await strokes(page, where, findings);
  });
  await browser.each(site, pages, { colorScheme: 'light' }, async (page, { path }) => {
    findings.look(`${path} in the light theme`);
    await strokes(page, `${path} in the light theme`, findings);
  });
  await browser.each(site, pages, { forcedColors: 'active' }, async (page, { path }) => {
    const where = `${path} in forced colours`;
    findings.look(where);
    await strokes(page, where, findings);
    for (const { selector, what } of await violations(page, ['color-contrast'])) findings.fault(where, selector, what);
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

/** Lines and shapes of drawings that have the colour of what they stand on. */
async function strokes(page, where, findings) {
  const gone = await inPage(page, () => {
    const parse = text => (/^rgb/.test(text) ? text.match(/[\d.]+/g).map(Number) : null);
    const ground = element => {
      for (let at = element; at; at = at.parentElement) {
        const colour = parse(getComputedStyle(at).backgroundColor);
        if (colour && (colour[3] ?? 1) > 0.5) return colour;
      }
      return parse(getComputedStyle(document.documentElement).getPropertyValue('color-scheme') === 'dark' ? 'rgb(18, 18, 18)' : 'rgb(255, 255, 255)');
    };
    const same = (one, other) => one && other && one.slice(0, 3).every((part, index) => Math.abs(part - other[index]) < 8);
    const faults = [];
    for (const drawing of document.querySelectorAll('svg')) {
      if (!shown(drawing)) continue;
      const under = ground(drawing.parentElement);
      const shapes = [...drawing.querySelectorAll('path, line, polyline, circle, rect, polygon')].filter(shape => shown(shape));
      const visible = shapes.filter(shape => {
        const style = getComputedStyle(shape);
        const stroke = style.stroke !== 'none' && parseFloat(style.strokeWidth) > 0 ? parse(style.stroke) : null;
        const fill = style.fill !== 'none' ? parse(style.fill) : null;
        const seen = colour => colour && (colour[3] ?? 1) > 0.1 && !same(colour, under);
        return seen(stroke) || seen(fill) || /^url/.test(style.fill) || /^url/.test(style.stroke);
      });
      if (shapes.length > 0 && visible.length === 0) faults.push(place(drawing));
    }
    return faults;
  });
  for (const selector of new Set(gone)) findings.fault(where, selector, 'every shape of the drawing has the colour of its ground');
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
