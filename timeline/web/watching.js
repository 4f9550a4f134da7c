// In the page around a story that is being watched: loads the page inside anew after each build,
// with the view it had (its address tells it), and shows what kept a build from being made.
const frame = document.querySelector("iframe");
const problems = document.getElementById("problems");
let shown = null;
new EventSource("/events").addEventListener("message", (event) => {
  const news = JSON.parse(event.data);
  problems.textContent = news.problems.join("\n");
  if (shown !== null && shown !== news.build && !news.problems.length) {
    frame.contentWindow.location.reload();
  }
  shown = news.build;
});
