// Puts the page together: a report of some runs, or the dashboard of a folder.

import {drawAll} from './chart.js';
import {compareCard} from './compare.js';
import {el, replace, throttled} from './dom.js';
import {names} from './filter.js';
import {drawAllLines} from './lines.js';
import {listPage} from './list.js';
import {RunPage} from './page.js';
import {Run} from './run.js';
import {ReportSource, ServerSource} from './source.js';
import {store} from './store.js';
import {isDark, setScheme} from './theme.js';

class App {
  constructor(data) {
    this.data = data;
    this.source = data.mode === 'report' ? new ReportSource(data) : new ServerSource(data);
    this.main = document.querySelector('main');
    this.bar = document.querySelector('#bar');
    this.stop = () => {};
    this.turn = 0; // Counts what was to be shown: what waited for the server while something else took its place shows nothing.
    this.page = null;
    this.partsTook = 0;
    // While a run goes on, its analysis takes a fiftieth of the time at most: the run needs the machine.
    this.refreshAnalysis = throttled(() => this.loadParts(), () => Math.max(5000, 50 * this.partsTook));
    window.addEventListener('hashchange', () => this.route());
    document.addEventListener('keydown', (event) => this.pressed(event));
  }

  async start() {
    if (this.data.mode === 'report') {
      const [first, ...others] = this.data.runs;
      if (others.length === 0 || !store.get('run')) {
        store.values.run = first.run.id;
      }
    }
    await this.show(store.get('run'));
  }

  /** The address was changed by hand or by a link. */
  route() {
    const address = new URLSearchParams(location.hash.slice(1));
    const run = address.get('run');
    if (run !== store.get('run')) {
      store.set({run, trial: null, pin: null, filter: address.get('filter') ?? ''});
      this.show(run);
    }
  }

  async show(id) {
    this.turn++;
    const {turn} = this;
    const isShown = () => this.turn === turn;
    this.stop();
    this.stop = () => {};
    store.silence();
    try {
      if (id) {
        await this.showRun(id, isShown);
      } else {
        await this.showList(isShown);
      }
      if (isShown()) {
        document.documentElement.dataset.ready = id ?? 'list';
      }
    } catch (problem) {
      if (isShown()) {
        this.say(`This can't be shown: ${problem.message}`);
      }
    }
  }

  /** A sentence in the place of a page, with the way back to the list above it. */
  say(sentence) {
    if (this.main.textContent !== sentence) {
      this.page = null;
      replace(this.main, el('p', {class: 'alert', role: 'alert'}, sentence));
      this.fillBar(null);
    }
  }

  async showList(isShown) {
    this.page = null;
    const runs = await this.source.runs();
    if (isShown()) {
      this.stop = listPage(this.main, this.source, runs, (id) => this.open(id));
      this.fillBar(null);
    }
  }

  open(id) {
    store.set({run: id, trial: null, pin: null, filter: '', sort: null});
    window.scrollTo(0, 0);
    this.show(id);
  }

  async showRun(id, isShown) {
    const read = await this.begun(id, isShown);
    const runs = await this.source.runs();
    if (!isShown()) {
      return;
    }
    const run = new Run(read);
    this.page = new RunPage(run, this.source, this.source.canControl ? (shown) => this.controls(shown) : null);
    this.build(runs);
    this.loadParts();
    let offset = run.info.offset;
    this.stop = this.source.follow(id, offset, (update) => {
      if (update.since > offset || update.beginnings !== run.info.beginnings) {
        this.show(id); // The journal was repaired, or something was missed: all is read again.
        return;
      }
      offset = update.offset;
      run.apply(update);
      if (this.page.isOutgrown) {
        store.silence();
        const page = new RunPage(run, this.source, this.page.controls);
        Object.assign(page, {analysis: this.page.analysis, network: this.page.network, quality: this.page.quality});
        this.page = page;
        this.build(runs);
      }
      this.page.changed();
      if (run.info.state === 'running') {
        this.refreshAnalysis();
      } else {
        this.loadParts();
      }
    }, (state) => {
      document.documentElement.dataset.stream = state;
    });
  }

