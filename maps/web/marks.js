// Where the marks of a map stand: events at their places, gathered where they would cover each other.
//
// A spot is one place with all its events. Spots nearer than a mark's width at the present zoom make
// one gathering. A few marks stand side by side around its centre, so that each can be
// pointed at; more become a badge with their number. Where a neighbourhood holds more than
// MOST_NEAR marks, all of it is one badge.

import { mercatorX, mercatorY } from "./canvas.js";
import { settle } from "./settling.js";

export const RADIUS = 8;
const MOST_NEAR = 12;
// Pixels within which marks gather, and how many then stand side by side. Tiles of bases are wider,
// and a crowd of those that no article mentions would outweigh the story.
const STORY = { near: 22, packed: 8 };
const BACKGROUND = { near: 32, packed: 3 };
const NEIGHBOURHOOD = 48;
// How much wider than a plain mark a tile of a base is, and a mark with a ring.
const TILE = 1.3;
const RING = 1.5;
const AREAS = new Set(["county", "state", "country", "region", "water", "natural", "continent"]);

export function isArea(place) {
  return AREAS.has(place.level);
}

// Bases that no article mentions stand there for orientation, as the config asked.
export function isBackground({ items: [item] }) {
  return item.kind === "base" && !item.mentions.length;
}

// The spots a story is about; all where it is about none.
export function told(spots) {
  const found = spots.filter((spot) => !isBackground(spot));
  return found.length ? found : spots;
}

// createSpots(events, bases, labelOf) -> spots, in the order of their first event.
// labelOf(code) gives where a country's name stands: a better point for its mark than the gazetteer's.
export function createSpots(events, bases, labelOf) {
  const spots = new Map();
  const add = (key, lon, lat, place, item) => {
    if (!spots.has(key)) spots.set(key, { key, lon, lat, place, items: [] });
    spots.get(key).items.push(item);
  };
  for (const event of events) {
    for (const place of event.places) {
      const label = place.level === "country" ? labelOf(place.country) : null;
      const { lon, lat } = label ?? place;
      add(`${lon},${lat},${isArea(place) ? place.gazetteer_id : ""}`, lon, lat, place, event);
    }
  }
  for (const base of bases) {
    const host = base.lon === null && base.host ? labelOf(base.host) : null;
    const at = base.lon === null ? host : base;
    if (at) add(`base ${base.id}`, at.lon, at.lat, basePlace(base), base);
  }
  const centre = middleOfLongitudes(told([...spots.values()]).map((spot) => spot.lon));
  return [...spots.values()].map((spot) => {
    const lon = spot.lon + 360 * Math.round((centre - spot.lon) / 360);
    return { ...spot, lon, x: mercatorX(lon), y: mercatorY(spot.lat) };
  });
}

function basePlace(base) {
  const host = base.lon === null;
  return {
    name: base.name, level: host ? "country" : "base", precision_km: base.precision_km, bbox: null,
    gazetteer_id: base.id, country: base.host, lon: base.lon, lat: base.lat,
  };
}

// The meridian opposite to the widest stretch without a place: a story of the Pacific is not torn.
export function middleOfLongitudes(longitudes) {
  const sorted = [...new Set(longitudes)].sort((one, other) => one - other);
  if (!sorted.length) return 0;
  let [widest, from] = [sorted[0] + 360 - sorted.at(-1), sorted.at(-1)];
  for (let at = 1; at < sorted.length; at += 1) {
    const gap = sorted[at] - sorted[at - 1];
    // Of equal stretches the one at the date line is the better place for a cut.
    if (gap > widest) [widest, from] = [gap, sorted[at - 1]];
  }
  const middle = from + widest / 2 + 180;
  return middle - 360 * Math.round(middle / 360);
}

