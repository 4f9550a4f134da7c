// The marks of military bases: a tile with the symbol of its kind, in its operator's colour and with
// its operator's letters; hollow where the text only describes it or its place is not exact.

import { svg } from "./dom.js";

// From this on a base's place is no point (kilometres).
const EXACT_KM = 5;

const circle = (x, y, radius) =>
  `M${x + radius} ${y}A${radius} ${radius} 0 1 1 ${x - radius} ${y}A${radius} ${radius} 0 1 1 ${x + radius} ${y}Z`;

// Symbols about the origin, within one unit: what is filled, and what is a line.
const SYMBOLS = {
  air: { fill: "M0 -1C.16 -1 .22 -.8 .22 -.6V-.28L1 .3V.56L.22 .3V.6L.5 .82V1L0 .86L-.5 1V.82L-.22 .6V.3L-1 .56V.3L-.22 -.28V-.6C-.22 -.8 -.16 -1 0 -1Z" },
  naval: { line: `${circle(0, -0.74, 0.24)}M0 -.5V.9M-.48 -.2H.48M-.86 .2C-.8 .66 -.4 .9 0 .92C.4 .9 .8 .66 .86 .2` },
  army: { fill: "M-1 .3H1L.72 .82H-.72ZM-.58 .2V-.08L-.34 -.4H.3L.52 -.08V.2Z", line: "M.3 -.22H1" },
  missile: { fill: "M0 -1C.26 -.74 .3 -.45 .3 -.2V.42L.66 1H-.66L-.3 .42V-.2C-.3 -.45 -.26 -.74 0 -1Z" },
  space: { fill: circle(0, 0, 0.5), line: "M-.62 .16C-1.1 .5 -1.05 .75 -.5 .6C.2 .4 1 -.2 .98 -.48C.96 -.68 .7 -.6 .5 -.5" },
  range: { fill: circle(0, 0, 0.3), line: circle(0, 0, 0.82) },
  headquarters: { fill: "M-.5 -.92L.86 -.48L-.5 -.02Z", line: "M-.62 -.95V.98" },
  logistics: { fill: "M-.22 -.16H.22V.2H-.22Z", line: "M-.82 -.6H.82V.76H-.82ZM-.82 -.16H.82" },
  other: { fill: "M-.86 .84V-.66H-.5V-.28H-.18V-.66H.18V-.28H.5V-.66H.86V.84Z" },
};
const LINE = 0.26;

// Tiles about the origin, one unit being a mark's radius: with a strip for letters, or square.
const TILES = {
  lettered: "M-.9 -1.4H.9Q1.15 -1.4 1.15 -1.15V1.15Q1.15 1.4 .9 1.4H-.9Q-1.15 1.4 -1.15 1.15V-1.15Q-1.15 -1.4 -.9 -1.4Z",
  square: "M-.95 -1.2H.95Q1.2 -1.2 1.2 -.95V.95Q1.2 1.2 .95 1.2H-.95Q-1.2 1.2 -1.2 .95V-.95Q-1.2 -1.2 -.95 -1.2Z",
  // No operator is known, as of airfields that only OurAirports lists: small and round.
  round: circle(0, 0, 0.85),
};
const STRIKE = "M-1.2 1.2L1.2 -1.2";
const BURST = "M.95 -2L1.15 -1.5L1.65 -1.7L1.45 -1.2L1.95 -.98L1.45 -.78L1.65 -.28L1.15 -.48L.95 0L.75 -.48L.25 -.28L.45 -.78L-.05 -.98L.45 -1.2L.25 -1.7L.75 -1.5Z";

/** Whether a base is drawn hollow: it was inferred, or where it lies is not known exactly. */
export function isHollow(base) {
  return base.inferred || base.lon === null || base.precision_km > EXACT_KM || base.status === "planned";
}

/** What stands for all bases: a known place and operator, no kind in particular. */
export const SAMPLE_BASE = Object.freeze({
  base_kind: "other", operator: ["–"], status: "exists", inferred: false, lon: 0, precision_km: 0,
});

const isGone = (base) => base.status === "closed" || base.status === "denied";
const shapeOf = (base) => (base.operator.length ? "lettered" : base.mentions?.length ? "square" : "round");

const compiled = new Map();
function path(text) {
  if (!compiled.has(text)) compiled.set(text, new Path2D(text));
  return compiled.get(text);
}

