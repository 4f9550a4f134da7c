// A small map in the corner of a map that shows one region or town: where in the world that is.

import { mercatorX, mercatorY } from "./canvas.js";
import { el } from "./dom.js";
import { drawLabels } from "./labels.js";

/* global L */

const FROM = 7.5; // zoom from which a map may show no border to know the place by
const LEAST = [560, 260]; // pixels the map has, so that a corner is free
const [WIDTH, HEIGHT] = [148, 104];
const MARGIN = 10; // pixels from the map's edge, as of Leaflet's controls
const CLEARANCE = 24; // pixels from a mark
const ZOOM = 3; // shows some 2,000 km, a country with its neighbours
const SMALLEST = 7; // pixels of the frame's sides
const CORNERS = ["bottomleft", "topleft"];

/** createLocator(map, {basemap, colours}) -> {place(points), redraw, corner()}; basemap as in basemap.js.
 *
 * `place` puts it in a corner where it covers none of the points ([x, y] on the map, in pixels) and
 * hides it where there is none; `corner` tells which, null while it is hidden.
 */
export function createLocator(map, { basemap, colours }) {
  const canvas = el("canvas", { class: "locator-map" });
  const box = el("div", { class: "locator", "aria-hidden": "true", hidden: true }, canvas);
  const Corner = L.Control.extend({ onAdd: () => box });
  const control = new Corner({ position: CORNERS[0] }).addTo(map);
  let corner = null;
  let drawnFor = null;

  function place(points) {
    const size = map.getSize();
    const isNeeded = map.getZoom() >= FROM && size.x >= LEAST[0] && size.y >= LEAST[1];
    corner = (isNeeded && CORNERS.find((each) => isFree(each, size, points))) || null;
    box.hidden = !corner;
    if (!corner) return;
    if (control.getPosition() !== corner) control.setPosition(corner);
    if (drawnFor !== viewKey()) redraw();
  }

  const viewKey = () => [map.getCenter().lat, map.getCenter().lng, map.getZoom(), map.getSize()].join();

  function redraw() {
    if (!corner) return;
    drawnFor = viewKey();
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

  return { place, redraw, corner: () => corner };
}

function isFree(corner, size, points) {
  const top = corner === "topleft" ? MARGIN : size.y - MARGIN - HEIGHT;
  return !points.some(([x, y]) => x > MARGIN - CLEARANCE && x < MARGIN + WIDTH + CLEARANCE
    && y > top - CLEARANCE && y < top + HEIGHT + CLEARANCE);
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
