// What happened in a supernet: the weight of every candidate over epochs, how decided it is, and what its guard says.

import {Card} from './card.js';
import {Chart} from './chart.js';
import {el, replace} from './dom.js';
import {many, number, percent} from './format.js';
import {LineChart} from './lines.js';
import {robustEnds} from './scale.js';
import {store} from './store.js';
import {ramp, theme} from './theme.js';

/** The mean entropy of a decision's weights as a share of the largest possible one: 1 is undecided, 0 is settled. */
function entropy(weights) {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (weights.length < 2 || !(sum > 0)) {
    return 0;
  }
  return -weights.map((weight) => weight / sum).filter((share) => share > 0).reduce((total, share) => total + share * Math.log(share), 0) / Math.log(weights.length);
}

export function supernetCard(page) {
  const {run} = page;
  const card = new Card({
    id: 'supernet',
    title: 'Candidates over epochs',
    wide: true,
    rows: () => [['epoch', 'decision', 'candidate', 'weight'], ...run.epochs.decisions.flatMap((decision) =>
      decision.candidates.flatMap((candidate, c) => run.epochs.epoch.map((epoch, e) => [epoch, decision.label, candidate, decision.weights[c][e]])))],
  });
  const grid = el('div', {class: 'multiples heats'});
  const detail = el('div', {class: 'detail'});
  const scale = el('p', {class: 'legend'});
  card.body.append(detail, scale, grid);
  const show = (decision) => {
    replace(detail, el('h4', {}, decision.label));
    weightLines(page, detail, decision.label);
  };
  let charts = [];
  const refresh = () => {
    const {decisions, epoch, of} = run.epochs;
    card.about(`Epoch ${epoch[epoch.length - 1]} of ${of}. Each row is a candidate and each column an epoch. `
      + `${decisions.some((decision) => exportedAnswer(run, decision.label) !== null) ? 'What was exported is marked. ' : ''}Select a decision to see its weights as lines.`);
    if (charts.length !== decisions.length) {
      grid.replaceChildren();
      charts = decisions.map((decision) => heat(page, grid, decision.label, show));
    }
    replace(scale, el('span', {}, 'an even share or less', el('i', {class: 'mark line heat', 'aria-hidden': 'true'}), `${Math.exp(strongest(run)).toPrecision(3)} times that`));
    charts.forEach((chart) => chart.refresh());
    card.refreshTable();
  };
  store.on(['data'], refresh);
  refresh();
  if (run.epochs.decisions.length) {
    show(mostDisputed(run));
  }
  return card;
}

/** The decision that is least settled is the one to look at first. */
function mostDisputed(run) {
  const last = run.epochs.epoch.length - 1;
  return run.epochs.decisions.slice().sort((a, b) => entropy(b.weights.map((series) => series[last])) - entropy(a.weights.map((series) => series[last])))[0];
}

function known(run, label) {
  return run.epochs.decisions.find((decision) => decision.label === label);
}

function heat(page, host, label, show) {
  const {run} = page;
  const size = known(run, label).candidates.length;
  const figure = el('figure', {}, el('figcaption', {}, el('button', {type: 'button', class: 'link', onclick: () => show(known(run, label))}, label)));
  host.append(figure);
  return new Chart(figure, {
    height: 15 * size + 4,
    label: `Weights of ${label} over epochs`,
    draw: (pen) => drawHeat(pen, run, label),
    tip: (mark) => mark.text,
    pick: () => show(known(run, label)),
  });
}

