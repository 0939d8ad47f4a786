/** The table of limits in `src/dom/mod.rs` says what the code says. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

test("every limit in the table is the one in its file", () => {
  const rows = [...read("src/dom/mod.rs").matchAll(/^\/\/! \| `(\w+)` \| `(\S+)` \| ([\d,]+) \|/gm)];
  assert.ok(rows.length >= 12, `${rows.length} rows`);
  for (const [, name, path, number] of rows) {
    const found = new RegExp(`\\b${name}(?: = |: )([\\d_,]*\\d)\\b`).exec(read(path).replace(/^\s*(\/\/|\*).*$/gm, ""));
    assert.ok(found, `${name} in ${path}`);
    assert.equal(found[1].replace(/\D/g, ""), number.replace(/\D/g, ""), `${name} in ${path}`);
  }
});