// arrange(spots, scale) -> gatherings {x, y (world pixels), spots, items, isBadge, isBackground}.
// What is there for orientation is gathered apart, so that it never hides or counts with the story.
export function arrange(spots, scale) {
  const behind = arrangeAlike(spots.filter(isBackground), scale, BACKGROUND);
  for (const found of behind) found.isBackground = true;
  const found = [...behind, ...arrangeAlike(spots.filter((spot) => !isBackground(spot)), scale, STORY)];
  return settle(found, { marksOf, isArea: ({ spots: own }) => own.every(({ place }) => isArea(place)), join });
}

function arrangeAlike(spots, scale, { near, packed }) {
  return gather(spots, scale, NEIGHBOURHOOD).flatMap((coarse) => {
    if (coarse.items.length > MOST_NEAR) return [{ ...coarse, isBadge: true }];
    return gather(coarse.spots, scale, near)
      .map((fine) => ({ ...fine, isBadge: fine.items.length > packed }));
  });
}

// A gathering's marks as [dx, dy, radius] about its centre.
function marksOf(found) {
  if (found.isBadge) return [[0, 0, badgeRadius(found.items.length)]];
  return packing(found.items.length, stepOf(found.items)).map(([dx, dy], at) => {
    const { kind, status } = found.items[at];
    return [dx, dy, RADIUS * (kind === "base" ? TILE : status === "ongoing" ? RING : 1)];
  });
}

// Two gatherings as one, in the middle between their events.
function join(one, other) {
  const [mine, theirs] = [one.items.length, other.items.length];
  one.x = (one.x * mine + other.x * theirs) / (mine + theirs);
  one.y = (one.y * mine + other.y * theirs) / (mine + theirs);
  one.spots.push(...other.spots);
  one.items = [...new Set([...one.items, ...other.items])];
  one.isBadge = one.isBadge || other.isBadge || one.items.length > STORY.packed;
}

/** The radius of a badge in pixels: it grows with the number it tells, ever more slowly. */
export function badgeRadius(count) {
  return 14 + Math.min(10, 2 * Math.log2(Math.max(1, count / 8)));
}

function gather(spots, scale, near) {
  const cells = new Map();
  const gatherings = [];
  for (const spot of spots) {
    const [x, y] = [spot.x * scale, spot.y * scale];
    const [column, row] = [Math.floor(x / near), Math.floor(y / near)];
    let found = null;
    for (let dx = -1; dx <= 1 && !found; dx += 1) {
      for (let dy = -1; dy <= 1 && !found; dy += 1) {
        found = (cells.get(`${column + dx},${row + dy}`) ?? []).find(
          (other) => Math.hypot(other.x - x, other.y - y) < near,
        ) ?? null;
      }
    }
    if (!found) {
      found = { x, y, spots: [], items: [] };
      gatherings.push(found);
      const key = `${column},${row}`;
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(found);
    }
    found.spots.push(spot);
    found.items.push(...spot.items);
  }
  for (const found of gatherings) found.items = [...new Set(found.items)];
  return gatherings;
}

// How far apart the marks of a gathering stand: tiles of bases are taller than marks of events.
export function stepOf(items) {
  return 2 * RADIUS + (items.some((item) => item.kind === "base") ? 9 : 4);
}

// Where the marks of a gathering stand: offsets from its centre, one an item, or one for a badge.
export function packing(count, step = 2 * RADIUS + 4) {
  if (count === 1) return [[0, 0]];
  if (count === 2) return [[-step / 2, 0], [step / 2, 0]];
  const middle = count > 5;
  const around = middle ? count - 1 : count;
  const radius = Math.max(step / (2 * Math.sin(Math.PI / around)), middle ? step : 0);
  const ring = Array.from({ length: around }, (_, at) => {
    const angle = (2 * Math.PI * at) / around - Math.PI / 2;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  return middle ? [[0, 0], ...ring] : ring;
}

// Kilometres as pixels at a latitude.
export function pixels(km, lat, scale) {
  return (km / (40_075 * Math.cos((lat * Math.PI) / 180))) * scale;
}
