// Going through the story in time: step by step or by itself, with a window or from the beginning on.

import { el } from "../../../maps/web/dom.js";
import { isoDay, stretchOf } from "../../../maps/web/days.js";
import { iconButton } from "./timepart.js";

const STEPS = 60; // in which a whole story is played
const BEAT = 700; // milliseconds a step stays at normal speed
const SPEEDS = [0.5, 1, 2, 4];

/** options: {data, state, say, view, whole}; the `view` holds still while time goes on. Every step is a jump, nothing slides; with reduced motion a
 * step stays longer and goes from event to event. */
export function createPlayer(bar, { data, state, say, view, whole }) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const bounds = [Math.floor(whole[0]), Math.ceil(whole[1])];
  const length = Math.max(1, Math.round((bounds[1] - bounds[0]) / STEPS));
  let timer = 0;
  let own = false; // whether the change of the window under way is this player's

  const play = el("button", { type: "button", class: "play", onclick: () => (timer ? pause() : start()) });
  const speed = el("select", { "aria-label": say("play_speed") },
    SPEEDS.map((times) => el("option", { value: times, selected: times === 1 }, `${times}×`)));
  const mode = el("select", { "aria-label": say("play_mode") },
    el("option", { value: "grow" }, say("play_grow")), el("option", { value: "slide" }, say("play_slide")));
  const stepBy = (direction) => () => {
    pause();
    step(direction);
  };
  const group = el("div", { class: "player", role: "group", "aria-label": say("play_controls") });
  bar.prepend(group);
  group.append(
    iconButton("◂", say("step_back"), stepBy(-1)),
    play,
    iconButton("▸", say("step_on"), stepBy(1)),
    mode,
    speed,
  );

  function shown() {
    const { from, to } = state.get();
    return [stretchOf(from)?.[0] ?? bounds[0], stretchOf(to)?.[1] ?? bounds[1]];
  }

  function choose(first, last) {
    own = true;
    view.hold(true);
    state.set({
      from: first <= bounds[0] ? null : isoDay(first),
      to: last >= bounds[1] ? null : isoDay(last - 1),
    });
    own = false;
  }

  // The days on which something begins: where a step that skips empty stretches may stop.
  function stops() {
    const days = state.visible({ except: "time" })
      .filter(({ extent }) => extent)
      .map(({ extent }) => Math.floor(Number.isFinite(extent.first) ? extent.first : bounds[0]) + 1);
    return [...new Set([...days, bounds[1]])].sort((one, other) => one - other);
  }

  /** One step on (1) or back (-1); false when there is nowhere to go. */
  function step(direction) {
    const [first, last] = shown();
    const growing = mode.value === "grow";
    if (growing) {
      const places = stops();
      const next = direction > 0
        ? places.find((day) => day > last + (calm.matches || !timer ? 0 : length - 1))
        : places.findLast((day) => day < last);
      if (next === undefined) return false;
      choose(first, Math.max(next, first + 1));
      return next < bounds[1];
    }
    const shift = direction * Math.max(1, Math.round((last - first) / 4));
    const wide = last - first;
    if (direction > 0 ? last >= bounds[1] : first <= bounds[0]) return false;
    const begin = Math.max(bounds[0], Math.min(first + shift, bounds[1] - wide));
    choose(begin, begin + wide);
    return true;
  }

  function start() {
    const [first, last] = shown();
    if (mode.value === "grow") {
      if (last >= bounds[1]) choose(first, Math.max(first + 1, stops()[0]));
    } else if (last - first >= bounds[1] - bounds[0] || last >= bounds[1]) {
      const wide = last - first >= bounds[1] - bounds[0] ? length * 8 : last - first;
      choose(bounds[0], bounds[0] + wide);
    }
    timer = 1;
    beat();
    show();
  }

  function beat() {
    const stay = (BEAT / Number(speed.value)) * (calm.matches ? 2 : 1);
    timer = setTimeout(() => {
      if (step(1)) beat();
      else pause();
    }, stay);
  }

  function pause() {
    clearTimeout(timer);
    timer = 0;
    show();
  }

  function show() {
    play.textContent = timer ? say("pause") : say("play");
    play.setAttribute("aria-pressed", String(Boolean(timer)));
  }

  state.subscribe((now, changed) => {
    if (own || !(changed.has("from") || changed.has("to"))) return;
    if (timer) pause();
    view.hold(false);
  });
  document.addEventListener("visibilitychange", () => document.hidden && timer && pause());
  if (data.events.filter(({ extent }) => extent).length < 2) play.disabled = true;
  show();
  return { pause };
}
