// All decisions at once: a line for each trial. On narrow screens the axes lie across, one below the other.

import {Card} from './card.js';
import {Chart} from './chart.js';
import {count, tickText} from './format.js';
import {trialTip} from './history.js';
import {jitter, rangeScale} from './scale.js';
import {ordered} from './slices.js';
import {store} from './store.js';
import {ramp} from './theme.js';

const ALL = 2000;
const BEST = 300;
const OTHERS = 700;
const MOST_AXES = 14;

export function parallelCard(page) {
  const {run} = page;
  const card = new Card({
    id: 'parallel',
    title: 'All decisions',
    wide: true,
    rows: () => [['trial', ...run.varied.map((decision) => decision.label), run.objective.metric],
      ...run.ranked.filter((row) => page.isVisible(row)).map((row) => [row, ...run.varied.map((decision) => page.exactAnswer(decision, row)), run.score(row)])],
  });
  const chart = new Chart(card.body, {
    height: (width) => (width < 640 ? 60 + 62 * (axesOf(page).length) : 380),
    label: 'Parallel coordinates of all decisions',
    draw: (pen) => draw(pen, page),
    tip: (row) => trialTip(run, row),
    pick: (row, event) => page.select(row, event),
  });
  const refresh = () => {
    const {length} = run.ranked.filter((row) => page.isVisible(row));
    const parts = ['Each line is a trial, coloured by its rank: the stronger, the better.'];
    if (length > ALL) {
      parts.push(`The best ${BEST} of ${count(length)} and ${OTHERS} others, evenly.`);
    }
    if (run.varied.length + 1 > MOST_AXES) {
      parts.push(`The ${MOST_AXES - 1} decisions that matter most, of ${run.varied.length}.`);
    }
    card.about(parts.join(' '));
    chart.refresh();
    card.refreshTable();
  };
  card.offerImage(() => [chart.canvas]);
  store.on(['data', 'filter', 'analysis', 'trial', 'pin'], refresh);
  refresh();
  return card;
}

function axesOf(page) {
  return [...ordered(page).slice(0, MOST_AXES - 1), null];
}

function shownRows(page) {
  const visible = page.run.ranked.filter((row) => page.isVisible(row));
  if (visible.length <= ALL) {
    return visible;
  }
  const kept = visible.slice(0, BEST);
  for (let i = 0; i < OTHERS; i++) {
    kept.push(visible[BEST + Math.floor((i * (visible.length - BEST)) / OTHERS)]);
  }
  return kept;
}

/** A place between 0 and 1 on the axis of a decision, or of the score where there is none. */
function axisScale(page, decision, rows) {
  const {run} = page;
  if (!decision) {
    const [low, high] = run.scoreEnds(rows);
    const scale = rangeScale(low, high, 0, 1);
    const {values, step} = scale.ticks(5);
    return {
      title: run.objective.metric,
      at: (row) => Math.max(0, Math.min(1, scale.at(run.score(row)))),
      ticks: values.map((value) => [scale.at(value), tickText(value, step)]),
    };
  }
  if (decision.values) {
    const used = [...new Set(rows.map((row) => run.choice(decision.label, row)))].sort((a, b) => (Number.isNaN(a) ? 1 : Number.isNaN(b) ? -1 : a - b));
    const size = used.length;
    const place = (code) => (used.findIndex((other) => Object.is(other, code)) + 0.5) / size;
    return {
      title: decision.label,
      at: (row) => place(run.choice(decision.label, row)) + (jitter(row) * 0.28) / size,
      ticks: used.map((code) => [place(code), Number.isNaN(code) ? 'not active' : page.valueText(decision, code)]),
    };
  }
  const codes = rows.map((row) => run.choice(decision.label, row)).filter(Number.isFinite);
  const low = decision.low ?? Math.min(...codes);
  const high = decision.high ?? Math.max(...codes);
  const scale = rangeScale(low, high, codes.length < rows.length ? 0.12 : 0.04, 1, {log: decision.log && low > 0, whole: decision.kind === 'integer'});
  const {values, step} = scale.ticks(4);
  return {
    title: decision.label,
    at: (row) => (Number.isNaN(run.choice(decision.label, row)) ? 0 : scale.at(run.choice(decision.label, row))) + (decision.kind === 'integer' ? jitter(row) * 0.02 : 0),
    ticks: [...(codes.length < rows.length ? [[0, 'not active']] : []), ...values.map((value) => [scale.at(value), tickText(value, step || value)])],
  };
}

