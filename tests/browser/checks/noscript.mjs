// Without JavaScript: every form works with what HTML gives. Choose, send, and the page that comes shows the choice.
import { inPage } from '../bench/inpage.mjs';

/** What is typed into a field for words, per kind of page. */
const WORD = { nl: 'werkgelegenheid', en: 'employment' };
const DAY = '2019-12-31';
/** How long one step may take, in milliseconds: a busy machine is slow, and that is no fault of the form. */
const PATIENCE = 20_000;

export async function run(site, findings, { browser }) {
  const forms = formsOf(site);
  findings.note(`${forms.length} forms were sent`);
  await browser.each(site, forms, { javaScriptEnabled: false }, async (page, form) => {
    const where = `${form.path} ${form.place}`;
    findings.look(where);
    const fault = what => findings.fault(where, form.fields.join(', '), what);
    const fields = await inPage(page, fieldsOf, form.index);
    for (const field of fields) {
      if (field.kind === 'text') {
        const value = field.date ? DAY : WORD[form.lang];
        await send(page, site, form, field, value, fault);
      } else if (field.kind === 'choice') {
        // The English form is the same with other words: one value is enough.
        for (const value of field.values.slice(0, form.lang === 'nl' ? 2 : 1)) await send(page, site, form, field, value, fault);
      }
    }
    if (fields.length === 0) fault('has nothing to choose or type');
  });
  await filters(site, findings, browser);
}

/** Each form once per language and set of fields, on the first page of every kind that has it. */
function formsOf(site) {
  const seen = new Map();
  for (const { path, lang, pattern } of site.pages) {
    site.facts.get(path).forms.forEach((form, index) => {
      const key = [lang, pattern, ...form.fields].join(' ');
      if (form.method === 'get' && !seen.has(key)) seen.set(key, { path, lang, index, fields: form.fields, place: form.place });
    });
  }
  // A form that stands on every page (search in the header) is sent from one kind of page per language.
  const once = new Map();
  for (const form of seen.values()) {
    const key = `${form.lang} ${form.place} ${form.fields.join(' ')}`;
    once.set(key, [...(once.get(key) ?? []), form]);
  }
  return [...once.values()].flatMap(group => (group.length > 6 ? group.slice(0, 1) : group));
}

// Runs in the page.
function fieldsOf(index) {
  const form = document.forms[index];
  return [...form.elements].filter(field => field.name && !field.disabled).flatMap(field => {
    const labelled = field.labels?.length > 0 || field.ariaLabel || field.getAttribute('aria-labelledby');
    const facts = { name: field.name, type: field.type, labelled: Boolean(labelled) };
    if (field.localName === 'select') {
      const others = [...field.options].filter(option => !option.selected && !option.disabled).map(option => option.value);
      return [{ ...facts, kind: 'choice', adds: field.name === 'ook', values: [...new Set([others[0], others.at(-1)].filter(value => value !== undefined))] }];
    }
    if (['text', 'search', 'date'].includes(field.type)) return [{ ...facts, kind: 'text', date: field.type === 'date' || /^(op|bekendOp)$/.test(field.name) }];
    if (['radio', 'checkbox'].includes(field.type) && !field.checked) return [{ ...facts, kind: 'choice', values: [field.value] }];
    return [];
  });
}

async function send(page, site, form, field, value, fault) {
  await page.goto(site.base + form.path, { waitUntil: 'load' });
  const scope = page.locator('form').nth(form.index);
  const control = scope.locator(`[name="${field.name}"]`);
  if (!field.labelled) fault(`the field ${field.name} has no label`);
  const fill = async () => {
    // What stands in a folded part is opened first, as a reader would.
    await inPage(page, index => {
      for (let at = document.forms[index]; at; at = at.parentElement) if (at.localName === 'details') at.open = true;
      for (const part of document.forms[index].querySelectorAll('details')) part.open = true;
    }, form.index);
    if (field.type.startsWith('select')) await control.selectOption(value, { timeout: PATIENCE });
    else if (field.type === 'radio' || field.type === 'checkbox') await scope.locator(`[name="${field.name}"][value="${value}"]`).check({ timeout: PATIENCE });
    else await control.fill(value, { timeout: PATIENCE });
  };
  let words = '';
  const button = scope.locator('button:not([type=button]):not([type=reset]), input[type=submit], input[type=image]');
  // Asked first: waiting for a button that is not there takes as long as patience lasts.
  if ((await button.count()) === 0) return fault(`${field.name}=${value} cannot be chosen and sent: there is no button`);
  try {
    await fill();
    if (field.adds) words = await control.evaluate(select => select.selectedOptions[0].textContent.trim());
    const [answer] = await Promise.all([
      page.waitForResponse(response => response.request().isNavigationRequest() && (response.status() < 300 || response.status() >= 400), { timeout: PATIENCE }),
      button.first().click({ timeout: PATIENCE }),
    ]);
    await page.waitForLoadState('load');
    if (answer.status() >= 400) return fault(`${field.name}=${value} answers ${answer.status()}`);
  } catch (error) {
    return fault(`${field.name}=${value} cannot be chosen and sent: ${String(error.message).split('\n')[0]}`);
  }
  const at = new URL(page.url());
  if (at.searchParams.get(field.name) !== value && !(value === '' && !at.searchParams.has(field.name))) {
    // A choice may lead to an address of its own instead of a query.
    if (at.pathname === form.path.split('?')[0]) return fault(`${field.name}=${value} is not in the address that follows: ${at.pathname}${at.search}`);
    return undefined;
  }
  const shows = await inPage(page, ({ name, value, words }) => [...document.getElementsByName(name)].some(other => (['radio', 'checkbox'].includes(other.type) ? other.value === value && other.checked : other.value === value))
    // A choice that adds to a list leaves its field free for the next one, and stands in the page itself.
    || (words !== '' && [...document.querySelectorAll('main a')].some(link => link.textContent.includes(words) && shown(link))), { name: field.name, value, words });
  return shows ? undefined : fault(`${field.name}=${value} was sent, and the page that follows does not show the choice`);
}

/** Choices do something: each verdict shows fewer results than all, and only its own. */
async function filters(site, findings, browser) {
  const starts = ['/', '/en'].filter(path => site.facts.get(path)?.forms.some(form => form.fields.includes('oordeel'))).map(path => ({ path }));
  await browser.each(site, starts, { javaScriptEnabled: false }, async (page, { path }) => {
    findings.look(`${path} oordeel`);
    const count = async address => {
      await page.goto(site.base + address, { waitUntil: 'load' });
      return page.locator('main a[href*="/resultaten/"]').count();
    };
    const all = await count(path);
    const words = await inPage(page, () => [...document.querySelectorAll('select[name=oordeel] option, input[name=oordeel]')].map(option => option.value).filter(Boolean));
    const counts = [];
    for (const word of words) counts.push(await count(`${path}?oordeel=${encodeURIComponent(word)}`));
    words.forEach((word, index) => {
      if (counts[index] > all || (counts[index] === all && all > 0 && words.length > 1)) findings.fault(`${path} oordeel`, `oordeel=${word}`, `the choice of a verdict leaves ${counts[index]} of ${all} results`);
    });
  });
  for (const lang of ['nl', 'en']) {
    const path = `${lang === 'en' ? '/en' : ''}/zoeken?q=${WORD[lang]}`;
    findings.look(path);
    const answer = await site.ask(path);
    if (answer.status !== 200) findings.fault(path, '', `search answers ${answer.status}`);
    else if (!/<mark[\s>]/.test(answer.body)) findings.fault(path, 'mark', 'search marks no word that it found');
  }
}
