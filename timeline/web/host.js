// In the page of the host, once for each fragment; whichever copy runs takes all that wait. The
// frame becomes as tall as its content, up to a limit, and dark where the host's text is light.
(() => {
  const TALLEST = 960;
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const isLight = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return 0.299 * red + 0.587 * green + 0.114 * blue > 140;
  };
  const begin = (box) => {
    const frame = box.querySelector("iframe");
    const set = (name, value) => frame.style.setProperty(name, value, "important");
    const least = Math.min(parseInt(frame.style.height, 10), 320);
    const follow = () => {
      const dark = isLight(getComputedStyle(box.parentElement).color);
      set("color-scheme", dark ? "dark" : "light");
      frame.contentWindow?.postMessage({ dateline: "theme", dark }, "*");
    };
    addEventListener("message", (event) => {
      if (event.source !== frame.contentWindow) return;
      if (event.data?.dateline === "ready") follow();
      const height = event.data?.dateline === "height" ? Number(event.data.height) : 0;
      if (height > 0) set("height", `${Math.min(Math.max(height, least), TALLEST)}px`);
    });
    const followSoon = () => { follow(); setTimeout(follow, 400); };
    const watch = new MutationObserver(followSoon);
    for (const element of [document.documentElement, document.body]) {
      if (element) watch.observe(element, { attributes: true });
    }
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", followSoon);
    follow();
  };
  for (const box of document.querySelectorAll(".dateline-embed:not([data-ready])")) {
    box.dataset.ready = "";
    begin(box);
  }
})();
