// Links to the parts of a page, for the keyboard. The address keeps the state of the page, so they do
// not go by it.

/** Makes the links `a.skip` lead the focus to their part; `part(id)` may name another one for it, or
 * bring it on the screen. */
export function createSkipLinks(part = (id) => document.getElementById(id)) {
  for (const link of document.querySelectorAll("a.skip")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const target = part(link.hash.slice(1));
      target.focus();
      target.scrollIntoView({ block: "start" });
    });
  }
}
