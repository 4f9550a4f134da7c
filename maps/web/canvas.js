// A Leaflet layer that is one canvas; it follows pans and zooms as Leaflet's own canvas does.

import { onThemeChange } from "./dom.js";

/* global L */

const PAPER_SHARPNESS = 3; // dots of a canvas to a pixel of the page

// Mercator coordinates of the whole world as 0…1, the projection of every web map.
export function mercatorX(lon) {
  return (lon + 180) / 360;
}

export function mercatorY(lat) {
  const sine = Math.sin((Math.max(-85.06, Math.min(85.06, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

// createCanvasLayer({pane, draw(context, view)}) -> the layer; `redraw()` draws anew.
// view: {scale: pixels of the world at this zoom, x, y: canvas origin in world pixels, width, height, zoom,
// frame: the part of the canvas that is seen, as [left, top, right, bottom]}
export function createCanvasLayer({ pane, draw }) {
  const Layer = L.Renderer.extend({
    options: { pane, padding: 0.3 },
    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.setAttribute("aria-hidden", "true");
    },
    _destroyContainer() {
      this._container.remove();
      delete this._container;
    },
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      // A canvas that was moved must not wait with its picture.
      this._drawNow();
    },
    // Leaflet's own would end on a broken pixel, and all lines would blur.
    _reset() {
      this._update();
    },
    // Draws for paper, finer and at once. A printer gets what was recorded of a canvas, which may not
    // be all of a long drawing, so that is made elsewhere and copied.
    drawForPaper() {
      const copy = document.createElement("canvas");
      this._paint(copy, PAPER_SHARPNESS);
      Object.assign(this._container, { width: copy.width, height: copy.height });
      this._container.getContext("2d").drawImage(copy, 0, 0);
    },
    // Draws with the next frame, once for all that asked.
    redraw() {
      this._asked ??= requestAnimationFrame(() => this._drawNow());
    },
    _drawNow() {
      cancelAnimationFrame(this._asked);
      this._asked = undefined;
      if (!this._map || !this._bounds) return;
      const size = this._bounds.getSize();
      L.DomUtil.setPosition(this._container, this._bounds.min);
      Object.assign(this._container.style, { width: `${size.x}px`, height: `${size.y}px` });
      this._paint(this._container, window.devicePixelRatio || 1);
    },
    _paint(canvas, sharp) {
      const size = this._bounds.getSize();
      const [width, height] = [Math.round(size.x * sharp), Math.round(size.y * sharp)];
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      const origin = this._map.getPixelOrigin().add(this._bounds.min);
      const zoom = this._map.getZoom();
      const seen = this._map.containerPointToLayerPoint([0, 0]).subtract(this._bounds.min);
      const context = canvas.getContext("2d");
      context.setTransform(sharp, 0, 0, sharp, 0, 0);
      context.clearRect(0, 0, size.x, size.y);
      draw(context, {
        zoom, scale: 256 * 2 ** zoom, x: origin.x, y: origin.y, width: size.x, height: size.y,
        frame: [seen.x, seen.y, seen.x + this._map.getSize().x, seen.y + this._map.getSize().y],
      });
    },
  });
  return new Layer();
}

// The colours of the page's theme as a canvas needs them, read anew when the theme changes, or by
// `refresh()` where that must be at once.
export function createPalette(names, onChange) {
  const probe = document.createElement("span");
  probe.hidden = true;
  // High contrast forces colours upon elements and not upon a canvas, which keeps the theme's.
  probe.style.forcedColorAdjust = "none";
  document.body.append(probe);
  const colours = Object.create({ refresh: read });
  function read() {
    for (const name of names) {
      probe.style.color = `var(--${name})`;
      colours[name] = getComputedStyle(probe).color;
    }
  }
  read();
  onThemeChange(() => {
    read();
    onChange();
  });
  return colours;
}
