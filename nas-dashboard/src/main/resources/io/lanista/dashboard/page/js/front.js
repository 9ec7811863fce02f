// Several objectives: the front of trials that no other trial beats, and the hypervolume that it covers as trials end.

import {Card} from './card.js';
import {Chart} from './chart.js';
import {el} from './dom.js';
import {many, number, tickText} from './format.js';
import {trialTip} from './history.js';
import {Legend} from './legend.js';
import {LineChart} from './lines.js';
import {front, gains, hypervolume, joined, members} from './pareto.js';
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
  const marks = new Legend(() => [['dot', 'scored', 'scored', true], ['dot', 'front', 'no other trial beats it', true], ['ring', 'picked', 'picked', run.best !== null]]);
  card.body.append(marks.root, grid);
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
    marks.refresh();
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
  const ends = ({metric}) => robustEnds(rows.map((row) => run.metric(metric, row)), front(run).map((row) => run.metric(metric, row)));
  const [x1, x2] = ends(first);
  const [y1, y2] = ends(second);
  const left = 58;
  const bottom = pen.height - 42;
  const x = rangeScale(x1, x2, left, pen.width - 8);
  const y = rangeScale(y1, y2, bottom, 22);
  axes(pen, x, y, left, bottom);
  pen.text(first.metric, (left + pen.width) / 2, pen.height - 8, {align: 'center'});
  pen.text(second.metric, left, 8, {colour: pen.colours.ink});
  const place = (row) => [x.at(Math.max(x1, Math.min(x2, run.metric(first.metric, row)))), y.at(Math.max(y1, Math.min(y2, run.metric(second.metric, row))))];
  const best = new Set(front(run));
  rows.forEach((row) => {
    const [px, py] = place(row);
    if (!best.has(row)) {
      pen.dot(px, py, 2.5, faded(pen.colours.series[0], page.isVisible(row) ? 0.4 : 0.08));
      pen.targets.add(px, py, row);
    }
  });
  if (run.info.objectives.length === 2) { // Of more, what is seen by two of them is no stair.
    pen.path(stair([...best].sort((a, b) => run.metric(first.metric, a) - run.metric(first.metric, b)).map(place), first.direction === 'maximize'), pen.colours.good, 2);
  }
  [...best].forEach((row) => {
    const [px, py] = place(row);
    pen.dot(px, py, row === run.best ? 6 : 4, pen.colours.good);
    if (row === run.best) {
      pen.on.strokeStyle = pen.colours.warn;
      pen.on.lineWidth = 2;
      pen.on.stroke();
    }
    pen.targets.add(px, py, row);
  });
  return rows.length;
}

/** The edge of what points from left to right beat: between two of them, what the worse one of both in the first objective has. */
function stair(points, isMaximised) {
  return points.flatMap((point, i) => {
    const next = points[i + 1];
    return next ? [point, isMaximised ? [point[0], next[1]] : [next[0], point[1]]] : [point];
  });
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

