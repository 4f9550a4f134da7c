// Printing: what was drawn for the screen is drawn again for white paper, and nobody waits for a frame
// before the page goes to the printer.

// What fits between the margins of A4 and Letter, with room below a map for the timeline.
const MAP = ["700px", "320px"];

const parts = [];
let screenTheme = null;

/** Calls `prepare` before the page is printed, in light colours, and `restore` afterwards. */
export function onPaper(prepare, restore) {
  if (!parts.length) {
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
  }
  parts.push({ prepare, restore });
}

function begin() {
  screenTheme ??= document.documentElement.dataset.theme ?? "auto";
  document.documentElement.dataset.theme = "light";
  for (const { prepare } of parts) prepare();
}

function end() {
  if (screenTheme === null) return;
  document.documentElement.dataset.theme = screenTheme;
  screenTheme = null;
  for (const { restore } of parts) restore();
}

/** On paper a Leaflet map takes the size there is, shows the whole story by `fit`, and goes back to what
 * the reader saw. */
export function fitToPaper(map, { fit, drawForPaper, redraw }) {
  const frame = map.getContainer().closest(".map-frame");
  if (!frame) return;
  let seen = null;
  const resize = (inlineSize, blockSize) => {
    Object.assign(frame.style, { inlineSize, blockSize });
    frame.parentElement.classList.toggle("on-paper", Boolean(inlineSize));
    map.invalidateSize({ pan: false });
  };
  onPaper(() => {
    seen ??= { centre: map.getCenter(), zoom: map.getZoom() };
    resize(...MAP);
    fit();
    drawForPaper();
  }, () => {
    resize("", "");
    map.setView(seen.centre, seen.zoom, { animate: false });
    redraw();
    seen = null;
  });
}
