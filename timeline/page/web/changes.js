// What a change of the state asks of a view.

/** Whether filters changed, and not only which event is chosen or hovered: then a view draws anew. */
export function filtersChanged(changed) {
  return [...changed].some((key) => key !== "selected" && key !== "hovered");
}
