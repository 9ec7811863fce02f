// A run as columns of numbers. What the server or the report says is applied piece by piece; rows are trials, by number.

import {answer} from './format.js';
import {robustEnds} from './scale.js';

export const OPEN = 0;
export const SCORED = 1;
export const STOPPED = 2;
export const FAILED = 3;
export const REJECTED = 4;
export const STATES = ['open', 'scored', 'stopped', 'failed', 'rejected'];

/** Numbers that grow in number; what is not set is not a number. */
class Column {
  constructor() {
    this.data = new Float64Array(64).fill(NaN);
  }

  set(row, value) {
    if (row >= this.data.length) {
      const more = new Float64Array(Math.max(row + 1, 2 * this.data.length)).fill(NaN);
      more.set(this.data);
      this.data = more;
    }
    this.data[row] = value === null ? NaN : value;
  }

  get(row) {
    return row < this.data.length ? this.data[row] : NaN;
  }
}

export class Run {
  constructor(json) {
    this.id = json.id;
    this.version = 0;
    this.size = 0;
    this.state = new Uint8Array(64);
    this.columns = new Map();
    this.metrics = new Map();
    this.choices = new Map();
    this.reports = new Map();
    this.reasons = new Map();
    this.decisions = [];
    this.epochs = null;
    this.exported = null;
    this.info = json;
    this.memory = new Map();
    this.apply(json);
  }

  /** Takes over a whole run, or what changed of it. */
  apply(json) {
    this.info = {...this.info, ...json, trials: null, reports: null, epochs: null};
    if (json.decisions) {
      this.decisions = json.decisions;
    }
    if (json.trials) {
      this.applyTrials(json.trials);
    }
    for (const {trial, reason, log} of json.reasons ?? []) {
      this.reasons.set(trial, {reason, log});
    }
    if (json.reports) {
      this.applyReports(json.reports);
    }
    if (json.epochs) {
      this.applyEpochs(json.epochs);
    }
    this.exported = json.export ?? this.exported;
    this.version++;
    this.memory.clear();
  }

  applyTrials(trials) {
    const rows = trials.trial;
    for (const [name, values] of Object.entries(trials)) {
      if (!['trial', 'state', 'metrics', 'choices'].includes(name)) {
        fillColumn(this.columns, name, rows, values);
      }
    }
    Object.entries(trials.metrics).forEach(([name, values]) => fillColumn(this.metrics, name, rows, values));
    Object.entries(trials.choices).forEach(([name, values]) => fillColumn(this.choices, name, rows, values));
    const last = rows.length ? rows[rows.length - 1] : -1;
    if (last >= this.state.length) {
      const more = new Uint8Array(Math.max(last + 1, 2 * this.state.length));
      more.set(this.state);
      this.state = more;
    }
    rows.forEach((row, i) => {
      this.state[row] = STATES.indexOf(trials.state[i]);
    });
    this.size = Math.max(this.size, last + 1);
  }

  applyReports(reports) {
    if (this.reportsOf === undefined) {
      this.reportsOf = reports.of;
      this.thinned = reports.thinned;
    }
    const names = Object.keys(reports.metrics);
    reports.trial.forEach((trial, i) => {
      let known = this.reports.get(trial);
      if (!known) {
        known = {step: [], metrics: {}};
        this.reports.set(trial, known);
      }
      const step = reports.step[i];
      if (known.step.length && known.step[known.step.length - 1] >= step) {
        return; // It was told before.
      }
      known.step.push(step);
      for (const name of names) {
        const values = (known.metrics[name] ??= []);
        values[known.step.length - 1] = reports.metrics[name][i];
      }
    });
  }

  applyEpochs(epochs) {
    if (!this.epochs) {
      this.epochs = {of: epochs.of, epoch: [], at: [], metrics: {}, decisions: [], notes: []};
    }
    const known = this.epochs;
    known.of = epochs.of;
    // What is told again counts as new: it was told before, or the training began anew.
    const found = known.epoch.findIndex((epoch) => epoch >= epochs.epoch[0]);
    const base = found < 0 ? known.epoch.length : found;
    known.epoch.splice(base, Infinity, ...epochs.epoch);
    known.at.splice(base, Infinity, ...epochs.at);
    Object.entries(epochs.metrics).forEach(([name, values]) => {
      const mine = (known.metrics[name] ??= []);
      values.forEach((value, i) => {
        mine[base + i] = value;
      });
      mine.length = known.epoch.length;
    });
    epochs.decisions.forEach((decision, d) => {
      const mine = (known.decisions[d] ??= {...decision, weights: decision.weights.map(() => [])});
      decision.weights.forEach((series, c) => mine.weights[c].splice(base, Infinity, ...series));
    });
    known.notes = [...known.notes.filter((note) => note.epoch < epochs.epoch[0]), ...(epochs.notes ?? [])];
  }

  /** A value that is computed once for each state of the run. */
  remember(key, compute) {
    if (!this.memory.has(key)) {
      this.memory.set(key, compute());
    }
    return this.memory.get(key);
  }