function drawHeat(pen, run, label) {
  const {candidates, weights} = known(run, label);
  const epochs = run.epochs.epoch.length;
  const left = Math.min(pen.width * 0.45, 110);
  const width = (pen.width - left - 2) / Math.max(epochs, 1);
  const top = strongest(run) || 1;
  const chosen = exportedAnswer(run, label);
  candidates.forEach((candidate, c) => {
    const y = 2 + 15 * c;
    const isChosen = chosen !== null && String(candidate) === chosen;
    pen.text(`${isChosen ? '● ' : ''}${candidate}`, left - 6, y + 7, {align: 'right', size: 11, colour: isChosen ? pen.colours.ink : pen.colours.soft, bold: isChosen, most: left - 8});
    weights[c].forEach((weight, e) => {
      pen.rect(left + e * width, y, width + 0.5, 14, ramp(aboveEven(weight, candidates) / top));
      pen.targets.add(left + (e + 0.5) * width, y + 7, {text: [`${label}: ${candidate}`, `epoch ${run.epochs.epoch[e]}: ${percent(weight)}`]});
    });
  });
  return candidates.length * epochs;
}

/** How far a weight is above an even share, as a logarithm. */
function aboveEven(weight, candidates) {
  return Math.log(Math.max(1, weight * candidates.length));
}

/** The most that any weight is above an even share: the strongest colour. */
function strongest(run) {
  return run.remember('strongest', () => Math.max(0, ...run.epochs.decisions.map(({candidates, weights}) =>
    aboveEven(weights.reduce((most, series) => series.reduce((more, weight) => Math.max(more, weight), most), 0), candidates))));
}

function exportedAnswer(run, label) {
  const value = run.exported?.choices?.[label];
  return value === undefined ? null : Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}

function weightLines(page, host, label) {
  const {run} = page;
  const {candidates} = known(run, label);
  const {series} = theme();
  const colour = (c) => series[c % series.length];
  host.append(el('p', {class: 'legend'}, candidates.map((candidate, c) => {
    const mark = el('i', {class: 'mark line', 'aria-hidden': 'true'});
    mark.style.background = colour(c);
    return el('span', {}, mark, String(candidate));
  })));
  const chart = new LineChart(host, {
    height: 220,
    label: `Weights of ${label} over epochs`,
    build: () => ({
      x: run.epochs.epoch,
      lines: known(run, label).weights.map((values, c) => ({y: values, colour: colour(c)})),
      xTitle: 'epoch',
      yTitle: 'weight',
      yEnds: [0, Math.min(1, 1.15 * Math.max(...known(run, label).weights.map((values) => Math.max(...values))))],
      whole: true,
    }),
  });
  store.on(['data'], () => chart.refresh());
  chart.refresh();
}

/** Entropy, sharpness, losses and accuracies over epochs, with the trainer's remarks. */
export function trainingCard(page) {
  const {run} = page;
  const card = new Card({
    id: 'training',
    title: 'The supernet\'s training',
    wide: true,
    rows: () => [['epoch', ...Object.keys(run.epochs.metrics)], ...run.epochs.epoch.map((epoch, e) => [epoch, ...Object.values(run.epochs.metrics).map((values) => values[e] ?? NaN)])],
  });
  const grid = el('div', {class: 'multiples'});
  const notes = el('div', {});
  card.body.append(grid, notes);
  let charts = [];
  let shown = '';
  const refresh = () => {
    const groups = metricGroups(run);
    const key = groups.map((group) => group.title).join();
    if (key !== shown) {
      shown = key;
      grid.replaceChildren();
      charts = groups.map((group) => metricChart(page, grid, group.title));
    }
    charts.forEach((chart) => chart.refresh());
    card.about(gapSentence(run));
    replace(notes, remarks(run));
    card.refreshTable();
  };
  store.on(['data'], refresh);
  refresh();
  return card;
}

/** What a metric was measured of: by the steps of weights and of the architecture, of the supernet, of what would be exported. */
const MEASURED_OF = /^(weight|architecture|supernet|discrete)_/;

/** Metrics that are measured alike share a chart; the objective's and what tells of the search come first. */
function metricGroups(run) {
  const groups = new Map();
  for (const name of Object.keys(run.epochs.metrics)) {
    const title = name.replace(MEASURED_OF, '');
    groups.set(title, [...(groups.get(title) ?? []), name]);
  }
  const first = [run.objective.metric, 'loss', 'entropy', 'sharpness', 'discretization_gap'];
  const place = (title) => (first.includes(title) ? first.indexOf(title) : first.length);
  return [...groups].map(([title, names]) => ({title, names})).sort((a, b) => place(a.title) - place(b.title));
}

