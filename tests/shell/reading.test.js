/** What becomes of a reading whose core fails: got anew once, then told to the reader without the page's words. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createReading } from "../../extension/content/reading.js";
import { report } from "./report.fake.js";

const noCorrections = { notNames: [], kinds: [], same: [], notClaims: [] };
globalThis.document ??= /** @type {any} */ ({});

/**
 * A core whose calls fail as a script says: `failing` gives the error of a call, or nothing.
 * @param {(call: string, core: number) => Error | undefined} failing
 * @param {() => Promise<unknown>} [bring] what a new core waits for
 */
function place(failing, bring = async () => {}) {
  const seen = { phases: [], undone: [], stopped: [], renewed: 0, changes: 0 };
  let number = 1;
  const core = async () => {
    const mine = number;
    let trapped = false;
    let asked = 0;
    const call = (name, value) => () => {
      // As wasm-bindgen does: what trapped is borrowed for ever.
      if (trapped) throw new Error("recursive use of an object detected which would lead to unsafe aliasing in rust");
      const error = failing(name, mine);
      if (error) trapped = true;
      if (error) throw error;
      return typeof value === "function" ? value() : value;
    };
    class Annotator {
      static undo() {
        seen.undone.push(mine);
      }

      begin = call("begin");
      readOn = call("readOn", { blocks: 4, words: 30, article: true, language: "en" });
      step = call("step", true);
      reportOn = call("reportOn", () => ((asked += 1) % 3 ? null : report));
      report = call("report", report);
      counts = call("counts", { repeated: 7 });
      margin = call("margin", () => Uint32Array.of(0, 0, 7, 9, 0));
      refresh = call("refresh", () => ({ changed: true, huge: false }));
      fold = call("fold");
      toggle = call("toggle", true);
      at = call("at", () => Uint32Array.of(0, 0, 7, 0, 0));
      range = call("range", () => ({}));
      text = call("text", "Ann Lee");
      stop = call("stop", () => void seen.stopped.push(mine));
    }
    return { Annotator, models: new Uint8Array() };
  };
  const reading = createReading(core, () => seen.phases.push(reading.phase), () => 0, async () => {
    seen.renewed += 1;
    number += 1;
    await bring();
  });
  return { reading, seen };
}

const trap = () => new WebAssembly.RuntimeError("unreachable");

test("a core that traps is undone from outside, got anew, and reads the page", async () => {
  const { reading, seen } = place((call, core) => (call === "step" && core === 1 ? trap() : undefined));
  await reading.read(noCorrections, false);
  assert.equal(reading.phase, "done");
  assert.equal(reading.report, report);
  assert.equal(await reading.told(), report);
  assert.equal(reading.counts().repeated, 7);
  assert.deepEqual([seen.undone, seen.renewed], [[1], 1]);
  assert.deepEqual(seen.phases, ["analysing", "analysing", "analysing", "done"]);
});

test("a core that traps again is reported, and nothing of it is left", async () => {
  const { reading, seen } = place((call) => (call === "step" ? trap() : undefined));
  await reading.read(noCorrections, false);
  assert.deepEqual([reading.phase, reading.error], ["failed", "RuntimeError: unreachable"]);
  assert.equal(reading.annotator, null);
  assert.deepEqual([seen.undone, seen.renewed], [[1, 2], 1]);
  assert.deepEqual(reading.report.claims, []);
  assert.deepEqual((await reading.told()).claims, []);
  assert.equal(reading.counts().repeated, 0);
});

test("a trap while the page changes is met the same way, once in the life of the page", async () => {
  let traps = 1;
  const { reading, seen } = place((call) => (call === "refresh" && traps-- > 0 ? trap() : undefined));
  await reading.read(noCorrections, false);
  await reading.refresh();
  assert.deepEqual([reading.phase, seen.undone, seen.renewed], ["done", [1], 1]);
  traps = 1;
  await reading.refresh();
  assert.deepEqual([reading.phase, seen.undone, seen.renewed], ["failed", [1, 2], 1]);
});

for (const name of ["fold", "toggle", "at", "range", "text", "margin"]) {
  test(`a core that traps in "${name}" is got anew once, then reported, and answers nothing meanwhile`, async () => {
    let traps = 1;
    const { reading, seen } = place((call) => (call === name && traps-- > 0 ? trap() : undefined));
    await reading.read(noCorrections, false);
    const ask = () => (name === "text" ? reading.say({ block: 0, start: 0, end: 7 }) : reading.annotator?.[name](0, 0, 7));
    const settled = async () => {
      while (!["done", "failed"].includes(reading.phase)) await new Promise((next) => setImmediate(next));
    };
    const empty = ask();
    assert.ok(empty === undefined || empty === null || empty === false || empty === "" || empty.length === 0, name);
    // Others ask before anything is done about it.
    assert.equal(reading.annotator?.toggle(0, true), false);
    await Promise.resolve();
    await settled();
    assert.deepEqual([reading.phase, seen.undone, seen.renewed], ["done", [1], 1]);
    assert.ok(name === "fold" || ask(), "the new one answers");
    traps = 1;
    ask();
    await Promise.resolve();
    await settled();
    assert.deepEqual([reading.phase, reading.error, seen.renewed], ["failed", "RuntimeError: unreachable", 1]);
    assert.equal(reading.annotator, null);
  });
}

test("the reader may try again after a failure", async () => {
  let traps = 2;
  const { reading } = place((call) => (call === "begin" && traps-- > 0 ? trap() : undefined));
  await reading.read(noCorrections, false);
  assert.equal(reading.phase, "failed");
  await reading.read(noCorrections, true);
  assert.deepEqual([reading.phase, reading.error], ["done", ""]);
});

test("a page left while a new core comes is not read", async () => {
  let arrive = () => {};
  const arrived = new Promise((done) => (arrive = done));
  const { reading, seen } = place((call, core) => (call === "step" && core === 1 ? trap() : undefined), () => arrived);
  const reads = reading.read(noCorrections, false);
  while (!seen.renewed) await new Promise((done) => setImmediate(done));
  reading.stop();
  arrive();
  await reads;
  assert.deepEqual([reading.phase, seen.phases.at(-1), reading.annotator], ["idle", "idle", null]);
});

test("the details hold no words of the page", async () => {
  for (const message of ["cannot split “Ann Lee said” at byte 3", "Unexpected token 'A', \"Ann Lee\" is not JSON"]) {
    const { reading } = place(() => new Error(message));
    await reading.read(noCorrections, false);
    assert.deepEqual([reading.phase, reading.error], ["failed", "Error"]);
  }
  const missing = createReading(async () => { throw new Error("core-missing"); }, () => {}, () => 0);
  await missing.read(noCorrections, false);
  assert.equal(missing.error, "Error: core-missing");
});
