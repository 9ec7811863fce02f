// How the winner does on test data: which classes it takes for which, or how far its numbers are off.

import {Card, plainTable} from './card.js';
import {Chart} from './chart.js';
import {el} from './dom.js';
import {count, number, percent, tickText} from './format.js';
import {rangeScale, robustEnds} from './scale.js';
import {store} from './store.js';
import {faded, ramp} from './theme.js';

const MOST_CLASSES = 40;
const LARGEST_CELL = 72;

export function qualityCard(page) {
  const card = new Card({
    id: 'quality',
    title: 'The winner on test data',
    rows: () => tableRows(page.quality),
    wide: true,
  });
  const refresh = () => {
    const {quality} = page;
    if (!quality || quality.problem) {
      card.say(quality?.problem ?? 'Being read…');
    } else if (quality.classes) {
      classification(card, quality);
    } else {
      regression(card, quality);
    }
  };
  store.on(['quality'], refresh);
  refresh();
  return card;
}

function tableRows(quality) {
  if (quality?.classes) {
    return [['class', 'examples', 'precision', 'recall', 'F1'], ...perClass(quality)];
  }
  return [['number', 'target', 'predicted'], ...(quality?.numbers ?? []).flatMap(({targets, predictions}, n) =>
    targets.map((target, i) => [n + 1, target, predictions[i]]))];
}

/** How often each class was taken for each, as rows of the true classes. */
function matrixOf({classes, counts}) {
  const matrix = classes.map(() => new Array(classes.length).fill(0));
  counts.forEach(([label, answer, examples]) => {
    matrix[label][answer] = examples;
  });
  return matrix;
}

/** Of each class: how many examples, precision, recall, and their harmonic mean. */
function perClass(quality) {
  const {classes} = quality;
  const matrix = matrixOf(quality);
  return classes.map((name, i) => {
    const examples = matrix[i].reduce((sum, value) => sum + value, 0);
    const taken = matrix.reduce((sum, row) => sum + row[i], 0);
    const right = matrix[i][i];
    const precision = taken ? right / taken : NaN;
    const recall = examples ? right / examples : NaN;
    return [name, examples, precision, recall, precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : right ? NaN : 0];
  });
}

function classification(card, quality) {
  const {classes} = quality;
  const matrix = matrixOf(quality);
  const all = matrix.flat().reduce((sum, value) => sum + value, 0);
  const right = matrix.reduce((sum, row, i) => sum + row[i], 0);
  const share = right / all;
  const [low, high] = wilson(right, all);
  card.about(`${count(right)} of ${count(all)} examples right: ${percent(share)}, with 95 % certainty between ${percent(low)} and ${percent(high)} (Wilson). Rows are the true classes, columns what they were taken for.`);
  const grid = el('div', {class: 'halves'});
  card.show(grid);
  if (classes.length <= MOST_CLASSES) {
    new Chart(grid, {
      height: (width) => Math.min(460, width, 26 + LARGEST_CELL * classes.length),
      label: 'Confusion matrix',
      draw: (pen) => drawMatrix(pen, classes, matrix),
      tip: (mark) => mark.text,
    }).refresh();
  }
  const often = confused(matrix);
  grid.append(el('div', {}, plainTable(['class', 'examples', 'precision', 'recall', 'F1'], perClass(quality).map(([name, examples, ...shares]) => [name, count(examples), ...shares.map((value) => (Number.isNaN(value) ? '–' : value.toFixed(3)))])),
    often.length ? [el('h4', {}, 'Most often confused'), el('ol', {}, often.map(([i, j, examples]) => el('li', {}, `${classes[i]} taken for ${classes[j]}: ${count(examples)}`)))] : null));
  if (quality.mistakes.length) {
    card.body.append(el('h4', {}, 'Wrong and sure of it'), mistakes(quality));
  }
}

/** The wrong answers that the network was surest of: as pictures, where the data are images. */
function mistakes({classes, mistakes: wrong}) {
  return el('ul', {class: 'mistakes'}, wrong.map(({example, label, answer, probability, picture}) => {
    const said = `${classes[label]}, taken for ${classes[answer]}`;
    return el('li', {title: `Test example ${example}`},
      picture ? drawn(picture, `Test example ${example}: ${said}`) : el('span', {}, `example ${example}`),
      el('span', {}, said), el('span', {class: 'note'}, percent(probability)));
  }));
}

/** Bytes in the order channels, height, width as a picture whose pixels stay sharp. */
function drawn({channels, height, width, pixels}, label) {
  const bytes = Uint8Array.from(atob(pixels), (letter) => letter.charCodeAt(0));
  const canvas = el('canvas', {width, height, role: 'img', 'aria-label': label});
  const pen = canvas.getContext('2d');
  const image = pen.createImageData(width, height);
  const plane = width * height;
  for (let at = 0; at < plane; at++) {
    for (let colour = 0; colour < 3; colour++) {
      image.data[4 * at + colour] = bytes[at + (channels === 3 ? colour * plane : 0)];
    }
    image.data[4 * at + 3] = 255;
  }
  pen.putImageData(image, 0, 0);
  return canvas;
}

