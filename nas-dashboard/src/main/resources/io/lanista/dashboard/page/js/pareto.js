// Which trials no other one beats by several objectives, and how much they cover.

/** The trials that have a number for each objective, as they ended. */
export function members(run) {
  return run.scored.filter((row) => run.info.objectives.every((objective) => Number.isFinite(run.metric(objective.metric, row))));
}

/** A trial's values of the objectives, so that more is better. */
export function gains(run, row) {
  return run.info.objectives.map((objective) => (objective.direction === 'maximize' ? 1 : -1) * run.metric(objective.metric, row));
}

/** How far a trial is beyond the bounds of the objectives, in units of the bounds. */
function violation(run, row) {
  return run.info.objectives.reduce((sum, {metric, direction, bound}) => {
    if (bound === undefined) {
      return sum;
    }
    const beyond = (direction === 'maximize' ? 1 : -1) * (bound - run.metric(metric, row));
    return sum + Math.max(0, beyond) / (Math.abs(bound) || 1);
  }, 0);
}

/** Whether a trial beats another one: it breaks its bounds less, or as much and is nowhere worse and somewhere better. */
function beats(run, one, other) {
  const [mine, theirs] = [violation(run, one), violation(run, other)];
  return mine === theirs ? dominates(gains(run, one), gains(run, other)) : mine < theirs;
}

function dominates(a, b) {
  return a.every((value, i) => value >= b[i]) && a.some((value, i) => value > b[i]);
}

/** The trials that no other one beats. */
export function front(run) {
  return run.remember('front', () => {
    let kept = [];
    for (const row of members(run)) {
      kept = joined(run, kept, row);
    }
    return kept;
  });
}

/** A front, and what it is with a further trial: the same list if that one is beaten. */
export function joined(run, kept, row) {
  return kept.some((other) => beats(run, other, row)) ? kept : [...kept.filter((other) => !beats(run, row, other)), row];
}

/** The part of the unit box that points cover, each between 0 and 1, for up to three objectives: by slices along the last one. */
export function hypervolume(points) {
  if (points.length === 0) {
    return 0;
  }
  if (points[0].length === 1) {
    return Math.max(...points.map(([value]) => value));
  }
  const last = points[0].length - 1;
  const ordered = points.slice().sort((a, b) => b[last] - a[last]);
  let volume = 0;
  ordered.forEach((point, i) => {
    const below = i + 1 < ordered.length ? ordered[i + 1][last] : 0;
    if (point[last] > below) {
      volume += (point[last] - below) * hypervolume(ordered.slice(0, i + 1).map((other) => other.slice(0, last)));
    }
  });
  return volume;
}
