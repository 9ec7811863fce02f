// The architectures that were tried: like ones lie near each other; and how far each is from the best.

import {Card} from './card.js';
import {Chart} from './chart.js';
import {count, percent, tickText} from './format.js';
import {trialTip} from './history.js';
import {jitter, rangeScale} from './scale.js';
import {store} from './store.js';
import {faded, ramp} from './theme.js';

export function mapCard(page) {
  const {run} = page;
  const card = new Card({
    id: 'map',
    title: 'Architectures tried',
    rows: () => [['trial', 'x', 'y', run.objective.metric], ...(page.analysis?.embedding?.trial ?? []).map((row, i) =>
      [row, page.analysis.embedding.x[i], page.analysis.embedding.y[i], run.score(row)])],
  });
  const chart = new Chart(card.body, {
    height: (width) => Math.min(380, Math.max(240, width * 0.7)),
    label: 'Architectures in a plane, like ones near each other',
    draw: (pen) => draw(pen, page),
    tip: (row) => trialTip(run, row),
    pick: (row, event) => page.select(row, event),
  });
  card.offerImage(() => [chart.canvas]);
  const refresh = () => {
    const known = page.analysis?.embedding;
    card.root.hidden = !known;
    if (known) {
      const kept = known.trial.length < known.of ? `The best 200 of ${count(known.of)} trials and 200 others, evenly. ` : '';
      card.about(`${kept}Like architectures lie near each other (classical scaling of how many decisions differ); the plane shows ${percent(known.explained)} of the spread. Stronger is better.`);
      chart.refresh();
    }
  };
  store.on(['analysis', 'filter'], refresh);
  refresh();
  return card;
}

function draw(pen, page) {
  const {run} = page;
  const known = page.analysis?.embedding;
  if (!known) {
    return 0;
  }
  const ends = (values) => [Math.min(...values), Math.max(...values)];
  const [left, right] = ends(known.x);
  const [low, high] = ends(known.y);
  const scale = Math.min((pen.width - 40) / (right - left || 1), (pen.height - 40) / (high - low || 1));
  const places = known.trial.map((row, i) => [row, pen.width / 2 + (known.x[i] - (left + right) / 2) * scale, pen.height / 2 - (known.y[i] - (low + high) / 2) * scale]);
  places.sort((a, b) => run.quantile(a[0]) - run.quantile(b[0]));
  places.forEach(([row, x, y]) => {
    const px = x + jitter(row) * 2;
    const py = y + jitter(row + 7) * 2;
    const rank = run.quantile(row);
    pen.dot(px, py, row === run.best ? 6 : 2.5 + 2 * rank, ramp(0.1 + 0.9 * rank ** 2, page.isVisible(row) ? 0.85 : 0.12));
    if (row === run.best) {
      pen.on.strokeStyle = pen.colours.warn;
      pen.on.lineWidth = 2;
      pen.on.stroke();
      pen.text(run.info.objectives.length > 1 ? 'picked' : 'best', px + 10, py, {colour: pen.colours.ink, bold: true});
    }
    pen.targets.add(px, py, row);
  });
  return places.length;
}

export function distanceCard(page) {
  const {run} = page;
  const card = new Card({
    id: 'distance',
    title: `Distance from the ${run.info.objectives.length > 1 ? 'picked trial' : 'best'}`,
    about: `In how many decisions a trial differs from the ${run.info.objectives.length > 1 ? 'picked' : 'best'} one, and what it scored.`,
    rows: () => [['trial', 'decisions that differ', run.objective.metric], ...run.scored.map((row) => [row, distance(run, row), run.score(row)])],
  });
  const chart = new Chart(card.body, {
    height: 280,
    label: 'Distance from the best architecture and score',
    draw: (pen) => drawDistance(pen, page),
    tip: (row) => trialTip(run, row),
    pick: (row, event) => page.select(row, event),
  });
  const refresh = () => {
    card.root.classList.toggle('wide', !page.analysis?.embedding);
    chart.refresh();
    card.refreshTable();
  };
  store.on(['data', 'filter', 'analysis'], refresh);
  refresh();
  return card;
}

function distance(run, row) {
  let differ = 0;
  for (const decision of run.varied) {
    if (!Object.is(run.choice(decision.label, row), run.choice(decision.label, run.best))) {
      differ++;
    }
  }
  return differ;
}

function drawDistance(pen, page) {
  const {run} = page;
  if (run.best === null) {
    pen.text('No scored trial.', pen.width / 2, 40, {align: 'center'});
    return 0;
  }
  const rows = run.scored;
  const [low, high] = run.scoreEnds(rows);
  const left = 52;
  const bottom = pen.height - 40;
  const y = rangeScale(low, high, bottom, 24);
  pen.text(run.objective.metric, left, 8, {colour: pen.colours.ink});
  const x = rangeScale(-0.5, run.varied.length + 0.5, left, pen.width - 8);
  const {values, step} = y.ticks(5);
  values.forEach((value) => {
    pen.line(left, y.at(value), pen.width - 8, y.at(value));
    pen.text(tickText(value, step), left - 6, y.at(value), {align: 'right', size: 11});
  });
  const each = Math.ceil((run.varied.length + 1) / 12);
  for (let i = 0; i <= run.varied.length; i += each) {
    pen.text(String(i), x.at(i), bottom + 12, {align: 'center', size: 11});
  }
  pen.text('decisions that differ', (left + pen.width) / 2, pen.height - 9, {align: 'center'});
  const width = Math.abs(x.at(1) - x.at(0)) * 0.36;
  const many = rows.length > 3000;
  rows.forEach((row) => {
    const px = x.at(distance(run, row)) + jitter(row) * width;
    const py = y.at(Math.max(low, Math.min(high, run.score(row))));
    const shown = page.isVisible(row);
    if (many) {
      pen.rect(px, py, 1.5, 1.5, faded(pen.colours.series[0], shown ? 0.45 : 0.05));
    } else {
      pen.dot(px, py, 2.5, faded(pen.colours.series[0], shown ? 0.65 : 0.1));
    }
    pen.targets.add(px, py, row);
  });
  return rows.length;
}
