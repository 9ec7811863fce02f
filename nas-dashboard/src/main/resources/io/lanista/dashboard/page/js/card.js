// A part of the page with a title, a chart, and the numbers behind it as a table and as CSV.

import {csv, download, el, replace} from './dom.js';

const TABLE_ROWS = 500;

export class Card {
  /**
   * @param options id, title, about (a sentence), rows (a function that gives the numbers, the heads first), wide (over all columns)
   */
  constructor({id, title, about = '', rows = null, wide = false, tools = []}) {
    this.id = id;
    this.rows = rows;
    this.aboutLine = el('p', {class: 'about'}, about);
    this.body = el('div', {class: 'card-body'});
    this.tableHost = el('div', {class: 'card-table', hidden: true});
    this.image = null;
    this.tools = el('div', {class: 'tools'}, tools);
    if (rows) {
      this.tableButton = el('button', {type: 'button', 'aria-pressed': 'false', onclick: () => this.toggleTable()}, 'Table');
      this.tools.append(this.tableButton, el('button', {type: 'button', onclick: () => download(`${id}.csv`, csv(rows()), 'text/csv')}, 'CSV'));
    }
    this.root = el('section', {class: wide ? 'card wide' : 'card', id, 'aria-labelledby': `${id}-title`},
      el('header', {class: 'card-head'}, el('h3', {id: `${id}-title`}, title), this.tools),
      this.aboutLine, this.body, this.tableHost);
  }

  about(text) {
    this.aboutLine.textContent = text;
  }

  /** Offers the chart as a picture. */
  offerImage(canvases) {
    this.tools.append(el('button', {type: 'button', onclick: () => saveImage(this.id, canvases())}, 'PNG'));
  }

  /** Shows a sentence in the place of a chart. */
  say(sentence) {
    this.tools.hidden = true;
    this.tableHost.hidden = true;
    replace(this.body, el('p', {class: 'empty'}, sentence));
  }

  /** Shows something after a sentence stood there. */
  show(...contents) {
    this.tools.hidden = false;
    replace(this.body, contents);
  }

  toggleTable() {
    const shown = this.tableHost.hidden;
    this.tableHost.hidden = !shown;
    this.tableButton.setAttribute('aria-pressed', String(shown));
    if (shown) {
      this.fillTable();
    }
  }

  /** Keeps an open table up to date. */
  refreshTable() {
    if (this.rows && !this.tableHost.hidden) {
      this.fillTable();
    }
  }

  fillTable() {
    const rows = this.rows();
    const [heads, ...rest] = rows;
    replace(this.tableHost, plainTable(heads, rest.slice(0, TABLE_ROWS)),
      rest.length > TABLE_ROWS ? el('p', {class: 'note'}, `The first ${TABLE_ROWS} of ${rest.length} rows; the CSV has all.`) : null);
  }
}

export function plainTable(heads, rows) {
  return el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table'}, el('table', {},
    el('thead', {}, el('tr', {}, heads.map((head) => el('th', {scope: 'col'}, String(head))))),
    el('tbody', {}, rows.map((row) => el('tr', {}, row.map((cell) => el('td', {class: typeof cell === 'number' ? 'n' : ''},
      cell === null || cell === undefined || Number.isNaN(cell) ? '' : cell instanceof Node ? cell : String(cell))))))));
}

function saveImage(name, canvases) {
  const [first] = canvases;
  const picture = el('canvas', {width: first.width, height: first.height});
  const pen = picture.getContext('2d');
  pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--card');
  pen.fillRect(0, 0, picture.width, picture.height);
  canvases.forEach((canvas) => pen.drawImage(canvas, 0, 0));
  picture.toBlob((blob) => download(`${name}.png`, blob));
}
