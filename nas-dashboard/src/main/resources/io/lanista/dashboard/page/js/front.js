// Several objectives: the front of trials that no other trial beats, and the hypervolume that it covers as trials end.

import {Card} from './card.js';
import {Chart} from './chart.js';
import {el} from './dom.js';
import {many, number, tickText} from './format.js';
import {trialTip} from './history.js';
import {LineChart} from './lines.js';
import {rangeScale, robustEnds} from './scale.js';
import {store} from './store.js';
import {faded} from './theme.js';

export function frontCard(page) {
  const {run} = page;
  const {objectives} = run.info;
  let pair = [0, 1];
  const select = el('select', {'aria-label': 'Pair of objectives', onchange: (event) => {
    pair = event.target.value.split(',').map(Number);
    refresh();
  }}, pairs(objectives.length).map(([i, j]) => el('option', {value: `${i},${j}`}, `${objectives[i].metric} × ${objectives[j].metric}`)));
  const card = new Card({
    id: 'front',
    title: 'The front',
    wide: true,
    tools: objectives.length > 2 ? [select] : [],
    rows: () => [['trial', ...objectives.map((objective) => objective.metric), 'on the front'], ...members(run).map((row) => [row, ...objectives.map((objective) => run.metric(objective.metric, row)), front(run).includes(row) ? 'yes' : 'no'])],
  });
  const grid = el('div', {class: 'halves'});
  card.body.append(grid);
  const chart = new Chart(grid, {
    height: 320,
    label: 'Trials by two objectives, and their front',
    draw: (pen) => draw(pen, page, pair.map((i) => objectives[i])),
    tip: (row) => [...trialTip(run, row), ...objectives.slice(1).map((objective) => `${objective.metric} ${number(run.metric(objective.metric, row))}`)],
    pick: (row, event) => page.select(row, event),
  });
  const volume = objectives.length > 3 ? null : new LineChart(grid, {
    height: 320,
    label: 'Hypervolume over trials',
    build: () => volumeLine(page),
  });
  card.offerImage(() => [chart.canvas]);
  const refresh = () => {
    card.about(`${many(front(run).length, 'trial')} on the front of ${objectives.map((objective) => `${objective.direction} ${objective.metric}`).join(', ')}. `
      + 'The hypervolume is the part of the box between the worst and the best value of each objective that the front covers.');
    chart.refresh();
    volume?.refresh();
    card.refreshTable();
  };
  store.on(['data', 'filter'], refresh);
  refresh();
  return card;
}

function pairs(size) {
  const all = [];
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      all.push([i, j]);
    }
  }
  return all;
}

function members(run) {
  return run.scored.filter((row) => run.info.objectives.every((objective) => Number.isFinite(run.metric(objective.metric, row))));
}

function gains(run, row) {
  return run.info.objectives.map((objective) => (objective.direction === 'maximize' ? 1 : -1) * run.metric(objective.metric, row));
}

/** How far a trial is beyond the bounds of the objectives, in units of the bounds. */
function violation(run, row) {
  return run.info.objectives.reduce((sum, {metric, direction, bound}) => {
    if (bound === undefined) {
      return sum;
    }
    const beyond = (direction === 'maximize' ? 1 : -1) * (bound - run.metric(metric, row));
    return sum + Math.max(0, beyond) / (Math.abs(bound) || 1);
  }, 0);
}

/** Whether a trial beats another one: it breaks its bounds less, or as much and is nowhere worse and somewhere better. */
function beats(run, one, other) {
  const [mine, theirs] = [violation(run, one), violation(run, other)];
  return mine === theirs ? dominates(gains(run, one), gains(run, other)) : mine < theirs;
}

function dominates(a, b) {
  return a.every((value, i) => value >= b[i]) && a.some((value, i) => value > b[i]);
}

/** The trials that no other one beats in every objective. */
function front(run) {
  return run.remember('front', () => {
    let kept = [];
    for (const row of members(run)) {
      kept = joined(run, kept, row);
    }
    return kept;
  });
}

