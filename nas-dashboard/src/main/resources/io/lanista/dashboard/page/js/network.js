// The best network as a drawing: a skeleton, and one drawing for each kind of cell. Laid out by dagre.

import {Card} from './card.js';
import {el, svg} from './dom.js';
import {count, short} from './format.js';
import {store} from './store.js';

const LINE = 16;
const LETTER = 7;

export function networkCard(page) {
  const card = new Card({
    id: 'network',
    title: 'The best network',
    wide: true,
    rows: () => [['in', 'box', 'layers', 'times', 'shape', 'parameters', 'multiply-adds'], ...boxRows(page.network)],
  });
  const refresh = () => {
    const {network} = page;
    if (!network) {
      card.say('Being computed…');
    } else if (!network.skeleton) {
      card.say(network.problem);
    } else {
      fillCard(card, page, network);
    }
    card.refreshTable();
  };
  store.on(['network'], refresh);
  refresh();
  return card;
}

function fillCard(card, page, network) {
  const parts = [];
  if (network.parameters !== undefined) {
    parts.push(`${count(network.parameters)} parameters, ${count(network.flops)} multiply-adds, ${network.depth} weighted layers deep.`);
  }
  if (network.problem) {
    parts.push(`Shapes and costs are missing: ${network.problem}`);
  }
  if (network.cells.length) {
    parts.push('A cell that follows itself is one box; each kind of cell has a drawing of its own, with the shapes of the first place where it stands.');
  }
  card.about(parts.join(' '));
  const drawings = el('div', {class: 'drawings'});
  drawings.append(drawing(network.skeleton, 'Skeleton', 'skeleton'));
  network.cells.forEach((cell, i) => drawings.append(drawing(cell, cellTitle(cell, i), `cell-${i}`)));
  const {notation} = network;
  card.show(notation ? el('p', {class: 'notation'}, 'In the field\'s notation: ', el('code', {}, notation)) : null, drawings);
}

function cellName(i) {
  return `Cell ${String.fromCharCode(65 + (i % 26))}${i >= 26 ? Math.floor(i / 26) : ''}`;
}

/** With the cell's name in the space, unless that is only its place. */
function cellTitle({title, times}, i) {
  return `${cellName(i)}${/^[\d.]+$/.test(title) ? '' : ` (${title})`}${times === 1 ? '' : `, ${times} times`}`;
}

function* boxRows(network) {
  if (!network?.skeleton) {
    return;
  }
  for (const [where, part] of [['skeleton', network.skeleton], ...network.cells.map((cell, i) => [cellName(i), cell])]) {
    for (const box of part.boxes) {
      yield [where, box.name, box.cell === undefined ? box.lines.join(', ') : cellName(box.cell), box.times, box.shape, box.parameters, box.flops];
    }
  }
}

function drawing(part, title, id) {
  const layout = lay(part, id === 'skeleton' && window.innerWidth > 900 ? 'LR' : 'TB');
  const picture = paint(part, layout);
  picture.setAttribute('id', `drawing-${id}`);
  picture.setAttribute('aria-label', `${title}: ${part.boxes.length} boxes`);
  const figure = el('figure', {class: 'drawing', id: `figure-${id}`}, el('figcaption', {}, title),
    el('div', {class: 'paper', tabindex: 0, role: 'region', 'aria-label': title}, picture));
  figure.dataset.marks = part.boxes.length;
  zoomable(figure, picture, layout);
  return figure;
}

/** What stands in a box: its lines, then what comes out and what it costs. */
function textOf(box) {
  const lines = box.cell === undefined ? box.lines : [cellName(box.cell)];
  return box.times > 1 ? [`${lines[0]}  × ${box.times}`, ...lines.slice(1)] : lines;
}

function footOf(box) {
  const cost = box.parameters ? `${short(box.parameters)} par.` : '';
  return [box.shape, cost].filter(Boolean).join(' · ');
}

