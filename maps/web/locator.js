// A small map in the corner of a map that shows one region or town: where in the world that is.

import { mercatorX, mercatorY } from "./canvas.js";
import { el } from "./dom.js";
import { drawLabels } from "./labels.js";

/* global L */

const FROM = 7; // zoom from which a map may show no border to know the place by
const LEAST = [560, 260]; // pixels the map has, so that the corner is free
const [WIDTH, HEIGHT] = [148, 104];
const ZOOM = 3; // shows some 2,000 km, a country with its neighbours
const SMALLEST = 7; // pixels of the frame's sides

/** createLocator(map, {basemap, colours}) -> {redraw}; basemap as in basemap.js. */
export function createLocator(map, { basemap, colours }) {
  const canvas = el("canvas", { class: "locator-map" });
  const box = el("div", { class: "locator", "aria-hidden": "true", hidden: true }, canvas);
  const Corner = L.Control.extend({ onAdd: () => box });
  new Corner({ position: "bottomleft" }).addTo(map);

  function redraw() {
    const size = map.getSize();
    box.hidden = map.getZoom() < FROM || size.x < LEAST[0] || size.y < LEAST[1];
    if (box.hidden) return;
    const sharp = window.devicePixelRatio || 1;
    Object.assign(canvas, { width: WIDTH * sharp, height: HEIGHT * sharp });
    const context = canvas.getContext("2d");
    context.scale(sharp, sharp);
    const view = viewOf(map.getCenter());
    basemap.draw(context, view, colours);
    const frame = frameOf(map.getBounds(), view);
    context.strokeStyle = colours.accent;
    context.lineWidth = 2;
    context.strokeRect(...frame);
    const [left, top, width, height] = frame;
    drawLabels(context, namesOf(view), [[left - 2, top - 2, left + width + 2, top + height + 2]], view.frame);
  }

  function namesOf(view) {
    return basemap.countries.map((country) => {
      const wide = Math.max(...country.rings.map(({ box: [west, , east] }) => east - west)) * view.scale;
      return {
        text: country.name, wide, x: country.x * view.scale - view.x, y: country.y * view.scale - view.y,
        size: 9.5, colour: colours["map-label"], halo: colours.land, family: "system-ui, sans-serif",
        spots: [[0, 0, "center"], [0, -12, "center"], [0, 12, "center"]],
      };
    }).filter(({ text, wide, x, y }) => text && wide > text.length * 4 && x > 0 && y > 0 && x < WIDTH && y < HEIGHT)
      .sort((one, other) => other.wide - one.wide);
  }

  map.on("moveend zoomend resize", redraw);
  return { redraw };
}

function viewOf({ lat, lng }) {
  const scale = 256 * 2 ** ZOOM;
  return {
    scale, zoom: ZOOM, width: WIDTH, height: HEIGHT, frame: [0, 0, WIDTH, HEIGHT], world: null,
    x: mercatorX(lng) * scale - WIDTH / 2, y: mercatorY(lat) * scale - HEIGHT / 2,
  };
}

// What the map shows, as a rectangle that can be seen however small it is.
function frameOf(bounds, { scale, x, y }) {
  const [west, east] = [bounds.getWest(), bounds.getEast()].map((lon) => mercatorX(lon) * scale - x);
  const [north, south] = [bounds.getNorth(), bounds.getSouth()].map((lat) => mercatorY(lat) * scale - y);
  const [width, height] = [Math.max(SMALLEST, east - west), Math.max(SMALLEST, south - north)];
  return [(west + east - width) / 2, (north + south - height) / 2, width, height];
}
