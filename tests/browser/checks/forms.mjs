// Entering things, as somebody at the machine does: with the keyboard only, and without JavaScript on a phone. The practice workspace is laid
// out once more for it, since what is entered stays there.
import path from 'node:path';
import { inPage } from '../bench/inpage.mjs';
import { layOut, serve } from '../bench/koers.mjs';
import { violations } from './axe.mjs';

const SUFFIX = ' on the site with forms';
const WHO = 'proef';
/** How long one step may take, in milliseconds: a busy machine is slow, and that is no fault of the form. */
const PATIENCE = 20_000;
/** No form has more stops for the Tab key before what is looked for. */
const STOPS = 250;
/** An action of the practice workspace that promises name. */
const NAMED = 'mechanica-hal';

/** Who enters: how, in which language, and things of their own, so that two can do it at the same time. */
const HANDS = [
  { name: 'with the keyboard, 1280 px', keyboard: true, start: '', id: 'molen-een', kind: 'bedrijf', changes: 'markthal', pages: ['/beloften', '/besluiten', '/besluiten/besluit-mechanica-hal'], options: { viewport: { width: 1280, height: 900 } } },
  { name: 'without JavaScript, 320 px', keyboard: false, start: '/en', id: 'molen-twee', kind: 'firm', changes: 'snijmachine', pages: ['/acties/leerwerkplaatsen/toets', '/leningen', '/staatssteun'], options: { viewport: { width: 320, height: 640 }, hasTouch: true, loadedWithoutScripts: true } },
];

export async function run(site, findings, given) {
  if (!given.program) {
    findings.note('left out: the site was started by somebody else, and nothing is entered there');
    return;
  }
  const workspace = path.join(given.folder, 'formulieren');
  await layOut(given.program, workspace, ['--practice']);
  const served = await serve(given.program, workspace, ['--staff', '--who', WHO]);
  try {
    const forms = { base: served.base, suffix: SUFFIX };
    await Promise.all(HANDS.map(hand => given.browser.each(forms, [{ path: `${hand.start}/invoeren/organisaties` }], hand.options, page => new Clerk(page, served.base, hand, findings).work())));
  } finally {
    await served.stop();
  }
}

/** Somebody who enters things on one page of the browser. */
class Clerk {
  constructor(page, base, hand, findings) {
    Object.assign(this, { page, base, hand, findings, state: '' });
    this.fault = (what, selector = '') => findings.fault(this.state, selector, what);
  }

  async work() {
    this.session = this.hand.options.loadedWithoutScripts ? await this.page.context().newCDPSession(this.page) : undefined;
    await this.scripts(false);
    await this.enters();
    await this.mistypes();
    await this.comesSecond();
    await this.ends();
    await this.looks();
  }

  /** Something new: a fault, its mending, a look at what changes, the log. */
  async enters() {
    const { id, kind } = this.hand;
    const typed = { 'organisations.1.id': `${id} met spatie`, 'organisations.1.name': `De Molen ${id} (verzonnen)`, 'organisations.1.kind': kind, waarom: 'aangemeld' };
    await this.arrives('new organisation');
    for (const [name, value] of Object.entries(typed)) await this.fills(name, value);
    await this.presses('bekijken', 422);
    await this.arrives('new organisation with a fault');
    await faultAtField(this.page, 'organisations.1.id', typed['organisations.1.id'], this.fault);
    const { 'organisations.1.kind': chosen, ...words } = typed;
    await keeps(this.page, words, this.fault);
    await this.fills('organisations.1.id', id);
    await this.presses('bekijken', 200);
    await this.arrives('look at what changes');
    await shows(this.page, [id, typed['organisations.1.name'], WHO, 'aangemeld'], this.fault);
    await this.presses('vastleggen', 200);
    await this.arrives('log of the new organisation');
    await shows(this.page, [id, typed['organisations.1.name'], WHO, 'aangemeld'], this.fault);
  }

