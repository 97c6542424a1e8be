// Keyboard only: the skip link works, Tab reaches everything in the order of the page, what has focus is seen, and nothing holds it.
import { inPage } from '../bench/inpage.mjs';

/** Past this many steps a page is walked up to here only, and that is said. */
const STEPS = 1000;
/** A page is walked whole once; in its other forms, which differ at the start, this far. */
const FEWER = 80;
const FORMS = [
  { name: 'with JavaScript', options: {} },
  { name: 'without JavaScript', steps: FEWER, options: { javaScriptEnabled: false } },
  { name: 'on a phone', steps: FEWER, options: { viewport: { width: 360, height: 640 } } },
];

export async function run(site, findings, { browser, oneOfEach }) {
  for (const { name, options, steps = STEPS } of FORMS) {
    await browser.each(site, oneOfEach, options, async (page, { path }) => {
      const where = `${path} ${name}`;
      findings.look(where);
      const embedded = /^(\/en)?\/insluiten\//.test(path);
      if (!embedded) await skip(page, where, findings);
      await page.goto(site.base + path, { waitUntil: 'load' });
      await walk(page, where, findings, steps);
    });
  }
  const pages = oneOfEach.filter(({ path }) => site.factsOf(path).charts > 0);
  await browser.each(site, pages, {}, async (page, { path }) => stepping(page, path, findings));
}

/** Charts that can be stepped through: each arrow says another period in words, and shows the same. */
async function stepping(page, path, findings) {
  const where = `${path} arrow keys`;
  const sliders = page.locator('input[type=range]');
  const count = Math.min(await sliders.count(), 3);
  for (let index = 0; index < count; index += 1) {
    findings.look(where);
    const slider = sliders.nth(index);
    const fold = slider.locator('xpath=ancestor::details');
    for (let at = 0; at < (await fold.count()); at += 1) await fold.nth(at).evaluate(details => { details.open = true; });
    await slider.focus();
    const said = new Set();
    for (const key of ['Home', 'ArrowRight', 'End', 'ArrowLeft']) {
      await page.keyboard.press(key);
      const [words, shownWords] = await slider.evaluate(range => [range.getAttribute('aria-valuetext') ?? '', (range.closest('.picture')?.querySelector('.k-read') ?? range.parentElement).textContent.replace(/\s+/g, ' ')]);
      said.add(words);
      const period = words.split(':')[0].trim();
      if (!words) findings.fault(where, 'input[type=range]', 'does not say its value in words (aria-valuetext)');
      else if (!shownWords.includes(period)) findings.fault(where, 'input[type=range]', `says “${period}” and shows “${shownWords.slice(0, 80)}”`);
    }
    const steps = await slider.evaluate(range => Number(range.max) - Number(range.min));
    if (said.size < Math.min(4, steps + 1)) findings.fault(where, 'input[type=range]', `arrow keys, Home and End give ${said.size} different values`);
  }
}

/** The first stop is a link to the content, and it takes the reader there. */
async function skip(page, where, findings) {
  await page.keyboard.press('Tab');
  const target = await inPage(page, () => {
    const link = document.activeElement;
    const href = link?.getAttribute?.('href') ?? '';
    return href.startsWith('#') && shown(link) ? href.slice(1) : null;
  });
  if (!target) return findings.fault(where, ':focus', 'the first stop of Tab is no link to the content');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inside = await inPage(page, id => {
    const main = document.getElementById(id);
    const at = document.activeElement;
    if (!main) return 'it points at nothing';
    if (at === document.body) return main.querySelector('a[href], button, input, select, summary, [tabindex="0"]') ? 'focus is lost after it' : '';
    return main.contains(at) || main.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING ? '' : `the next stop is ${place(at)}, before the content`;
  }, target);
  if (inside) findings.fault(where, `[href="#${target}"]`, `the link to the content does not bring there: ${inside}`);
}

