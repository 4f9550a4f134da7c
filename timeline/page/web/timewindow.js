// Which stretch of time the plot shows, in day numbers, and how that and the page's window agree.

import { isoDay, stretchOf } from "../../../maps/web/days.js";

const LEAST = 1 / 48; // half an hour, in days

/** options: {state, whole, first (what to open with, or nothing)}; stretches are [first, last). */
export function createTimeWindow({ state, whole, first }) {
  let view = first ?? whole;
  let held = false;

  const windowOf = ([from, to]) => ({ from: isoDay(from), to: isoDay(to - 1e-9) });

  // A window set elsewhere, unless it is what this view has just told: the page knows whole days,
  // the plot may show a part of one.
  function follow() {
    const { from, to } = state.get();
    const mine = windowOf(view);
    if (held || (from === mine.from && to === mine.to)) return;
    view = from || to
      ? [stretchOf(from)?.[0] ?? whole[0], stretchOf(to)?.[1] ?? whole[1]]
      : whole;
  }

  if (state.get().from || state.get().to) follow();

  return {
    get: () => view,
    follow,
    isHeld: () => held,
    /** While a player moves the window the plot stays on the whole and its marks come and go. */
    hold(on) {
      held = on;
      if (on) view = whole;
      else follow();
    },
    /** Show a stretch, no longer than the story and within it, and make it the page's window. */
    set([from, to]) {
      const length = Math.max(LEAST, Math.min(to - from, whole[1] - whole[0]));
      const latest = whole[1] - length;
      const begin = Math.max(whole[0], Math.min((from + to - length) / 2, latest));
      view = [begin, begin + length];
      const all = length >= whole[1] - whole[0];
      state.set(all ? { from: null, to: null } : windowOf(view));
    },
    showAll() {
      view = whole;
      state.set({ from: null, to: null });
    },
  };
}
