// In a page that stands in a frame of another page: tells the host how tall the content is, and
// opens links beside the host instead of inside the frame.
const tell = () => {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  parent.postMessage({ dateline: "height", height }, "*");
};
new ResizeObserver(tell).observe(document.body);
addEventListener("load", tell);
addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[href^='http']");
  if (link) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
}, true);
// A frame without an origin does not hear of the host's colour scheme, so it is told.
addEventListener("message", (event) => {
  if (event.source !== parent || event.data?.dateline !== "theme") return;
  document.documentElement.dataset.theme = event.data.dark ? "dark" : "light";
});
parent.postMessage({ dateline: "ready" }, "*");
