// Learning curves: what trials reported while they ran.

import {Card} from './card.js';
import {el, replace} from './dom.js';
import {count} from './format.js';
import {trialTip} from './history.js';
import {Legend} from './legend.js';
import {LineChart} from './lines.js';
import {STOPPED} from './run.js';
import {robustEnds} from './scale.js';
import {store} from './store.js';
import {ramp} from './theme.js';

const BEST = 300;
const OTHERS = 500;

export function curvesCard(page) {
  const {run} = page;
  let metric = run.objective.metric;
  const chosen = el('select', {'aria-label': 'Metric', onchange: (event) => {
    metric = event.target.value;
    refresh();
  }});
  const card = new Card({
    id: 'curves',
    title: 'Learning curves',
    wide: true,
    tools: [chosen],
    rows: () => [['trial', 'step', metric], ...[...run.reports].flatMap(([trial, report]) =>
      report.step.map((step, i) => [trial, step, report.metrics[metric]?.[i] ?? NaN]))],
  });
  const marks = new Legend(() => [['line', 'ramp', 'by final score, pale to strong', true], ['cross', 'stopped', 'stopped early', run.info.counts.stopped]]);
  card.body.append(marks.root);
  const chart = new LineChart(card.body, {
    height: 300,
    label: 'Learning curves of trials',
    tip: (row) => trialTip(run, row),
    pick: (row, event) => page.select(row, event),
    build: () => build(page, shownTrials(page), metric),
  });
  card.offerImage(() => chart.canvases);
  const refresh = () => {
    card.root.hidden = run.reports.size === 0;
    marks.refresh();
    const names = curveMetrics(run);
    if (chosen.options.length !== names.length) {
      replace(chosen, names.map((name) => el('option', {value: name, selected: name === metric}, name)));
    }
    card.about(about(page));
    chart.refresh();
    card.refreshTable();
  };
  store.on(['data', 'filter', 'trial', 'pin'], refresh);
  refresh();
  return card;
}

function curveMetrics(run) {
  const names = new Set([run.objective.metric]);
  for (const report of run.reports.values()) {
    Object.keys(report.metrics).forEach((name) => names.add(name));
  }
  return [...names];
}

function about(page) {
  const {run} = page;
  const visible = [...run.reports.keys()].filter((row) => page.isVisible(row)).length;
  const parts = [];
  if (run.has('continues')) {
    parts.push('A trial that goes on from another one is one curve with it.');
  }
  if (run.thinned) {
    parts.push(`Of ${count(run.reportsOf)} reports, those of the best 300 trials and of some others, evenly, at 20 steps each.`);
  } else if (visible > BEST + OTHERS) {
    parts.push(`The best ${BEST} of ${count(visible)} trials and ${OTHERS} others, evenly.`);
  }
  return parts.join(' ');
}

function shownTrials(page) {
  const {run} = page;
  const visible = [...run.reports.keys()].filter((row) => page.isVisible(row));
  if (visible.length <= BEST + OTHERS) {
    return visible;
  }
  const kept = new Set(run.ranked.filter((row) => run.reports.has(row) && page.isVisible(row)).slice(0, BEST));
  for (let i = 0; i < OTHERS; i++) {
    kept.add(visible[Math.floor((i * visible.length) / OTHERS)]);
  }
  return [...kept];
}

function build(page, rows, metric) {
  const {run, colours} = page;
  let last = 1;
  let first = Infinity;
  const values = [];
  const curves = wholes(run, rows).map((row) => ({row, points: pointsOf(run, row, metric)}));
  for (const {points} of curves) {
    for (const {step, value} of points) {
      first = Math.min(first, step);
      last = Math.max(last, step);
      values.push(value);
    }
  }
  const reached = run.best === null ? NaN : pointsOf(run, run.best, metric).at(-1)?.value;
  first = Number.isFinite(first) ? first : 0;
  return {
    x: [first, last],
    lines: [],
    xEnds: [first - 0.02 * (last - first || 1), last + 0.02 * (last - first || 1)],
    yEnds: robustEnds(values, [reached]),
    whole: true,
    xTitle: 'step',
    yTitle: metric,
    marks: (pen) => pen.clipped(() => {
      const ordered = curves.slice().sort((a, b) => weight(run, a.row) - weight(run, b.row));
      const thin = curves.length > 60;
      ordered.forEach(({row, points}) => curve(pen, run, row, points, colours, thin));
      return curves.length;
    }),
  };
}

/** The trials that have a curve of their own: without those that another one of them goes on from. */
function wholes(run, rows) {
  const inner = new Set(rows.flatMap((row) => run.lineage(row).slice(0, -1)));
  return rows.filter((row) => !inner.has(row));
}

/** What a trial reported, after what those reported that it goes on from: each up to where the next one began. */
function pointsOf(run, row, metric) {
  const points = [];
  for (const trial of run.lineage(row)) {
    const report = run.reports.get(trial);
    if (report) {
      while (points.length && points[points.length - 1].step >= report.step[0]) {
        points.pop();
      }
      report.step.forEach((step, i) => points.push({trial, step, value: report.metrics[metric]?.[i] ?? NaN}));
    }
  }
  return points.filter(({value}) => !Number.isNaN(value));
}

function weight(run, row) {
  const special = isIn(run, row, 'trial') || isIn(run, row, 'pin') ? 2 : 0;
  return special + (run.quantile(row) || 0);
}

/** Whether the selected or the pinned trial is this one or one that it goes on from. */
function isIn(run, row, name) {
  return store.get(name) !== null && run.lineage(row).includes(store.get(name));
}

function curve(pen, run, row, known, colours, thin) {
  const points = known.map(({trial, step, value}) => [pen.x(step), pen.y(value), trial]).filter(([, y]) => Number.isFinite(y));
  if (points.length === 0) {
    return;
  }
  const selected = isIn(run, row, 'trial') ? colours.accent : isIn(run, row, 'pin') ? colours.warn : null;
  const rank = run.quantile(row);
  const colour = selected ?? (Number.isNaN(rank) ? colours.faint : ramp(0.15 + 0.85 * rank, thin ? 0.25 + 0.6 * rank : 0.9));
  pen.path(points, colour, selected ? 3 : rank === 1 ? 2.5 : thin ? 1 : 1.5);
  const [x, y] = points[points.length - 1];
  if (points.length === 1) {
    pen.dot(x, y, 2, colour);
  }
  if (run.state[row] === STOPPED) {
    pen.cross(x, y, 3, colours.warn);
  }
  points.forEach(([px, py, trial]) => pen.target(px, py, trial));
}