  /** Words where a number is wanted, in a form that a page led to. */
  async mistypes() {
    const { start, changes } = this.hand;
    await this.goes(`${start}/acties/${changes}`);
    const way = this.page.locator('main .entry-ways a[href*="/invoeren/schattingen?"]').first();
    if ((await way.count()) === 0) return this.fault('the page of an action leads to no form for a promise');
    await this.follows(() => way.click({ timeout: PATIENCE }), 200);
    await this.arrives('new promise');
    await keeps(this.page, { 'estimates.1.action': changes }, this.fault);
    await this.fills('estimates.1.central', 'heel veel');
    await this.fills('waarom', 'beloofd');
    await this.presses('bekijken', 422);
    await this.arrives('new promise with words for a number');
    return faultAtField(this.page, 'estimates.1.central', 'heel veel', this.fault);
  }

  /** Two change one thing: the second hears of the first, and has everything that was typed. */
  async comesSecond() {
    const { start, changes } = this.hand;
    const address = `${start}/invoeren/acties/${changes}`;
    await this.goes(address);
    const typed = { 'actions.1.title': `Tweede naam van ${changes} (verzonnen)`, waarom: 'de tweede' };
    for (const [name, value] of Object.entries(typed)) await this.fills(name, value);
    const other = await this.page.context().newPage();
    const first = new Clerk(other, this.base, { ...this.hand, keyboard: false, options: {} }, this.findings);
    await first.goes(address);
    await first.fills('actions.1.title', `Eerste naam van ${changes} (verzonnen)`);
    await first.fills('waarom', 'de eerste');
    await first.presses('bekijken', 200);
    await first.presses('vastleggen', 200);
    await other.close();
    await this.presses('bekijken', 409);
    await this.arrives('change of what somebody else changed');
    await refusal(this.page, typed, this.fault);
    await shows(this.page, [`Eerste naam van ${changes}`, 'de eerste'], this.fault);
  }

  /** What others name does not end; what nobody names ends, and comes back. */
  async ends() {
    const { start, id } = this.hand;
    await this.goes(`${start}/invoeren/acties/${NAMED}/einde`);
    await this.arrives('end');
    await this.fills('waarom', 'dubbel');
    await this.presses('', 200);
    await this.arrives('end of what others name');
    await refusal(this.page, { waarom: 'dubbel' }, this.fault);
    for (const [name, reason] of [['end of what nobody names', 'vertrokken'], ['reopened', 'teruggekomen']]) {
      await this.goes(`${start}/invoeren/organisaties/${id}/einde`);
      await this.fills('waarom', reason);
      await this.presses('', 200);
      await this.arrives(name);
      await shows(this.page, [id, reason, WHO], this.fault);
    }
    const events = await this.page.locator('main section[aria-labelledby^="wijziging-"]').count();
    if (events !== 3) this.fault(`the log tells ${events} of the 3 things that happened`);
  }

  /** Pages that lead to forms: a server for the public has none of those ways, so no other check sees them. */
  async looks() {
    for (const address of this.hand.pages) {
      await this.goes(this.hand.start + address);
      await this.arrives(`ways from ${address}`);
      if ((await this.page.locator('main .entry-ways a').count()) === 0) this.fault('the page leads to no form');
    }
  }