function draw(pen, page) {
  const rows = shownRows(page);
  if (rows.length === 0) {
    pen.text('No scored trial.', pen.width / 2, 40, {align: 'center'});
    return 0;
  }
  const across = pen.width < 640;
  const axes = axesOf(page).map((decision) => axisScale(page, decision, rows));
  const point = across ? lying(pen, axes) : standing(pen, axes);
  lines(pen, page, rows, axes, point);
  axes.forEach((axis, i) => (across ? drawLying(pen, axis, i, axes.length) : drawStanding(pen, axis, i, axes.length)));
  return rows.length;
}

const TOP = 34;

function standing(pen, axes) {
  const step = (pen.width - 130) / Math.max(1, axes.length - 1);
  return (i, share) => [50 + i * step, pen.height - 24 - share * (pen.height - 24 - TOP)];
}

function lying(pen, axes) {
  const step = (pen.height - 60) / Math.max(1, axes.length - 1);
  return (i, share) => [24 + share * (pen.width - 48), 22 + i * step];
}

function drawStanding(pen, axis, i, size) {
  const step = (pen.width - 130) / Math.max(1, size - 1);
  const x = 50 + i * step;
  pen.line(x, TOP, x, pen.height - 24, pen.colours.soft, 1);
  pen.text(axis.title, i === 0 ? Math.max(2, x - 48) : x, 12, {align: i === 0 ? 'left' : 'center', bold: true, colour: pen.colours.ink, most: step - 8});
  axis.ticks.forEach(([share, text]) => {
    const y = pen.height - 24 - share * (pen.height - 24 - TOP);
    halo(pen, text, x + 6, y, 'left', Math.min(step - 12, 120));
  });
}

function drawLying(pen, axis, i, size) {
  const step = (pen.height - 60) / Math.max(1, size - 1);
  const y = 22 + i * step;
  pen.line(24, y, pen.width - 24, y, pen.colours.soft, 1);
  halo(pen, axis.title, 4, y - 13, 'left', pen.width - 8, true);
  axis.ticks.forEach(([share, text]) => halo(pen, text, 24 + share * (pen.width - 48), y + 12, 'center', (pen.width - 30) / axis.ticks.length));
}

/** A text that can be read above lines. */
function halo(pen, text, x, y, align, most, bold = false) {
  pen.on.save();
  pen.on.font = `${bold ? '600 ' : ''}11px ${pen.colours.font}`;
  pen.on.textAlign = align;
  pen.on.strokeStyle = pen.colours.card;
  pen.on.lineWidth = 4;
  const clipped = pen.clipped(text, most);
  pen.on.strokeText(clipped, x, y);
  pen.on.fillStyle = bold ? pen.colours.ink : pen.colours.soft;
  pen.on.fillText(clipped, x, y);
  pen.on.restore();
}

function lines(pen, page, rows, axes, point) {
  const {run} = page;
  const thin = rows.length > 150;
  rows.slice().reverse().forEach((row) => {
    const selected = row === store.get('trial') ? pen.colours.accent : row === store.get('pin') ? pen.colours.warn : null;
    const rank = run.quantile(row);
    const colour = selected ?? ramp(0.12 + 0.88 * rank ** 2, thin ? 0.12 + 0.6 * rank ** 3 : 0.4 + 0.5 * rank);
    const points = axes.map((axis, i) => point(i, axis.at(row)));
    pen.path(points, colour, selected ? 3 : rank > 0.98 ? 1.8 : 1);
    points.forEach(([x, y]) => pen.targets.add(x, y, row));
  });
}
