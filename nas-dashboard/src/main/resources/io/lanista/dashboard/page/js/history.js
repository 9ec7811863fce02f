// How the search went: every trial, and the best so far.

import {Card} from './card.js';
import {el, replace} from './dom.js';
import {count, many, number} from './format.js';
import {Legend} from './legend.js';
import {LineChart} from './lines.js';
import {front} from './pareto.js';
import {FAILED, OPEN, REJECTED, SCORED, STATES, STOPPED} from './run.js';
import {store} from './store.js';
import {faded} from './theme.js';

const MANY = 3000;

export function historyCard(page) {
  const {run} = page;
  const axes = el('div', {class: 'switch', role: 'group', 'aria-label': 'Horizontal axis'});
  const card = new Card({
    id: 'history',
    title: 'Search',
    wide: true,
    tools: [axes],
    rows: () => [['trial', 'state', run.objective.metric, 'best so far', 'ended (s)', 'seconds'], ...historyRows(run)],
  });
  const byTime = () => store.get('axis') === 'time';
  const buttons = () => replace(axes, ['trial', 'time'].map((name) => el('button', {
    type: 'button',
    'aria-pressed': String(store.get('axis') === name),
    onclick: () => store.set({axis: name}),
  }, name === 'trial' ? 'by trial' : 'by time')));
  buttons();
  const marks = new Legend(() => {
    const {scored, stopped, failed} = run.info.counts;
    const measured = run.scored.length;
    return [['dot', 'scored', 'scored', measured], ['ring', 'stopped', 'stopped early, at its last value', stopped], ['tick', 'failed', scored > measured ? 'failed, or scored no finite number' : 'failed', failed || scored > measured],
      ['line', 'best', run.info.objectives.length > 1 ? `best ${run.objective.metric} so far` : 'best so far', measured]];
  });
  card.body.append(marks.root);
  const chart = new LineChart(card.body, {
    height: 320,
    label: 'Scores of all trials and the best so far',
    tip: (row) => trialTip(run, row),
    pick: (row, event) => page.select(row, event),
    build: () => build(page, byTime()),
  });
  card.offerImage(() => chart.canvases);
  store.on(['axis'], () => {
    buttons();
    chart.zoomed = null;
  });
  store.on(['axis', 'data', 'filter'], () => {
    card.about(sentence(run));
    marks.refresh();
    chart.refresh();
    card.refreshTable();
  });
  card.about(sentence(run));
  return card;
}

/** What the pointer shows of a trial. */
export function trialTip(run, row) {
  const state = run.state[row];
  const score = run.score(row);
  const lines = [`Trial ${row}${Number.isFinite(score) ? `: ${run.objective.metric} ${number(score)}` : `: ${STATES[state]}`}`];
  if (state === STOPPED) {
    lines.push(`stopped at step ${run.column('last_step', row)}`);
  }
  if (run.reasons.has(row)) {
    lines.push(run.reasons.get(row).reason.slice(0, 200));
  }
  const brief = run.brief(row, run.best === row ? null : run.best);
  if (brief) {
    lines.push(run.best === row || run.best === null ? brief : `differs from the best: ${brief}`);
  }
  return lines;
}

function sentence(run) {
  const {improvements} = run;
  if (improvements.length === 0) {
    return run.size ? `${many(run.size, 'trial')}, none scored yet.` : 'No trial has begun yet.';
  }
  const last = improvements[improvements.length - 1];
  const best = run.best ?? last;
  const scored = `${many(run.scored.length, 'trial')} scored`;
  if (run.info.objectives.length > 1) {
    return `${scored}; no other one beats ${front(run).length === 1 ? 'one of them' : `${count(front(run).length)} of them`}, and trial ${count(best)} is picked. The line shows ${run.objective.metric} alone.`;
  }
  const since = run.scored.length - 1 - run.scored.indexOf(last);
  return `${scored}; the best one is trial ${count(best)} with ${run.objective.metric} ${number(run.score(best))}`
    + `${best === last || run.score(best) !== run.score(last) ? '' : `, which trial ${count(last)} reached first`}${since ? `, unbeaten for ${many(since, 'scored trial')}` : ''}.`;
}

function* historyRows(run) {
  let best = NaN;
  for (const row of order(run)) {
    if (run.state[row] === SCORED && run.isBetter(run.score(row), best)) {
      best = run.score(row);
    }
    yield [row, STATES[run.state[row]], run.score(row), best, run.column('ended', row) / 1000, run.column('seconds', row)];
  }
}

