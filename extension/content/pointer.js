/**
 * What the pointer wants: a pure state machine.
 *
 * Problem: a card that opens when nobody meant it covers what is being read. Policy: a card opens when
 * the pointer rests on one mark; moving fast, pressing, selecting and scrolling put the rest off. A card
 * that is open stays while the pointer is on its mark, in it, or on the way to it. The machine holds no
 * timer and reads no clock: every event brings its time, every answer says when to be woken.
 * Who owns state: the caller keeps the `Intent` it is given. Not handled: touch (a tap is a `click`).
 */

import { timings } from "./timings.js";

/**
 * @typedef {{
 *   open: string, rest: string, prepareAt: number, openAt: number, closeAt: number,
 *   closedAt: number, quiet: string, calmFrom: number
 * }} Intent
 * @typedef {{type: "move", time: number, mark: string, inCard?: boolean, toCard?: boolean, speed?: number,
 *   busy?: boolean, alt?: boolean}} Move
 * @typedef {Move
 *   | {type: "tick", time: number}
 *   | {type: "scroll", time: number, far?: boolean}
 *   | {type: "click", time: number, mark: string}
 *   | {type: "escape", time: number, mark: string}
 *   | {type: "closed", time: number}} Event
 * @typedef {{delay: number, mode: "hover" | "click" | "alt" | "never"}} Choice
 * @typedef {{intent: Intent, effect: "" | "prepare" | "open" | "close", mark: string, wake: number}} Step
 */

/** @type {Readonly<Intent>} */
export const atRest = Object.freeze({
  open: "",
  rest: "",
  prepareAt: 0,
  openAt: 0,
  closeAt: 0,
  closedAt: -1e9,
  quiet: "",
  calmFrom: 0,
});

/**
 * @param {Intent} before
 * @param {Event} event
 * @param {Choice} choice
 * @returns {Step}
 */
export function step(before, event, choice) {
  const intent = { ...before };
  switch (event.type) {
    case "move":
      move(intent, event, choice);
      return answer(intent, "", "");
    case "scroll":
      // What lies under a still pointer after a scroll was not chosen by the reader.
      forget(intent);
      intent.calmFrom = event.time + timings.afterScroll;
      return event.far && intent.open ? close(intent, event.time) : answer(intent, "", "");
    case "click":
      if (!event.mark || choice.mode === "never") return answer(intent, "", "");
      return show(intent, event.mark);
    case "escape":
      intent.quiet = event.mark || intent.open;
      forget(intent);
      return intent.open ? close(intent, event.time) : answer(intent, "", "");
    case "closed":
      forget(intent);
      intent.open = "";
      intent.closeAt = 0;
      intent.closedAt = event.time;
      return answer(intent, "", "");
    case "tick":
      return tick(intent, event.time);
  }
}

/** @param {Intent} intent @param {Move} event @param {Choice} choice */
function move(intent, event, choice) {
  const { time, mark } = event;
  if (mark !== intent.quiet) intent.quiet = "";
  if (intent.open) {
    if (event.inCard || event.toCard || mark === intent.open) intent.closeAt = 0;
    else if (!intent.closeAt) intent.closeAt = time + timings.close;
  }
  const wanted =
    mark &&
    mark !== intent.open &&
    mark !== intent.quiet &&
    !event.inCard &&
    !event.busy &&
    (choice.mode === "hover" || (choice.mode === "alt" && event.alt));
  if (!wanted) return forget(intent);
  const fast = (event.speed ?? 0) > timings.speed;
  if (mark === intent.rest && !fast) return undefined;
  const warm = intent.open !== "" || time - intent.closedAt < timings.warmFor;
  const delay = warm ? Math.min(timings.warm, choice.delay) : choice.delay;
  const from = Math.max(time, intent.calmFrom);
  intent.rest = mark;
  intent.prepareAt = from + Math.min(timings.prepare, delay);
  intent.openAt = from + delay;
  return undefined;
}

/** @param {Intent} intent @param {number} time @returns {Step} */
function tick(intent, time) {
  if (intent.rest && time >= intent.openAt) return show(intent, intent.rest);
  if (intent.closeAt && time >= intent.closeAt) return close(intent, time);
  if (intent.rest && intent.prepareAt && time >= intent.prepareAt) {
    intent.prepareAt = 0;
    return answer(intent, "prepare", intent.rest);
  }
  return answer(intent, "", "");
}

/** @param {Intent} intent @param {string} mark @returns {Step} */
function show(intent, mark) {
  forget(intent);
  intent.open = mark;
  intent.quiet = "";
  intent.closeAt = 0;
  return answer(intent, "open", mark);
}

/** @param {Intent} intent @param {number} time @returns {Step} */
function close(intent, time) {
  const mark = intent.open;
  intent.open = "";
  intent.closeAt = 0;
  intent.closedAt = time;
  return answer(intent, "close", mark);
}

/** @param {Intent} intent */
function forget(intent) {
  intent.rest = "";
  intent.prepareAt = 0;
  intent.openAt = 0;
}

/** @param {Intent} intent @param {Step["effect"]} effect @param {string} mark @returns {Step} */
function answer(intent, effect, mark) {
  const times = [intent.prepareAt, intent.openAt, intent.closeAt].filter((at) => at > 0);
  return { intent, effect, mark, wake: times.length ? Math.min(...times) : 0 };
}
