// Rung by rung: how trials that were trained on did, and how many were.

import {Card} from './card.js';
import {Chart} from './chart.js';
import {many, tickText} from './format.js';
import {trialTip} from './history.js';
import {bandScale, jitter, rangeScale} from './scale.js';
import {store} from './store.js';
import {ramp} from './theme.js';

export function rungsCard(page) {
  const {run} = page;
  const card = new Card({
    id: 'rungs',
    title: 'Rung by rung',
    wide: true,
    rows: () => [['trial', 'steps', 'continues', run.objective.metric], ...members(run).map((row) => [row, run.column('steps', row), run.column('continues', row), run.score(row)])],
  });
  const chart = new Chart(card.body, {
    height: 320,
    label: 'Scores at each rung',
    draw: (pen) => draw(pen, page),
    tip: (row) => [...trialTip(run, row), Number.isFinite(run.column('continues', row)) ? `goes on from trial ${run.column('continues', row)}` : 'began here'],
    pick: (row, event) => page.select(row, event),
  });
  card.offerImage(() => [chart.canvas]);
  const refresh = () => {
    card.root.hidden = !run.hasRungs;
    card.about(`Each point is a trial with its number of steps; a line shows one that was trained on. ${rungs(run).map((rung) => `${many(rung.rows.length, 'trial')} with ${rung.steps}`).join(', ')}.`);
    chart.refresh();
    card.refreshTable();
  };
  store.on(['data', 'filter'], refresh);
  refresh();
  return card;
}

function members(run) {
  return run.remember('members', () => {
    const rows = [];
    for (let row = 0; row < run.size; row++) {
      if (Number.isFinite(run.column('steps', row)) && Number.isFinite(run.score(row))) {
        rows.push(row);
      }
    }
    return rows;
  });
}

function rungs(run) {
  return run.remember('rungs of trials', () => {
    const byStep = new Map();
    members(run).forEach((row) => {
      const steps = run.column('steps', row);
      byStep.has(steps) ? byStep.get(steps).push(row) : byStep.set(steps, [row]);
    });
    return [...byStep].sort((a, b) => a[0] - b[0]).map(([steps, rows]) => ({steps, rows}));
  });
}

function draw(pen, page) {
  const {run} = page;
  const all = rungs(run);
  const [low, high] = run.scoreEnds(members(run));
  const left = 54;
  const bottom = pen.height - 52;
  const y = rangeScale(low, high, bottom, 24);
  pen.text(run.objective.metric, left, 8, {colour: pen.colours.ink});
  const x = bandScale(all.length, left, pen.width - 8);
  const {values, step} = y.ticks(5);
  values.forEach((value) => {
    pen.line(left, y.at(value), pen.width - 8, y.at(value));
    pen.text(tickText(value, step), left - 6, y.at(value), {align: 'right', size: 11});
  });
  const places = new Map();
  all.forEach(({steps, rows}, i) => {
    pen.text(`${steps}`, x.at(i), bottom + 12, {align: 'center', bold: true, colour: pen.colours.ink});
    pen.text(many(rows.length, 'trial'), x.at(i), bottom + 27, {align: 'center', size: 11});
    rows.forEach((row) => places.set(row, [x.at(i) + jitter(row) * x.width * 0.28, y.at(Math.max(low, Math.min(high, run.score(row))))]));
  });
  pen.text('steps', (left + pen.width) / 2, pen.height - 8, {align: 'center'});
  places.forEach(([px, py], row) => {
    const before = places.get(run.column('continues', row));
    if (before) {
      pen.line(before[0], before[1], px, py, ramp(0.3 + 0.7 * (run.quantile(row) || 0), 0.6), 1.2);
    }
  });
  places.forEach(([px, py], row) => {
    pen.dot(px, py, 3.2, ramp(0.25 + 0.75 * (run.quantile(row) || 0), page.isVisible(row) ? 0.95 : 0.12));
    pen.targets.add(px, py, row);
  });
  return places.size;
}