/** A skeleton lies where there is room, since it is a chain as a rule; cells stand. */
function lay(part, rankdir) {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({rankdir, nodesep: 22, ranksep: 26, marginx: 4, marginy: 4});
  graph.setDefaultEdgeLabel(() => ({}));
  const add = (name, lines, foot) => {
    const letters = Math.max(...lines.map((line) => line.length), foot.length * 0.9, 5);
    graph.setNode(name, {width: letters * LETTER + 20, height: lines.length * LINE + (foot ? LINE : 0) + 12});
  };
  Object.entries(part.inputs).forEach(([name, shape]) => add(name, [name], shape));
  part.boxes.forEach((box) => add(box.name, textOf(box), footOf(box)));
  part.boxes.forEach((box) => box.reads.forEach((from) => graph.setEdge(from, box.name)));
  add('\u0000out', ['out'], '');
  graph.setEdge(part.output, '\u0000out');
  dagre.layout(graph);
  // The box that dagre reports leaves edges out, so it is taken from the points.
  const points = [...graph.edges().flatMap((edge) => graph.edge(edge).points), ...graph.nodes().flatMap((name) => {
    const node = graph.node(name);
    return [{x: node.x - node.width / 2, y: node.y - node.height / 2}, {x: node.x + node.width / 2, y: node.y + node.height / 2}];
  })];
  const left = Math.min(...points.map((point) => point.x)) - 6;
  const top = Math.min(...points.map((point) => point.y)) - 6;
  return {
    graph,
    left,
    top,
    width: Math.max(...points.map((point) => point.x)) + 6 - left,
    height: Math.max(...points.map((point) => point.y)) + 6 - top,
  };
}

function paint(part, {graph, left, top, width, height}) {
  const picture = svg('svg', {viewBox: `${left} ${top} ${width} ${height}`, width, height, role: 'img', class: 'network'});
  graph.edges().forEach((edge) => {
    const {points} = graph.edge(edge);
    picture.append(svg('path', {class: 'edge', d: smooth(points)}), arrow(points));
  });
  Object.keys(part.inputs).forEach((name) => picture.append(boxShape(graph.node(name), 'end', [name], part.inputs[name])));
  picture.append(boxShape(graph.node('\u0000out'), 'end', ['out'], ''));
  part.boxes.forEach((box) => {
    const shape = boxShape(graph.node(box.name), box.role, textOf(box), footOf(box));
    shape.append(svg('title', {}, `${box.name}: ${count(box.parameters)} parameters, ${count(box.flops)} multiply-adds`));
    if (box.cell !== undefined) {
      shape.classList.add('cell-link');
      shape.setAttribute('tabindex', '0');
      shape.setAttribute('role', 'link');
      const go = () => goTo(box.cell);
      shape.addEventListener('click', go);
      shape.addEventListener('keydown', (event) => event.key === 'Enter' && go());
    }
    picture.append(shape);
  });
  return picture;
}

function goTo(cell) {
  const figure = document.getElementById(`figure-cell-${cell}`);
  figure.scrollIntoView({behavior: 'smooth', block: 'center'});
  figure.classList.add('found');
  setTimeout(() => figure.classList.remove('found'), 1500);
}

function boxShape(node, role, lines, foot) {
  const group = svg('g', {class: `box ${role}`, transform: `translate(${node.x - node.width / 2} ${node.y - node.height / 2})`});
  group.append(svg('rect', {width: node.width, height: node.height, rx: role === 'end' ? 12 : 5}));
  lines.forEach((line, i) => group.append(svg('text', {x: node.width / 2, y: 6 + LINE * (i + 0.72)}, line)));
  if (foot) {
    group.append(svg('text', {class: 'foot', x: node.width / 2, y: 6 + LINE * (lines.length + 0.72)}, foot));
  }
  return group;
}

function smooth(points) {
  const [first, ...rest] = points;
  let path = `M${first.x} ${first.y}`;
  rest.forEach((point, i) => {
    if (i === rest.length - 1) {
      path += `L${point.x} ${point.y}`;
    } else {
      const next = rest[i + 1];
      path += `Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
    }
  });
  return path;
}

function arrow(points) {
  const to = points[points.length - 1];
  const from = points[points.length - 2];
  const turn = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  return svg('path', {class: 'arrow', d: 'M0 0L-7 -3.5L-7 3.5Z', transform: `translate(${to.x} ${to.y}) rotate(${turn})`});
}

/** Buttons that make a drawing larger or smaller. It begins as large as it fits, within reason; what is wider is scrolled, from its middle. */
function zoomable(figure, picture, {width, height}) {
  let scale = 1;
  requestAnimationFrame(() => {
    scale = Math.max(0.6, Math.min(1, (figure.parentElement.clientWidth - 24) / width));
    show();
  });
  const show = () => {
    picture.setAttribute('width', width * scale);
    picture.setAttribute('height', height * scale);
    const paper = picture.parentElement;
    paper.scrollLeft = (paper.scrollWidth - paper.clientWidth) / 2;
  };
  const button = (text, label, factor) => el('button', {type: 'button', 'aria-label': label, onclick: () => {
    scale = factor === null ? 1 : Math.max(0.25, Math.min(3, scale * factor));
    show();
  }}, text);
  figure.prepend(el('div', {class: 'tools'}, button('−', 'Smaller', 0.8), button('1:1', 'As large as it is', null), button('+', 'Larger', 1.25)));
}

