// Draws the offline basemap (maps/basemap.py): land, borders, disputed borders, states and names.

import { mercatorX, mercatorY } from "./canvas.js";

const HALF_TURN = 180;

// From this zoom on states are drawn.
const STATES_FROM = 5;

// createBasemap(value, nameOf(code, name)) -> {draw(context, view, colours), areaRings(area), label(code)}
export function createBasemap(value, nameOf) {
  const arcs = decode(value.arcs, value.grid);
  const land = value.land.map(([code, name, lon, lat, polygons]) => ({
    code, name: code ? nameOf(code, name) : "", x: mercatorX(lon), y: mercatorY(lat), lon, lat,
    rings: polygons.flat().map((ring) => project(ringOf(arcs, ring))),
  }));
  const lines = borderLines(value, arcs);
  const states = Object.entries(value.states).map(([code, found]) => {
    const own = decode(found.arcs, value.grid);
    return {
      code,
      lines: innerLines(found.units, own),
      units: found.units.map(([name, polygons]) => ({
        name, rings: polygons.flat().map((ring) => project(ringOf(own, ring))),
      })),
    };
  });
  const areas = new Map(value.areas.map(([id, code, numbers]) => {
    const units = states.find((state) => state.code === code)?.units;
    return [id, numbers && units ? numbers.flatMap((at) => units[at].rings)
      : land.find((country) => country.code === code)?.rings ?? []];
  }));
  const towns = value.towns.map(([name, lon, lat, isCapital, zoom]) => ({
    name, isCapital: Boolean(isCapital), zoom, x: mercatorX(lon), y: mercatorY(lat),
  }));
  const labels = new Map(land.map((country) => [country.code, country]));

  function draw(context, view, colours) {
    const turns = turnsIn(view);
    context.save();
    clipToWorld(context, view);
    context.lineJoin = "round";
    context.fillStyle = colours.land;
    for (const turn of turns) {
      for (const country of land) {
        // A fill closes its rings itself, and a path of each country is quicker than one of all.
        context.beginPath();
        for (const ring of country.rings) trace(context, view, ring, turn, false);
        context.fill("evenodd");
      }
    }
    const strokes = [
      [states.flatMap((state) => state.lines), "border-soft", 1, [], view.zoom >= STATES_FROM],
      [lines.coast, "border-soft", 1, [], true],
      [lines.border, "border", view.zoom >= 6 ? 1.5 : 1, [], true],
      [lines.disputed, "line-strong", 1.25, [4, 4], true],
    ];
    for (const [found, colour, width, dash, shown] of strokes) {
      if (!shown) continue;
      context.beginPath();
      for (const turn of turns) for (const line of found) trace(context, view, line, turn, false);
      context.strokeStyle = colours[colour];
      context.lineWidth = width;
      context.setLineDash(dash);
      context.stroke();
    }
    context.restore();
  }

  return {
    draw,
    countries: land,
    towns: (zoom) => towns.filter((town) => town.zoom <= zoom + 0.25),
    rings: (id) => areas.get(id) ?? null,
    label: (code) => labels.get(code) ?? null,
  };
}

// Adds a ring or line to the path, leaving out what lies outside the canvas.
export function trace(context, view, line, turn, closed) {
  const { points, box } = line;
  const shift = turn * view.scale - view.x;
  if (box[2] * view.scale + shift < 0 || box[0] * view.scale + shift > view.width) return;
  if (box[3] * view.scale - view.y < 0 || box[1] * view.scale - view.y > view.height) return;
  let [lastX, lastY] = [Infinity, Infinity];
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at] * view.scale + shift;
    const y = points[at + 1] * view.scale - view.y;
    const end = at + 2 === points.length;
    // Points closer than half a pixel add nothing.
    if (at && !end && Math.abs(x - lastX) < 0.5 && Math.abs(y - lastY) < 0.5) continue;
    if (at) context.lineTo(x, y);
    else context.moveTo(x, y);
    [lastX, lastY] = [x, y];
  }
  if (closed) context.closePath();
}

