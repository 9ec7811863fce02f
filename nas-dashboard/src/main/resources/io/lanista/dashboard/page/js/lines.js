// Charts of lines, drawn by uPlot; points, marks and selection are drawn above them by hand.

import {el, throttled} from './dom.js';
import {Overlay, Targets} from './chart.js';
import {tickText} from './format.js';
import {store} from './store.js';
import {faded, onTheme, theme} from './theme.js';

const WHOLE_STEPS = [1, 2, 5].flatMap((factor) => [0, 1, 2, 3, 4, 5, 6, 7].map((power) => factor * 10 ** power)).sort((a, b) => a - b);
const all = new Set();
const watched = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const chart = entry.target.lines;
    chart.inView = entry.isIntersecting;
    if (chart.inView && chart.isStale) {
      chart.draw();
    }
  }
}, {rootMargin: '300px'});
const stretched = new ResizeObserver((entries) => entries.forEach((entry) => {
  const chart = entry.target.lines;
  if (chart.root.clientWidth !== chart.width) {
    chart.refresh();
  }
}));

export class LineChart {
  /**
   * @param options height, label, tip, pick, and build: a function that gives x, lines ({y, colour, width, stepped, label}), bands
   *   ([lower, upper, colour]), xTitle, yTitle, xEnds, yEnds, whole (whether only whole numbers mean something on the horizontal
   *   axis), and marks (a function of a LinePen that draws above the lines and gives how many marks it drew)
   */
  constructor(host, {height = 280, label, build, tip = () => '', pick = null}) {
    this.height = height;
    this.build = build;
    this.targets = new Targets();
    this.root = el('div', {class: 'chart lines', role: 'group', 'aria-label': label});
    this.host = el('div', {class: 'lines-host'});
    this.root.append(this.host);
    this.overlay = new Overlay(this.root, {targets: this.targets, tip, pick, label});
    this.overlay.canvas.addEventListener('dblclick', () => this.zoom(null));
    this.overlay.canvas.addEventListener('pointerdown', (event) => this.dragged(event));
    this.root.lines = this;
    this.zoomed = null;
    this.isStale = true;
    this.redraw = throttled(() => this.draw(), () => 150);
    host.append(this.root);
    all.add(this);
    watched.observe(this.root);
    stretched.observe(this.root);
    store.on(['trial', 'pin', 'hover'], () => this.overlay.draw());
  }

  refresh() {
    this.isStale = true;
    if (this.inView) {
      this.redraw();
    }
  }

  /** Shows a part of the axis, or all of it. */
  zoom(ends) {
    this.zoomed = ends;
    this.draw();
  }

  /** A stretch that is pulled with the pointer is shown alone; a double click shows all again. */
  dragged(down) {
    const canvas = this.overlay.canvas;
    const box = this.plot?.bbox;
    if (!box) {
      return;
    }
    const ratio = window.devicePixelRatio || 1;
    const value = (x) => this.plot.posToVal(x - box.left / ratio, 'x');
    const up = (event) => {
      canvas.removeEventListener('pointerup', up);
      if (Math.abs(event.offsetX - down.offsetX) > 12) {
        const ends = [value(down.offsetX), value(event.offsetX)].sort((a, b) => a - b);
        this.zoom(ends);
      }
    };
    canvas.addEventListener('pointerup', up);
  }

  draw() {
    const width = this.root.clientWidth;
    if (width === 0) {
      return;
    }
    this.isStale = false;
    this.width = width;
    const picture = this.build(width);
    const lines = picture.lines ?? [];
    this.plot?.destroy();
    const drawn = lines.filter((line) => line.y.some((value) => value !== null && value !== undefined)).length;
    this.plot = new uPlot({
      width,
      height: this.height,
      pxAlign: 0,
      padding: [12, 12, 0, 0],
      legend: {show: false},
      cursor: {show: false},
      scales: {
        x: {time: false, range: this.zoomed ?? picture.xEnds},
        y: {range: picture.yEnds},
      },
      series: [{}, ...lines.map(seriesOf)],
      bands: (picture.bands ?? []).map(([low, high, colour]) => ({series: [high + 1, low + 1], fill: faded(colour, 0.18)})),
      axes: [axis(picture.xTitle, width, true, picture.whole ? WHOLE_STEPS : undefined), axis(picture.yTitle, width, false, largeSteps(picture.yEnds))],
      hooks: {
        draw: [(plot) => {
          this.targets.clear();
          this.root.dataset.marks = drawn + (picture.marks?.(new LinePen(plot, this.targets)) ?? 0);
          this.overlay.draw();
        }],
      },
    }, [picture.x, ...lines.map((line) => line.y)], this.host);
    this.root.style.height = `${this.height}px`;
    this.overlay.size(width, this.height);
  }

