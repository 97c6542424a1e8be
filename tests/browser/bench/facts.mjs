// Reads what a page's bytes say, with the browser's own parser and no script run.

/** Facts of each page: `Map` of path to facts. `pages` are `{ path, html }`. */
export async function readFacts(browser, base, pages) {
  const context = await browser.context();
  try {
    const page = await context.newPage();
    const found = new Map();
    const STEP = 20;
    for (let at = 0; at < pages.length; at += STEP) {
      const slice = pages.slice(at, at + STEP);
      const facts = await page.evaluate(factsOf, slice.map(({ html }) => html));
      slice.forEach(({ path }, index) => found.set(path, resolve(facts[index], new URL(path, base))));
    }
    return found;
  } finally {
    await context.close();
  }
}

/** Makes each address whole, as seen from the page. */
function resolve(facts, from) {
  const whole = url => {
    try {
      return new URL(url, from).href;
    } catch {
      return `invalid:${url}`;
    }
  };
  for (const item of [...facts.links, ...facts.parts]) item.url = whole(item.href);
  for (const form of facts.forms) form.url = whole(form.action);
  return facts;
}

// Runs in the browser.
function factsOf(htmls) {
  const PARTS = {
    'script[src]': 'src', 'img[src]': 'src', 'iframe[src]': 'src', 'source[src]': 'src', 'video[src]': 'src', 'audio[src]': 'src',
    'embed[src]': 'src', 'object[data]': 'data', 'video[poster]': 'poster', 'image[href]': 'href', 'use[href]': 'href',
    'link[rel~=stylesheet][href]': 'href', 'link[rel~=icon][href]': 'href', 'link[rel~=preload][href]': 'href',
    'link[rel~=modulepreload][href]': 'href', 'link[rel~=manifest][href]': 'href', 'link[rel~=preconnect][href]': 'href',
    'link[rel~=dns-prefetch][href]': 'href',
  };
  const place = element => {
    const id = element.id ? `#${element.id}` : '';
    const names = [...element.classList].slice(0, 2).map(name => `.${name}`).join('');
    const parent = element.parentElement && !id && element.parentElement.localName !== 'body' ? `${place(element.parentElement).split(' > ').slice(-2).join(' > ')} > ` : '';
    return `${parent}${element.localName}${id}${names}`;
  };
  const words = element => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const meta = (page, name) => page.querySelector(`meta[name="${name}" i]`)?.getAttribute('content') ?? null;
  return htmls.map(html => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const all = [...page.querySelectorAll('*')];
    const ids = all.map(element => element.id).filter(Boolean);
    return {
      lang: page.documentElement.getAttribute('lang'),
      title: words(page.querySelector('title')),
      description: meta(page, 'description'),
      viewport: meta(page, 'viewport'),
      refresh: page.querySelector('meta[http-equiv="refresh" i]')?.getAttribute('content') ?? null,
      alternates: [...page.querySelectorAll('link[rel~=alternate][hreflang]')].map(link => [link.getAttribute('hreflang'), link.getAttribute('href')]),
      headings: [...page.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(heading => [Number(heading.localName[1]), words(heading)]),
      mains: page.querySelectorAll('main').length,
      ids,
      doubled: [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))],
      links: [...page.querySelectorAll('a[href], area[href]')].map(link => ({ href: link.getAttribute('href'), text: words(link).slice(0, 80), hreflang: link.getAttribute('hreflang'), place: place(link) })),
      // What a page is made of: a kind of page is sampled so that each of these is looked at.
      made: [...new Set(all.flatMap(element => [`<${element.localName}>`, ...element.classList]))].sort(),
      parts: Object.entries(PARTS).flatMap(([selector, name]) => [...page.querySelectorAll(selector)].map(part => ({ href: part.getAttribute(name), place: place(part) }))),
      sets: all.filter(element => element.hasAttribute('srcset')).map(place),
      styles: [...all.filter(element => element.hasAttribute('style')), ...page.querySelectorAll('style')].map(place),
      scripts: [...page.querySelectorAll('script:not([src])')].filter(script => !/json$/.test(script.type)).map(place),
      handlers: all.filter(element => [...element.attributes].some(attribute => attribute.name.startsWith('on'))).map(place),
      forms: [...page.querySelectorAll('form')].map(form => ({
        action: form.getAttribute('action') ?? '',
        method: (form.getAttribute('method') ?? 'get').toLowerCase(),
        fields: [...form.elements].map(field => field.name).filter(Boolean),
        choices: [...form.elements].filter(field => field.name && field.type !== 'hidden').map(field => ({
          name: field.name,
          date: field.type === 'date',
          values: field.localName === 'select' ? [...field.options].filter(option => !option.selected && !option.disabled && option.value).map(option => option.value) : field.type === 'radio' && !field.checked && field.value ? [field.value] : [],
        })),
        submit: Boolean(form.querySelector('button:not([type=button]):not([type=reset]), input[type=submit], input[type=image]')),
        place: place(form),
      })),
      charts: page.querySelectorAll('svg[role]').length,
      details: page.querySelectorAll('details').length,
    };
  });
}