// Keeps what follows within the one world that is shown, where that is narrower than the map.
export function clipToWorld(context, { world, height }) {
  if (!world) return;
  context.beginPath();
  context.rect(world[0], 0, world[1] - world[0], height);
  context.clip();
}

// The whole turns of the world that a view shows: 0, and its neighbours past the date line.
export function turnsIn(view) {
  const first = Math.floor(view.x / view.scale) - 1;
  const last = Math.floor((view.x + view.width) / view.scale);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

// Arcs as flat lists of degrees.
function decode(arcs, grid) {
  return arcs.map((deltas) => {
    const points = new Float64Array(deltas.length);
    let [x, y] = [0, 0];
    for (let at = 0; at < deltas.length; at += 2) {
      x += deltas[at];
      y += deltas[at + 1];
      points[at] = x * grid;
      points[at + 1] = y * grid;
    }
    return points;
  });
}

// The points of a ring, going on past 180° where it crosses the date line; a ring around a pole
// is led along the map's edge.
function ringOf(arcs, ring) {
  const points = [];
  let shift = 0;
  for (const number of ring) {
    const arc = arcs[number < 0 ? ~number : number];
    const count = arc.length / 2;
    for (let step = 0; step < count; step += 1) {
      const at = 2 * (number < 0 ? count - 1 - step : step);
      let lon = arc[at] + shift;
      if (points.length) {
        const last = points[points.length - 2];
        if (lon - last > HALF_TURN) shift -= 360;
        else if (last - lon > HALF_TURN) shift += 360;
        lon = arc[at] + shift;
      }
      points.push(lon, arc[at + 1]);
    }
  }
  const gap = points[points.length - 2] - points[0];
  if (Math.abs(gap) > HALF_TURN) {
    const pole = points[1] < 0 ? -90 : 90;
    points.push(points[points.length - 2], pole, points[0], pole);
  }
  return aroundZero(points);
}

// The same ring with its middle between -180 and 180 degrees.
function aroundZero(points) {
  let [west, east] = [Infinity, -Infinity];
  for (let at = 0; at < points.length; at += 2) {
    west = Math.min(west, points[at]);
    east = Math.max(east, points[at]);
  }
  const shift = 360 * Math.round((west + east) / 720);
  return shift ? points.map((degrees, at) => (at % 2 ? degrees : degrees - shift)) : points;
}

function project(degrees) {
  const points = new Float64Array(degrees.length);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < degrees.length; at += 2) {
    const [x, y] = [mercatorX(degrees[at]), mercatorY(degrees[at + 1])];
    points[at] = x;
    points[at + 1] = y;
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return { points, box };
}

// Lines by what they part: nothing but sea, two countries, or two that do not agree on it.
function borderLines(value, arcs) {
  const owners = arcs.map(() => new Set());
  const uses = arcs.map(() => 0);
  value.land.forEach(([code, , , , polygons]) => polygons.flat(2).forEach((number) => {
    const at = number < 0 ? ~number : number;
    owners[at].add(code);
    uses[at] += 1;
  }));
  const disputed = new Set(value.disputed);
  const found = { coast: [], border: [], disputed: [] };
  arcs.forEach((arc, at) => {
    const kind = disputed.has(at) ? "disputed" : uses[at] < 2 ? "coast" : owners[at].size > 1 ? "border" : null;
    if (kind) found[kind].push(...split(arc));
  });
  return found;
}

// Lines between the states of a country; its outer rim is drawn with the countries.
function innerLines(units, arcs) {
  const uses = arcs.map(() => 0);
  for (const [, polygons] of units) {
    for (const number of polygons.flat(2)) uses[number < 0 ? ~number : number] += 1;
  }
  return arcs.flatMap((arc, at) => (uses[at] > 1 ? split(arc) : []));
}

// An arc as lines that do not jump across the map at the date line.
function split(arc) {
  const parts = [];
  let part = [];
  for (let at = 0; at < arc.length; at += 2) {
    if (at && Math.abs(arc[at] - arc[at - 2]) > HALF_TURN) {
      parts.push(part);
      part = [];
    }
    part.push(arc[at], arc[at + 1]);
  }
  parts.push(part);
  return parts.filter((points) => points.length > 2).map(project);
}
