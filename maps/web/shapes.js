// The marks of the groups of kinds, the same on a canvas and in running text.

import { svg } from "./dom.js";

const star = () => {
  const points = [];
  for (let at = 0; at < 10; at += 1) {
    const radius = at % 2 ? 0.48 : 1.12;
    const angle = (Math.PI * at) / 5 - Math.PI / 2;
    points.push(`${(radius * Math.cos(angle)).toFixed(3)} ${(radius * Math.sin(angle)).toFixed(3)}`);
  }
  return `M${points.join("L")}Z`;
};

const round = (radius) =>
  `M${radius} 0A${radius} ${radius} 0 1 1 ${-radius} 0A${radius} ${radius} 0 1 1 ${radius} 0Z`;

// Path data about the origin, of about equal weight to the eye, one unit being the mark's radius.
const PATHS = {
  circle: round(0.95),
  square: "M-.85 -.85H.85V.85H-.85Z",
  triangle: "M0 -1.08L1.08 .82H-1.08Z",
  star: star(),
  cross: "M-.98 -.55L-.55 -.98L0 -.43L.55 -.98L.98 -.55L.43 0L.98 .55L.55 .98L0 .43L-.55 .98L-.98 .55L-.43 0Z",
  diamond: "M0 -1.12L1.12 0L0 1.12L-1.12 0Z",
  hexagon: "M-.5 -.92H.5L1.04 0L.5 .92H-.5L-1.04 0Z",
};

const compiled = new Map();

function pathOf(shape) {
  if (!compiled.has(shape)) compiled.set(shape, new Path2D(PATHS[shape] ?? PATHS.circle));
  return compiled.get(shape);
}

// Draws a mark at x, y; `fill` is that of a status (maps/looks.py).
export function drawMark(context, x, y, radius, shape, fill, colour, paper) {
  context.save();
  context.translate(x, y);
  context.scale(radius, radius);
  const line = 1 / radius;
  const path = pathOf(shape);
  context.lineJoin = "round";
  // A rim of paper keeps marks that touch apart.
  context.strokeStyle = paper;
  context.lineWidth = 4 * line;
  context.stroke(path);
  const solid = fill.startsWith("solid");
  context.fillStyle = solid ? colour : paper;
  context.fill(path);
  context.strokeStyle = colour;
  context.lineWidth = 2 * line;
  if (fill === "hollow-dashed") context.setLineDash([3 * line, 2.5 * line]);
  if (!solid) context.stroke(path);
  context.setLineDash([]);
  if (fill === "solid-ring") {
    context.lineWidth = 1.5 * line;
    context.beginPath();
    context.arc(0, 0, 1.5, 0, 2 * Math.PI);
    context.stroke();
  } else if (fill === "hollow-dot") {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(0, 0, 0.28, 0, 2 * Math.PI);
    context.fill();
  } else if (fill === "hollow-cross") {
    context.beginPath();
    context.moveTo(-1.2, 1.2);
    context.lineTo(1.2, -1.2);
    context.stroke();
  }
  context.restore();
}

// A tick beside a mark: a person has checked what it stands for.
export function drawTick(context, x, y, { colour, paper }) {
  context.beginPath();
  context.moveTo(x - 3.5, y);
  context.lineTo(x - 1, y + 2.5);
  context.lineTo(x + 4, y - 3.5);
  for (const [ink, width] of [[paper, 5], [colour, 2]]) {
    context.strokeStyle = ink;
    context.lineWidth = width;
    context.stroke();
  }
}

// The same mark for text and legends; it says nothing to a screen reader, words beside it do.
export function markIcon(shape, fill, colourVariable) {
  const colour = `var(${colourVariable})`;
  const solid = fill.startsWith("solid");
  const style = solid
    ? `fill:${colour};stroke:none`
    : `fill:none;stroke:${colour};stroke-width:.3;${fill === "hollow-dashed" ? "stroke-dasharray:.45 .35" : ""}`;
  const parts = [svg("path", { d: PATHS[shape] ?? PATHS.circle, style })];
  const line = `fill:none;stroke:${colour};stroke-width:.22`;
  if (fill === "solid-ring") parts.push(svg("circle", { r: 1.5, style: line }));
  if (fill === "hollow-dot") parts.push(svg("circle", { r: 0.3, style: `fill:${colour}` }));
  if (fill === "hollow-cross") parts.push(svg("path", { d: "M-1.2 1.2L1.2 -1.2", style: line }));
  return svg("svg", { viewBox: "-1.7 -1.7 3.4 3.4", class: "mark-icon", "aria-hidden": "true" }, parts);
}

// Colours of the groups as CSS variables --group-NAME, light and dark, for styles and icons.
export function groupColours(groups) {
  for (const group of groups.values()) {
    document.documentElement.style.setProperty(
      `--group-${group.id}`, `light-dark(${group.light}, ${group.dark})`,
    );
  }
}