  column(name, row) {
    return this.columns.get(name)?.get(row) ?? NaN;
  }

  has(name) {
    return this.columns.has(name);
  }

  metric(name, row) {
    return this.metrics.get(name)?.get(row) ?? NaN;
  }

  /** The number that stands for a trial's answer. */
  choice(label, row) {
    return this.choices.get(label)?.get(row) ?? NaN;
  }

  /** A trial's answer to a decision; null where it isn't active. */
  answer(decision, row) {
    const code = this.choice(decision.label, row);
    if (Number.isNaN(code)) {
      return null;
    }
    return decision.values ? decision.values[code] : code;
  }

  get objective() {
    return this.info.objectives[0];
  }

  get isMaximised() {
    return this.objective.direction === 'maximize';
  }

  /** What a trial scored; of one that was stopped, its last value. */
  score(row) {
    return this.metric(this.objective.metric, row);
  }

  /** The names of all metrics, the objectives' first. */
  get metricNames() {
    return this.remember('metrics', () => {
      const names = this.info.objectives.map((objective) => objective.metric);
      const seen = new Set([...names, ...this.metrics.keys()]);
      for (const report of this.reports.values()) {
        Object.keys(report.metrics).forEach((name) => seen.add(name));
        break;
      }
      return [...seen];
    });
  }

  isBetter(value, than) {
    return Number.isFinite(value) && (Number.isNaN(than) || (this.isMaximised ? value > than : value < than));
  }

  /** The trials that scored a finite number, in the order in which they ended. */
  get scored() {
    return this.remember('scored', () => {
      const rows = [];
      for (let row = 0; row < this.size; row++) {
        if (this.state[row] === SCORED && Number.isFinite(this.score(row))) {
          rows.push(row);
        }
      }
      const ended = this.columns.get('ended');
      return rows.sort((a, b) => ended.data[a] - ended.data[b] || a - b);
    });
  }

  /** The scored trials, the best first. */
  get ranked() {
    return this.remember('ranked', () => {
      const column = this.metrics.get(this.objective.metric);
      const sign = this.isMaximised ? -1 : 1;
      return this.scored.slice().sort((a, b) => sign * (column.data[a] - column.data[b]) || a - b);
    });
  }

  /** Where a trial stands among the scored ones, from 0 (the worst) to 1 (the best). */
  quantile(row) {
    const places = this.remember('quantiles', () => {
      const shares = new Float64Array(this.size).fill(NaN);
      const last = Math.max(1, this.ranked.length - 1);
      this.ranked.forEach((trial, place) => {
        shares[trial] = 1 - place / last;
      });
      return shares;
    });
    return places[row];
  }

  /** The trials that were the best when they ended. */
  get improvements() {
    return this.remember('improvements', () => {
      const rows = [];
      let best = NaN;
      for (const row of this.scored) {
        if (this.isBetter(this.score(row), best)) {
          best = this.score(row);
          rows.push(row);
        }
      }
      return rows;
    });
  }

  get best() {
    return this.info.best?.trial ?? null;
  }

  /** The ends of an axis of these trials' scores: some may be beyond it, and never the best one. */
  scoreEnds(rows) {
    const kept = [this.best ?? NaN, this.improvements[this.improvements.length - 1] ?? NaN];
    return robustEnds(rows.map((row) => this.score(row)), kept.map((row) => this.score(row)));
  }

  /** The trials that a trial goes on from, the first one first, and itself. */
  lineage(row) {
    const rows = [row];
    for (let before = this.column('continues', row); Number.isFinite(before) && !rows.includes(before); before = this.column('continues', before)) {
      rows.unshift(before);
    }
    return rows;
  }

  /** Whether trials were trained for different numbers of steps. */
  get hasRungs() {
    return this.remember('rungs', () => this.has('steps') && new Set(this.columns.get('steps').data.slice(0, this.size).filter((steps) => steps > 0)).size > 1);
  }

  /** The decisions of which trials took different values, in the space's order. */
  get varied() {
    return this.remember('varied', () =>
      this.decisions.filter((decision) => {
        const column = this.choices.get(decision.label);
        if (!column) {
          return false;
        }
        const first = column.get(0);
        for (let row = 1; row < this.size; row++) {
          if (!Object.is(column.data[row], first)) {
            return true;
          }
        }
        return false;
      }));
  }

  /** A trial's choices in short: what differs from another trial, or all that varies. */
  brief(row, from = null) {
    const parts = [];
    for (const decision of this.varied) {
      const mine = this.answer(decision, row);
      const theirs = from === null ? undefined : this.answer(decision, from);
      if (mine !== null && JSON.stringify(mine) !== JSON.stringify(theirs)) {
        parts.push(`${decision.label}=${answer(mine)}`);
      }
    }
    return parts.join('  ');
  }
}

function fillColumn(columns, name, rows, values) {
  let column = columns.get(name);
  if (!column) {
    column = new Column();
    columns.set(name, column);
  }
  rows.forEach((row, i) => column.set(row, values[i]));
}
