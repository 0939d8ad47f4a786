/** Geometry of the card and the pointer. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { around, fragmentAt, inView, onTheWay, toCentre } from "../../extension/content/layout.js";
import { pale } from "../../extension/content/gutter.js";
import { paragraphs, isPlain } from "../../extension/ui/text.js";

const box = (left, top, right, bottom) => ({ left, top, right, bottom });

test("the line under the pointer is found in a mark broken over lines", () => {
  const lines = [box(300, 0, 400, 20), box(0, 20, 60, 40)];
  assert.equal(fragmentAt(lines, { x: 350, y: 10 }), 0);
  assert.equal(fragmentAt(lines, { x: 30, y: 30 }), 1);
  assert.equal(fragmentAt(lines, { x: 200, y: 30 }), -1);
});

test("the way to the card is a triangle towards its near side", () => {
  const card = box(100, 100, 420, 300);
  assert.ok(onTheWay({ x: 150, y: 60 }, { x: 160, y: 80 }, card));
  assert.ok(!onTheWay({ x: 150, y: 60 }, { x: 600, y: 62 }, card));
  assert.ok(!onTheWay({ x: 150, y: 60 }, { x: 150, y: 40 }, card));
  const above = box(100, 0, 420, 50);
  assert.ok(onTheWay({ x: 150, y: 90 }, { x: 150, y: 70 }, above));
  assert.ok(!onTheWay({ x: 150, y: 90 }, { x: 150, y: 110 }, above));
});

test("view, centre, union", () => {
  assert.ok(inView(box(0, 0, 10, 10), { width: 100, height: 100 }));
  assert.ok(!inView(box(0, -20, 10, -1), { width: 100, height: 100 }));
  assert.equal(toCentre(box(0, 90, 10, 110), 100), 50);
  assert.deepEqual(around([box(5, 5, 6, 6), box(0, 7, 3, 9)]), box(0, 5, 6, 9));
});

test("pale text stands on dark ground", () => {
  assert.ok(pale("rgb(230, 230, 240)"));
  assert.ok(!pale("rgb(10, 10, 10)"));
  assert.ok(!pale(""));
});

test("pasted text becomes paragraphs; wrapped lines are joined", () => {
  assert.deepEqual(paragraphs("One.\r\nTwo.\n\n Three. "), ["One.", "Two.", "Three."]);
  const line = "This line of a letter is about sixty characters long, say";
  assert.deepEqual(paragraphs(`${line}\n${line}\n\n${line}\n${line}`), [`${line} ${line}`, `${line} ${line}`]);
  assert.deepEqual(paragraphs(""), []);
  assert.ok(!isPlain("\u0000\u0001binary"));
  assert.ok(isPlain("words"));
});
