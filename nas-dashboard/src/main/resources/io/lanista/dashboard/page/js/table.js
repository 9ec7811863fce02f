// All trials as a table of which only what is in view is in the page, so that a hundred thousand rows scroll like ten.

import {csv, download, el, replace, throttled} from './dom.js';
import {count, duration, many, number} from './format.js';
import {STATES} from './run.js';
import {store} from './store.js';
import {isPrinting} from './theme.js';

const ROW = 32;
const PRINTED = 200;

export function trialsCard(page) {
  const {run} = page;
  const title = el('h3', {id: 'trials-title'}, 'Trials');
  const about = el('p', {class: 'about'});
  const head = el('div', {class: 'row head', role: 'row'});
  const rows = el('div', {class: 'rows', role: 'rowgroup'});
  const frame = el('div', {class: 'trials', role: 'grid', tabindex: 0, 'aria-labelledby': 'trials-title'}, head, rows);
  const rest = el('p', {class: 'note printed'});
  const root = el('section', {class: 'card wide long-card', id: 'trials'},
    el('header', {class: 'card-head'}, title, el('div', {class: 'tools'},
      el('button', {type: 'button', onclick: () => download('trials.csv', csv(csvRows(page)), 'text/csv')}, 'CSV'))),
    about, frame, rest);
  const table = new TrialTable(page, {about, head, rows, frame, rest});
  store.on(['data', 'filter', 'sort'], () => table.refresh());
  store.on(['trial', 'pin'], () => table.follow());
  table.refresh();
  return {root};
}

function csvRows(page) {
  const {run} = page;
  const rows = [['trial', 'outcome', 'seconds', ...run.metricNames.map((name) => `metric.${name}`), ...run.decisions.map((decision) => `choice.${decision.label}`), 'reason']];
  for (const row of sorted(page, null)) {
    rows.push([row, STATES[run.state[row]], run.column('seconds', row), ...run.metricNames.map((name) => run.metric(name, row)),
      ...run.decisions.map((decision) => page.exactAnswer(decision, row)), run.reasons.get(row)?.reason ?? '']);
  }
  return rows;
}

/** The trials that the filter lets through, in the order of a column: its name, with a minus before it for the other way round. */
function sorted(page, sort) {
  const {run} = page;
  const rows = [];
  for (let row = 0; row < run.size; row++) {
    if (page.isVisible(row)) {
      rows.push(row);
    }
  }
  if (!sort) {
    return rows;
  }
  const sign = sort.startsWith('-') ? -1 : 1;
  const value = valueOf(run, sort.replace(/^-/, ''));
  return rows.sort((a, b) => {
    const x = value(a);
    const y = value(b);
    return Number.isNaN(x) || Number.isNaN(y) ? Number.isNaN(x) - Number.isNaN(y) || a - b : sign * (x - y) || a - b;
  });
}

function valueOf(run, name) {
  if (name === 'trial') {
    return (row) => row;
  }
  if (name === 'state') {
    return (row) => run.state[row];
  }
  if (run.metricNames.includes(name)) {
    return (row) => run.metric(name, row);
  }
  return run.choices.has(name) ? (row) => run.choice(name, row) : (row) => run.column(name, row);
}

class TrialTable {
  constructor(page, parts) {
    this.page = page;
    Object.assign(this, parts);
    this.order = [];
    this.paint = throttled(() => this.fill());
    this.frame.addEventListener('scroll', this.paint, {passive: true});
    this.frame.addEventListener('keydown', (event) => this.pressed(event));
    new ResizeObserver(this.paint).observe(this.frame);
  }

  get columns() {
    const {run} = this.page;
    const columns = [{name: 'trial', title: '#', text: (row) => count(row), n: true}, {name: 'state', title: 'state', text: (row) => STATES[run.state[row]]}];
    const metrics = run.metricNames.filter((name) => run.metrics.has(name)).slice(0, 4);
    metrics.forEach((name) => columns.push({name, title: name, text: (row) => number(run.metric(name, row)), n: true}));
    if (run.has('steps')) {
      columns.push({name: 'steps', title: 'steps', text: (row) => number(run.column('steps', row)), n: true});
    }
    columns.push({name: 'seconds', title: 'took', text: (row) => duration(run.column('seconds', row)), n: true});
    run.varied.slice(0, 12).forEach((decision) => columns.push({name: decision.label, title: decision.label, text: (row) => this.page.answerText(decision, row), small: true}));
    return columns;
  }