/** All trials that ended, in that order. */
function order(run) {
  return run.remember('order', () => {
    const rows = [];
    for (let row = 0; row < run.size; row++) {
      if (run.state[row] !== OPEN) {
        rows.push(row);
      }
    }
    const ended = run.columns.get('ended');
    return ended ? rows.sort((a, b) => ended.get(a) - ended.get(b) || a - b) : rows;
  });
}

function build(page, byTime) {
  const {run} = page;
  const rows = order(run);
  const ends = rows.reduce((most, row) => Math.max(most, run.column('ended', row) / 1000), 0);
  const unit = timeUnit(ends);
  const at = byTime ? (row) => run.column('ended', row) / 1000 / unit.size : (row) => row;
  const last = byTime ? ends / unit.size : Math.max(1, run.size - 1);
  const {x, best} = bestLine(run, at, last);
  const yEnds = run.scoreEnds(rows);
  return {
    x,
    lines: [{y: best, stepped: true, colour: page.colours.good, width: 2.5, label: 'best so far'}],
    xEnds: [byTime ? 0 : -0.02 * last - 0.5, 1.02 * last + (byTime ? 0 : 0.5)],
    yEnds,
    whole: !byTime,
    xTitle: byTime ? `time (${unit.name})` : 'trial',
    yTitle: run.objective.metric,
    marks: (pen) => points(page, pen, rows, at, yEnds),
  };
}

/** The unit in which a length of time is read easily. */
export function timeUnit(seconds) {
  return [{name: 'h', size: 3600}, {name: 'min', size: 60}].find((unit) => seconds >= 3 * unit.size) ?? {name: 's', size: 1};
}

/** The best so far, as the corners of a stair. */
function bestLine(run, at, last) {
  const x = [];
  const best = [];
  const {improvements} = run;
  const ordered = improvements.map((row) => [at(row), run.score(row)]).sort((a, b) => a[0] - b[0]);
  let value = NaN;
  for (const [place, score] of ordered) {
    if (run.isBetter(score, value)) {
      value = score;
      x.push(place);
      best.push(value);
    }
  }
  if (x.length === 0) {
    return {x: [0, last], best: [null, null]};
  }
  x.push(Math.max(last, x[x.length - 1]));
  best.push(value);
  return {x, best};
}

function points(page, pen, rows, at, [low, high]) {
  const {run, colours} = page;
  const dense = rows.length > MANY;
  const bottom = pen.box.top + pen.box.height;
  return pen.clipped((canvas) => {
    let marks = 0;
    const size = (dense ? 1.6 : 4) * pen.ratio;
    for (const row of rows) {
      const state = run.state[row];
      const shown = page.isVisible(row);
      const x = pen.x(at(row));
      const score = run.score(row);
      if (state === REJECTED || x < pen.box.left - 1 || x > pen.box.left + pen.box.width + 1) {
        continue;
      }
      const outside = Number.isFinite(score) ? (score < low ? -1 : score > high ? 1 : 0) : 0;
      const y = Number.isFinite(score) ? pen.y(Math.max(low, Math.min(high, score))) : bottom;
      if (state === FAILED || !Number.isFinite(score)) {
        canvas.fillStyle = faded(colours.bad, shown ? 0.9 : 0.15);
        canvas.fillRect(x - 1 * pen.ratio, bottom - 10 * pen.ratio, 2 * pen.ratio, 10 * pen.ratio);
        pen.target(x, bottom - 5 * pen.ratio, row);
      } else if (dense) {
        canvas.fillStyle = faded(state === STOPPED ? colours.warn : colours.series[0], shown ? 0.5 : 0.06);
        canvas.fillRect(x - size / 2, y - size / 2, size, size);
        pen.target(x, y, row);
      } else if (outside) {
        canvas.fillStyle = faded(colours.series[0], shown ? 0.8 : 0.12);
        triangle(canvas, x, y, 4 * pen.ratio, outside);
        pen.target(x, y, row);
      } else {
        state === STOPPED
          ? pen.ring(x, y, 3, faded(colours.warn, shown ? 0.9 : 0.15))
          : pen.dot(x, y, 3, faded(colours.series[0], shown ? 0.75 : 0.12));
        pen.target(x, y, row);
      }
      marks++;
    }
    return marks;
  });
}

/** A point beyond the axis: it shows which way. */
function triangle(canvas, x, y, size, up) {
  canvas.beginPath();
  canvas.moveTo(x - size, y + (up > 0 ? size : -size));
  canvas.lineTo(x + size, y + (up > 0 ? size : -size));
  canvas.lineTo(x, y);
  canvas.fill();
}
