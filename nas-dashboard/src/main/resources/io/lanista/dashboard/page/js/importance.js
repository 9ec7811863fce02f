// Which decisions matter, with how far that can be trusted.

import {Card} from './card.js';
import {Chart} from './chart.js';
import {count, percent} from './format.js';
import {store} from './store.js';

export function importanceCard(page) {
  const {run} = page;
  const card = new Card({
    id: 'importance',
    title: 'What matters',
    rows: () => [['decision', 'and', 'share of the variance', 'standard deviation between trees'], ...entries(page).map((entry) =>
      [entry.first, entry.second ?? '', entry.share, entry.deviation])],
  });
  let chart = null;
  const refresh = () => {
    const known = page.analysis?.importance;
    card.root.classList.toggle('wide', !known?.enough);
    if (!known?.enough) {
      chart = null;
      card.say(known
        ? `Too few trials to tell: ${count(known.trials)} can be compared, and it takes ${count(known.needed)}, ten for each decision that varies. Fewer give noise.${run.hasRungs ? ' Those that were trained for fewer steps than others don\'t count.' : ''}`
        : 'Being computed…');
      card.about('');
      return;
    }
    card.about(`Share of the variance of ${known.metric} by ${known.method}, grown from ${count(known.trials)} trials. `
      + `The lines show one standard deviation between trees. ${trust(known.explained)}`);
    if (!chart) {
      card.show();
      chart = new Chart(card.body, {
        height: () => 24 + 26 * entries(page).length,
        label: 'Importance of decisions',
        draw: (pen) => draw(pen, entries(page)),
        tip: (i) => tip(entries(page)[i]),
        pick: (i) => {
          const entry = entries(page)[i];
          page.showPair?.(entry.first, entry.second);
        },
      });
    }
    chart.refresh();
    card.refreshTable();
  };
  store.on(['analysis'], refresh);
  refresh();
  return card;
}

function trust(explained) {
  if (explained <= 0.05) {
    return 'The forest predicts trials that it has not seen no better than their mean: take the shares for nothing.';
  }
  return `For trials that it has not seen, the forest tells ${percent(explained)} of the variance.`;
}

/** Decisions first, then pairs that add something of their own. */
function entries(page) {
  const known = page.analysis?.importance;
  if (!known?.enough) {
    return [];
  }
  const single = known.decisions.map(({label, share, deviation}) => ({first: label, share, deviation})).slice(0, 14);
  const pairs = known.pairs.filter((pair) => pair.share > 0.01).sort((a, b) => b.share - a.share).slice(0, 4);
  return [...single, ...pairs];
}

function name(entry) {
  return entry.second ? `${entry.first} × ${entry.second}` : entry.first;
}

function tip(entry) {
  return [name(entry), `${percent(entry.share)} ± ${percent(entry.deviation)} of the variance${entry.second ? ', beyond what each does alone' : ''}`];
}

function draw(pen, shown) {
  const {colours} = pen;
  const left = Math.min(pen.width * 0.42, 190);
  const most = Math.max(0.05, ...shown.map((entry) => entry.share + entry.deviation));
  const width = pen.width - left - 54;
  shown.forEach((entry, i) => {
    const y = 12 + 26 * i;
    pen.text(name(entry), left - 10, y, {align: 'right', colour: colours.ink, most: left - 12});
    const length = (entry.share / most) * width;
    pen.rect(left, y - 8, Math.max(1, length), 16, entry.second ? colours.series[4] : colours.series[0], 3);
    const spread = (entry.deviation / most) * width;
    pen.line(left + Math.max(0, length - spread), y, left + length + spread, y, colours.soft, 1.5);
    pen.text(percent(entry.share), left + length + spread + 6, y, {colour: colours.soft});
    pen.targets.add(left + length / 2, y, i);
  });
  return shown.length;
}
