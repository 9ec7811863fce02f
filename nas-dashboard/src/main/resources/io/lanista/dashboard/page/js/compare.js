// Several runs side by side: the best so far over trials and over time, with bands over seeds.

import {Card, plainTable} from './card.js';
import {el, replace} from './dom.js';
import {bestText, count, duration} from './format.js';
import {timeUnit} from './history.js';
import {LineChart} from './lines.js';
import {robustEnds} from './scale.js';
import {store} from './store.js';
import {theme} from './theme.js';

const POINTS = 200;

/**
 * @param runs a function that gives, for each run, id, experiment, searcher, options, seed, metric, direction, trials, seconds,
 *   its improvements (trials, seconds and scores), and a setup that it shares with runs that differ in their seeds only
 */
export function compareCard(runs, open) {
  const card = new Card({
    id: 'compare',
    title: 'Runs side by side',
    wide: true,
    rows: () => [['run', 'group', 'after trials', 'after seconds', 'best so far'], ...runs().flatMap((run) => run.improvements.score.map((score, i) => [run.id, groupName(run, runs()), run.improvements.trials[i], run.improvements.seconds[i], score]))],
  });
  const legendHost = el('p', {class: 'legend'});
  const grid = el('div', {class: 'halves'});
  const list = el('div');
  card.body.append(legendHost, grid, list);
  const charts = ['trials', 'seconds'].map((axis) => new LineChart(grid, {
    height: 300,
    label: `Best so far over ${axis}`,
    build: () => build(alike(runs()), axis),
  }));
  const refresh = () => {
    const groups = grouped(alike(runs()));
    const {series} = theme();
    replace(legendHost, groups.map((group, i) => {
      const mark = el('i', {class: 'mark line', 'aria-hidden': 'true'});
      mark.style.background = series[i % series.length];
      return el('span', {}, mark, `${group.name}${group.runs.length > 1 ? `, ${group.runs.length} runs` : ''}`);
    }));
    card.about([about(groups), leftOut(runs())].filter(Boolean).join(' '));
    replace(list, table(runs(), open));
    charts.forEach((chart) => chart.refresh());
    card.refreshTable();
  };
  store.on(['runs'], refresh);
  refresh();
  return {...card, root: card.root, refresh};
}

/** The runs that share the first one's metric, and so an axis. */
function alike(runs) {
  return runs.filter((run) => run.metric === runs[0].metric && run.direction === runs[0].direction);
}

function objective(run) {
  return `${run.direction} ${run.metric}`;
}

function leftOut(runs) {
  const others = runs.filter((run) => !alike(runs).includes(run));
  return others.length ? `Drawn are runs that ${objective(runs[0])}; ${others.map((run) => `${run.id} is to ${objective(run)}`).join(', ')}.` : '';
}

function about(groups) {
  const several = groups.filter((group) => group.runs.length > 1);
  if (several.length === 0) {
    return '';
  }
  return `Lines are medians over runs that differ in their seeds only; bands hold ${several.some((group) => group.runs.length > 4) ? 'the middle half of them where there are more than four, and' : ''} all of them${several.some((group) => group.runs.length > 4) ? ' otherwise' : ''}.`;
}

/** Runs that differ in nothing but their seeds. */
function grouped(runs) {
  const groups = new Map();
  for (const run of runs) {
    const group = groups.get(run.setup) ?? {name: groupName(run, runs), runs: []};
    group.runs.push(run);
    groups.set(run.setup, group);
  }
  const all = [...groups.values()];
  const names = all.map((group) => group.name);
  all.forEach((group) => {
    if (group.runs.length === 1) {
      group.name = group.runs[0].id;
    } else if (names.filter((name) => name === group.name).length > 1) {
      group.name = `${group.name} (${group.runs[0].id} and alike)`;
    }
  });
  return all;
}

/** As short as it may be: what is the same for all is left out. */
function groupName(run, runs) {
  const differ = (read) => new Set(runs.map((other) => JSON.stringify(read(other)))).size > 1;
  const parts = [];
  if (differ((other) => other.experiment)) {
    parts.push(run.experiment);
  }
  if (parts.length === 0 || differ((other) => other.searcher)) {
    parts.push(run.searcher);
  }
  const options = Object.keys(run.options).filter((name) => runs.some((other) => other.searcher === run.searcher && JSON.stringify(other.options[name]) !== JSON.stringify(run.options[name])));
  return [...parts, ...options.map((name) => `${name} ${JSON.stringify(run.options[name])}`)].join(', ');
}

function build(runs, axis) {
  const groups = grouped(runs);
  const {series} = theme();
  const seconds = axis === 'seconds';
  const last = Math.max(1e-9, ...runs.map((run) => (seconds ? run.seconds : run.trials)));
  const unit = seconds ? timeUnit(last) : {name: '', size: 1};
  const x = Array.from({length: POINTS + 1}, (unused, i) => (last / unit.size) * (i / POINTS));
  const lines = [];
  const bands = [];
  groups.forEach((group, i) => {
    const colour = series[i % series.length];
    const end = Math.max(...group.runs.map((run) => run[axis])) / unit.size + last / unit.size / POINTS;
    const values = x.map((at) => (at > end ? [] : group.runs.map((run) => bestAt(run, axis, at * unit.size)).filter((value) => value !== null).sort((a, b) => a - b)));
    const middle = group.runs.length > 4;
    lines.push({y: values.map((all) => quantile(all, 0.5, group.runs.length)), colour, stepped: true, width: 2.5, label: group.name});
    if (group.runs.length > 1) {
      const low = lines.push({y: values.map((all) => quantile(all, middle ? 0.25 : 0, group.runs.length)), colour: 'transparent', stepped: true, width: 0}) - 1;
      const high = lines.push({y: values.map((all) => quantile(all, middle ? 0.75 : 1, group.runs.length)), colour: 'transparent', stepped: true, width: 0}) - 1;
      bands.push([low, high, colour]);
    }
  });
  return {
    x,
    lines,
    bands,
    xEnds: [0, last / unit.size],
    yEnds: scoreEnds(lines.map((line) => line.y.filter((value) => value !== null))),
    whole: !seconds,
    xTitle: seconds ? `time (${unit.name})` : 'finished trials',
    yTitle: runs.length ? `best ${runs[0].metric} so far` : '',
  };
}

/** Between which nearly all values lie, and what each line comes to. */
function scoreEnds(lines) {
  const [low, high] = robustEnds(lines.flat());
  const reached = lines.flatMap((values) => values.slice(-1));
  return [Math.min(low, ...reached), Math.max(high, ...reached)];
}

/** What a run had reached by then; null before its first score. While others of its group go on, it keeps what it has. */
function bestAt(run, axis, at) {
  const places = run.improvements[axis];
  let found = null;
  for (let i = 0; i < places.length && places[i] <= at; i++) {
    found = run.improvements.score[i];
  }
  return found;
}

function quantile(sorted, share, wanted) {
  if (sorted.length < wanted) {
    return null;
  }
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low] + (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]) * (at - low);
}

function table(runs, open) {
  return plainTable(['run', 'state', 'method', 'seed', 'trials', 'best', 'time'], runs.map((run) => [
    el('button', {type: 'button', class: 'link', onclick: () => open(run.id)}, run.id),
    run.state, run.searcher, String(run.seed), count(run.trials),
    bestText(run), duration(run.seconds),
  ]));
}