function metricChart(page, host, title) {
  const {run} = page;
  const names = () => metricGroups(run).find((group) => group.title === title).names;
  const figure = el('figure', {}, el('figcaption', {}, title));
  host.append(figure);
  const {series} = theme();
  if (names().length > 1) {
    figure.append(el('p', {class: 'legend'}, names().map((name, i) => {
      const mark = el('i', {class: 'mark line', 'aria-hidden': 'true'});
      mark.style.background = series[i % series.length];
      return el('span', {}, mark, MEASURED_OF.exec(name)?.[1] ?? 'all');
    })));
  }
  return new LineChart(figure, {
    height: 190,
    label: `${title} over epochs`,
    build: () => ({
      x: run.epochs.epoch,
      lines: names().map((name, i) => ({y: run.epochs.epoch.map((epoch, e) => run.epochs.metrics[name][e] ?? null), colour: series[i % series.length]})),
      yEnds: robustEnds(names().flatMap((name) => run.epochs.metrics[name].filter(Number.isFinite))),
      xTitle: 'epoch',
      yTitle: '',
      whole: true,
      marks: (pen) => noteLines(pen, run),
    }),
  });
}

/** A mark at each epoch that the trainer remarked on. */
function noteLines(pen, run) {
  run.epochs.notes.forEach(({epoch}) => {
    const x = pen.x(epoch);
    pen.path([[x, pen.box.top], [x, pen.box.top + pen.box.height]], pen.colours.warn, 1);
  });
  return run.epochs.notes.length;
}

function gapSentence(run) {
  const {exported} = run;
  const {metric} = run.objective;
  if (!exported) {
    return 'Nothing was exported yet.';
  }
  const parts = [`Exported after epoch ${exported.epoch} of ${exported.epochs}${exported.cut === 'none' ? '' : `, cut short (${exported.cut})`}.`];
  if (exported.supernet !== undefined) {
    parts.push(`In the supernet, ${metric} is ${number(exported.supernet)} with all candidates`
      + `${exported.inherited === undefined ? '' : ` and ${number(exported.inherited)} alone with the weights that it has there`}.`);
  }
  const {trained, baseline = []} = exported;
  if (trained !== undefined) {
    parts.push(`Trained from scratch: ${number(trained)}${exported.supernet === undefined ? '' : `, a gap of ${number(trained - exported.supernet)}`}.`);
  }
  if (baseline.length > 0) {
    const mean = baseline.reduce((sum, score) => sum + score, 0) / baseline.length;
    const behind = trained === undefined ? 0 : baseline.filter((score) => run.isBetter(trained, score)).length;
    parts.push(`${many(baseline.length, 'random architecture')}, trained alike, reached ${number(mean)} on average (${baseline.map(number).join(', ')})`
      + `${trained === undefined ? '' : `; what was exported is better than ${behind} of them`}.`);
  }
  return parts.join(' ');
}

function remarks(run) {
  const noted = run.epochs.notes.flatMap(({epoch, notes}) => notes.map((text) => ({when: `Epoch ${epoch}`, text})));
  const told = new Set(noted.map(({text}) => text));
  (run.exported?.notes ?? []).filter((text) => !told.has(text)).forEach((text) => noted.push({when: 'At the export', text}));
  if (noted.length === 0) {
    return el('p', {class: 'note'}, 'The trainer\'s guard had nothing to remark.');
  }
  return [el('h4', {}, 'What the trainer remarked'), run.epochs.notes.length ? el('p', {class: 'note'}, 'Orange lines in the charts mark the epochs of these remarks.') : null, el('ul', {class: 'remarks'}, noted.map(({when, text}) => el('li', {}, el('b', {}, `${when}: `), text)))];
}

