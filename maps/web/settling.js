// Gatherings of marks that would cover each other move apart a little, or become one.

const CELL = 96; // pixels, no gathering reaches further
const ROUNDS = 4;
const MOST = 1500; // gatherings; more lie too far out to be seen together
const APART = 1; // pixels kept free between two marks
const TOLERATED = 2; // pixels that two marks may overlap in the end
// How far a gathering may stand from its place, in pixels: marks of areas stand for no exact point,
// and bases that no article mentions make way for the story.
const LEASH = { exact: 10, area: 60, background: 40 };

/** settle(gatherings, {marksOf, isArea(gathering), join(one, other)}) -> the gatherings that are left.
 *
 * marksOf(gathering) gives its marks as [dx, dy, radius] about its centre. What still overlaps after
 * moving is joined, but for what is there for orientation, which lies below the story.
 */
export function settle(gatherings, { marksOf, isArea, join }) {
  if (gatherings.length > MOST) return gatherings;
  let left = gatherings;
  for (let round = 0; round < ROUNDS; round += 1) {
    const bodies = left.map((found) => body(found, marksOf(found), isArea(found)));
    for (let step = 0; step < ROUNDS; step += 1) spread(bodies);
    for (const { found, x, y } of bodies) Object.assign(found, { x, y });
    const merged = joinOverlapping(bodies, join);
    if (merged.length === left.length) break;
    left = merged;
  }
  return left;
}

function body(found, marks, isOfArea) {
  const leash = found.isBackground ? LEASH.background : isOfArea ? LEASH.area : LEASH.exact;
  const reach = Math.max(...marks.map(([dx, dy, radius]) => Math.hypot(dx, dy) + radius));
  found.home ??= [found.x, found.y];
  return { found, marks, leash, reach, x: found.x, y: found.y, home: found.home };
}

function spread(bodies) {
  for (const [one, other] of neighbours(bodies)) {
    const lacking = overlap(one, other) + APART;
    if (lacking <= 0) continue;
    const [dx, dy] = [one.x - other.x, one.y - other.y];
    const away = Math.hypot(dx, dy);
    const [ux, uy] = away > 0.01 ? [dx / away, dy / away] : [0, 1];
    // Who may go further makes way.
    const share = one.leash === other.leash ? 0.5 : one.leash > other.leash ? 1 : 0;
    pull(one, ux * lacking * share, uy * lacking * share);
    pull(other, -ux * lacking * (1 - share), -uy * lacking * (1 - share));
  }
}

function pull(mover, dx, dy) {
  const [x, y] = [mover.x + dx - mover.home[0], mover.y + dy - mover.home[1]];
  const away = Math.hypot(x, y);
  const kept = away > mover.leash ? mover.leash / away : 1;
  mover.x = mover.home[0] + x * kept;
  mover.y = mover.home[1] + y * kept;
}

function joinOverlapping(bodies, join) {
  const gone = new Set();
  for (const [one, other] of neighbours(bodies)) {
    if (gone.has(one) || gone.has(other) || one.found.isBackground || other.found.isBackground) continue;
    if (overlap(one, other) <= TOLERATED) continue;
    join(one.found, other.found);
    delete one.found.home; // it has another now
    gone.add(other);
  }
  return bodies.filter((each) => !gone.has(each)).map(({ found }) => found);
}

// By how many pixels the marks of two gatherings that come nearest overlap; negative where none do.
function overlap(one, other) {
  const away = Math.hypot(one.x - other.x, one.y - other.y);
  if (away > one.reach + other.reach + APART) return -Infinity;
  let most = -Infinity;
  for (const [ax, ay, ar] of one.marks) {
    for (const [bx, by, br] of other.marks) {
      const gap = Math.hypot(one.x + ax - other.x - bx, one.y + ay - other.y - by) - ar - br;
      if (-gap > most) most = -gap;
    }
  }
  return most;
}

// Pairs near enough to touch, each once.
function neighbours(bodies) {
  const cells = new Map();
  bodies.forEach((each, at) => {
    const key = `${Math.floor(each.x / CELL)},${Math.floor(each.y / CELL)}`;
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(at);
  });
  const pairs = [];
  bodies.forEach((each, at) => {
    const [column, row] = [Math.floor(each.x / CELL), Math.floor(each.y / CELL)];
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        for (const to of cells.get(`${column + dx},${row + dy}`) ?? []) {
          if (to > at) pairs.push([each, bodies[to]]);
        }
      }
    }
  });
  return pairs;
}
