// One decision at a time: its answers against the score.

import {Card} from './card.js';
import {Chart} from './chart.js';
import {el} from './dom.js';
import {count, tickText} from './format.js';
import {trialTip} from './history.js';
import {bandScale, jitter, rangeScale} from './scale.js';
import {store} from './store.js';
import {faded, ramp} from './theme.js';

const POINTS = 400;
const MOST_CHARTS = 16;

export function slicesCard(page) {
  const {run} = page;
  const card = new Card({
    id: 'slices',
    title: 'Decision by decision',
    wide: true,
    rows: () => [['trial', run.objective.metric, ...run.varied.map((decision) => decision.label)],
      ...visible(page).map((row) => [row, run.score(row), ...run.varied.map((decision) => page.exactAnswer(decision, row))])],
  });
  const grid = el('div', {class: 'multiples'});
  card.body.append(grid);
  let charts = [];
  let shown = '';
  const refresh = () => {
    const decisions = run.scored.length ? ordered(page).slice(0, MOST_CHARTS) : [];
    const key = decisions.map((decision) => decision.label).join();
    if (key !== shown) {
      shown = key;
      grid.replaceChildren();
      charts = decisions.map((decision) => slice(page, grid, decision));
    }
    charts.forEach((chart) => chart.refresh());
    card.about(about(page, decisions.length));
    card.refreshTable();
  };
  store.on(['data', 'filter', 'analysis'], refresh);
  refresh();
  return card;
}

function about(page, shown) {
  const rows = visible(page).length;
  const forest = page.analysis?.importance?.enough ? ' and, for numbers, what the forest predicts' : '';
  const parts = [rows === 0 ? 'No scored trial.' : rows > POINTS
    ? `${page.run.objective.metric} of ${count(rows)} trials as densities: the darker, the more trials; bars hold the middle half. Green lines are medians of trials with the same answer${forest}.`
    : `Points are trials, by ${page.run.objective.metric}. Green lines are medians of trials with the same answer${forest}.`];
  if (page.run.varied.length > shown) {
    parts.push(`The ${shown} decisions that matter most, of ${page.run.varied.length}.`);
  }
  if (store.get('filter')) {
    parts.push('Only what the filter lets through.');
  }
  return parts.join(' ');
}

/** Those that matter most first, where that is known. */
export function ordered(page) {
  const known = page.analysis?.importance;
  const {varied} = page.run;
  if (!known?.enough) {
    return varied;
  }
  const place = new Map(known.decisions.map((decision, i) => [decision.label, i]));
  return varied.slice().sort((a, b) => (place.get(a.label) ?? 1e9) - (place.get(b.label) ?? 1e9));
}

function visible(page) {
  return page.run.scored.filter((row) => page.isVisible(row));
}

function slice(page, host, decision) {
  const {run} = page;
  const figure = el('figure', {}, el('figcaption', {}, decision.label));
  host.append(figure);
  return new Chart(figure, {
    height: 180,
    label: `${decision.label} against ${run.objective.metric}`,
    draw: (pen) => draw(pen, page, decision),
    tip: (row) => trialTip(run, row),
    pick: (row, event) => page.select(row, event),
  });
}

function draw(pen, page, decision) {
  const {run} = page;
  const rows = visible(page).filter((row) => !Number.isNaN(run.choice(decision.label, row)));
  const [low, high] = run.scoreEnds(run.scored);
  const left = 46;
  const bottom = pen.height - (decision.values ? 34 : 22);
  const y = rangeScale(low, high, bottom, 8);
  frame(pen, y, left, bottom, low, high);
  return decision.values
    ? categories(pen, page, decision, rows, y, left, bottom)
    : numbers(pen, page, decision, rows, y, left, bottom);
}

function frame(pen, y, left, bottom, low, high) {
  const {values, step} = y.ticks(4);
  values.filter((value) => value >= low && value <= high).forEach((value) => {
    pen.line(left, y.at(value), pen.width - 4, y.at(value));
    pen.text(tickText(value, step), left - 6, y.at(value), {align: 'right', size: 11});
  });
}

function clamp(y, value) {
  return y.at(Math.max(y.low, Math.min(y.high, value)));
}

