// When and where trials ran.

import {Card} from './card.js';
import {Chart} from './chart.js';
import {count, duration, many, tickText} from './format.js';
import {timeUnit, trialTip} from './history.js';
import {Legend} from './legend.js';
import {FAILED, OPEN, REJECTED, STOPPED} from './run.js';
import {rangeScale} from './scale.js';
import {store} from './store.js';
import {faded} from './theme.js';

export function ganttCard(page) {
  const {run} = page;
  const card = new Card({
    id: 'workers',
    title: 'Time and place',
    wide: true,
    rows: () => [['trial', 'slot', 'from (s)', 'to (s)'], ...bars(run).bars.map((bar) => [bar.row, bar.lane, bar.from, bar.to])],
  });
  const marks = new Legend(() => {
    const {scored, stopped, failed, open} = run.info.counts;
    return [['bar', 'scored', 'scored', scored], ['bar', 'stopped', 'stopped early', stopped], ['bar', 'failed', 'failed', failed],
      ['bar', 'open', ['running', 'paused'].includes(run.info.state) ? 'runs' : 'not finished', open]];
  });
  card.body.append(marks.root);
  const chart = new Chart(card.body, {
    height: () => 44 + Math.min(24, 320 / Math.max(1, bars(run).lanes)) * bars(run).lanes,
    label: 'Trials over time, by slot',
    draw: (pen) => draw(pen, page),
    tip: (row) => [...trialTip(run, row), `took ${duration(run.column('seconds', row))}`],
    pick: (row, event) => page.select(row, event),
  });
  const refresh = () => {
    const known = bars(run);
    marks.refresh();
    card.root.hidden = known.bars.length === 0;
    card.about(`${many(known.bars.length, 'trial')} in ${many(known.lanes, 'slot')}, which were busy for ${Math.round(100 * known.busy)} % of the time. `
      + 'Slots are told from the times; the journal doesn\'t name workers.');
    chart.refresh();
    card.refreshTable();
  };
  store.on(['data', 'filter'], refresh);
  refresh();
  return card;
}

/** Trials laid into as few lanes as hold them. */
function bars(run) {
  return run.remember('bars', () => {
    const now = (run.info.updated - run.info.begun) / 1000;
    const shown = [];
    for (let row = 0; row < run.size; row++) {
      const ended = run.column('ended', row) / 1000;
      const seconds = run.column('seconds', row);
      if (run.state[row] === OPEN) {
        shown.push({row, from: run.column('asked', row) / 1000, to: now});
      } else if (run.state[row] !== REJECTED && Number.isNaN(run.column('reused', row))) {
        shown.push({row, from: Math.max(0, ended - seconds), to: ended});
      }
    }
    shown.sort((a, b) => a.from - b.from);
    const free = [];
    let busy = 0;
    for (const bar of shown) {
      const slack = 0.05 + 0.02 * (bar.to - bar.from); // An end is written a little later than the trial ended.
      const lane = free.findIndex((end) => end <= bar.from + slack);
      bar.lane = lane < 0 ? free.length : lane;
      free[bar.lane] = bar.to;
      busy += bar.to - bar.from;
    }
    const sessions = run.info.sessions.reduce((sum, session) => sum + (session.to - session.from) / 1000, 0);
    return {bars: shown, lanes: free.length, last: now, busy: free.length ? Math.min(1, busy / (free.length * (sessions || 1))) : 0};
  });
}

function draw(pen, page) {
  const {run} = page;
  const known = bars(run);
  const {colours} = pen;
  const left = 34;
  const bottom = pen.height - 36;
  const unit = timeUnit(known.last);
  const x = rangeScale(0, Math.max(known.last, 0.001), left, pen.width - 8);
  const height = (bottom - 4) / Math.max(1, known.lanes);
  const {values, step} = rangeScale(0, known.last / unit.size, 0, 1).ticks(pen.width / 90);
  values.forEach((value) => {
    pen.line(x.at(value * unit.size), 4, x.at(value * unit.size), bottom);
    pen.text(tickText(value, step), x.at(value * unit.size), bottom + 12, {align: 'center', size: 11});
  });
  pen.text(`time (${unit.name})`, (left + pen.width) / 2, pen.height - 9, {align: 'center'});
  for (let lane = 0; lane < known.lanes && height > 9; lane++) {
    pen.text(count(lane + 1), left - 8, 4 + (lane + 0.5) * height, {align: 'right', size: 11});
  }
  run.info.sessions.slice(1).forEach((session) => pen.line(x.at(session.from / 1000), 4, x.at(session.from / 1000), bottom, colours.ink, 1));
  const fills = {[STOPPED]: colours.warn, [FAILED]: colours.bad, [OPEN]: colours.faint};
  known.bars.forEach(({row, from, to, lane}) => {
    const width = Math.max(1, x.at(to) - x.at(from) - 1);
    const y = 4 + lane * height;
    pen.rect(x.at(from), y + 1, width, Math.max(1, height - 2), faded(fills[run.state[row]] ?? colours.series[0], page.isVisible(row) ? 0.8 : 0.15), width > 6 ? 2 : 0);
    if (width > 26 && height > 14) {
      pen.text(String(row), x.at(from) + width / 2, y + height / 2, {align: 'center', size: 11, colour: colours.card});
    }
    pen.targets.add(x.at(from) + width / 2, y + height / 2, row);
  });
  return known.bars.length;
}
