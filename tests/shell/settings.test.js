/** What was stored is not trusted; corrections are normalised and bounded. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { originOf, pattern, registration, revoked } from "../../extension/levels.js";
import { corrected, defaults, longest, mend, mendCorrections, noCorrections, normalised } from "../../extension/settings.js";

test("anything may be stored; the fields that fit stay", () => {
  for (const bad of [null, undefined, 7, "x", [], { density: "loud", cardDelay: -1, kinds: ["person", 3], sites: ["javascript:1"], level: {} }]) {
    assert.deepEqual(mend(bad), defaults);
  }
  const some = mend({ density: "calm", names: "yes", sites: ["https://a.example"], __proto__: { off: true } });
  assert.equal(some.density, "calm");
  assert.equal(some.names, true);
  assert.equal(some.off, false);
  assert.deepEqual(some.sites, ["https://a.example"]);
});

test("corrections keep what fits and drop the rest", () => {
  const mended = mendCorrections({ notNames: ["a", 3, "", "x".repeat(longest + 1)], kinds: [["a", "person"], ["b", "dragon"]], same: "no", notClaims: null });
  assert.deepEqual(mended, { notNames: ["a"], kinds: [["a", "person"]], same: [], notClaims: [] });
});

test("a correction is normalised, said once, and replaced by its opposite", () => {
  let now = corrected(noCorrections, { sort: "notNames", text: "  The  “Big”\u00a0One’s " });
  assert.deepEqual(now.notNames, ['the "big" one\'s']);
  now = corrected(now, { sort: "notNames", text: "THE “BIG” ONE'S" });
  assert.equal(now.notNames.length, 1);
  now = corrected(now, { sort: "kinds", text: "Georgia", as: "place" });
  now = corrected(now, { sort: "kinds", text: "georgia", as: "person" });
  assert.deepEqual(now.kinds, [["georgia", "person"]]);
  assert.deepEqual(corrected(now, { sort: "same", text: "Lee", as: "lee" }), now);
  assert.equal(normalised("E\u0301"), "é");
});

test("a correction of ten thousand characters is refused and nothing is lost", () => {
  assert.throws(() => corrected(noCorrections, { sort: "notNames", text: "x".repeat(10000) }), /too-long/);
  assert.deepEqual(noCorrections.notNames, []);
});

test("what runs without a click is what was wished and is allowed", () => {
  const settings = mend({ level: "sites", sites: ["https://a.example", "http://b.example:8080"] });
  assert.equal(registration(settings, []), null);
  assert.deepEqual(registration(settings, ["https://a.example/*"])?.matches, ["https://a.example/*"]);
  assert.deepEqual(revoked(settings, ["https://a.example/*"]), ["http://b.example:8080"]);
  assert.deepEqual(registration(mend({ level: "every", paused: ["https://c.example"] }), ["*://*/*"]), { matches: ["*://*/*"], excludeMatches: ["https://c.example/*"] });
  assert.equal(registration(mend({ level: "every", off: true }), ["*://*/*"]), null);
  assert.equal(registration(mend({ level: "click", sites: ["https://a.example"] }), ["https://a.example/*"]), null);
  assert.equal(pattern("http://b.example:8080"), "http://b.example/*");
  assert.equal(originOf("about:blank"), "");
  assert.equal(originOf(undefined), "");
});