function categories(pen, page, decision, rows, y, left, bottom) {
  const {run, colours} = page;
  const used = [...new Set(rows.map((row) => run.choice(decision.label, row)))].sort((a, b) => a - b);
  const band = bandScale(used.length, left, pen.width - 4);
  const groups = new Map(used.map((code) => [code, []]));
  rows.forEach((row) => groups.get(run.choice(decision.label, row)).push(row));
  const dense = rows.length > POINTS;
  used.forEach((code, i) => {
    const x = band.at(i);
    const members = groups.get(code);
    const scores = members.map((row) => run.score(row)).sort((a, b) => a - b);
    const at = (share) => scores[Math.min(scores.length - 1, Math.floor(share * scores.length))];
    if (dense) {
      density(pen, members.map((row) => clamp(y, run.score(row))), x, band.width * 0.42, bottom);
      const box = Math.min(12, band.width * 0.3);
      pen.rect(x - box / 2, clamp(y, at(0.75)), box, Math.max(1, clamp(y, at(0.25)) - clamp(y, at(0.75))), faded(colours.ink, 0.18), 2);
    } else {
      members.forEach((row) => {
        const px = x + jitter(row) * band.width * 0.32;
        const py = clamp(y, run.score(row));
        pen.dot(px, py, 2.5, faded(colours.series[0], 0.6));
        pen.targets.add(px, py, row);
      });
    }
    pen.line(x - band.width * 0.36, clamp(y, at(0.5)), x + band.width * 0.36, clamp(y, at(0.5)), colours.good, 2);
    label(pen, page.valueText(decision, code), x, bottom, band.width, i);
  });
  return rows.length;
}

/** Names under an axis: beside each other, or on two lines in turn where they are wide. */
function label(pen, text, x, bottom, width, i) {
  const tight = pen.on.measureText(text).width > width - 6;
  pen.text(text, x, bottom + (tight && i % 2 ? 25 : 11), {align: 'center', size: 11, most: tight ? 2 * width - 8 : width});
}

/** How often each height occurs, as a shape on both sides of a line. */
function density(pen, heights, x, width, bottom) {
  const bins = new Float64Array(Math.ceil(bottom / 4) + 1);
  heights.forEach((height) => bins[Math.max(0, Math.min(bins.length - 1, Math.round(height / 4)))]++);
  const most = Math.max(...bins);
  bins.forEach((amount, i) => {
    if (amount) {
      const half = Math.max(0.5, (width * amount) / most);
      pen.rect(x - half, 4 * i - 2, 2 * half, 4, ramp(0.25 + (0.6 * amount) / most));
    }
  });
}

function numbers(pen, page, decision, rows, y, left, bottom) {
  const {run, colours} = page;
  const codes = rows.map((row) => run.choice(decision.label, row));
  const low = decision.low ?? Math.min(...codes);
  const high = decision.high ?? Math.max(...codes);
  const whole = decision.kind === 'integer';
  const most = whole ? (0.25 * (pen.width - left)) / Math.max(4, high - low) : 0;
  const x = rangeScale(low, high, left + 6 + most, pen.width - 10 - most, {log: decision.log && low > 0, whole});
  const {values, step} = x.ticks(pen.width / 70);
  const nudge = (row) => jitter(row) * most;
  values.forEach((value) => pen.text(tickText(value, step || value), x.at(value), bottom + 11, {align: 'center', size: 11}));
  if (rows.length > POINTS) {
    cells(pen, rows.map((row, i) => [x.at(codes[i]) + nudge(row), clamp(y, run.score(row))]));
  } else {
    rows.forEach((row, i) => {
      const px = x.at(codes[i]) + nudge(row);
      const py = clamp(y, run.score(row));
      pen.dot(px, py, 2.5, faded(colours.series[0], 0.6));
      pen.targets.add(px, py, row);
    });
  }
  marginal(pen, page, decision, x, y);
  return rows.length;
}

/** A square for each place where there are trials. */
function cells(pen, places) {
  const size = 6;
  const amounts = new Map();
  places.forEach(([x, y]) => {
    const key = `${Math.floor(x / size)},${Math.floor(y / size)}`;
    amounts.set(key, (amounts.get(key) ?? 0) + 1);
  });
  const most = Math.log1p(Math.max(...amounts.values()));
  amounts.forEach((amount, key) => {
    const [column, line] = key.split(',').map(Number);
    pen.rect(column * size, line * size, size, size, ramp(0.2 + (0.8 * Math.log1p(amount)) / most));
  });
}

/** What the forest predicts for each part of a range, averaged over the other decisions. */
function marginal(pen, page, decision, x, y) {
  const known = page.analysis?.importance?.decisions?.find((other) => other.label === decision.label);
  if (!known || store.get('filter')) {
    return;
  }
  const points = known.levels
    .map((level, i) => [typeof level === 'number' ? x.at(level) : NaN, clamp(y, known.mean[i])])
    .filter(([at]) => Number.isFinite(at));
  if (points.length > 1) {
    pen.path(points, pen.colours.good, 2);
  }
}

