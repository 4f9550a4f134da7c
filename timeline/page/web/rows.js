// Which row each mark and its title take, so that nothing collides; pixels throughout.
//
// A title stands beside its mark: to the right, where there is no room to the left, and above a bar
// that is too long for either; such a bar takes two rows.

const GAP = 12; // free pixels between two neighbours of a row
const BESIDE = 6; // pixels between a mark and its title
export const ROW = 24;
export const PLAIN_ROW = 20; // a mark alone
const TITLE_HEIGHT = 20;
const WIDEST_TITLE = 460;
const PLAIN_GAP = 2;
const FEW = 60; // events that are drawn one by one while there is any way

/** Rows for items [{left, right, titleWidth, importance}] on a plot `width` pixels wide.
 *
 * All titles are shown where that takes at most `mostRows` rows; else those of the most important
 * events as far as there is room, and the rest stand below in rows of bare marks, at most
 * `mostPlainRows`, with a title where their row has room for it. A few events take rows from the
 * titles before any is without a place. Returns
 * {places: [{y, titleLeft, titleTop, titleWidth, titleEnds}], height, dense}: `y` is the middle of the
 * mark, `titleLeft` null without a title, `titleEnds` says that the title ends at its mark, and `dense`
 * that even bare marks would not fit.
 */
export function arrange(items, width, mostRows, mostPlainRows) {
  const boxes = items.map((item) => withTitle(item, width));
  const inOrder = boxes.map((_, index) => index);
  const all = pack(boxes, inOrder, Infinity);
  if (rowsUsed(all, boxes) <= mostRows) return placed(items, boxes, all, []);
  const byWeight = [...inOrder].sort((one, other) => items[other].importance - items[one].importance || one - other);
  const fewest = items.length > FEW ? mostRows : 0;
  for (let most = mostRows; ; most -= 1) {
    const rows = pack(boxes, byWeight, most);
    const rest = inOrder.filter((index) => rows[index] < 0);
    const plain = pack(items, rest, mostPlainRows + Math.floor(((mostRows - most) * ROW) / PLAIN_ROW), PLAIN_GAP);
    if (most === fewest || rest.every((index) => plain[index] >= 0)) return placed(items, boxes, rows, plain, byWeight);
  }
}

function placed(items, boxes, rows, plain, byWeight = []) {
  const top = rowsUsed(rows, boxes) * ROW;
  const rest = byWeight.filter((index) => rows[index] < 0);
  const plainRows = Math.max(-1, ...rest.map((index) => plain[index])) + 1;
  const titles = besideBareMarks(items, boxes, rest, plain);
  return {
    places: boxes.map((box, index) => (rows[index] >= 0 ? titled(box, rows[index])
      : bare(titles.get(index), top + plain[index] * PLAIN_ROW + PLAIN_ROW / 2 + 4))),
    height: Math.max(top + plainRows * PLAIN_ROW + (plainRows ? 8 : 4), 2 * ROW),
    dense: rest.some((index) => plain[index] < 0),
  };
}

// The boxes with titles that hit no neighbour in their row of bare marks, the weightiest first.
function besideBareMarks(items, boxes, rest, plain) {
  const taken = [];
  for (const index of rest) if (plain[index] >= 0) (taken[plain[index]] ??= new Map()).set(index, items[index]);
  const titles = new Map();
  for (const index of rest.filter((at) => plain[at] >= 0 && !boxes[at].tall)) {
    const row = taken[plain[index]];
    const others = [...row].filter(([at]) => at !== index).map(([, box]) => box);
    if (!isFree(others, boxes[index], GAP)) continue;
    row.set(index, boxes[index]);
    titles.set(index, boxes[index]);
  }
  return titles;
}

function bare(box, y) {
  const title = box ? { titleLeft: box.titleLeft, titleWidth: box.titleWidth, titleEnds: box.titleEnds ?? false }
    : { titleLeft: null, titleWidth: 0, titleEnds: false };
  return { y, titleTop: y - TITLE_HEIGHT / 2, ...title };
}

/** More marks than this, each at least `least` pixels wide, are dense however they are arranged. */
export function mostThatFit(width, least, mostRows, mostPlainRows) {
  const inRow = (gap) => Math.ceil((width + 4 * least + gap) / (least + gap));
  return mostRows * inRow(GAP) + mostPlainRows * inRow(PLAIN_GAP);
}

const rowsUsed = (rows, boxes) => rows.reduce((most, row, at) => Math.max(most, row < 0 ? 0 : row + (boxes[at].tall ? 2 : 1)), 0);

function titled({ titleLeft, titleWidth, titleEnds = false, tall }, row) {
  const titleTop = row * ROW + (tall ? 2 : (ROW - TITLE_HEIGHT) / 2);
  return { y: (row + (tall ? 1.4 : 0.5)) * ROW, titleLeft, titleTop, titleWidth, titleEnds };
}

/** The item with its title beside the mark, or above it. */
function withTitle(item, width) {
  const titleWidth = Math.min(item.titleWidth, WIDEST_TITLE, width);
  const [begin, end] = [Math.max(0, item.left), Math.min(item.right, width)];
  if (end + BESIDE + titleWidth <= width) {
    return { left: item.left, right: end + BESIDE + titleWidth, titleLeft: end + BESIDE, titleWidth, tall: false };
  }
  if (begin - BESIDE - titleWidth >= 0) {
    const titleLeft = begin - BESIDE - titleWidth;
    return { left: titleLeft, right: item.right, titleLeft, titleWidth, titleEnds: true, tall: false };
  }
  // Over a bar it begins with it; over a mark too narrow for that it stands in its middle.
  const wanted = end - begin > titleWidth ? begin : (begin + end - titleWidth) / 2;
  const titleLeft = Math.max(0, Math.min(wanted, width - titleWidth));
  return {
    left: Math.min(item.left, titleLeft), right: Math.max(item.right, titleLeft + titleWidth),
    titleLeft, titleWidth, tall: true,
  };
}

/** First free row of each box in the order given; -1 where `most` rows do not hold it. */
function pack(boxes, order, most, gap = GAP) {
  const taken = [];
  const rows = boxes.map(() => -1);
  for (const index of order) {
    const box = boxes[index];
    const height = box.tall ? 2 : 1;
    const fits = (row) => isFree(taken[row], box, gap) && (height === 1 || isFree(taken[row + 1], box, gap));
    let row = 0;
    while (row < taken.length && !fits(row)) row += 1;
    if (row + height > most) continue;
    for (let at = row; at < row + height; at += 1) (taken[at] ??= []).push(box);
    rows[index] = row;
  }
  return rows;
}

// In order of time only the last neighbours can collide, so the search begins at the end.
function isFree(neighbours, box, gap) {
  if (!neighbours) return true;
  for (let at = neighbours.length - 1; at >= 0; at -= 1) {
    if (box.left < neighbours[at].right + gap && box.right + gap > neighbours[at].left) return false;
  }
  return true;
}
