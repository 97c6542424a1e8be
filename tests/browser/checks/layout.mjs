// From 320 px (which is 1280 px at 400 %) to wide: no scrolling sideways, no shift while loading, room for other people's text settings,
// and drawings whose words can be read.
import { inPage } from '../bench/inpage.mjs';

const WIDTHS = [320, 360, 640, 768, 1024, 1280, 1920];
/** The widths of a telephone, where tables are widest for their page. */
const NARROW = [320, 360];
const SHIFT = 0.01;
/** The smallest letters in a drawing, in pixels as they are shown. */
const SMALLEST = { text: 9, sign: 7.5 };
/** WCAG 1.4.12, as people's own style sheets set it. */
const SPACING = '*:not(svg, svg *) { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }';

export async function run(site, findings, { browser, sample }) {
  for (const start of [320, 1280]) {
    await browser.each(site, sample, { viewport: { width: start, height: 800 } }, async (page, { path }) => {
      findings.look(path);
      await shifts(page, path, start, findings);
      for (const width of WIDTHS.filter(width => (start === 320 ? width <= 640 : width > 640))) {
        await page.setViewportSize({ width, height: 800 });
        await sideways(page, path, `${width} px wide`, findings);
        await drawings(page, path, width, findings);
      }
      await page.setViewportSize({ width: start, height: 800 });
      await withStyle(page, SPACING);
      await sideways(page, path, `${start} px wide with wide text spacing`, findings);
      await clipped(page, path, `${start} px wide with wide text spacing`, findings);
      await withStyle(page, 'html { font-size: 200% !important; }');
      if (start === 1280) await sideways(page, path, 'text at 200 %', findings);
    });
  }
}

/** Only whether pages scroll sideways on a telephone: so little that every page can be looked at. */
export async function narrow(site, findings, { browser }, pages) {
  await browser.each(site, pages, { viewport: { width: NARROW[0], height: 800 } }, async (page, { path }) => {
    findings.look(path);
    for (const width of NARROW) {
      await page.setViewportSize({ width, height: 800 });
      await sideways(page, path, `${width} px wide`, findings);
    }
  });
}

/**
 * Whether the page moves by itself while it loads. A machine that is very busy paints what it has of a page, whatever the page is like, and the
 * rest moves what was painted; so what moved is loaded once more, and only what moves each time is the page's own doing.
 */
async function shifts(page, path, width, findings) {
  let { sum, worst } = await moved(page);
  if (sum >= SHIFT) {
    await page.reload({ waitUntil: 'load' });
    const again = await moved(page);
    if (again.sum < sum) ({ sum, worst } = again);
  }
  if (sum >= SHIFT) findings.fault(path, worst, `moves while it loads at ${width} px: layout shift ${sum.toFixed(3)}`);
}

/** How much of the page moved by itself since it began to load, and what moved first. */
function moved(page) {
  return page.evaluate(`new Promise(resolve => {
    const seen = [];
    const observer = new PerformanceObserver(list => seen.push(...list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    const settle = () => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
      seen.push(...observer.takeRecords());
      const moved = seen.flatMap(entry => entry.sources ?? []).map(source => source.node).filter(Boolean);
      const node = moved[0]?.nodeType === 1 ? moved[0] : moved[0]?.parentElement;
      resolve({ sum: seen.reduce((all, entry) => all + entry.value, 0), worst: node ? node.localName + (node.id ? '#' + node.id : '') + [...node.classList].map(name => '.' + name).join('') : '' });
    }, 100)));
    document.fonts.ready.then(settle);
  })`);
}

/** The page may not scroll sideways; tables and drawings may do so within a region of their own. */
export async function sideways(page, path, how, findings) {
  const { over, culprits } = await inPage(page, () => {
    const root = document.scrollingElement;
    const over = root.scrollWidth - root.clientWidth;
    if (over <= 0) return { over, culprits: [] };
    const held = element => {
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) if (getComputedStyle(at).overflowX !== 'visible') return true;
      return false;
    };
    const wide = [...document.body.querySelectorAll('*')].filter(element => element.getBoundingClientRect().right > root.clientWidth + 0.5 && !held(element));
    const deepest = wide.filter(element => !wide.some(other => other !== element && element.contains(other)));
    return { over, culprits: deepest.slice(0, 3).map(place) };
  });
  if (over > 0) findings.fault(path, culprits.join(', '), `scrolls sideways by ${over} px: ${how}`);
}

/** Text that is cut off because its box does not grow. */
async function clipped(page, path, how, findings) {
  const found = await inPage(page, () => [...document.body.querySelectorAll('*:not(svg, svg *)')].filter(element => {
    const style = getComputedStyle(element);
    const hides = side => ['hidden', 'clip'].includes(style[side]);
    if (!hides('overflowX') && !hides('overflowY')) return false;
    const { width, height } = element.getBoundingClientRect();
    if (width <= 2 || height <= 2 || !shown(element) || !element.textContent.trim()) return false;
    return (hides('overflowX') && element.scrollWidth > element.clientWidth + 1) || (hides('overflowY') && element.scrollHeight > element.clientHeight + 1);
  }).map(place));
  for (const selector of new Set(found)) findings.fault(path, selector, `text is cut off: ${how}`);
}

/** Words in drawings: not too small, not cut off, not one over another. */
async function drawings(page, path, width, findings) {
  const found = await inPage(page, SMALLEST => {
    const faults = [];
    for (const drawing of document.querySelectorAll('svg')) {
      if (!shown(drawing) || drawing.parentElement.closest('svg')) continue;
      const frame = drawing.getBoundingClientRect();
      const texts = [...drawing.querySelectorAll('text')].filter(text => shown(text) && text.textContent.trim());
      const boxes = texts.map(text => text.getBoundingClientRect());
      texts.forEach((text, index) => {
        const box = boxes[index];
        const said = text.textContent.trim().slice(0, 40);
        const size = parseFloat(getComputedStyle(text).fontSize) * (text.getScreenCTM()?.a ?? 1);
        // What those who listen are spared is said elsewhere too: a sign, not a text.
        const least = text.closest('[aria-hidden=true]') ? SMALLEST.sign : SMALLEST.text;
        if (size < least) faults.push([place(text), 'text of a drawing is smaller than ' + least + ' px', 'small']);
        const cut = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom);
        if (cut > 1.5 && getComputedStyle(drawing).overflow !== 'visible') faults.push([place(text), 'is cut off by the edge of its drawing: “' + said + '”', 'cut']);
        for (let other = index + 1; other < texts.length; other += 1) {
          const across = Math.min(box.right, boxes[other].right) - Math.max(box.left, boxes[other].left);
          const down = Math.min(box.bottom, boxes[other].bottom) - Math.max(box.top, boxes[other].top);
          if (across > 2 && down > 0.35 * Math.min(box.height, boxes[other].height)) faults.push([place(text), 'stands over another word: “' + said + '” and “' + texts[other].textContent.trim().slice(0, 40) + '”', 'over']);
        }
      });
    }
    const kinds = new Map();
    for (const [selector, what, kind] of faults) if (!kinds.has(kind + selector)) kinds.set(kind + selector, { selector, what });
    return [...kinds.values()];
  }, SMALLEST);
  for (const { selector, what } of found) findings.fault(path, selector, `${what} (${width} px wide)`);
}

/** Lays a style sheet over the page the way that its content security policy allows a debugger. */
async function withStyle(page, css) {
  await page.evaluate(`{ const sheet = new CSSStyleSheet(); sheet.replaceSync(${JSON.stringify(css)}); document.adoptedStyleSheets = [sheet]; }`);
}