/** Draws a base at x, y. style: {colour, paper, alert, family (font)}. */
export function drawBase(context, x, y, radius, base, { colour, paper, alert, family }) {
  const hollow = isHollow(base);
  const shape = shapeOf(base);
  const tile = path(TILES[shape]);
  const ink = hollow ? colour : paper;
  context.save();
  context.translate(x, y);
  context.scale(radius, radius);
  context.lineJoin = "round";
  context.strokeStyle = paper;
  context.lineWidth = 4 / radius;
  context.stroke(tile);
  context.fillStyle = hollow ? paper : colour;
  context.fill(tile);
  if (hollow) {
    context.strokeStyle = colour;
    context.lineWidth = 1.75 / radius;
    if (base.status === "planned") context.setLineDash([3 / radius, 2.5 / radius]);
    context.stroke(tile);
    context.setLineDash([]);
  }
  if (shape === "lettered") {
    context.fillStyle = ink;
    context.font = `700 1px ${family}`;
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    context.fillText(base.operator[0], 0, 1.2);
    context.translate(0, -0.52);
    context.scale(0.74, 0.74);
  } else {
    const small = shape === "round" ? 0.55 : 0.8;
    context.scale(small, small);
  }
  drawSymbol(context, SYMBOLS[base.base_kind] ?? SYMBOLS.other, ink);
  context.restore();
  if (isGone(base) || base.status === "attacked") drawStatus(context, x, y, radius, base, { colour, paper, alert });
}

function drawSymbol(context, { fill, line }, ink) {
  context.fillStyle = context.strokeStyle = ink;
  context.lineWidth = LINE;
  if (fill) context.fill(path(fill));
  if (line) context.stroke(path(line));
}

function drawStatus(context, x, y, radius, base, { colour, paper, alert }) {
  context.save();
  context.translate(x, y);
  context.scale(radius, radius);
  const mark = path(isGone(base) ? STRIKE : BURST);
  context.strokeStyle = paper;
  context.lineWidth = 0.55;
  context.stroke(mark);
  context.strokeStyle = context.fillStyle = isGone(base) ? colour : alert;
  context.lineWidth = 0.22;
  if (isGone(base)) context.stroke(mark);
  else context.fill(mark);
  context.restore();
}

/** The same mark for lists and legends, without letters: words beside it name the operator.
 *
 * base: a base, or as much of one as the mark tells: {base_kind, operator, status, inferred …}.
 */
export function baseIcon(base, colourVariable) {
  const colour = `var(${colourVariable})`;
  const hollow = isHollow(base);
  const round = shapeOf(base) === "round";
  const dashes = base.status === "planned" ? ";stroke-dasharray:.4 .3" : "";
  const ink = hollow ? colour : "var(--raised)";
  const { fill, line } = SYMBOLS[base.base_kind] ?? SYMBOLS.other;
  const parts = [
    svg("path", { d: round ? TILES.round : TILES.square,
      style: hollow ? `fill:none;stroke:${colour};stroke-width:.24${dashes}` : `fill:${colour}` }),
    svg("g", { transform: `scale(${round ? 0.55 : 0.8})` },
      fill ? svg("path", { d: fill, style: `fill:${ink}` }) : null,
      line ? svg("path", { d: line, style: `fill:none;stroke:${ink};stroke-width:${LINE}` }) : null),
  ];
  if (isGone(base)) parts.push(svg("path", { d: STRIKE, style: `stroke:${colour};stroke-width:.24` }));
  if (base.status === "attacked") parts.push(svg("path", { d: BURST, transform: "translate(.2 -.05) scale(.8)", style: "fill:var(--group-force)" }));
  return svg("svg", { viewBox: "-1.7 -1.7 3.4 3.4", class: "mark-icon", "aria-hidden": "true" }, parts);
}

/** Draws the number of many bases that stand for orientation, so that it is not taken for events. */
export function drawBaseCount(context, x, y, radius, count, { colour, paper, family }) {
  const tile = path(TILES.square);
  context.save();
  context.translate(x, y);
  context.scale(radius, radius);
  context.strokeStyle = colour;
  context.fillStyle = paper;
  context.lineWidth = 1.25 / radius;
  context.fill(tile);
  context.stroke(tile);
  context.restore();
  context.fillStyle = colour;
  context.font = `600 ${count > 999 ? 9 : 10.5}px ${family}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(String(count), x, y + 0.5);
}

/** The CSS variable with the colour of a base's first operator. */
export function operatorColour(base, data) {
  return `--operator-${data.operatorGroupOf(base)}`;
}

/** Colours of the classes of operators as CSS variables --operator-NAME. */
export function operatorColours(operators) {
  for (const { id, light, dark } of operators) {
    document.documentElement.style.setProperty(`--operator-${id}`, `light-dark(${light}, ${dark})`);
  }
}
