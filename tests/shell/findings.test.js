/** Questions asked of a report: groups, chains, counts. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { bySource, chain, hedgesOf, tally, unsourced } from "../../extension/findings.js";
import { ranges } from "../../extension/i18n.js";
import { claimModel, cut, explain, marks } from "../../extension/content/explain.js";
import { nextStop, stops } from "../../extension/content/walk.js";
import { report, say } from "./report.fake.js";

test("claims are grouped by who is named; attitudes are left out", () => {
  assert.deepEqual(bySource(report, say).map((g) => [g.name, g.kind, g.claims.length]), [["Ann Lee", "namedPerson", 1], ["Reuters", "outlet", 1], ["two officials", "officialUnnamed", 1]]);
});

test("a nested claim gives a chain, outermost first; a loop ends", () => {
  assert.deepEqual(claimModel(report, say, 2).links.map((l) => l.name), ["Reuters", "two officials"]);
  const looped = structuredClone(report);
  looped.claims[1].parent = 2;
  assert.equal(chain(looped, looped.claims[2]).length, 2);
});

test("the footer adds up", () => {
  const sums = tally(report);
  assert.deepEqual(sums, { named: 2, unnamed: 1, documents: 0, none: 1, total: 4 });
  assert.equal(unsourced(report).length, 1);
});

test("rows under the pointer become marks; content opens nothing", () => {
  const rows = [0, 0, 7, 0, 0, 0, 0, 7, 6, 0, 0, 13, 40, 8, 0];
  assert.deepEqual(marks(rows, { names: true, claims: true, quantities: false }).map((m) => m.layer), [0, 6]);
  assert.deepEqual(marks(rows, { names: false, claims: false, quantities: false }), []);
});

test("a mark of an older report explains nothing", () => {
  assert.equal(explain(report, say, { block: 0, start: 0, end: 1, layer: 0, index: 99 }), null);
  assert.equal(explain(report, say, { block: 0, start: 0, end: 1, layer: 7, index: 99 }), null);
  assert.equal(explain(report, say, { block: 0, start: 0, end: 1, layer: 9, index: 99 }), null);
});

test("text is cut after a word and never inside a character", () => {
  assert.equal(cut("one two three", 8), "one two…");
  assert.equal(cut("one two three", 50), "one two three");
  assert.equal(cut(`${"x".repeat(4)}😀😀`, 6), "xxxx…");
});

test("the walk visits marks in reading order and finds the next of the same name", () => {
  const all = stops(report, say, { names: true, claims: true, kinds: ["person", "organisation"] });
  const labels = all.map((s) => s.label().split(",")[0]);
  assert.equal(labels[0], "Ann Lee");
  assert.equal(nextStop(all, 0, "ArrowRight"), 1);
  assert.equal(nextStop(all, 0, "ArrowLeft"), all.length - 1);
  assert.ok(all[nextStop(all, 0, "c")].claim);
  assert.equal(all[nextStop(all, 0, ".")].mark.block, 3);
  assert.equal(nextStop(all, 0, "q"), -1);
  assert.equal(nextStop([], 0, "n"), -1);
});

test("a word that reported speech brings with it holds nothing in doubt", () => {
  const doubted = { ...report.claims[2], hedges: ["would", "Should", "about", "may"].map((words) => ({ words })) };
  assert.deepEqual(hedgesOf(doubted, (piece) => piece.words).map((piece) => piece.words), ["may"]);
});

test("neighbouring numbers are drawn together", () => {
  assert.deepEqual(ranges([15, 16, 17, 20, 18, 4, 7, 8]), ["4", "7", "8", "15–18", "20"]);
  assert.deepEqual(ranges([]), []);
});
