// What was searched and read, how, and by what.

import {Card, plainTable} from './card.js';
import {el, replace} from './dom.js';
import {answer, duration, many, moment, number} from './format.js';
import {store} from './store.js';

export function setupCard(page) {
  const {run} = page;
  const {info} = run;
  const card = new Card({
    id: 'setup',
    title: 'What was read and searched, and how',
    wide: true,
    rows: () => [['decision', 'kind', 'values', 'active if'], ...run.decisions.map((decision) => [decision.label, decision.kind, domainText(decision), decision.condition])],
  });
  const sessions = el('div');
  const refresh = () => replace(sessions, sessionList(run.info));
  const {data} = info;
  const facts = [
    ['data', data?.summary.map((line) => line.trim()).join(' ')],
    ['space', [info.space.name, info.space.size ? `${sizeText(info.space.size)} architectures` : null, ...Object.entries(info.space.inputs ?? {}).map(([name, shape]) => `input ${name} ${shape}`)].filter(Boolean).join(', ')],
    ['objective', info.objectives.map((objective) => `${objective.direction} ${objective.metric}`).join(', ')],
    [info.method, componentText(info.searcher)],
    ['evaluator', componentText(info.evaluator)],
    ['stopping', info.stopping],
    ['constraints', info.constraints.join(', ')],
    ['settings', Object.entries(info.settings).map(([name, value]) => `${name} ${value}`).join(', ')],
    ['seed', String(info.seed)],
    ['plug-ins', info.plugins.map((plugin) => `${plugin.kind} ${plugin.name} (${plugin.bundle} ${plugin.version})`).join(', ')],
  ];
  card.body.append(
    el('dl', {class: 'facts wide-facts'}, facts.filter(([, text]) => text).flatMap(([name, text]) => [el('dt', {}, name), el('dd', {}, text)])),
    data?.warnings.length ? el('ul', {class: 'remarks'}, data.warnings.map((warning) => el('li', {}, warning))) : '',
    data ? optionsDetails('All that was found in the data', data.details) : '',
    el('details', {}, el('summary', {}, many(run.decisions.length, 'decision')), plainTable(['decision', 'values', 'active if'], run.decisions.map((decision) => [decision.label, domainText(decision), decision.condition || 'always']))),
    optionsDetails('Options of the ' + info.method, info.searcher.options),
    optionsDetails('Options of the evaluator', info.evaluator.options),
    info.source ? el('details', {}, el('summary', {}, 'The experiment file'), el('pre', {}, info.source)) : '',
    sessions);
  store.on(['data'], refresh);
  refresh();
  return card;
}

function componentText(component) {
  return `${component.name} (${component.bundle} ${component.version})`;
}

function optionsDetails(title, options) {
  const names = Object.keys(options);
  return names.length === 0 ? '' : el('details', {}, el('summary', {}, title), plainTable(['option', 'value'], names.map((name) => [name, optionText(options[name])])));
}

function optionText(value) {
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : answer(value);
}

function domainText(decision) {
  if (decision.values) {
    const shown = decision.values.slice(0, 12).map(answer).join(', ');
    return decision.values.length > 12 ? `${shown}, … (${decision.values.length})` : shown;
  }
  return `${number(decision.low)} to ${number(decision.high)}${decision.log ? ', by ratio' : ''}`;
}

function sizeText(digits) {
  return digits.length < 10 ? Number(digits).toLocaleString('en').replaceAll(',', '\u2009') : `about ${digits[0]}.${digits[1]} · 10^${digits.length - 1}`;
}

function sessionList(info) {
  const lines = info.sessions.map((session, i) => `${i ? 'went on' : 'began'} ${moment(info.begun + session.from)}, for ${duration((session.to - session.from) / 1000)}, ${session.parallelism} at once`);
  return el('details', {}, el('summary', {}, info.sessions.length === 1 ? 'One session' : `${info.sessions.length} sessions`), el('ul', {}, lines.map((line) => el('li', {}, line))));
}
