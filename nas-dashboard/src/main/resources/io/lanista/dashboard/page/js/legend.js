// What colours and marks mean.

import {el, replace} from './dom.js';

/** A legend of what occurs. */
export class Legend {
  /** @param read gives entries of [kind, colour, text, how often it occurs]; kind is dot, ring, line, cross, bar or tick */
  constructor(read) {
    this.read = read;
    this.root = el('p', {class: 'legend'});
    this.refresh();
  }

  refresh() {
    replace(this.root, this.read().filter(([, , , occurs]) => occurs).map(([kind, name, text]) =>
      el('span', {}, el('i', {class: `mark ${kind} ${name}`, 'aria-hidden': 'true'}), text)));
  }
}
