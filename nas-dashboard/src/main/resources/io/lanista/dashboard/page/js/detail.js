// One trial in full, beside another if one is pinned.

import {el, replace} from './dom.js';
import {duration, number} from './format.js';
import {FAILED, STATES, STOPPED} from './run.js';
import {store} from './store.js';

export function detailPanel(page) {
  const panel = el('aside', {id: 'detail', class: 'detail-panel', 'aria-label': 'Selected trial', hidden: true});
  const refresh = () => {
    const row = store.get('trial');
    panel.hidden = row === null || row >= page.run.size;
    document.body.classList.toggle('with-detail', !panel.hidden);
    if (!panel.hidden) {
      replace(panel, contents(page, row, store.get('pin')));
    }
  };
  store.on(['trial', 'pin', 'data'], refresh);
  refresh();
  return panel;
}

function contents(page, row, pinned) {
  const {run} = page;
  const other = pinned !== null && pinned !== row ? pinned : run.best !== null && run.best !== row ? run.best : null;
  const close = el('button', {type: 'button', class: 'close', 'aria-label': 'Close', onclick: () => store.set({trial: null})}, '×');
  const pin = el('button', {type: 'button', onclick: () => store.set({pin: row === pinned ? null : row})}, row === pinned ? 'Unpin' : 'Pin to compare');
  return [
    el('header', {class: 'card-head'}, el('h3', {}, `Trial ${row}`), el('div', {class: 'tools'}, pin, close)),
    facts(run, row),
    failure(page, row),
    el('h4', {}, other === null ? 'Choices' : `Choices, beside ${other === run.best ? 'the best' : 'the pinned'} trial ${other}`),
    choices(page, row, other),
    repeat(page, row),
  ];
}

function facts(run, row) {
  const pairs = [['state', STATES[run.state[row]] + (run.state[row] === STOPPED ? ` at step ${run.column('last_step', row)}` : '')]];
  run.metricNames.filter((name) => Number.isFinite(run.metric(name, row))).forEach((name) => pairs.push([name, number(run.metric(name, row))]));
  if (Number.isFinite(run.column('seconds', row))) {
    pairs.push(['took', duration(run.column('seconds', row))]);
  }
  for (const [name, title] of [['steps', 'steps'], ['continues', 'goes on from trial'], ['reused', 'has the result of trial']]) {
    if (Number.isFinite(run.column(name, row))) {
      pairs.push([title, number(run.column(name, row))]);
    }
  }
  return el('dl', {class: 'facts'}, pairs.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}

function failure(page, row) {
  const known = page.run.reasons.get(row);
  if (!known) {
    return null;
  }
  const log = page.run.state[row] === FAILED && known.log ? el('details', {}, el('summary', {}, `Log: ${known.log}`), el('pre', {class: 'log'}, 'Being read…')) : null;
  log?.addEventListener('toggle', () => {
    page.source.log(page.run.id, row).then((text) => replace(log.querySelector('pre'), text));
  }, {once: true});
  return el('div', {class: 'failure'}, el('p', {}, known.reason), log);
}

function choices(page, row, other) {
  const {run} = page;
  const lines = run.decisions.filter((decision) => run.answer(decision, row) !== null || (other !== null && run.answer(decision, other) !== null));
  const differs = (decision) => other !== null && page.answerText(decision, row) !== page.answerText(decision, other);
  return el('table', {class: 'choices'}, el('tbody', {}, lines.map((decision) => el('tr', {class: differs(decision) ? 'differs' : ''},
    el('th', {scope: 'row'}, decision.label), el('td', {}, page.answerText(decision, row)), other === null ? null : el('td', {class: 'other'}, page.answerText(decision, other))))));
}

/** What to put into an experiment file to train this very architecture. */
function repeat(page, row) {
  const {run} = page;
  const lines = run.decisions.filter((decision) => run.answer(decision, row) !== null).map((decision) => {
    const value = run.answer(decision, row);
    return `  ${decision.label}: ${Array.isArray(value) ? `[${value.join(', ')}]` : typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : value}`;
  });
  const text = `architecture:\n${lines.join('\n')}\n`;
  const button = el('button', {type: 'button', onclick: () => navigator.clipboard?.writeText(text).then(() => replace(button, 'Copied'))}, 'Copy');
  return el('details', {}, el('summary', {}, 'Train it again'),
    el('p', {class: 'note'}, 'In an experiment file, in the place of its strategy or trainer:'), el('pre', {}, text), button);
}