/** Wilson's interval of a share (Wilson 1927), for 95 %. */
function wilson(right, all) {
  const z = 1.959964;
  const share = right / all;
  const middle = (share + (z * z) / (2 * all)) / (1 + (z * z) / all);
  const half = (z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))) / (1 + (z * z) / all);
  return [middle - half, middle + half];
}

function confused(matrix) {
  const pairs = matrix.flatMap((row, i) => row.map((value, j) => [i, j, value])).filter(([i, j, value]) => i !== j && value > 0);
  return pairs.sort((a, b) => b[2] - a[2]).slice(0, 6);
}

function drawMatrix(pen, classes, matrix) {
  const left = Math.min(90, pen.width * 0.22);
  const top = 22;
  const size = Math.min((pen.width - left - 4) / classes.length, (pen.height - top - 4) / classes.length);
  matrix.forEach((row, i) => {
    const examples = Math.max(1, row.reduce((sum, value) => sum + value, 0));
    pen.text(classes[i], left - 6, top + (i + 0.5) * size, {align: 'right', size: 11, most: left - 8});
    pen.text(classes[i], left + (i + 0.5) * size, 10, {align: 'center', size: 11, most: size});
    row.forEach((value, j) => {
      const share = value / examples;
      pen.rect(left + j * size, top + i * size, size - 1, size - 1, value ? ramp(0.1 + 0.9 * Math.sqrt(share)) : faded(pen.colours.line, 0.4));
      if (value && size > 22) {
        pen.text(count(value), left + (j + 0.5) * size, top + (i + 0.5) * size, {align: 'center', size: 11, colour: share > 0.35 ? pen.colours.card : pen.colours.ink});
      }
      pen.targets.add(left + (j + 0.5) * size, top + (i + 0.5) * size, {text: [i === j ? `${classes[i]}, right` : `${classes[i]} taken for ${classes[j]}`, `${count(value)}, ${percent(share)} of the class`]});
    });
  });
  return classes.length * classes.length;
}

function regression(card, {examples, numbers}) {
  const errorsOf = ({targets, predictions}) => targets.map((target, i) => predictions[i] - target);
  const sentences = numbers.map((of, n) => {
    const errors = errorsOf(of);
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    const spread = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
    return `${numbers.length > 1 ? `Number ${n + 1}: the` : 'The'} root of the mean squared error is ${number(spread)}, the mean error ${number(mean)}.`;
  });
  const shown = numbers[0].targets.length;
  card.about(`${count(examples)} examples${shown < examples ? `, of which ${count(shown)}, evenly, are drawn and counted here` : ''}. ${sentences.join(' ')}`);
  const grid = el('div', {class: 'halves'});
  card.show(grid);
  numbers.forEach(({targets, predictions}, n) => {
    const name = numbers.length > 1 ? ` ${n + 1}` : '';
    const ends = robustEnds([...targets, ...predictions]);
    const errors = errorsOf({targets, predictions});
    [[`target${name}`, 'predicted', targets, predictions, ends, true], [`predicted${name}`, 'error', predictions, errors, robustEnds(errors), false]].forEach(([across, up, xs, ys, upEnds, diagonal]) => {
      new Chart(grid, {
        height: 300,
        label: `${up} by ${across}`,
        draw: (pen) => scatter(pen, xs, ys, ends, upEnds, across, up, diagonal),
        tip: (mark) => mark.text,
      }).refresh();
    });
  });
}

function scatter(pen, xs, ys, xEnds, yEnds, across, up, diagonal) {
  const left = 56;
  const bottom = pen.height - 40;
  const x = rangeScale(...xEnds, left, pen.width - 8);
  const y = rangeScale(...yEnds, bottom, 10);
  const ticks = y.ticks(5);
  ticks.values.forEach((value) => {
    pen.line(left, y.at(value), pen.width - 8, y.at(value));
    pen.text(tickText(value, ticks.step), left - 6, y.at(value), {align: 'right', size: 11});
  });
  const below = x.ticks(pen.width / 90);
  below.values.forEach((value) => pen.text(tickText(value, below.step), x.at(value), bottom + 12, {align: 'center', size: 11}));
  pen.text(across, (left + pen.width) / 2, pen.height - 8, {align: 'center'});
  pen.text(up, left + 4, 8, {colour: pen.colours.ink});
  diagonal
    ? pen.line(x.at(xEnds[0]), y.at(xEnds[0]), x.at(xEnds[1]), y.at(xEnds[1]), pen.colours.good, 1.5)
    : pen.line(left, y.at(0), pen.width - 8, y.at(0), pen.colours.good, 1.5);
  xs.forEach((value, i) => {
    const px = x.at(value);
    const py = y.at(Math.max(yEnds[0], Math.min(yEnds[1], ys[i])));
    pen.dot(px, py, 2.2, faded(pen.colours.series[0], 0.5));
    pen.targets.add(px, py, {text: [`${across} ${number(value)}`, `${up} ${number(ys[i])}`]});
  });
  return xs.length;
}
