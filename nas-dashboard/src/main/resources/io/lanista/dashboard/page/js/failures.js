// Why trials failed, and why candidates were refused.

import {Card} from './card.js';
import {el, replace} from './dom.js';
import {count, many} from './format.js';
import {FAILED, STATES} from './run.js';
import {store} from './store.js';

const SHOWN = 12;

export function failuresCard(page) {
  const {run} = page;
  const card = new Card({
    id: 'failures',
    title: 'Failures',
    wide: true,
    rows: () => [['trial', 'state', 'reason', 'log'], ...[...run.reasons].map(([row, known]) => [row, STATES[run.state[row]], known.reason, known.log ?? ''])],
  });
  const refresh = () => {
    const groups = grouped(run);
    card.root.hidden = groups.length === 0;
    card.about(`${many(groups.reduce((sum, group) => sum + group.rows.length, 0), 'trial')} for ${many(groups.length, 'reason')}.`);
    replace(card.body, groups.slice(0, SHOWN).map((group) => part(page, group)),
      groups.length > SHOWN ? el('p', {class: 'note'}, `And ${groups.length - SHOWN} more reasons; the CSV has all.`) : null);
    card.refreshTable();
  };
  store.on(['data'], refresh);
  refresh();
  return card;
}

/** Trials of one state and one reason together; numbers in a reason don't make it another one. */
function grouped(run) {
  const groups = new Map();
  for (const [row, {reason}] of run.reasons) {
    const key = `${run.state[row]} ${reason.replace(/\d+/g, '0')}`;
    const group = groups.get(key) ?? {state: run.state[row], reason, rows: []};
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length);
}

function part(page, group) {
  const links = group.rows.slice(0, 10).map((row) => el('button', {type: 'button', class: 'link', onclick: (event) => page.select(row, event)}, count(row)));
  return el('div', {class: 'failure'},
    el('p', {}, el('b', {}, `${group.state === FAILED ? 'Failed' : 'Not run'}, ${many(group.rows.length, 'trial')}: `), group.reason),
    el('p', {class: 'note'}, 'Trials ', links.flatMap((link) => [link, ' ']), group.rows.length > 10 ? '…' : ''));
}
