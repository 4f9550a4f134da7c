// The map of a page: basemap, marks, popups, keyboard. It reads the state and sets it, nothing else.

import { createBasemap } from "./basemap.js";
import { createCanvasLayer, createPalette, mercatorX } from "./canvas.js";
import { el } from "./dom.js";
import { showEvidence } from "./evidence.js";
import { createLocator } from "./locator.js";
import { createPopups } from "./mappopups.js";
import { createMarkPainter } from "./marklayer.js";
import { createSpots, isArea, middleOfLongitudes, told } from "./marks.js";
import { fitToPaper } from "./paper.js";
import { countryName, createWords } from "./words.js";

/* global L */

const COLOURS = ["land", "border", "border-soft", "map-label", "line-strong", "ink", "raised", "accent", "base"];
// The closest a story is shown on its own: around one place a border or a state stays in view, and
// several in one town are shown apart, with the locator telling where that is.
const CLOSEST = { place: 7.5, places: 12 };
// Room for a story that crosses the date line, in either direction.
const WORLD = [[-86, -400], [86, 400]];
// As in maps/map_page.py, where folium makes the map.
export const MAP_OPTIONS = {
  zoomControl: false, attributionControl: false, keyboard: false, zoomSnap: 0.25,
  wheelPxPerZoomLevel: 90, maxZoom: 16,
};

