// The runs of a folder.

import {compareCard} from './compare.js';
import {el, replace} from './dom.js';
import {ago, bestText, count, duration, many, number} from './format.js';
import {store} from './store.js';

const EVERY = 2000;
const NUMBERS = new Set(['trials', 'on test data', 'time']);

/** Shows all runs, beginning with what is known of them, and keeps them up to date; gives a function that ends that. */
export function listPage(main, source, known, open) {
  let runs = known;
  const chosen = new Set();
  const list = el('section', {class: 'card wide', id: 'runs'});
  const compareHost = el('div', {class: 'grid'});
  let compared = null;
  const compare = () => {
    const shown = () => runs.filter((run) => chosen.has(run.id) && run.state);
    if (shown().length < 2) {
      compared = null;
      compareHost.replaceChildren();
    } else if (compared) {
      compared.refresh();
    } else {
      compared = compareCard(shown, open);
      replace(compareHost, compared.root);
      compared.refresh();
    }
  };
  const choose = (id, isOn) => {
    isOn ? chosen.add(id) : chosen.delete(id);
    compare();
  };
  const form = source.canControl ? startForm(source, open) : null;
  const refresh = () => replace(list, head(runs, form), runs.length ? table(runs, chosen, choose, open) : el('p', {class: 'empty'}, 'No run yet. One appears here as soon as it begins.'));
  refresh();
  replace(main, list, compareHost);
  const timer = setInterval(async () => {
    if (!document.hidden) {
      try {
        runs = await source.runs();
        document.documentElement.dataset.stream = 'live';
      } catch {
        document.documentElement.dataset.stream = 'waiting';
        return;
      }
      if (!list.contains(document.activeElement)) {
        refresh();
      }
      compare();
      store.tell(['runs']);
    }
  }, EVERY);
  return () => clearInterval(timer);
}

function head(runs, form) {
  return el('header', {class: 'card-head'}, el('h2', {}, many(runs.length, 'run')), form);
}

/** Starts a run from an experiment file that the server knows, and opens its page. */
function startForm(source, open) {
  const file = el('select', {'aria-label': 'Experiment file', required: true});
  source.experiments().then((found) => replace(file, found.map((name) => el('option', {value: name}, name))));
  const answer = el('span', {class: 'note', role: 'status'});
  return el('form', {class: 'tools', onsubmit: async (event) => {
    event.preventDefault();
    answer.textContent = 'Starting…';
    try {
      const {run} = await source.start(file.value);
      open(run);
    } catch (problem) {
      answer.textContent = problem.message;
    }
  }}, file, el('button', {type: 'submit'}, 'Start'), answer);
}

function table(runs, chosen, choose, open) {
  const heads = ['', 'run', 'state', 'trials', 'best', 'on test data', 'method', 'time', 'updated'];
  return el('div', {class: 'scroll'}, el('table', {class: 'runs'},
    el('thead', {}, el('tr', {}, heads.map((text) => el('th', {scope: 'col', class: NUMBERS.has(text) ? 'n' : ''}, text)))),
    el('tbody', {}, runs.map((run) => row(run, chosen, choose, open)))));
}

function row(run, chosen, choose, open) {
  if (!run.state) { // It is being read, has no line yet, or none that can be read.
    return el('tr', {}, el('td', {}), el('td', {}, run.id),
      el('td', {class: run.problem ? 'note bad' : 'note', colspan: 7}, run.reading ? 'being read…' : run.problem || 'has not begun yet'));
  }
  const test = run.test?.[run.metric];
  return el('tr', {},
    el('td', {}, el('input', {type: 'checkbox', checked: chosen.has(run.id), 'aria-label': `Compare ${run.id}`, onchange: (event) => choose(run.id, event.target.checked)})),
    el('td', {}, el('a', {href: `#run=${encodeURIComponent(run.id)}`, onclick: (event) => {
      event.preventDefault();
      open(run.id);
    }}, run.id)),
    el('td', {}, el('span', {class: `pill ${run.state}`}, run.state), run.problem ? el('span', {class: 'note bad'}, run.problem) : null),
    el('td', {class: 'n'}, run.budget ? `${count(run.trials)} / ${count(run.budget)}` : count(run.trials), run.failed ? el('div', {class: 'bad'}, `${count(run.failed)} failed`) : null),
    el('td', {}, bestText(run)),
    el('td', {class: 'n'}, test === undefined ? '' : number(test)),
    el('td', {}, run.searcher ?? ''),
    el('td', {class: 'n'}, duration(run.seconds)),
    el('td', {}, ago(run.updated)));
}