  /** What is known of a run, once it has begun or something else is shown. */
  async begun(id, isShown) {
    let read = await this.source.run(id);
    while (isShown() && !read.objectives) {
      this.say(read.problem || `The run (${id}) has not begun yet. Its page appears here as soon as it does.`);
      await new Promise((done) => setTimeout(done, 500));
      read = await this.source.run(id);
    }
    return read;
  }

  build(runs) {
    const {nav, grid, detail} = this.page.build();
    const several = this.data.mode === 'report' && runs.length > 1;
    const compare = several ? el('div', {class: 'grid'}, compareCard(() => runs, (id) => this.open(id)).root) : null;
    replace(this.main, compare, nav, grid, detail);
    this.fillBar(runs);
    if (several) {
      store.tell(['runs']);
    }
  }

  async loadParts() {
    const {page} = this;
    if (!page) {
      return;
    }
    const begun = performance.now();
    for (const name of ['network', 'analysis', 'quality']) {
      const value = await this.source.part(page.run.id, name);
      if (this.page !== page) {
        return;
      }
      page.give(name, value);
    }
    this.partsTook = performance.now() - begun;
    document.documentElement.dataset.parts = page.run.id;
  }

  fillBar(runs) {
    const report = this.source.isLive && this.page ? el('a', {href: `api/report?id=${encodeURIComponent(this.page.run.id)}`, class: 'to-report', title: 'This page as one file'}, 'Report') : null;
    const home = this.source.isLive ? el('a', {href: '#', class: 'brand', onclick: (event) => {
      event.preventDefault();
      this.open(null);
    }}, 'Lanista') : el('span', {class: 'brand'}, 'Lanista');
    replace(this.bar, home, runs && runs.length > 1 ? this.runSwitch(runs) : null, this.page ? this.filterBox() : null, report, this.schemeButton());
  }

  runSwitch(runs) {
    return el('select', {id: 'run-switch', 'aria-label': 'Run', onchange: (event) => this.open(event.target.value)},
      runs.map((run) => el('option', {value: run.id, selected: run.id === store.get('run')}, run.id)));
  }

  filterBox() {
    const {page} = this;
    const problem = el('span', {class: 'filter-problem', role: 'status'});
    const box = el('input', {
      id: 'filter', type: 'search', list: 'filter-names', value: store.get('filter'), spellcheck: 'false', autocomplete: 'off',
      placeholder: `Filter, such as ${page.run.objective.metric}>0.9`, 'aria-label': 'Filter trials', title: 'Terms such as accuracy>0.9, width=32, state=failed, or a word; all must hold. Press / to come here.',
    });
    const apply = throttled(() => {
      store.set({filter: box.value});
      problem.textContent = page.filterProblem;
      box.setAttribute('aria-invalid', String(page.filterProblem !== ''));
    }, () => 120);
    box.addEventListener('input', apply);
    return el('span', {class: 'filter'}, box, el('datalist', {id: 'filter-names'}, names(page.run).map((name) => el('option', {value: `${name}=`}))), problem);
  }

  schemeButton() {
    return el('button', {type: 'button', id: 'scheme', 'aria-label': 'Light or dark', onclick: () => setScheme(isDark() ? 'light' : 'dark')}, '◐');
  }

  controls(run) {
    const {state} = run.info;
    if (state !== 'running' && state !== 'paused') {
      return null;
    }
    const button = (text, command, question) => el('button', {type: 'button', onclick: async (event) => {
      if (question && !confirm(question)) {
        return;
      }
      event.target.disabled = true;
      try {
        await this.source.command(run.id, command);
      } catch (problem) {
        alert(problem.message);
      }
    }}, text);
    return el('span', {class: 'controls'},
      state === 'paused' ? button('Resume', 'resume') : button('Pause', 'pause'),
      button('Cancel', 'cancel', `End the run ${run.id}? What is finished is kept, and the same command goes on from there.`));
  }

  pressed(event) {
    const typing = event.target.matches?.('input, select, textarea');
    if (event.key === '/' && !typing) {
      event.preventDefault();
      document.querySelector('#filter')?.focus();
    } else if (event.key === 'Escape' && !typing) {
      store.set({trial: null, pin: null});
    }
  }
}

/** For tests and for printing: everything is drawn, in view or not. */
window.lanista = {
  drawAll() {
    drawAll();
    drawAllLines();
  },
};

new App(JSON.parse(document.querySelector('#data').textContent)).start();
