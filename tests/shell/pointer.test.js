/** The pointer's state machine against the timings of the card, on a clock of its own. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { atRest, step } from "../../extension/content/pointer.js";

const hover = { delay: 500, mode: "hover" };

/** Feeds events and wakes the machine whenever it asked to be woken; gives the effects with their times. */
function play(events, choice = hover, until = 20000) {
  let intent = atRest;
  let wake = 0;
  const effects = [];
  const queue = [...events].sort((a, b) => a.time - b.time);
  const note = (answer, time) => {
    intent = answer.intent;
    wake = answer.wake;
    if (answer.effect && answer.effect !== "prepare") effects.push([answer.effect, answer.mark, time]);
  };
  for (;;) {
    const next = queue[0];
    if (wake && (!next || wake <= next.time)) {
      if (wake > until) return effects;
      const at = wake;
      wake = 0;
      note(step(intent, { type: "tick", time: at }, choice), at);
    } else if (next) {
      queue.shift();
      note(step(intent, next, choice), next.time);
    } else return effects;
  }
}

const on = (time, mark = "a", more = {}) => ({ type: "move", time, mark, ...more });
const off = (time, more = {}) => on(time, "", more);

test("a rest opens after 500 ms, not after 300", () => {
  assert.deepEqual(play([on(0)]), [["open", "a", 500]]);
  assert.deepEqual(play([on(0), off(300)]), []);
});

test("slow movement inside the mark does not start the wait again", () => {
  assert.deepEqual(play([on(0), on(200, "a", { speed: 0.1 }), on(400, "a", { speed: 0.2 })]), [["open", "a", 500]]);
});

test("fast movement starts the wait again", () => {
  assert.deepEqual(play([on(0), on(300, "a", { speed: 2 })]), [["open", "a", 800]]);
});

test("a sweep over ten marks in 400 ms opens none", () => {
  const sweep = Array.from({ length: 10 }, (_, i) => on(i * 40, `m${i}`));
  assert.deepEqual(play([...sweep, off(400)]), []);
});

test("a card stays while the pointer is in it, and closes 300 ms after it left", () => {
  const inside = Array.from({ length: 10 }, (_, i) => off(700 + i * 1000, { inCard: true }));
  assert.deepEqual(play([on(0), off(600), ...inside, off(10700)]), [["open", "a", 500], ["close", "a", 11000]]);
});

test("on the way to the card it stays", () => {
  assert.deepEqual(play([on(0), off(600, { toCard: true }), off(800, { toCard: true }), off(850, { inCard: true })], hover, 5000), [["open", "a", 500]]);
});

test("a second mark opens soon while one is open, and shortly after one closed", () => {
  assert.deepEqual(play([on(0), on(1000, "b")], hover, 1200), [["open", "a", 500], ["open", "b", 1150]]);
  const warm = play([on(0), off(600), on(1000, "b")], hover, 1500);
  assert.deepEqual(warm, [["open", "a", 500], ["close", "a", 900], ["open", "b", 1150]]);
  const cold = play([on(0), off(600), on(1300, "b")], hover, 2000);
  assert.deepEqual(cold.at(-1), ["open", "b", 1800]);
});

test("escape closes and the mark stays quiet until the pointer left it", () => {
  const events = [on(0), { type: "escape", time: 700, mark: "a" }, on(800), on(1500)];
  assert.deepEqual(play(events), [["open", "a", 500], ["close", "a", 700]]);
  assert.deepEqual(play([...events, off(2000), on(2400)], hover, 3000).at(-1), ["open", "a", 2900]);
});

test("scrolling puts a rest off, and what lies under a still pointer afterwards was not chosen", () => {
  assert.deepEqual(play([on(0), { type: "scroll", time: 200 }]), []);
  assert.deepEqual(play([on(0), { type: "scroll", time: 200 }, on(250)]), [["open", "a", 900]]);
});

test("a far scroll closes an open card", () => {
  assert.deepEqual(play([on(0), { type: "scroll", time: 900, far: true }]), [["open", "a", 500], ["close", "a", 900]]);
});

test("a pressed button waits for nothing", () => {
  assert.deepEqual(play([on(0), on(200, "a", { busy: true })]), []);
});

test("a click opens at once; the modes are kept", () => {
  assert.deepEqual(play([{ type: "click", time: 5, mark: "a" }]), [["open", "a", 5]]);
  assert.deepEqual(play([on(0)], { delay: 500, mode: "click" }), []);
  assert.deepEqual(play([on(0)], { delay: 500, mode: "alt" }), []);
  assert.deepEqual(play([on(0, "a", { alt: true })], { delay: 150, mode: "alt" }), [["open", "a", 150]]);
  assert.deepEqual(play([on(0), { type: "click", time: 9, mark: "a" }], { delay: 500, mode: "never" }), []);
});

test("the reader's own delay counts", () => {
  assert.deepEqual(play([on(0)], { delay: 1000, mode: "hover" }), [["open", "a", 1000]]);
});
