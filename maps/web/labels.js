// Names on a map, each where it hits nothing.

const LEADING = 1.1; // from line to line, in sizes of the letters

// Writes names, most important first, where they hit nothing written or drawn before.
// names: [{text, x, y, size, colour, halo, weight, spacing, spots}], x and y on the canvas; taken: boxes.
// A line break in a text begins a new line.
// Nothing is written across the frame ([left, top, right, bottom]) of what is seen of the canvas.
export function drawLabels(context, names, taken, frame) {
  const free = createRoom(taken);
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const name of names) {
    context.font = `${name.weight ?? 400} ${name.size}px ${name.family}`;
    context.letterSpacing = `${name.spacing ?? 0}px`;
    const lines = name.text.split("\n").map((text) => ({ text, width: context.measureText(text).width }));
    const width = Math.max(...lines.map((line) => line.width));
    const high = (name.size * (1.3 + LEADING * (lines.length - 1))) / 2;
    const spot = (name.spots ?? [[0, 0, "center"]]).map(([dx, dy, align]) => {
      const left = name.x + dx - (align === "center" ? width / 2 : align === "right" ? width : 0);
      return { left, x: name.x + dx, y: name.y + dy, align };
    }).find(({ left, y }) => left > frame[0] + 2 && left + width < frame[2] - 2 && y > frame[1] + 8
      && y < frame[3] - 8 && free([left - 3, y - high, left + width + 3, y + high]));
    if (!spot) continue;
    name.dot?.();
    context.textAlign = "left";
    context.strokeStyle = name.halo;
    context.lineWidth = 3;
    context.fillStyle = name.colour;
    lines.forEach((line, at) => {
      const left = spot.left + (width - line.width) / 2;
      const y = spot.y + (at - (lines.length - 1) / 2) * name.size * LEADING;
      context.strokeText(line.text, left, y);
      context.fillText(line.text, left, y);
    });
  }
  context.letterSpacing = "0px";
}

// A test-and-take of boxes, quick through a coarse grid.
function createRoom(taken) {
  const cells = new Map();
  const CELL = 64;
  const keys = ([left, top, right, bottom]) => {
    const found = [];
    for (let column = Math.floor(left / CELL); column <= right / CELL; column += 1) {
      for (let row = Math.floor(top / CELL); row <= bottom / CELL; row += 1) found.push(`${column},${row}`);
    }
    return found;
  };
  const add = (box) => keys(box).forEach((key) => {
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(box);
  });
  taken.forEach(add);
  return (box) => {
    const hit = keys(box).some((key) => (cells.get(key) ?? []).some(
      (other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1],
    ));
    if (!hit) add(box);
    return !hit;
  };
}
