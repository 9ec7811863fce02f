// Elements, without a library: el('p', {class: 'note'}, 'text', el('b', {}, 'bold')).

const shapes = document.createElement('template');
shapes.innerHTML = '<svg></svg>';
const SVG_SPACE = shapes.content.firstChild.namespaceURI;

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export function el(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

export function svg(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG_SPACE, tag), properties, children);
}

export function replace(host, ...children) {
  host.replaceChildren(...children.flat().filter(Boolean));
  return host;
}

/** Offers a text or a blob as a file. */
export function download(name, content, type = 'text/plain') {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], {type}));
  const link = el('a', {href: url, download: name});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Rows of cells as CSV; a text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function csv(rows) {
  const cell = (value) => {
    if (value === null || value === undefined || Number.isNaN(value)) {
      return '';
    }
    let text = String(value);
    if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text)) {
      text = `'${text}`;
    }
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(cell).join(',')).join('\n') + '\n';
}

/** Calls a function at most once a frame, and not more often than every so many milliseconds, which a function tells. */
export function throttled(action, every = () => 0) {
  let waiting = false;
  let last = -Infinity;
  const run = () => {
    waiting = false;
    last = performance.now();
    action();
  };
  return () => {
    if (waiting) {
      return;
    }
    waiting = true;
    const wait = last + every() - performance.now();
    if (wait > 0) {
      setTimeout(() => requestAnimationFrame(run), wait);
    } else {
      requestAnimationFrame(run);
    }
  };
}
