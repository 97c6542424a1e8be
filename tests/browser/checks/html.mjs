// The bytes of every page: valid HTML, one language, one title, headings in order, ids once, nothing inline.
import { HtmlValidate } from 'html-validate';

/** Validity and accessibility; how the source is laid out is the templates' own business. */
const RULES = {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    'attr-quotes': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'element-name': 'error',
    'long-title': 'off',
    'no-dup-id': 'off',
    'no-implicit-button-type': 'error',
    'no-inline-style': 'off',
    'no-raw-characters': 'off',
    'no-trailing-whitespace': 'off',
    'prefer-tbody': 'off',
    'require-sri': 'off',
    'tel-non-breaking': 'off',
    'text-content': 'error',
    'void-style': 'off',
    'svg-focusable': 'off',
    // A table that scrolls by itself is a region with a name, whatever its element.
    'prefer-native-element': ['error', { exclude: ['region'] }],
    // Ids are made of ids in policy files, which have colons. HTML allows all but spaces.
    'valid-id': ['error', { relaxed: true }],
    // Breaks on ids with a colon; axe looks at the same.
    'unique-landmark': 'off',
  },
};

export async function run(site, findings) {
  const validator = new HtmlValidate(RULES);
  const titles = new Map();
  for (const { path, lang } of site.pages) {
    findings.look(path);
    const facts = site.facts.get(path);
    const fault = (selector, what) => findings.fault(path, selector, what);
    ownRules(facts, lang, fault);
    const key = `${lang} ${facts.title}`;
    titles.set(key, [...(titles.get(key) ?? []), path]);
    const report = validator.validateStringSync(site.answers.get(path).body, path);
    for (const result of report.results) {
      for (const message of result.messages) fault(message.selector ?? '', `${message.ruleId}: ${message.message} (line ${message.line})`);
    }
  }
  for (const [key, [first, ...others]] of titles) {
    for (const path of others) findings.fault(path, 'title', `has the same title as ${first}: “${key.slice(3)}”`);
  }
}

function ownRules(facts, lang, fault) {
  if (facts.lang !== lang) fault('html', `is in lang="${facts.lang}", and its address says ${lang}`);
  if (!facts.title) fault('title', 'has no title');
  if (!facts.description) fault('meta[name=description]', 'has no description');
  if (!/width=device-width/.test(facts.viewport ?? '')) fault('meta[name=viewport]', 'does not follow the width of the device');
  if (/user-scalable|maximum-scale/.test(facts.viewport ?? '')) fault('meta[name=viewport]', `keeps people from zooming: ${facts.viewport}`);
  if (facts.mains !== 1) fault('main', `has ${facts.mains} main elements`);
  const tops = facts.headings.filter(([level]) => level === 1).length;
  if (tops !== 1) fault('h1', `has ${tops} headings of level 1`);
  let before = 0;
  for (const [level, text] of facts.headings) {
    if (level > before + 1) fault(`h${level}`, `heading “${text.slice(0, 80)}” of level ${level} comes after one of level ${before}`);
    if (!text) fault(`h${level}`, 'has an empty heading');
    before = level;
  }
  for (const id of facts.doubled) fault(`#${id}`, 'the id stands more than once');
  for (const place of facts.styles) fault(place, 'has a style inline, which the content security policy blocks');
  for (const place of facts.scripts) fault(place, 'has a script inline, which the content security policy blocks');
  for (const place of facts.handlers) fault(place, 'has an event handler inline');
  for (const form of facts.forms) if (!form.submit) fault(form.place, 'the form has no button to send it, so it needs JavaScript');
}
