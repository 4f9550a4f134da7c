// Draws areas, marks and the names of places, and tells what stands under the pointer.

import { clipToWorld, trace, turnsIn } from "./basemap.js";
import { drawBase, drawBaseCount } from "./basemarks.js";
import { mercatorX, mercatorY } from "./canvas.js";
import { arrange, badgeRadius, isArea, packing, pixels, RADIUS, stepOf } from "./marks.js";
import { SANS, createNames } from "./placenames.js";
import { drawMark, drawTick } from "./shapes.js";

const TOUCH = 14;
const MOST_EXTENTS = 500;
const RINGED = 7; // pixels between a mark and the ring of the chosen one
const RIM = 4; // pixels of a badge's rim, which tells the kinds

// createMarkPainter({data, basemap, colours}) -> {draw, at(x, y), placeOf(id), setSpots(spots)}
export function createMarkPainter({ data, basemap, colours, groupColour }) {
  const names = createNames({ basemap, colours });
  let spots = [];
  // Spots that are areas: seen even where their mark is not.
  let areas = [];
  let gathered = { scale: null, found: [] };
  // What the last drawing put where, in canvas pixels: {x, y, radius, items, gathering}.
  let drawn = [];

  function gatherings(scale) {
    if (gathered.scale !== scale) gathered = { scale, found: arrange(spots, scale) };
    return gathered.found;
  }

  function draw(context, view, { selected, hovered, focused }) {
    drawn = [];
    const strong = new Set([selected, hovered, focused].filter((id) => id !== null));
    const seen = gatherings(view.scale).filter((found) => isNear(found, view));
    // Where a number stands for many marks, their extents would only cover the map.
    const extents = new Set(seen.filter(({ isBadge }) => !isBadge).flatMap((found) => found.spots));
    for (const spot of areas) if (extents.size < MOST_EXTENTS) extents.add(spot);
    context.save();
    clipToWorld(context, view);
    for (const spot of extents) drawExtent(context, view, spot, strong);
    context.restore();
    for (const found of seen) drawGathering(context, view, found, strong);
    drawRings(context, { selected, focused });
    names.write(context, view, seen, drawn);
  }

  function isNear(found, view) {
    const [x, y] = [found.x - view.x, found.y - view.y];
    return x > -40 && y > -40 && x < view.width + 40 && y < view.height + 40;
  }

  // The area an event lies in somewhere: a country's or state's outline, a box, or a circle.
  function drawExtent(context, view, spot, strong) {
    const { place } = spot;
    const isBase = spot.items[0].kind === "base";
    const inside = spot.items.some((item) => strong.has(item.id));
    const rings = basemap.rings(place.gazetteer_id);
    context.beginPath();
    if (rings) {
      for (const turn of turnsIn(view)) for (const ring of rings) trace(context, view, ring, turn, true);
    } else if (place.bbox && isArea(place)) {
      addBox(context, view, place.bbox, spot);
    } else {
      const radius = pixels(place.precision_km, spot.lat, view.scale);
      if (radius < 2 * RADIUS || radius > 3 * view.width || (isBase && !inside)) return;
      context.arc(spot.x * view.scale - view.x, spot.y * view.scale - view.y, radius, 0, 2 * Math.PI);
    }
    const colour = isBase ? colours[`operator-${data.operatorGroupOf(spot.items[0])}`] : groupColour(spot.items[0]);
    context.globalAlpha = inside ? 0.2 : 0.07;
    context.fillStyle = colour;
    context.fill("evenodd");
    context.globalAlpha = inside ? 1 : 0.75;
    context.strokeStyle = colour;
    context.lineWidth = inside ? 2 : 1.25;
    context.setLineDash([5, 4]);
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  function addBox(context, view, [west, south, east, north], spot) {
    const turn = Math.round((spot.lon - spot.place.lon) / 360);
    const left = (mercatorX(west) + turn) * view.scale - view.x;
    const right = (mercatorX(east < west ? east + 360 : east) + turn) * view.scale - view.x;
    const top = mercatorY(north) * view.scale - view.y;
    const bottom = mercatorY(south) * view.scale - view.y;
    const corner = Math.min(right - left, bottom - top) / 2;
    context.roundRect(left, top, right - left, bottom - top, Math.max(0, corner));
  }

  function drawGathering(context, view, found, strong) {
    const [x, y] = [found.x - view.x, found.y - view.y];
    if (found.isBadge) {
      const radius = badgeRadius(found.items.length);
      const isStrong = found.items.some((item) => strong.has(item.id));
      if (found.isBackground) {
        const colour = isStrong ? colours.accent : colours.base;
        drawBaseCount(context, x, y, radius * 0.8, found.items.length, { colour, paper: colours.raised, family: SANS });
      } else drawBadge(context, x, y, radius, found, isStrong);
      drawn.push({ x, y, radius, items: found.items, gathering: found });
      return;
    }
    packing(found.items.length, stepOf(found.items)).forEach(([dx, dy], at) => {
      const item = found.items[at];
      const spot = found.spots.find((one) => one.items.includes(item));
      const radius = strong.has(item.id) ? RADIUS + 2 : RADIUS;
      drawItem(context, x + dx, y + dy, radius, item, spot);
      drawn.push({ x: x + dx, y: y + dy, radius: RADIUS, items: [item], gathering: found });
    });
  }

  function drawItem(context, x, y, radius, item, spot) {
    drawKind(context, x, y, radius, item, spot);
    if (item.edited) drawTick(context, x + radius, y - radius, { colour: colours.ink, paper: colours.raised });
  }

  function drawKind(context, x, y, radius, item, spot) {
    if (item.kind === "base") {
      const colour = colours[`operator-${data.operatorGroupOf(item)}`];
      drawBase(context, x, y, radius, item, { colour, paper: colours.raised, alert: colours["group-force"], family: SANS });
      return;
    }
    const colour = groupColour(item);
    const { fill } = data.statuses.get(item.status);
    const { shape } = data.groupOf(item);
    if (!isArea(spot.place)) {
      drawMark(context, x, y, radius, shape, fill, colour, colours.raised);
      return;
    }
    // Somewhere in an area: a hollow disc with the mark small in it.
    context.beginPath();
    context.arc(x, y, radius + 2, 0, 2 * Math.PI);
    context.fillStyle = colours.raised;
    context.fill();
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.setLineDash([3, 2]);
    context.stroke();
    context.setLineDash([]);
    drawMark(context, x, y, radius * 0.58, shape, fill, colour, colours.raised);
  }

  // The number of events on a disc, and around it the shares of their groups.
  function drawBadge(context, x, y, radius, found, isStrong) {
    const disc = (size, colour) => {
      context.beginPath();
      context.arc(x, y, size, 0, 2 * Math.PI);
      context.fillStyle = colour;
      context.fill();
    };
    disc(radius + 1.5, isStrong ? colours.accent : colours.raised);
    found.shares ??= sharesOf(found.items);
    context.lineWidth = RIM;
    for (const { colour, from, to } of found.shares) {
      context.beginPath();
      context.arc(x, y, radius - RIM / 2, from, to);
      context.strokeStyle = colours[colour];
      context.stroke();
    }
    disc(radius - RIM, colours.raised);
    disc(radius - RIM - 1, colours.ink);
    const count = found.items.length;
    context.font = `650 ${count > 999 ? 10 : 12}px ${SANS}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = colours.raised;
    context.fillText(count > 9999 ? `${Math.round(count / 1000)}k` : String(count), x, y + 0.5);
  }

  // Stretches of the full turn from the top on, one a group in the groups' own order, bases last.
  function sharesOf(items) {
    const counts = new Map([...data.groups.keys()].map((id) => [`group-${id}`, 0]));
    for (const item of items) {
      const colour = item.kind === "base" ? "base" : `group-${data.groupOf(item).id}`;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    let angle = -Math.PI / 2;
    return [...counts].filter(([, count]) => count).map(([colour, count]) => {
      const from = angle;
      angle += (2 * Math.PI * count) / items.length;
      return { colour, from, to: angle };
    });
  }

  function drawRings(context, { selected, focused }) {
    for (const one of drawn) {
      const chosen = one.items.some((item) => item.id === selected);
      if (!chosen && !one.items.some((item) => item.id === focused)) continue;
      context.beginPath();
      context.arc(one.x, one.y, one.radius + RINGED, 0, 2 * Math.PI);
      context.strokeStyle = chosen ? colours.ink : colours.accent;
      context.lineWidth = 2.5;
      context.stroke();
      one.rim = RINGED;
    }
  }

  return {
    draw,
    setSpots(found) {
      spots = found;
      areas = found.filter(({ place }) => isArea(place));
      gathered = { scale: null, found: [] };
    },
    spots: () => spots,
    drawn: () => drawn,
    // The mark under a point of the canvas, the nearest within a finger's reach.
    at(x, y) {
      let [best, distance] = [null, Infinity];
      for (const one of drawn) {
        const away = Math.hypot(one.x - x, one.y - y) - one.radius;
        if (away < distance) [best, distance] = [one, away];
      }
      return distance <= TOUCH - RADIUS ? best : null;
    },
    find: (id) => drawn.find((one) => one.items.some((item) => item.id === id)) ?? null,
  };
}
