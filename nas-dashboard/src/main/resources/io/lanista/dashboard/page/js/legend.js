// What colours and marks mean.

import {el} from './dom.js';

/** Entries of [kind, colour, text]; kind is dot, ring, line, cross, bar or tick. */
export function legend(entries) {
  return el('p', {class: 'legend'}, entries.map(([kind, name, text]) =>
    el('span', {}, el('i', {class: `mark ${kind} ${name}`, 'aria-hidden': 'true'}), text)));
}
