// Collects what is wrong and says it once: the same fault on many pages is one line that counts them.
const SHOWN = 40;
/** How many places are named for each kind of fault. */
const PLACES = 3;

/** What one check found: the pages it looked at, and the faults with page, selector and words. */
export class Findings {
  constructor(check) {
    this.check = check;
    this.looked = new Set();
    this.faults = [];
    this.notes = [];
  }

  /** Counts a page (or a page in one of its forms) as looked at. */
  look(page) {
    this.looked.add(page);
  }

  /**
   * Notes a fault. `selector` may be empty when the fault is the page's own.
   * Faults of one `kind` are told together; without it, those whose words differ only in names and numbers.
   */
  fault(page, selector, what, kind = '') {
    this.looked.add(page);
    this.faults.push({ check: this.check, page, selector, what, kind });
  }

  /** Says something that is no fault: what was left out, or what was measured. */
  note(text) {
    this.notes.push(text);
  }

  get failed() {
    return new Set(this.faults.map(fault => fault.page)).size;
  }

  get passed() {
    return this.looked.size - this.failed;
  }

  /** The findings as text, faults of the same kind together, the most frequent first. */
  print(seconds) {
    const verdict = this.faults.length === 0 ? 'ok' : `${this.faults.length} faults on ${this.failed}`;
    const lines = [`${this.check.padEnd(11)} ${String(this.looked.size).padStart(5)} looked at  ${seconds.toFixed(1).padStart(6)} s  ${verdict}`];
    lines.push(...this.notes.map(note => `    ${note}`));
    const groups = new Map();
    for (const fault of this.faults) {
      // What differs from page to page (quoted names, lines, numbers) does not make it another kind of fault.
      const key = fault.kind || fault.what.replace(/“[^”]*”|"[^"]*"|\(line \d+\)|\/\S+|\d+/g, '…');
      groups.set(key, [...(groups.get(key) ?? []), fault]);
    }
    const sorted = [...groups.values()].sort((a, b) => b.length - a.length);
    for (const group of sorted.slice(0, SHOWN)) {
      lines.push(`  ✗ ${group[0].what.split('\n').join('\n    ')}`);
      for (const { page, selector } of group.slice(0, PLACES)) lines.push(`      ${page}${selector ? `  ${selector}` : ''}`);
      if (group.length > PLACES) lines.push(`      … and ${group.length - PLACES} more like it`);
    }
    if (sorted.length > SHOWN) lines.push(`  … and ${sorted.length - SHOWN} other kinds; the folder in KOERS_BROWSER_OUT gets the whole list`);
    return lines.join('\n');
  }
}