async function walk(page, where, findings, steps) {
  const stops = await inPage(page, prepare);
  for (const fault of stops.faults) findings.fault(where, fault.selector, fault.what);
  const most = Math.min(stops.count, steps);
  if (most < stops.count && steps === STEPS) findings.note(`${where}: ${steps} of ${stops.count} stops walked`);
  const reached = [];
  let stuck = 0;
  for (let step = 0; step < most + 100 && reached.length < most; step += 1) {
    await page.keyboard.press('Tab');
    const at = await inPage(page, arrive);
    if (at.index === null) {
      if (reached.length > 0) break;
      continue;
    }
    if (at.index >= 0 && at.index === reached.at(-1)) {
      stuck += 1;
      if (stuck > at.fields) {
        findings.fault(where, at.selector, 'Tab does not leave it');
        break;
      }
      continue;
    }
    stuck = 0;
    if (at.index === -1) {
      findings.fault(where, at.selector, 'takes focus by Tab, and is nothing that can be used');
      continue;
    }
    if (reached.includes(at.index)) break;
    if (reached.length > 0 && at.index < reached.at(-1)) findings.fault(where, at.selector, 'comes in another order than it stands in the page');
    reached.push(at.index);
    if (at.hidden) findings.fault(where, at.selector, `has focus and ${at.hidden}`);
    if (!at.marked) findings.fault(where, at.selector, 'has focus and looks as before');
  }
  if (most === stops.count) {
    for (let index = 0; index < stops.count; index += 1) {
      if (!reached.includes(index)) findings.fault(where, stops.places[index], 'cannot be reached with Tab');
    }
  }
}

// Runs in the page: lists what must be reachable, and remembers how it looks without focus.
function prepare() {
  const usable = 'a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex], [contenteditable]';
  const faults = [];
  const seen = new Set();
  const stops = [...document.querySelectorAll(usable)].filter(element => {
    if (element.tabIndex < 0 || element.disabled || element.closest('[inert]')) return false;
    if (element.localName === 'summary' && element.parentElement?.querySelector('summary') !== element) return false;
    const folded = element.localName === 'summary' ? element.parentElement.parentElement?.closest('details:not([open])') : element.closest('details:not([open])');
    if (folded) return false;
    const style = getComputedStyle(element);
    if (style.visibility === 'hidden' || style.display === 'none' || element.getClientRects().length === 0) return false;
    if (element.type === 'radio') {
      const group = [...document.getElementsByName(element.name)];
      const chosen = group.find(radio => radio.checked) ?? group[0];
      return chosen === element;
    }
    return true;
  });
  for (const element of stops) if (element.tabIndex > 0) faults.push({ selector: place(element), what: `tabindex ${element.tabIndex} breaks the order of the page` });
  for (const element of document.querySelectorAll('body *')) {
    if (getComputedStyle(element).cursor !== 'pointer' || seen.has(element.parentElement)) continue;
    seen.add(element);
    if (element.closest(`${usable}, label, option`) || element.querySelector(usable)) continue;
    if (shown(element)) faults.push({ selector: place(element), what: 'looks as if it can be clicked, and no key reaches it' });
  }
  const look = element => [element, ...[...element.querySelectorAll('*')].slice(0, 4)].map(part => {
    const style = getComputedStyle(part);
    return ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'borderColor', 'borderWidth', 'backgroundColor', 'color', 'textDecoration', 'stroke', 'strokeWidth', 'fill', 'filter']
      .map(name => (name.startsWith('outline') && style.outlineStyle === 'none' ? '' : style[name])).join('|');
  }).join('\n');
  globalThis.koersStops = { stops, look, before: stops.map(look), index: new Map(stops.map((element, index) => [element, index])) };
  return { count: stops.length, places: stops.map(place), faults };
}

// Runs in the page after each Tab: where focus is, whether it shows, and whether something stands over it.
function arrive() {
  const { look, before, index } = globalThis.koersStops;
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return { index: null };
  const which = index.get(at) ?? -1;
  const selector = place(at);
  if (which < 0) return { index: -1, selector };
  const rectangles = [...at.getClientRects()].filter(box => box.width > 0 && box.height > 0);
  const box = rectangles[0] ?? at.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const height = document.documentElement.clientHeight;
  let hidden = '';
  if (box.bottom <= 0 || box.top >= height || box.right <= 0 || box.left >= width) hidden = 'stands outside the screen';
  else if (at.namespaceURI === 'http://www.w3.org/1999/xhtml' && at.localName !== 'iframe') {
    const points = [0.1, 0.5, 0.9].flatMap(x => [0.1, 0.5, 0.9].map(y => [box.left + x * box.width, box.top + y * box.height])).filter(([x, y]) => x > 0 && y > 0 && x < width && y < height);
    const free = points.filter(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return !top || top === at || at.contains(top) || top.contains(at) || (top.closest('label')?.control === at);
    });
    if (points.length > 0 && free.length === 0) hidden = `something stands over it: ${place(document.elementFromPoint(...points[Math.floor(points.length / 2)]))}`;
  }
  // A field for a day has stops of its own within it: day, month, year, calendar.
  const fields = ['date', 'month', 'time', 'week', 'datetime-local'].includes(at.type) ? 6 : 1;
  return { index: which, selector, hidden, fields, marked: look(at) !== before[which] };
}
