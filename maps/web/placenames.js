// The names on a map: the story's places first, then countries and towns for orientation.

import { turnsIn } from "./basemap.js";
import { drawLabels } from "./labels.js";
import { isArea } from "./marks.js";

export const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif';

const MOST_NAMED = 400; // gatherings whose names are tried
const MOST_PLACES = 12; // places of a badge that has a name; more have no middle worth naming
const BESIDE = 8; // pixels between a mark and its name
const LETTER = 5; // pixels of a small letter
const TWO_LINES = 30; // pixels of height from which a country's name may take them
const SAME_TOWN = 8; // pixels from a place of the story, within which a town is that place
const STEPS = [-1, 0, 1];
const LARGE = 4; // times the whole world's 256 pixels, from which names of countries are spaced

// createNames({basemap, colours}) -> {write(context, view, seen, drawn)}: names for the gatherings
// `seen`, beside the marks `drawn` ({x, y, radius, rim, gathering} in canvas pixels).
export function createNames({ basemap, colours }) {
  function write(context, view, seen, drawn) {
    const taken = drawn.map(({ x, y, radius, rim = 3 }) => [
      x - radius - rim, y - radius - rim, x + radius + rim, y + radius + rim]);
    taken.push(...view.reserved);
    const [left, top, right, bottom] = view.frame;
    const frame = view.world ? [Math.max(left, view.world[0]), top, Math.min(right, view.world[1]), bottom] : view.frame;
    const names = [...placesOf(seen, view, drawn), ...countriesIn(view, seen), ...townsIn(context, view, seen)];
    drawLabels(context, names.map((name) => ({ halo: colours.land, family: SANS, ...name })), taken, frame);
  }

  // The story's names stand out from those of what is there for orientation.
  function placesOf(seen, view, drawn) {
    const inOrder = [...seen.filter((found) => !found.isBackground), ...seen.filter((found) => found.isBackground)];
    return inOrder.slice(0, MOST_NAMED).filter((found) => !found.isBadge || found.spots.length < MOST_PLACES).map((found) => {
      const [x, y] = [found.x - view.x, found.y - view.y];
      const own = drawn.filter((one) => one.gathering === found);
      const reach = Math.max(0, ...own.map((one) => Math.hypot(one.x - x, one.y - y) + one.radius + (one.rim ?? 0))) + BESIDE;
      return {
        x, y, text: nameOf(found),
        ...(found.isBackground ? { size: 10.5, weight: 400, colour: colours["map-label"] }
          : { size: 12, weight: 600, colour: colours.ink }),
        spots: [[reach, 0, "left"], [-reach, 0, "right"], [0, reach + 5, "center"], [0, -reach - 5, "center"]],
      };
    });
  }

  function countriesIn(view, seen) {
    const told = new Set(seen.flatMap(({ spots }) => spots)
      .filter(({ place }) => place.level === "country").map(({ place }) => place.country));
    const isLarge = view.scale / 256 > LARGE;
    return basemap.countries.filter(({ code }) => !told.has(code)).flatMap((country) => {
      const [wide, high] = largest(country).map((side) => side * view.scale);
      const text = fitted(country.name, wide, high);
      if (!text) return [];
      const size = Math.max(10, Math.min(15, 9 + Math.log2(1 + (wide / 80))));
      // A name that has to make way stays in its country.
      const aside = Math.min(18, high / 4);
      return turnsIn(view).map((turn) => ({
        x: (country.x + turn) * view.scale - view.x, y: country.y * view.scale - view.y,
        extent: wide * high, text: isLarge && size > 11 ? text.toUpperCase() : text, size,
        spacing: isLarge ? 1 : 0, colour: colours["map-label"],
        spots: [[0, 0, "center"], [0, -aside, "center"], [0, aside, "center"]],
      }));
    }).filter((name) => isOn(view, name)).sort((one, other) => other.extent - one.extent);
  }

  // Towns that the story does not name itself, by that name or another; a dot only with its name.
  function townsIn(context, view, seen) {
    const spots = seen.flatMap((found) => found.spots);
    const told = new Set(spots.map(({ place }) => place.name));
    const cell = ({ x, y }, dx = 0, dy = 0) => (
      `${Math.floor((x * view.scale) / SAME_TOWN) + dx},${Math.floor((y * view.scale) / SAME_TOWN) + dy}`);
    const cells = new Set(spots.map((spot) => cell(spot)));
    const isTold = (town) => told.has(town.name)
      || STEPS.some((dx) => STEPS.some((dy) => cells.has(cell(town, dx, dy))));
    return basemap.towns(view.zoom).filter((town) => !isTold(town)).flatMap((town) => (
      turnsIn(view).map((turn) => {
        const [x, y] = [(town.x + turn) * view.scale - view.x, town.y * view.scale - view.y];
        return {
          x, y, text: town.name, size: 10.5, colour: colours["map-label"],
          dot: () => drawTown(context, x, y, town.isCapital), spots: [[6, 0, "left"], [-6, 0, "right"]],
        };
      })
    )).filter((name) => isOn(view, name));
  }

  function drawTown(context, x, y, isCapital) {
    context.beginPath();
    context.arc(x, y, isCapital ? 2.5 : 1.75, 0, 2 * Math.PI);
    context.fillStyle = isCapital ? colours.land : colours["map-label"];
    context.fill();
    context.strokeStyle = colours["map-label"];
    context.lineWidth = 1.25;
    context.stroke();
  }

  // The places of a gathering, that of most events first; a base is named where it stands alone.
  function nameOf({ spots }) {
    const places = spots.filter(({ items }) => items[0].kind !== "base");
    const exact = places.filter(({ place }) => !isArea(place));
    const named = (exact.length ? exact : places.length ? places : spots)
      .map((spot) => spot).sort((one, other) => other.items.length - one.items.length)
      .map(({ place }) => (place.level === "country" && basemap.label(place.country)?.name) || place.name);
    const names = [...new Set(named)];
    return names.length > 2 ? `${names[0]} +${names.length - 1}` : names.join(", ");
  }

  return { write };
}

const isOn = (view, { x, y }) => x > 0 && y > 0 && x < view.width && y < view.height;

// Width and height of a country's largest part, as shares of the world.
function largest({ rings }) {
  const sides = rings.map(({ box: [west, north, east, south] }) => [east - west, south - north]);
  return sides.reduce((best, side) => (side[0] > best[0] ? side : best), [0, 0]);
}

// A country's name on the lines it takes to stand within its width in pixels; null where it cannot.
function fitted(name, wide, high) {
  const fits = (line) => line.length * LETTER <= wide;
  if (!name || fits(name)) return name || null;
  const words = name.split(" ");
  return words.length > 1 && words.length < 4 && words.every(fits) && high > TWO_LINES ? words.join("\n") : null;
}
