// Two decisions at once: what the forest predicts for each pair of answers, and the trials that were tried.

import {Card} from './card.js';
import {Chart} from './chart.js';
import {el, replace} from './dom.js';
import {number, percent} from './format.js';
import {trialTip} from './history.js';
import {bandScale, jitter} from './scale.js';
import {store} from './store.js';
import {faded, ramp} from './theme.js';

export function contourCard(page) {
  const {run} = page;
  let chosen = null;
  const select = el('select', {'aria-label': 'Pair of decisions', onchange: (event) => {
    chosen = event.target.value;
    refresh();
  }});
  const card = new Card({
    id: 'contour',
    title: 'Two decisions',
    tools: [select],
    rows: () => tableRows(pair(page, chosen), page),
  });
  let chart = null;
  const refresh = () => {
    const pairs = pairsOf(page);
    card.root.hidden = pairs.length === 0;
    if (pairs.length === 0) {
      return;
    }
    const shown = pair(page, chosen);
    replace(select, pairs.map((known) => el('option', {value: key(known), selected: known === shown}, `${known.first} × ${known.second}`)));
    card.about(`${run.objective.metric} by the forest, averaged over all other decisions; points are the best trials. `
      + `Together the two make ${percent(shown.share)} of the variance beyond what each makes alone.`);
    chart ??= new Chart(card.body, {
      height: (width) => Math.min(420, Math.max(260, width * 0.62)),
      label: 'Two decisions and the predicted score',
      draw: (pen) => draw(pen, page, pair(page, chosen)),
      tip: (mark) => (typeof mark === 'number' ? trialTip(run, mark) : mark.text),
      pick: (mark, event) => typeof mark === 'number' && page.select(mark, event),
    });
    chart.refresh();
    card.refreshTable();
  };
  page.showPair = (first, second) => {
    const found = pairsOf(page).find((known) => [known.first, known.second].includes(first) && (!second || [known.first, known.second].includes(second)));
    if (found) {
      chosen = key(found);
      refresh();
      card.root.scrollIntoView({block: 'nearest'});
    }
  };
  store.on(['analysis', 'filter'], refresh);
  refresh();
  return card;
}

function pairsOf(page) {
  const known = page.analysis?.importance;
  return known?.enough ? known.pairs.slice().sort((a, b) => b.share - a.share) : [];
}

function key(pair) {
  return `${pair.first}|${pair.second}`;
}

function pair(page, chosen) {
  const pairs = pairsOf(page);
  return pairs.find((known) => key(known) === chosen) ?? pairs[0];
}

function levelsOf(page, label) {
  return page.analysis.importance.decisions.find((decision) => decision.label === label).levels;
}

function tableRows(shown, page) {
  const columns = levelsOf(page, shown.second);
  return [[`${shown.first} \\ ${shown.second}`, ...columns.map(nameOf)],
    ...levelsOf(page, shown.first).map((level, i) => [nameOf(level), ...shown.grid[i]])];
}

function nameOf(level) {
  return typeof level === 'number' ? Number(level.toPrecision(3)) : Array.isArray(level) ? `[${level}]` : level;
}

/** The first decision goes across, the second one up. */
function draw(pen, page, shown) {
  const across = levelsOf(page, shown.first);
  const up = levelsOf(page, shown.second);
  const left = Math.min(120, pen.width * 0.26);
  const bottom = pen.height - 40;
  const x = bandScale(across.length, left, pen.width - 6);
  const y = bandScale(up.length, bottom, 6);
  const all = shown.grid.flat();
  const low = Math.min(...all);
  const span = Math.max(...all) - low || 1;
  const sign = page.run.isMaximised ? (value) => (value - low) / span : (value) => 1 - (value - low) / span;
  across.forEach((level, i) => {
    up.forEach((other, j) => {
      const value = shown.grid[i][j];
      pen.rect(x.at(i) - x.width / 2, y.at(j) - y.width / 2, x.width + 0.5, y.width + 0.5, ramp(sign(value)));
      pen.targets.add(x.at(i), y.at(j), {text: [`${shown.first} ${nameOf(level)}, ${shown.second} ${nameOf(other)}`, `predicted ${number(value)}`]});
    });
  });
  axes(pen, across, up, x, y, left, bottom);
  pen.text(shown.first, (left + pen.width) / 2, pen.height - 8, {align: 'center'});
  pen.text(shown.second, 4, 8, {size: 12, most: left - 8});
  trials(pen, page, shown, x, y);
  return all.length;
}

function axes(pen, across, up, x, y, left, bottom) {
  const each = Math.max(1, Math.ceil(46 / x.width));
  across.forEach((level, i) => {
    if (i % each === 0) {
      const tight = typeof level === 'string' && i % 2 === 1 && x.width < 80;
      pen.text(String(nameOf(level)), x.at(i), bottom + (tight ? 22 : 10), {align: 'center', size: 11, most: Math.max(44, x.width * (typeof level === 'string' ? 1.7 : each))});
    }
  });
  up.forEach((level, j) => pen.text(String(nameOf(level)), left - 6, y.at(j), {align: 'right', size: 11, most: left - 8}));
}

function trials(pen, page, shown, x, y) {
  const {run} = page;
  const decisions = [shown.first, shown.second].map((label) => run.decisions.find((decision) => decision.label === label));
  const levels = [shown.first, shown.second].map((label) => levelsOf(page, label));
  const place = (axis, which, row, salt) => {
    const decision = decisions[which];
    const code = run.choice(decision.label, row);
    if (decision.values) {
      return axis.at(levels[which].findIndex((level) => JSON.stringify(level) === JSON.stringify(decision.values[code]))) + jitter(row + salt) * axis.width * 0.3;
    }
    const {low, high, log} = decision;
    const share = log ? Math.log(code / low) / Math.log(high / low) : (code - low) / (high - low || 1);
    return axis.at(share * levels[which].filter((level) => typeof level === 'number').length - 0.5);
  };
  run.ranked.filter((row) => page.isVisible(row)).slice(0, 60).forEach((row) => {
    const px = place(x, 0, row, 1);
    const py = place(y, 1, row, 2);
    if (Number.isFinite(px) && Number.isFinite(py)) {
      pen.dot(px, py, row === run.best ? 5 : 3, row === run.best ? pen.colours.warn : faded(pen.colours.card, 0.9));
      pen.on.strokeStyle = pen.colours.ink;
      pen.on.lineWidth = 1;
      pen.on.stroke();
      pen.targets.add(px, py, row);
    }
  });
}
