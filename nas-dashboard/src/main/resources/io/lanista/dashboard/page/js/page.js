// The page of one run: what it knows, and its parts in order.

import {contourCard} from './contour.js';
import {curvesCard} from './curves.js';
import {detailPanel} from './detail.js';
import {el, throttled} from './dom.js';
import {failuresCard} from './failures.js';
import {parseFilter} from './filter.js';
import {answer} from './format.js';
import {frontCard} from './front.js';
import {ganttCard} from './gantt.js';
import {historyCard} from './history.js';
import {importanceCard} from './importance.js';
import {distanceCard, mapCard} from './map.js';
import {networkCard} from './network.js';
import {parallelCard} from './parallel.js';
import {qualityCard} from './quality.js';
import {rungsCard} from './rungs.js';
import {setupCard} from './setup.js';
import {slicesCard} from './slices.js';
import {store} from './store.js';
import {summaryCard} from './summary.js';
import {supernetCard, trainingCard} from './supernet.js';
import {trialsCard} from './table.js';
import {onTheme, theme} from './theme.js';

export class RunPage {
  /**
   * @param source where further things come from: log(run, trial) gives a promise of a text
   * @param controls gives buttons for a run that can be controlled, or nothing
   */
  constructor(run, source, controls = null) {
    this.run = run;
    this.source = source;
    this.controls = controls;
    this.analysis = null;
    this.network = null;
    this.quality = null;
    this.mask = null;
    this.filterProblem = '';
    this.applyFilter();
    store.on(['filter'], () => this.applyFilter());
    this.tellData = throttled(() => store.tell(['data']), () => 100);
  }

  get colours() {
    return theme();
  }

  /** Whether the filter lets a trial through. */
  isVisible(row) {
    return this.mask === null || this.mask[row] === 1;
  }

  applyFilter() {
    const text = store.get('filter');
    if (!text.trim()) {
      this.mask = null;
      this.filterProblem = '';
      return;
    }
    const {test, problem} = parseFilter(text, this.run);
    this.filterProblem = problem;
    this.mask = new Uint8Array(this.run.size);
    for (let row = 0; row < this.run.size; row++) {
      this.mask[row] = test(row) ? 1 : 0;
    }
  }

  /** News of the run arrived and were applied to it. */
  changed() {
    this.applyFilter();
    this.tellData();
  }

  /** Whether the page has to be built anew, since the run now has something that it had nothing of. */
  get isOutgrown() {
    return this.builtWith !== this.parts;
  }

  get parts() {
    return `${this.run.epochs !== null}`;
  }

  give(name, value) {
    this[name] = value;
    store.tell([name]);
  }

  /** Selects a trial; with Shift, pins it to compare. */
  select(row, event = {}) {
    if (event.shiftKey) {
      store.set({pin: store.get('pin') === row ? null : row});
    } else {
      store.set({trial: store.get('trial') === row && event.type === 'click' ? null : row});
    }
  }

  valueText(decision, code) {
    return answer(decision.values ? decision.values[code] : code);
  }

  /** As it is in the run: for what a program reads. */
  exactAnswer(decision, row) {
    const value = this.run.answer(decision, row);
    return Array.isArray(value) ? answer(value) : value ?? '';
  }

  answerText(decision, row) {
    const value = this.run.answer(decision, row);
    return value === null ? '' : answer(value);
  }

  /** Builds all parts that this run has something for. */
  build() {
    const {run} = this;
    this.builtWith = this.parts;
    const cards = [];
    const add = (title, made) => cards.push({title, root: made.root});
    add('Summary', summaryCard(this));
    if (run.info.method !== 'trainer') {
      add('Search', historyCard(this));
    }
    if (run.info.objectives.length > 1) {
      add('Front', frontCard(this));
    }
    if (run.epochs) {
      add('Supernet', supernetCard(this));
      add(null, trainingCard(this));
    }
    add('Network', networkCard(this));
    add('On test data', qualityCard(this));
    if (run.info.method !== 'trainer') {
      add('What matters', importanceCard(this));
      add(null, contourCard(this));
      add('Decisions', slicesCard(this));
      add(null, parallelCard(this));
      add('Architectures', mapCard(this));
      add(null, distanceCard(this));
    }
    add('Curves', curvesCard(this));
    add('Rungs', rungsCard(this));
    add('Trials', trialsCard(this));
    add('Failures', failuresCard(this));
    add('Workers', ganttCard(this));
    add('Setup', setupCard(this));
    const grid = el('div', {class: 'grid'}, cards.map((card) => card.root));
    const nav = el('nav', {class: 'sections', 'aria-label': 'Parts of the page'});
    const links = () => nav.replaceChildren(...cards.filter((card) => card.title && !card.root.hidden).map((card) => el('a', {href: `#${card.root.id}`, onclick: (event) => {
      event.preventDefault();
      card.root.scrollIntoView({behavior: 'smooth', block: 'start'});
    }}, card.title)));
    links();
    store.on(['data', 'analysis'], links);
    onTheme(() => store.tell(['data']));
    return {nav, grid, detail: detailPanel(this)};
  }
}
