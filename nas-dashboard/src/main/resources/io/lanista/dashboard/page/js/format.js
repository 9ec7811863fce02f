// Numbers, times and answers as people read them; the same as the command line prints.

export function number(value) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return '–';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '∞' : '−∞';
  }
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) {
    return String(value).replace('-', '−');
  }
  const text = size >= 1e-3 && size < 1e6 ? value.toFixed(4) : value.toExponential(3);
  return text.replace('-', '−');
}

/** As short as it may be on an axis whose ticks are this far apart. */
export function tickText(value, step) {
  const size = Math.abs(value);
  if (size === 0 || size < 1e-9 * step) {
    return '0';
  }
  if (size >= 1e6 || size < 1e-4) {
    return value.toExponential(step && size / step > 9 ? 1 : 0).replace('e+', 'e').replace('-', '−');
  }
  let digits = step || Number.isInteger(value) ? 0 : 3;
  while (step && digits < 6 && Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) > 1e-6) {
    digits++;
  }
  return value.toFixed(digits).replace('-', '−');
}

export function count(value) {
  return value.toLocaleString('en').replaceAll(',', '\u2009');
}

export function many(value, one, several = `${one}s`) {
  return `${count(value)} ${value === 1 ? one : several}`;
}

/** A large number in short: 20 378 as 20.4 k. */
export function short(value) {
  for (const [size, unit] of [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']]) {
    if (value >= size) {
      return `${(value / size).toPrecision(3)} ${unit}`;
    }
  }
  return String(value);
}

export function duration(seconds) {
  if (!Number.isFinite(seconds)) {
    return '–';
  }
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) {
    return seconds < 0.1 ? `${(1000 * Math.max(0, seconds)).toPrecision(2)} ms` : `${seconds.toFixed(1)} s`;
  }
  const two = (part) => String(part).padStart(2, '0');
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} m ${two(whole % 60)} s`;
  }
  if (whole < 86_400) {
    return `${Math.floor(whole / 3600)} h ${two(Math.floor(whole / 60) % 60)} m`;
  }
  return `${Math.floor(whole / 86_400)} d ${Math.floor(whole / 3600) % 24} h`;
}

export function moment(milliseconds) {
  return new Date(milliseconds).toLocaleString('sv-SE', {dateStyle: 'short', timeStyle: 'short'});
}

export function ago(milliseconds) {
  const seconds = (Date.now() - milliseconds) / 1000;
  return seconds < 5 ? 'now' : `${duration(Math.round(seconds))} ago`;
}

export function percent(share) {
  return `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`;
}

/** What a run has reached, by each objective, as lists of runs show it. */
export function bestText({best}) {
  return best ? Object.entries(best).map(([metric, value]) => `${metric} ${number(value)}`).join(', ') : '–';
}

/** A number that was chosen and not measured: four digits at most, and none that says nothing. */
function chosen(value) {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(4))).replaceAll('-', '−');
}

/** An answer to a decision. */
export function answer(value) {
  if (value === null || value === undefined) {
    return '';
  }
  if (typeof value === 'number') {
    return chosen(value);
  }
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}

/**
 * Long names shortened so that they stay apart: what all of them begin with is left out if that is long, and what is still too long
 * loses its middle.
 */
function shortened(names, most) {
  const clip = (name) => (name.length <= most ? name : `${name.slice(0, Math.ceil(most / 2) - 1)}…${name.slice(-Math.floor(most / 2))}`);
  if (names.every((name) => name.length <= most)) {
    return names;
  }
  const clipped = names.map(clip);
  return new Set(clipped).size === new Set(names).size ? clipped : names;
}
