// A chart on a canvas: a picture that is drawn when it is in view, a layer above it for what is selected, and targets that the
// pointer and the arrow keys find.

import {el, throttled} from './dom.js';
import {store} from './store.js';
import {onTheme, theme} from './theme.js';
import {hideTip, showTip} from './tip.js';

const REACH = 16;
const charts = new Set();
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const chart = entry.target.chart;
    chart.inView = entry.isIntersecting;
    if (chart.inView && chart.isStale) {
      chart.draw();
    }
  }
}, {rootMargin: '300px'});
const sized = new ResizeObserver((entries) => entries.forEach((entry) => entry.target.chart.resized()));

/** What can be pointed at in a chart: places, each with the number of a trial or anything else. */
export class Targets {
  constructor() {
    this.clear();
  }

  clear() {
    this.x = [];
    this.y = [];
    this.keys = [];
  }

  add(x, y, key) {
    this.x.push(x);
    this.y.push(y);
    this.keys.push(key);
  }

  get size() {
    return this.keys.length;
  }

  /** The place nearest to a point, -1 if none is near. */
  near(x, y) {
    let best = -1;
    let least = REACH * REACH;
    for (let i = 0; i < this.keys.length; i++) {
      const across = this.x[i] - x;
      const down = this.y[i] - y;
      const distance = across * across + down * down;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}

/** The layer above a picture: rings around what is selected, and what the pointer and the keys do. */
export class Overlay {
  /**
   * @param options targets, tip (the text for a key), pick (what a click on a key does), label (for screen readers)
   */
  constructor(host, {targets, tip, pick, label}) {
    this.targets = targets;
    this.tip = tip;
    this.pick = pick;
    this.cursor = -1;
    this.canvas = el('canvas', {class: 'over', tabindex: 0, role: 'application', 'aria-label': `${label}. Arrow keys go from mark to mark, Enter selects.`});
    host.append(this.canvas);
    this.canvas.addEventListener('pointermove', (event) => this.moved(event));
    this.canvas.addEventListener('pointerleave', () => this.left());
    this.canvas.addEventListener('click', (event) => this.clicked(event));
    this.canvas.addEventListener('keydown', (event) => this.pressed(event));
    this.canvas.addEventListener('blur', () => this.left());
  }

  moved(event) {
    const found = this.targets.near(event.offsetX, event.offsetY);
    this.canvas.classList.toggle('pointing', found >= 0);
    if (found !== this.cursor) {
      this.point(found);
    }
    if (found >= 0) {
      showTip(this.tip(this.targets.keys[found]), event.clientX, event.clientY);
    }
  }

  left() {
    this.point(-1);
    hideTip();
  }

  point(found) {
    this.cursor = found;
    const key = found >= 0 ? this.targets.keys[found] : null;
    store.set({hover: typeof key === 'number' ? key : null});
    if (found < 0) {
      hideTip();
    }
    this.draw();
  }

  clicked(event) {
    const found = this.targets.near(event.offsetX, event.offsetY);
    if (found >= 0) {
      this.pick?.(this.targets.keys[found], event);
    }
  }

  pressed(event) {
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
    if (step && this.targets.size) {
      event.preventDefault();
      this.point((this.cursor + step + this.targets.size) % this.targets.size);
      const box = this.canvas.getBoundingClientRect();
      showTip(this.tip(this.targets.keys[this.cursor]), box.left + this.targets.x[this.cursor], box.top + this.targets.y[this.cursor]);
    } else if (event.key === 'Enter' && this.cursor >= 0) {
      this.pick?.(this.targets.keys[this.cursor], event);
    } else if (event.key === 'Escape') {
      this.left();
    }
  }

  size(width, height) {
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.draw();
  }

  /** Rings around the selected, the pinned and the pointed trial. */
  draw() {
    const pen = this.canvas.getContext('2d');
    const ratio = window.devicePixelRatio || 1;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    const colours = theme();
    const rings = new Map([[store.get('pin'), colours.warn], [store.get('trial'), colours.accent], [store.get('hover'), colours.ink]]);
    rings.delete(null);
    if (rings.size === 0 && this.cursor < 0) {
      return;
    }
    this.targets.keys.forEach((key, i) => {
      const colour = i === this.cursor ? colours.ink : rings.get(key);
      if (colour) {
        pen.lineWidth = 2;
        pen.strokeStyle = colour;
        pen.beginPath();
        pen.arc(this.targets.x[i], this.targets.y[i], 6, 0, 2 * Math.PI);
        pen.stroke();
      }
    });
  }
}

export class Chart {
  /**
   * @param host the element that it fills
   * @param options height (in pixels, or a function of the width), label, draw (a function of a pen, that gives the number of marks),
   *   tip, pick
   */
  constructor(host, {height, label, draw, tip = () => '', pick = null}) {
    this.height = height;
    this.paint = draw;
    this.targets = new Targets();
    this.root = el('div', {class: 'chart'});
    this.canvas = el('canvas', {role: 'img', 'aria-label': label});
    this.root.append(this.canvas);
    this.overlay = new Overlay(this.root, {targets: this.targets, tip, pick, label});
    this.root.chart = this;
    this.inView = false;
    this.isStale = true;
    this.redraw = throttled(() => this.draw(), () => 150);
    host.append(this.root);
    charts.add(this);
    seen.observe(this.root);
    sized.observe(this.root);
    store.on(['trial', 'pin', 'hover'], () => this.overlay.draw());
  }

  /** Draws soon, or once it comes into view. */
  refresh() {
    this.isStale = true;
    if (this.inView) {
      this.redraw();
    }
  }

  resized() {
    if (this.root.clientWidth !== this.width) {
      this.refresh();
    }
  }

  draw() {
    const width = this.root.clientWidth;
    if (width === 0) {
      return;
    }
    this.width = width;
    this.isStale = false;
    const height = typeof this.height === 'function' ? this.height(width) : this.height;
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.height = `${height}px`;
    this.root.style.height = `${height}px`;
    const context = this.canvas.getContext('2d');
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.targets.clear();
    const marks = this.paint(new Pen(context, width, height, this.targets));
    this.root.dataset.marks = marks;
    this.overlay.size(width, height);
  }
}

/** Draws all charts that are out of date, in view or not: before printing, and for tests. */
export function drawAll() {
  charts.forEach((chart) => {
    if (!chart.root.isConnected) {
      charts.delete(chart);
    } else if (chart.isStale || chart.width !== chart.root.clientWidth) {
      chart.draw();
    }
  });
}

onTheme(() => charts.forEach((chart) => chart.refresh()));
window.addEventListener('beforeprint', drawAll);

/** A canvas with the strokes that charts need. */
class Pen {
  constructor(context, width, height, targets) {
    this.on = context;
    this.width = width;
    this.height = height;
    this.targets = targets;
    this.colours = theme();
    context.font = `12px ${this.colours.font}`;
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
  }

  get isNarrow() {
    return this.width < 520;
  }

  text(text, x, y, {align = 'left', colour = this.colours.soft, size = 12, bold = false, turn = 0, most = 0} = {}) {
    const pen = this.on;
    pen.save();
    pen.font = `${bold ? '600 ' : ''}${size}px ${this.colours.font}`;
    pen.textAlign = align;
    pen.fillStyle = colour;
    const shown = most ? this.clipped(text, most) : text;
    const half = pen.measureText(shown).width / 2;
    pen.translate(align === 'center' && !turn ? Math.max(half, Math.min(this.width - half, x)) : x, y);
    pen.rotate(turn);
    pen.fillText(shown, 0, 0);
    pen.restore();
  }

  /** A text that isn't wider than so many pixels: what is too long loses its middle, so that endings stay apart. */
  clipped(text, most) {
    if (this.on.measureText(text).width <= most) {
      return text;
    }
    for (let kept = text.length - 2; kept > 1; kept--) {
      const clip = `${text.slice(0, Math.ceil(kept / 2))}…${text.slice(text.length - Math.floor(kept / 2))}`;
      if (this.on.measureText(clip).width <= most) {
        return clip;
      }
    }
    return '…';
  }

  line(x1, y1, x2, y2, colour = this.colours.line, width = 1) {
    const pen = this.on;
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
    pen.stroke();
  }

  path(points, colour, width = 1.5) {
    const pen = this.on;
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    points.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.stroke();
  }

  rect(x, y, width, height, colour, round = 0) {
    const pen = this.on;
    pen.fillStyle = colour;
    if (round) {
      pen.beginPath();
      pen.roundRect(x, y, width, height, round);
      pen.fill();
    } else {
      pen.fillRect(x, y, width, height);
    }
  }

  dot(x, y, radius, colour) {
    const pen = this.on;
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fill();
  }

  cross(x, y, radius, colour) {
    this.line(x - radius, y - radius, x + radius, y + radius, colour, 1.5);
    this.line(x - radius, y + radius, x + radius, y - radius, colour, 1.5);
  }
}