  get canvases() {
    return [this.host.querySelector('canvas')];
  }
}

function seriesOf(line) {
  return {
    label: line.label ?? '',
    stroke: line.colour,
    width: line.width ?? 2,
    spanGaps: true,
    points: {show: line.y.filter((value) => value !== null && value !== undefined).length === 1, size: 7, fill: line.colour},
    paths: line.stepped ? uPlot.paths.stepped({align: 1}) : undefined,
  };
}

/** The steps of an axis that is longer than uPlot knows any for. */
function largeSteps(ends) {
  const [low, high] = ends ?? [0, 0];
  if (!(high - low > 1e16)) {
    return undefined;
  }
  const power = 10 ** (Math.floor(Math.log10(high - low)) - 1);
  return [1, 2, 5, 10, 20, 50].map((factor) => factor * power);
}

function axis(title, width, isBottom, steps) {
  const colours = theme();
  return {
    stroke: colours.soft,
    font: `12px ${colours.font}`,
    label: title,
    labelFont: `12px ${colours.font}`,
    labelSize: 20,
    labelGap: isBottom ? 0 : 2,
    size: isBottom ? 34 : width < 520 ? 46 : 54,
    gap: 6,
    grid: {stroke: colours.line, width: 1, show: !isBottom},
    ticks: {stroke: colours.line, width: 1, size: 4},
    space: isBottom ? 70 : 28,
    incrs: steps,
    values: (plot, ticks) => ticks.map((tick) => (tick === null ? '' : tickText(tick, Math.abs(ticks[1] - ticks[0])))),
  };
}

/** Draws above the lines, in the plot's own coordinates. */
class LinePen {
  constructor(plot, targets) {
    this.plot = plot;
    this.on = plot.ctx;
    this.targets = targets;
    this.ratio = window.devicePixelRatio || 1;
    this.box = plot.bbox;
    this.colours = theme();
  }

  x(value) {
    return this.plot.valToPos(value, 'x', true);
  }

  y(value) {
    return this.plot.valToPos(value, 'y', true);
  }

  isInside(x, y) {
    return x >= this.box.left - 1 && x <= this.box.left + this.box.width + 1 && y >= this.box.top - 1 && y <= this.box.top + this.box.height + 1;
  }

  target(x, y, key) {
    this.targets.add(x / this.ratio, y / this.ratio, key);
  }

  /** Does something with nothing drawn outside of the axes. */
  clipped(action) {
    this.on.save();
    this.on.beginPath();
    this.on.rect(this.box.left, this.box.top, this.box.width, this.box.height);
    this.on.clip();
    const result = action(this.on);
    this.on.restore();
    return result;
  }

  dot(x, y, radius, colour) {
    this.on.fillStyle = colour;
    this.on.beginPath();
    this.on.arc(x, y, radius * this.ratio, 0, 2 * Math.PI);
    this.on.fill();
  }

  ring(x, y, radius, colour) {
    this.on.strokeStyle = colour;
    this.on.lineWidth = 1.5 * this.ratio;
    this.on.beginPath();
    this.on.arc(x, y, radius * this.ratio, 0, 2 * Math.PI);
    this.on.stroke();
  }

  cross(x, y, radius, colour) {
    const size = radius * this.ratio;
    this.on.strokeStyle = colour;
    this.on.lineWidth = 1.5 * this.ratio;
    this.on.beginPath();
    this.on.moveTo(x - size, y - size);
    this.on.lineTo(x + size, y + size);
    this.on.moveTo(x - size, y + size);
    this.on.lineTo(x + size, y - size);
    this.on.stroke();
  }

  path(points, colour, width) {
    this.on.strokeStyle = colour;
    this.on.lineWidth = width * this.ratio;
    this.on.beginPath();
    points.forEach(([x, y], i) => (i ? this.on.lineTo(x, y) : this.on.moveTo(x, y)));
    this.on.stroke();
  }

  text(text, x, y, {align = 'left', colour = this.colours.soft} = {}) {
    this.on.font = `${12 * this.ratio}px ${this.colours.font}`;
    this.on.textAlign = align;
    this.on.textBaseline = 'middle';
    this.on.fillStyle = colour;
    this.on.fillText(text, x, y);
  }
}

/** Draws all that are out of date, in view or not. */
export function drawAllLines() {
  all.forEach((chart) => {
    if (!chart.root.isConnected) {
      all.delete(chart);
    } else if (chart.isStale || chart.width !== chart.root.clientWidth) {
      chart.draw();
    }
  });
}

onTheme(() => all.forEach((chart) => chart.refresh()));
window.addEventListener('beforeprint', drawAllLines);