function joined(run, kept, row) {
  return kept.some((other) => beats(run, other, row)) ? kept : [...kept.filter((other) => !beats(run, row, other)), row];
}

/** The part of the unit box that points cover, each between 0 and 1, for up to three objectives: by slices along the last one. */
function hypervolume(points) {
  if (points.length === 0) {
    return 0;
  }
  if (points[0].length === 1) {
    return Math.max(...points.map(([value]) => value));
  }
  const last = points[0].length - 1;
  const ordered = points.slice().sort((a, b) => b[last] - a[last]);
  let volume = 0;
  ordered.forEach((point, i) => {
    const below = i + 1 < ordered.length ? ordered[i + 1][last] : 0;
    if (point[last] > below) {
      volume += (point[last] - below) * hypervolume(ordered.slice(0, i + 1).map((other) => other.slice(0, last)));
    }
  });
  return volume;
}

function volumeLine(page) {
  const {run, colours} = page;
  const rows = members(run);
  const all = rows.map((row) => gains(run, row));
  const ends = run.info.objectives.map((objective, i) => all.reduce(([low, high], gain) => [Math.min(low, gain[i]), Math.max(high, gain[i])], [Infinity, -Infinity]));
  const share = (gain) => gain.map((value, i) => (value - ends[i][0]) / (ends[i][1] - ends[i][0] || 1));
  const x = [];
  const y = [];
  let kept = [];
  rows.forEach((row, i) => {
    const next = joined(run, kept, row);
    if (next !== kept) {
      kept = next;
      x.push(i + 1);
      y.push(hypervolume(kept.map((other) => share(gains(run, other)))));
    }
  });
  if (x.length && x[x.length - 1] !== rows.length) {
    x.push(rows.length);
    y.push(y[y.length - 1]);
  }
  return {x, lines: [{y, stepped: true, colour: colours.good, width: 2.5}], yEnds: [0, 1], whole: true, xTitle: 'scored trials', yTitle: 'hypervolume'};
}

function draw(pen, page, [first, second]) {
  const {run} = page;
  const rows = members(run);
  const [x1, x2] = robustEnds(rows.map((row) => run.metric(first.metric, row)));
  const [y1, y2] = robustEnds(rows.map((row) => run.metric(second.metric, row)));
  const left = 58;
  const bottom = pen.height - 42;
  const x = rangeScale(x1, x2, left, pen.width - 8);
  const y = rangeScale(y1, y2, bottom, 8);
  axes(pen, x, y, left, bottom);
  pen.text(first.metric, (left + pen.width) / 2, pen.height - 8, {align: 'center'});
  pen.text(second.metric, left + 4, 10, {colour: pen.colours.ink});
  const place = (row) => [x.at(Math.max(x1, Math.min(x2, run.metric(first.metric, row)))), y.at(Math.max(y1, Math.min(y2, run.metric(second.metric, row))))];
  const best = new Set(front(run));
  rows.forEach((row) => {
    const [px, py] = place(row);
    if (!best.has(row)) {
      pen.dot(px, py, 2.5, faded(pen.colours.series[0], page.isVisible(row) ? 0.4 : 0.08));
      pen.targets.add(px, py, row);
    }
  });
  const stair = [...best].sort((a, b) => run.metric(first.metric, a) - run.metric(first.metric, b)).map(place);
  pen.path(stair, pen.colours.good, 2);
  [...best].forEach((row) => {
    const [px, py] = place(row);
    pen.dot(px, py, 4, pen.colours.good);
    pen.targets.add(px, py, row);
  });
  return rows.length;
}

function axes(pen, x, y, left, bottom) {
  const down = y.ticks(5);
  down.values.forEach((value) => {
    pen.line(left, y.at(value), pen.width - 8, y.at(value));
    pen.text(tickText(value, down.step), left - 6, y.at(value), {align: 'right', size: 11});
  });
  const across = x.ticks(pen.width / 90);
  across.values.forEach((value) => pen.text(tickText(value, across.step), x.at(value), bottom + 12, {align: 'center', size: 11}));
}