  refresh() {
    const {run} = this.page;
    this.frame.parentElement.hidden = run.size === 0;
    this.order = sorted(this.page, store.get('sort'));
    const shown = this.order.length;
    this.rest.textContent = shown > PRINTED ? `The first ${PRINTED} of ${many(shown, 'trial')}; the CSV has all.` : '';
    this.about.textContent = `${shown === run.size ? '' : `${count(shown)} of `}${many(run.size, 'trial')}. Select one to see it in full, with Shift to compare it with another. Columns sort.`;
    this.layout = this.columns;
    const widths = this.layout.map((column) => this.widthOf(column));
    this.frame.style.setProperty('--columns', widths.map((width) => `minmax(${width}px, ${width}fr)`).join(' '));
    this.frame.style.setProperty('--print-columns', widths.map((width) => `minmax(0, ${width}fr)`).join(' '));
    this.frame.style.setProperty('--width', `${widths.reduce((sum, width) => sum + width, 0)}px`);
    this.frame.setAttribute('aria-rowcount', shown + 1);
    replace(this.head, this.layout.map((column) => this.headCell(column)));
    this.rows.style.height = `${shown * ROW}px`;
    this.frame.style.height = `${Math.min(440, (shown + 1) * ROW + 18)}px`;
    this.fill();
  }

  /** By the title and by what stands in the first rows, so that heads and rows have the same columns. */
  widthOf(column) {
    const letters = this.order.slice(0, 50).reduce((most, row) => Math.max(most, column.text(row).length), column.title.length + 2);
    return Math.max(62, Math.min(220, 20 + 8.7 * letters)); // The best trial's row is bold.
  }

  headCell(column) {
    const sort = store.get('sort') ?? 'trial';
    const way = sort === column.name ? 'ascending' : sort === `-${column.name}` ? 'descending' : 'none';
    return el('div', {role: 'columnheader', class: column.n ? 'n' : '', 'aria-sort': way}, el('button', {
      type: 'button',
      title: column.title,
      onclick: () => store.set({sort: way === 'ascending' ? `-${column.name}` : way === 'descending' ? null : column.name}),
    }, column.title, way === 'none' ? '' : way === 'ascending' ? ' ↑' : ' ↓'));
  }

  /** The rows in view; on paper, which doesn't scroll, the first ones. */
  fill() {
    const {run} = this.page;
    const from = isPrinting() ? 0 : Math.max(0, Math.floor(this.frame.scrollTop / ROW) - 8);
    const to = Math.min(this.order.length, isPrinting() ? PRINTED : from + Math.ceil((this.frame.clientHeight || 400) / ROW) + 16);
    const chosen = store.get('trial');
    const pinned = store.get('pin');
    replace(this.rows, this.order.slice(from, to).map((row, i) => {
      const line = el('div', {
        class: `row ${STATES[run.state[row]]}${row === run.best ? ' best' : ''}${row === chosen ? ' chosen' : ''}${row === pinned ? ' pinned' : ''}`,
        role: 'row',
        'aria-rowindex': from + i + 2,
        'aria-selected': String(row === chosen),
        onclick: (event) => this.page.select(row, event),
      }, this.layout.map((column) => el('div', {role: 'gridcell', class: column.n ? 'n' : '', title: column.small ? column.text(row) : null}, column.text(row))));
      line.style.top = `${(from + i) * ROW}px`;
      return line;
    }));
  }

  /** Brings the selected trial into view. */
  follow() {
    const place = this.order.indexOf(store.get('trial'));
    if (place >= 0) {
      const top = place * ROW;
      if (top < this.frame.scrollTop || top > this.frame.scrollTop + this.frame.clientHeight - 2 * ROW) {
        this.frame.scrollTop = Math.max(0, top - this.frame.clientHeight / 2);
      }
    }
    this.fill();
  }

  pressed(event) {
    const step = {ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10}[event.key];
    if (step && this.order.length && event.target === this.frame) {
      event.preventDefault();
      const place = this.order.indexOf(store.get('trial'));
      const next = place < 0 ? 0 : Math.max(0, Math.min(this.order.length - 1, place + step));
      this.page.select(this.order[next], event);
    }
  }
}