// createMapView(map, {data, state, popups, announce}) -> {fit, reveal(id), closePopup, redraw}
// `map` is a Leaflet map made with MAP_OPTIONS. With `popups` a chosen mark opens its evidence on the
// map; without, the page shows it elsewhere. announce(text) speaks to a screen reader.
export function createMapView(map, { data, state, popups = true, announce = () => {} }) {
  const say = createWords(data.strings, data.language);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const container = map.getContainer();
  const names = COLOURS.concat([...data.groups.keys()].map((id) => `group-${id}`),
    data.looks.operators.map(({ id }) => `operator-${id}`));
  const colours = createPalette(names, () => {
    redraw();
    locator?.redraw();
  });
  const nameOf = (code, name) => (data.language === "en" ? name : countryName(data.language, code));
  const basemap = createBasemap(data.basemap, nameOf);
  const groupColour = (event) => colours[`group-${data.groupOf(event).id}`];
  const locator = data.tiles ? null : createLocator(map, { basemap, colours });
  const painter = createMarkPainter({ data, basemap, colours, groupColour });
  let focused = null;
  // Whether the map still shows what `fit` chose, and a new size should show it again.
  let isFitted = false;

  map.setMinZoom(0.5);
  map.setMaxBounds(WORLD);
  map.createPane("basemap").style.zIndex = 150;
  const layers = [createCanvasLayer({
    pane: "overlayPane",
    draw: (context, view) => {
      locator?.place(pointsOn(view));
      painter.draw(context, { ...view, ...oneWorld(view), reserved: reserved(view) }, { ...state.get(), focused });
    },
  })];
  if (!data.tiles) {
    layers.unshift(createCanvasLayer({
      pane: "basemap", draw: (context, view) => basemap.draw(context, { ...view, ...oneWorld(view) }, colours),
    }));
  }
  // Where the whole world is narrower than the map it is shown once, about the middle of the story.
  let middle = 0;
  function oneWorld(view) {
    const left = mercatorX(middle - 180) * view.scale - view.x;
    return { world: data.tiles || view.scale >= view.frame[2] - view.frame[0] ? null : [left, left + view.scale] };
  }
  const pointsOn = ({ scale, x, y, frame }) => painter.spots()
    .map((spot) => [spot.x * scale - x - frame[0], spot.y * scale - y - frame[1]]);
  // What controls cover, in canvas pixels: no name is written below them. Measured anew only where
  // the map's size or its scale has changed, for to measure is to lay out the page.
  let covered = { key: null, boxes: [] };
  function reserved({ frame, zoom }) {
    const key = [frame[2] - frame[0], frame[3] - frame[1], zoom, container.querySelectorAll(".leaflet-control").length, locator?.corner()].join();
    if (covered.key !== key) covered = { key, boxes: measureControls() };
    return covered.boxes.map(([left, top, right, bottom]) => (
      [frame[0] + left, frame[1] + top, frame[0] + right, frame[1] + bottom]));
  }
  function measureControls() {
    const origin = container.getBoundingClientRect();
    return [...container.querySelectorAll(".leaflet-control")].map((control) => {
      const box = control.getBoundingClientRect();
      const [x, y] = [box.left - origin.left, box.top - origin.top];
      return [x - 4, y - 4, x + box.width + 4, y + box.height + 4];
    });
  }
  const marks = layers.at(-1);
  function redraw() {
    for (const layer of layers) layer.redraw();
  }
  function paint(method) {
    colours.refresh();
    for (const layer of layers) layer[method]();
    locator?.redraw();
  }

  function load() {
    const placed = state.visible().filter((event) => event.places.length);
    painter.setSpots(createSpots(placed, state.visibleBases(), (code) => basemap.label(code)));
    const before = middle;
    middle = middleOfLongitudes(told(painter.spots()).map(({ lon }) => lon));
    // The outlines are the dearer picture; they change only where the globe is cut elsewhere.
    const isWholeWorld = 256 * 2 ** map.getZoom() < map.getSize().x;
    if (middle !== before && isWholeWorld) redraw();
    else marks.redraw();
  }

  function bounds(spots) {
    const box = L.latLngBounds([]);
    for (const { lon, lat, place } of spots) {
      const turn = lon - place.lon;
      if (isArea(place) && place.bbox && place.level !== "continent") {
        const [west, south, east, north] = place.bbox;
        box.extend([south, west + 360 * Math.round(turn / 360)]);
        box.extend([north, (east < west ? east + 360 : east) + 360 * Math.round(turn / 360)]);
      } else {
        const margin = Math.min(8, place.precision_km / 111);
        box.extend([Math.max(-80, lat - margin), lon - margin]);
        box.extend([Math.min(84, lat + margin), lon + margin]);
      }
    }
    return box;
  }

  // Show all marks of the story; on the right the controls need room.
  function fit() {
    const spots = told(painter.spots());
    const box = bounds(spots);
    const closest = spots.length > 1 ? CLOSEST.places : CLOSEST.place;
    const around = { paddingTopLeft: [32, 32], paddingBottomRight: [64, 32] };
    if (box.isValid()) map.fitBounds(box, { ...around, maxZoom: closest, animate: false });
    else map.setView([20, 10], 2, { animate: false });
    isFitted = true;
  }

  // Bring an event's or a base's first spot into view, if it is not.
  function reveal(id) {
    const spot = painter.spots().find((one) => one.items.some((item) => item.id === id));
    if (!spot) return;
    const point = L.latLng(spot.lat, spot.lon);
    if (map.getBounds().pad(-0.08).contains(point)) return;
    isFitted = false;
    map.panTo(point, { animate: !still });
  }

  function screenPoint(event) {
    const point = map.mouseEventToLayerPoint(event).subtract(marks._bounds.min);
    return [point.x, point.y];
  }

  function layerLatLng(mark) {
    return map.layerPointToLatLng(marks._bounds.min.add([mark.x, mark.y]));
  }

  const { open: openPopup, close: closePopup, choices, focus: focusPopup } = createPopups(map, { data, layerLatLng, say });
  function choose(mark) {
    if (mark.items.length === 1) {
      state.set({ selected: mark.items[0].id });
      if (popups) {
        const content = el("div", { class: "evidence" });
        showEvidence(content, mark.items[0], data, { brief: true });
        openPopup(mark, content, mark.items[0].title ?? mark.items[0].name);
      }
      return;
    }
    const box = bounds(mark.gathering.spots);
    const apart = mark.gathering.spots.length > 1 && map.getZoom() < map.getBoundsZoom(box) - 0.5;
    if (apart) map.fitBounds(box, { padding: [60, 60], maxZoom: map.getZoom() + 3, animate: !still });
    else openPopup(mark, choices(mark, choose), say("events_here", { n: mark.items.length }));
  }

  // "12 entries here: Protest and pressure 7, Military bases 5".
  function tally(items) {
    const counts = new Map();
    for (const item of items) {
      const label = item.kind === "base" ? say("bases") : data.groupOf(item).label;
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    const shares = [...counts].sort(([, one], [, other]) => other - one).map(([label, n]) => `${label} ${say("number", { n })}`);
    return `${say("events_here", { n: items.length })}: ${shares.join(", ")}`;
  }

  // Pointer: hover lights, click chooses.
  const tip = el("div", { class: "map-tip", "aria-hidden": "true", hidden: true });
  container.append(tip);
  map.on("mousemove", ({ originalEvent, containerPoint }) => {
    const mark = painter.at(...screenPoint(originalEvent));
    container.classList.toggle("over-mark", Boolean(mark));
    const id = mark?.items.length === 1 ? mark.items[0].id : null;
    if (state.get().hovered !== id) state.set({ hovered: id });
    tip.hidden = !mark;
    if (!mark) return;
    tip.textContent = mark.items.length > 1 ? tally(mark.items)
      : [mark.items[0].when, mark.items[0].title ?? mark.items[0].name].filter(Boolean).join(": ");
    const left = Math.min(containerPoint.x + 14, map.getSize().x - tip.offsetWidth - 6);
    tip.style.transform = `translate(${Math.max(4, left)}px, ${containerPoint.y + 16}px)`;
  });
  map.on("mouseout", () => {
    tip.hidden = true;
    if (state.get().hovered !== null) state.set({ hovered: null });
  });
  map.on("click", ({ originalEvent }) => {
    tip.hidden = true;
    const mark = painter.at(...screenPoint(originalEvent));
    if (mark) choose(mark);
    else state.set({ selected: null });
  });

  // Keyboard: the map is one tab stop, arrows go from mark to mark.
  container.tabIndex = 0;
  container.setAttribute("role", "application");
  container.setAttribute("aria-label", say("map_label"));
  container.addEventListener("focus", () => announce(say("map_keys")));
  container.addEventListener("blur", () => setFocused(null));
  container.addEventListener("keydown", (event) => {
    if (event.target !== container && event.key !== "Escape") return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const done = onKey(event.key);
    if (done) event.preventDefault();
  });

  function onKey(key) {
    const shown = new Set(painter.spots().flatMap((spot) => spot.items));
    const items = [...data.events, ...data.bases].filter((item) => shown.has(item));
    const at = items.findIndex((item) => item.id === focused);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
    if (step) setFocused(items[at < 0 ? (step > 0 ? 0 : items.length - 1) : (at + step + items.length) % items.length]);
    else if (key === "Home") setFocused(items[0]);
    else if (key === "End") setFocused(items.at(-1));
    else if (key === "Enter" || key === " ") chooseFocused();
    else if (key === "Escape") {
      closePopup();
      state.set({ selected: null });
      container.focus({ preventScroll: true });
    } else if (key === "+" || key === "=") map.zoomIn(1, { animate: !still });
    else if (key === "-") map.zoomOut(1, { animate: !still });
    else return false;
    return true;
  }

  function setFocused(item) {
    focused = item?.id ?? null;
    if (item) {
      reveal(item.id);
      announce([item.when, item.title ?? item.name, (item.places ?? []).map((place) => place.name).join(", ")]
        .filter(Boolean).join(", "));
    }
    marks.redraw();
  }

  function chooseFocused() {
    const mark = focused !== null && painter.find(focused);
    if (!mark) return;
    choose({ ...mark, items: [data.byId.get(focused)] });
    focusPopup();
  }

  state.subscribe((now, changed) => {
    if ([...changed].some((key) => key !== "selected" && key !== "hovered")) load();
    else marks.redraw();
    if (changed.has("selected")) {
      if (now.selected === null) closePopup();
      else reveal(now.selected);
    }
  });
  new ResizeObserver(() => {
    const before = map.getSize();
    map.invalidateSize({ pan: false });
    if (map.getSize().equals(before) || !container.offsetWidth) return;
    if (isFitted) fit();
    else redraw();
  }).observe(container);
  for (const name of ["pointerdown", "wheel", "keydown"]) {
    container.addEventListener(name, () => { isFitted = false; }, { passive: true });
  }

  fitToPaper(map, { fit, drawForPaper: () => paint("drawForPaper"), redraw: () => paint("redraw") });

  load();
  map.invalidateSize({ pan: false });
  fit();
  for (const layer of layers) layer.addTo(map);
  if (state.get().selected !== null) reveal(state.get().selected);
  return { fit, reveal, closePopup, redraw };
}
