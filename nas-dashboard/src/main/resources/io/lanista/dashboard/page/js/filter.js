// The filter of the page: terms such as accuracy>0.9, width=32, state=failed, or a word that a trial has to have; all must hold.

import {STATES} from './run.js';

const TERM = /^([a-z0-9_./-]+?)(!=|<=|>=|=|<|>)(.*)$/i;
const COMPARISONS = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

/**
 * What a filter says, as a function of a trial's number.
 *
 * @returns {{test: function(number): boolean, problem: string}} with a sentence if a term can't be understood; it counts as not there
 */
export function parseFilter(text, run) {
  const tests = [];
  let problem = '';
  for (const term of text.trim().split(/\s+/).filter(Boolean)) {
    const match = TERM.exec(term);
    const test = match ? comparison(run, match[1], match[2], match[3]) : word(run, term.toLowerCase());
    if (typeof test === 'string') {
      problem = test;
    } else {
      tests.push(test);
    }
  }
  return {test: (row) => tests.every((test) => test(row)), problem};
}

function comparison(run, name, operator, value) {
  const same = operator === '=' || operator === '!=';
  const turned = (test) => (operator === '!=' ? (row) => !test(row) : test);
  if (name === 'state' && same) {
    const place = STATES.indexOf(value);
    return place < 0
      ? `There is no state (${value}). Available: ${STATES.join(', ')}.`
      : turned((row) => run.state[row] === place);
  }
  const decision = run.decisions.find((known) => known.label === name);
  if (decision?.values && same) {
    const places = decision.values.map((known, i) => (textOf(known) === value ? i : -1)).filter((i) => i >= 0);
    return places.length === 0 && value !== 'none'
      ? `The decision (${name}) never took (${value}). It took: ${decision.values.slice(0, 12).map(textOf).join(', ')}.`
      : turned((row) => places.includes(run.choice(name, row)) || (value === 'none' && Number.isNaN(run.choice(name, row))));
  }
  const read = reader(run, name, decision);
  if (!read) {
    return `There is nothing called (${name}). Available: ${names(run).slice(0, 20).join(', ')}.`;
  }
  const bound = Number(value);
  if (value === '' || Number.isNaN(bound)) {
    return `The value (${value}) of (${name}) is no number.`;
  }
  return same ? turned((row) => read(row) === bound) : (row) => COMPARISONS[operator](read(row), bound);
}

/** All names that a filter may speak of. */
export function names(run) {
  return ['trial', 'state', 'seconds', ...(run.has('steps') ? ['steps'] : []), ...run.metricNames, ...run.decisions.map((known) => known.label)];
}

function reader(run, name, decision) {
  if (decision) {
    return decision.values
      ? (row) => Number(decision.values[run.choice(name, row)] ?? NaN)
      : (row) => run.choice(name, row);
  }
  if (name === 'trial') {
    return (row) => row;
  }
  if (run.metrics.has(name)) {
    return (row) => run.metric(name, row);
  }
  return run.has(name) ? (row) => run.column(name, row) : null;
}

function textOf(value) {
  return Array.isArray(value) ? `[${value}]` : String(value);
}

/** A word that is in one of the trial's answers, in its state or in the reason of its failure. */
function word(run, wanted) {
  const listed = run.decisions.filter((decision) => decision.values).map((decision) => ({
    label: decision.label,
    places: new Set(decision.values.map((value, i) => (textOf(value).toLowerCase().includes(wanted) ? i : -1))),
  }));
  return (row) =>
    listed.some(({label, places}) => places.has(run.choice(label, row)))
    || STATES[run.state[row]].includes(wanted)
    || (run.reasons.get(row)?.reason.toLowerCase().includes(wanted) ?? false);
}
