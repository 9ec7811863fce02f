// The first thing to see of a run: how far it is, what is best, whether anything is wrong.

import {el, replace} from './dom.js';
import {ago, count, duration, many, moment, number} from './format.js';
import {front} from './pareto.js';
import {store} from './store.js';

const STATE_TEXT = {
  running: 'running',
  paused: 'paused',
  interrupted: 'interrupted',
  ended: 'ended',
  open: 'not ended',
};

export function summaryCard(page) {
  const {run} = page;
  const root = el('section', {class: 'summary', id: 'summary', 'aria-label': 'Summary'});
  const refresh = () => replace(root, head(page), problem(run), tiles(run));
  store.on(['data'], refresh);
  refresh();
  return {root};
}

function head(page) {
  const {run} = page;
  const {info} = run;
  return el('div', {class: 'summary-head'},
    el('h2', {}, run.id),
    el('span', {class: `pill ${info.state}`}, STATE_TEXT[info.state] ?? info.state, endingText(info)),
    el('span', {class: 'note'}, `${info.searcher.name} on ${info.space.name ?? 'a space'}, ${info.objectives.map((objective) => `${objective.direction} ${objective.metric}`).join(', ')}, begun ${moment(info.begun)}`),
    page.controls?.(run) ?? null);
}

function endingText(info) {
  const words = {
    trials: 'all trials done', time: 'the time was over', target: 'the target was reached', done: 'nothing more to try',
    exhausted: 'nothing new to try', failures: 'too many failures in a row', cancelled: 'cancelled',
  };
  return info.ending ? `: ${words[info.ending] ?? info.ending}` : '';
}

function problem(run) {
  return run.info.problem ? el('p', {class: 'alert', role: 'alert'}, run.info.problem) : null;
}

function tiles(run) {
  const all = [bestTile(run), testTile(run), trialsTile(run), failuresTile(run), timeTile(run)];
  if (run.epochs) {
    const done = run.epochs.epoch[run.epochs.epoch.length - 1];
    all.splice(2, 0, tile('epochs in the supernet', `${done} / ${run.epochs.of}`, ''));
  }
  return el('div', {class: 'tiles'}, all.filter(Boolean));
}

/** A number with its name above, and what else there is to say of it below, each on a line. */
function tile(name, value, notes, kind = '') {
  return el('div', {class: `tile ${kind}`}, el('span', {class: 'tile-name'}, name), el('span', {class: 'tile-value'}, value),
    [notes].flat().filter(Boolean).map((note) => el('span', {class: 'note'}, note)));
}

function bestTile(run) {
  if (run.best === null) {
    return tile(`best ${run.objective.metric}`, '–', run.exported ? 'exported, and not yet trained from scratch' : 'no trial was scored yet');
  }
  const [, ...others] = run.info.objectives;
  if (others.length) {
    return tile(`${run.objective.metric} of the picked trial`, number(run.score(run.best)),
      [others.map(({metric}) => `${metric} ${number(run.metric(metric, run.best))}`).join(', '), `trial ${count(run.best)}, one of ${count(front(run).length)} that no other one beats`], 'good');
  }
  const median = run.ranked[Math.floor(run.ranked.length / 2)];
  const gain = run.ranked.length > 4 ? `, ${number(Math.abs(run.score(run.best) - run.score(median)))} ${run.isMaximised ? 'above' : 'below'} the median` : '';
  const { mean, evaluations, standard_error: error } = run.info.best;
  if (evaluations > 1) {
    return tile(`best ${run.objective.metric}`, number(mean), `± ${number(error)}, n = ${count(evaluations)}; trial ${count(run.best)}`, 'good');
  }
  return tile(`best ${run.objective.metric}`, number(run.score(run.best)), `trial ${count(run.best)}${gain}`, 'good');
}

/** A metric's value, with its 95 % interval where that was measured: NAME, NAME_low and NAME_high are one metric. */
function measured(test, name) {
  const interval = `${name}_low` in test ? `95 %: ${number(test[`${name}_low`])} to ${number(test[`${name}_high`])}` : '';
  return {value: number(test[name]), interval};
}

function testTile(run) {
  const test = run.info.best?.test ?? {};
  const isEnd = (name) => /_(low|high)$/.test(name) && name.replace(/_(low|high)$/, '') in test;
  const names = Object.keys(test).filter((name) => !isEnd(name));
  const main = names.includes(run.objective.metric) ? run.objective.metric : names[0];
  if (!main) {
    return null;
  }
  const {value, interval} = measured(test, main);
  const others = names.filter((name) => name !== main).map((name) => `${name} ${measured(test, name).value}`).join(', ');
  return tile(`${main} on test data`, value, [interval, others]);
}

function trialsTile(run) {
  const {counts, budget} = run.info;
  const done = counts.scored + counts.stopped + counts.failed;
  const parts = [counts.stopped ? `${count(counts.stopped)} stopped early` : '', counts.open ? `${count(counts.open)} ${['running', 'paused'].includes(run.info.state) ? 'running' : 'not finished'}` : '', counts.rejected ? `${count(counts.rejected)} refused` : ''];
  return tile('trials', budget ? `${count(done)} / ${count(budget)}` : count(done), parts.filter(Boolean).join(', '));
}

function failuresTile(run) {
  const {failed} = run.info.counts;
  return failed ? tile('failed', count(failed), `${many(new Set([...run.reasons.values()].map(({reason}) => reason)).size, 'reason')}`, 'bad') : null;
}

function timeTile(run) {
  const {info} = run;
  if (info.state === 'running') {
    return tile('time', duration(info.elapsed), timeLeft(run) ?? `last line ${ago(info.updated)}`);
  }
  return tile('time', duration(info.elapsed), `until ${moment(info.updated)}`);
}

/** By the pace of the last trials, which tells more than that of all. */
function timeLeft(run) {
  const {counts, budget} = run.info;
  const done = counts.scored + counts.stopped + counts.failed;
  if (!budget || done < 2 || budget <= done) {
    return null;
  }
  const ended = run.scored.map((row) => run.column('ended', row) / 1000);
  const recent = ended.slice(-Math.max(3, Math.min(50, Math.ceil(ended.length / 2))));
  if (recent.length < 2) {
    return null;
  }
  const pace = (recent[recent.length - 1] - recent[0]) / (recent.length - 1);
  return `about ${duration((budget - done) * pace)} left`;
}