  /** A state that somebody looks at: nothing for axe to find, and no scrolling sideways. */
  async arrives(name) {
    this.state = `${name}, ${this.hand.name}`;
    this.findings.look(this.state);
    await this.scripts(true);
    await this.page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })");
    for (const { selector, what } of await violations(this.page)) this.fault(what, selector);
    if (await this.page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')) this.fault('the page scrolls sideways');
    await this.scripts(false);
  }

  async goes(address) {
    await this.page.goto(this.base + address, { waitUntil: 'load', timeout: PATIENCE });
  }

  async fills(name, value) {
    const field = this.page.locator(`[name="${name}"]:not([type=hidden])`).first();
    const isList = (await field.evaluate(element => element.localName)) === 'select';
    if (!this.hand.keyboard) return isList ? field.selectOption({ label: value }, { timeout: PATIENCE }) : field.fill(value, { timeout: PATIENCE });
    await this.tabs(`[name="${name}"]`);
    if (!isList) await this.page.keyboard.press('Control+A');
    return this.page.keyboard.type(value);
  }

  /** Presses the button of a form that does something; `''` is the only button. */
  async presses(what, status) {
    const button = what ? `main form button[value="${what}"]:not([hidden])` : 'main form button';
    if (!this.hand.keyboard) return this.follows(() => this.page.locator(button).first().click({ timeout: PATIENCE }), status);
    await this.tabs(button);
    return this.follows(() => this.page.keyboard.press('Enter'), status);
  }

  async follows(act, status) {
    const [answer] = await Promise.all([
      this.page.waitForResponse(response => response.request().isNavigationRequest() && (response.status() < 300 || response.status() >= 400), { timeout: PATIENCE }),
      this.page.waitForEvent('load', { timeout: PATIENCE }),
      act(),
    ]);
    if (answer.status() !== status) this.fault(`answers ${answer.status()} where ${status} was expected`);
  }

  /** Presses Tab until the focus is on what a selector finds. */
  async tabs(selector) {
    for (let stop = 0; stop < STOPS; stop += 1) {
      if (await inPage(this.page, wanted => document.activeElement.matches(wanted), selector)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`no Tab reaches ${selector}`);
  }

  async scripts(run) {
    await this.session?.send('Emulation.setScriptExecutionDisabled', { value: !run });
  }
}

/** A form that came back with a fault: that is what is heard first, it leads to the field, and there stands what is wrong and what was typed. */
export async function faultAtField(page, name, typed, fault) {
  await focusIsOnAlert(page, fault);
  const link = page.locator(`[role=alert] a[href="#${name}"]`);
  if ((await link.count()) === 0) return fault(`what is wrong does not lead to the field ${name}`);
  await link.first().focus();
  await page.keyboard.press('Enter');
  const field = await inPage(page, id => {
    const element = document.getElementById(id);
    const described = (element?.getAttribute('aria-describedby') ?? '').split(' ').map(one => document.getElementById(one)).filter(Boolean);
    return element && {
      focused: document.activeElement === element,
      invalid: element.getAttribute('aria-invalid') === 'true',
      says: described.some(one => shown(one) && one.textContent.trim() !== '' && /\.fout$/.test(one.id)),
    };
  }, name);
  if (!field) return fault(`there is no field ${name}`);
  if (!field.focused) fault('the link of a fault does not put the focus in its field');
  if (!field.invalid) fault('a field with a fault does not say that it is wrong');
  if (!field.says) fault('a field with a fault is not described by it');
  return keeps(page, { [name]: typed }, fault);
}

/** A page that refuses says why in words, there is the focus, and what was typed is still there. */
export async function refusal(page, typed, fault) {
  await focusIsOnAlert(page, fault);
  const words = await inPage(page, () => [...document.querySelectorAll('[role=alert]')].map(alert => alert.textContent.trim()).join(' '));
  if (words.split(/\s+/).length < 4) fault('a refusal says too little of why');
  await keeps(page, typed, fault);
}

async function focusIsOnAlert(page, fault) {
  const is = await inPage(page, () => document.activeElement.closest('[role=alert]') !== null);
  if (!is) fault('the focus is not on what is wrong');
}

async function keeps(page, typed, fault) {
  for (const [name, value] of Object.entries(typed)) {
    const now = await inPage(page, wanted => [...document.getElementsByName(wanted)].find(one => one.type !== 'hidden')?.value, name);
    if (now !== value) fault(`what was typed is lost: “${name}” holds “${now}”`);
  }
}

async function shows(page, words, fault) {
  const text = await inPage(page, () => document.querySelector('main').textContent);
  for (const word of words) if (!text.includes(word)) fault(`the page does not show “${word}”`);
}
