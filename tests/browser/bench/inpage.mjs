// Runs a function inside a page, with `place` (a short selector of an element) at hand.
// It goes in as an expression through the debugger: a strict content security policy stays on, and pages without scripts can be asked too.

/** Evaluates `look(argument)` in the page. `look` may call `place(element)` and `shown(element)`. */
export async function inPage(page, look, argument = null) {
  return page.evaluate(`(() => { const place = ${place}; const shown = ${shown}; return (${look})(${JSON.stringify(argument)}); })()`);
}

/** A selector that a person can find the element with. */
function place(element) {
  const id = element.id ? `#${element.id}` : '';
  const names = [...element.classList].slice(0, 2).map(name => `.${name}`).join('');
  const own = `${element.localName}${id}${names}`;
  const parent = element.parentElement;
  if (id || !parent || parent.localName === 'body' || parent.localName === 'html') return own;
  return `${place(parent).split(' > ').slice(-2).join(' > ')} > ${own}`;
}

/** Whether somebody can see the element. */
function shown(element) {
  return element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && element.getClientRects().length > 0;
}
