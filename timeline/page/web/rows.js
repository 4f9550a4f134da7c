// Which row each mark and its title take, so that nothing collides; pixels throughout.

const GAP = 10; // free pixels between two neighbours of a row
export const TITLED_ROW = 42; // the title above, the mark below
export const PLAIN_ROW = 18; // a mark alone
const WIDEST_TITLE = 460;
const PLAIN_GAP = 2;

/** Rows for items [{left, right, titleWidth, importance}] on a plot `width` pixels wide.
 *
 * All titles are shown where that takes at most `mostRows` rows; else those of the most important
 * events as far as there is room, and the rest stand below without one. Returns
 * {places: [{y, titleLeft, titleWidth} | null], height, dense}: `y` is the middle of the mark,
 * `titleLeft` null without a title, and `dense` says that even bare marks would not fit.
 */
export function arrange(items, width, mostRows, mostPlainRows) {
  const boxes = items.map((item) => withTitle(item, width));
  let rows = pack(boxes, boxes.map((_, index) => index), Infinity);
  if (Math.max(-1, ...rows) >= mostRows) {
    const byWeight = boxes.map((_, index) => index);
    byWeight.sort((one, other) => items[other].importance - items[one].importance || one - other);
    rows = pack(boxes, byWeight, mostRows);
  }
  const titled = Math.max(-1, ...rows) + 1;
  const rest = items.map((_, index) => index).filter((index) => rows[index] < 0);
  const plain = pack(items, rest, mostPlainRows, PLAIN_GAP);
  const dense = rest.some((index) => plain[index] < 0);
  const plainRows = Math.max(-1, ...rest.map((index) => plain[index])) + 1;
  const top = titled * TITLED_ROW;
  return {
    places: boxes.map((box, index) =>
      rows[index] >= 0
        ? { y: rows[index] * TITLED_ROW + 30, titleLeft: box.titleLeft, titleWidth: box.titleWidth }
        : { y: top + plain[index] * PLAIN_ROW + PLAIN_ROW / 2 + 4, titleLeft: null, titleWidth: 0 },
    ),
    height: Math.max(top + plainRows * PLAIN_ROW + (plainRows ? 8 : 0), TITLED_ROW),
    dense,
  };
}

/** More marks than this, each at least `least` pixels wide, are dense however they are arranged. */
export function mostThatFit(width, least, mostRows, mostPlainRows) {
  const inRow = (gap) => Math.ceil((width + 4 * least + gap) / (least + gap));
  return mostRows * inRow(GAP) + mostPlainRows * inRow(PLAIN_GAP);
}

/** The item with its title flush with the mark's beginning, or its end where it would stick out. */
function withTitle(item, width) {
  const titleWidth = Math.min(item.titleWidth, WIDEST_TITLE, width);
  const start = Math.max(0, item.left);
  const fits = start + titleWidth <= width;
  const titleLeft = fits ? start : Math.max(0, Math.min(item.right, width) - titleWidth);
  return {
    left: Math.min(item.left, titleLeft),
    right: Math.max(item.right, titleLeft + titleWidth),
    titleLeft,
    titleWidth,
  };
}

/** First free row of each box in the order given; -1 where `most` rows do not hold it. */
function pack(boxes, order, most, gap = GAP) {
  const taken = [];
  const rows = boxes.map(() => -1);
  for (const index of order) {
    const box = boxes[index];
    let row = 0;
    while (row < taken.length && !isFree(taken[row], box, gap)) row += 1;
    if (row >= most) continue;
    (taken[row] ??= []).push(box);
    rows[index] = row;
  }
  return rows;
}

// In order of time only the last neighbours can collide, so the search begins at the end.
function isFree(neighbours, box, gap) {
  for (let at = neighbours.length - 1; at >= 0; at -= 1) {
    if (box.left < neighbours[at].right + gap && box.right + gap > neighbours[at].left) return false;
  }
  return true;
}
