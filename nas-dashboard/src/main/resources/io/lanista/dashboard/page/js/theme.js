// Colours: from the style sheet, so that light, dark and print have one place.

const listeners = new Set();
let current = null;

/** The colours that charts use now. */
export function theme() {
  if (!current) {
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue(name).trim();
    current = {
      ink: value('--ink'),
      soft: value('--soft'),
      faint: value('--faint'),
      line: value('--line'),
      card: value('--card'),
      accent: value('--accent'),
      good: value('--good'),
      warn: value('--warn'),
      bad: value('--bad'),
      font: value('--font'),
      series: [1, 2, 3, 4, 5, 6, 7, 8].map((i) => value(`--series-${i}`)),
      ramp: [0, 1, 2, 3, 4].map((i) => parts(value(`--ramp-${i}`))),
    };
  }
  return current;
}

function parts(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

/** The colour of a share, from 0 (pale) to 1 (strong). */
export function ramp(share, alpha = 1) {
  const stops = theme().ramp;
  const at = Math.max(0, Math.min(1, share)) * (stops.length - 1);
  const from = Math.min(stops.length - 2, Math.floor(at));
  const mixed = stops[from].map((part, i) => Math.round(part + (stops[from + 1][i] - part) * (at - from)));
  return alpha === 1 ? `rgb(${mixed.join(' ')})` : `rgb(${mixed.join(' ')} / ${alpha})`;
}

/** A colour of the style sheet, made transparent. */
export function faded(hex, alpha) {
  return `rgb(${parts(hex).join(' ')} / ${alpha})`;
}

export function onTheme(listener) {
  listeners.add(listener);
}

function changed() {
  current = null;
  listeners.forEach((listener) => listener());
}

const system = matchMedia('(prefers-color-scheme: dark)');

/** Shows the page in light or dark. */
export function setScheme(scheme) {
  document.documentElement.dataset.scheme = scheme;
  changed();
}

export function isPrinting() {
  return document.documentElement.classList.contains('printing');
}

export function isDark() {
  return document.documentElement.dataset.scheme === 'dark';
}

function asTheSystem() {
  setScheme(system.matches ? 'dark' : 'light');
}

asTheSystem();
system.addEventListener('change', asTheSystem);

// Paper is light, and as wide as it is, which a browser lays out only after this event: so the page has that width from here on, and
// charts draw themselves anew after this.
let beforePrint = null;
window.addEventListener('beforeprint', () => {
  beforePrint = document.documentElement.dataset.scheme;
  document.documentElement.classList.add('printing');
  setScheme('light');
});
window.addEventListener('afterprint', () => {
  document.documentElement.classList.remove('printing');
  setScheme(beforePrint);
});
