// From numbers to places on an axis.

/** Round numbers between two ends: about so many. */
function ticksBetween(low, high, about) {
  const span = high - low;
  if (!(span > 0)) {
    return {values: [low], step: 0};
  }
  const rough = span / Math.max(1, about);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough);
  const values = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * span; i++) {
    values.push(i * step);
  }
  return {values, step};
}

/** A straight or logarithmic axis from one place to another; ticks are whole numbers where only those mean something. */
export function rangeScale(low, high, from, to, {log = false, whole = false} = {}) {
  const turn = log ? Math.log : (value) => value;
  const start = turn(low);
  const span = turn(high) - start || 1;
  return {
    low,
    high,
    at: (value) => from + ((turn(value) - start) / span) * (to - from),
    back: (place) => {
      const value = start + ((place - from) / (to - from || 1)) * span;
      return log ? Math.exp(value) : value;
    },
    ticks: (about) => {
      const {values, step} = log ? powers(low, high, about) : ticksBetween(low, high, whole ? Math.min(about, high - low) : about);
      return {values: whole ? values.filter(Number.isInteger) : values, step};
    },
  };
}

function powers(low, high, about) {
  const values = [];
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const factors = last - first <= about / 3 ? [1, 2, 5] : [1];
  for (let power = first; power <= last; power++) {
    for (const factor of factors) {
      const value = factor * 10 ** power;
      if (value >= low * 0.999 && value <= high * 1.001) {
        values.push(value);
      }
    }
  }
  return values.length ? {values, step: 0} : ticksBetween(low, high, about);
}

/** Equal parts of an axis, one for each of several things. */
export function bandScale(size, from, to) {
  const width = (to - from) / Math.max(1, size);
  return {
    width: Math.abs(width),
    at: (place) => from + (place + 0.5) * width,
    back: (point) => Math.max(0, Math.min(size - 1, Math.floor((point - from) / width))),
  };
}

/** Beyond this the length of an axis would be no number any more. */
const FAR = Number.MAX_VALUE / 16;

function bounded(value) {
  return Math.max(-FAR, Math.min(FAR, value));
}

/**
 * The ends between which nearly all of these numbers lie, with a little air: numbers that are far from all others don't squeeze
 * them together.
 *
 * @param kept numbers that lie between the ends, however far they are from the others
 */
export function robustEnds(values, kept = []) {
  const sorted = Float64Array.from(values.filter(Number.isFinite), bounded).sort();
  if (sorted.length === 0) {
    return [0, 1];
  }
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const spread = at(0.75) - at(0.25) || sorted[sorted.length - 1] - sorted[0] || Math.abs(sorted[0]) || 1;
  const inside = kept.filter(Number.isFinite).map(bounded);
  const low = Math.min(Math.max(sorted[0], at(0.25) - 3.5 * spread), ...inside);
  const high = Math.max(Math.min(sorted[sorted.length - 1], at(0.75) + 3.5 * spread), ...inside);
  const air = 0.06 * (high - low || spread);
  return [low - air, high + air];
}

/** A number between -1 and 1 that is always the same for the same thing: to keep points of one category apart. */
export function jitter(seed) {
  let mixed = Math.imul(seed + 0x9e37, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  mixed ^= mixed >>> 16;
  return (mixed >>> 0) / 0x80000000 - 1;
}
