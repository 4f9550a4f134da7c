// Printing: what was drawn for the screen is drawn again for white paper, and nobody waits for a frame
// before the page goes to the printer.

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
