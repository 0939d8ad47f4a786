/** Both encodings of the core say the same, byte for byte, on every page and in every browser. */

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, root, shared } from "../extension/harness.js";
import { pagesIn } from "../../xtask/drive/pages.js";
import { article, begin } from "./support.js";

/** Text of every kind of character, from a seed: the same in every run. */
function randomText(seed, length) {
  const some = ["a", "B", "z", " ", " ", " ", ".", ",", "“", "”", "'", "é", "ß", "漢", "字", "😀", "\u0301", "\ud800", "\udc00", "\u202e", "\u0000", "1", "9", "$", "%", "\n", " said ", "Ann Lee ", "Mr. ", "according to "];
  let state = seed;
  let out = "";
  for (let i = 0; i < length; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    out += some[(state >>> 8) % some.length];
  }
  return out;
}

const corpus = join(root, "tests/pages");
const own = existsSync(corpus) ? readdirSync(corpus).map((name) => join(corpus, name, "source.html")).filter(existsSync) : [];
const real = existsSync(join(shared, "data/dedup/dev")) ? pagesIn(join(shared, "data/dedup/dev")).filter((_, i) => i % 12 === 0) : [];

describe("both encodings give the same report", () => {
  /** @type {Map<string, string>} the report of each page, the same in all browsers */
  const reports = new Map();
  for (const browser of browsers) {
    describe(browser, () => {
      /** @type {Awaited<ReturnType<typeof begin>>} */
      let place;
      before(async () => (place = await begin(browser)));
      after(() => place.close());

      const both = async (name, html, fill) => {
        const said = [];
        for (const encoding of ["wasm", "script"]) {
          const page = await place.open(html, { encoding });
          said.push(await page.evaluate((text) => {
            if (text !== null) document.querySelector("p").textContent = JSON.parse(text);
            const annotator = globalThis.make();
            const report = JSON.stringify(annotator.report());
            annotator.stop();
            return report;
          }, fill ?? null));
          await page.close();
        }
        assert.ok(said[0].length > 100, "there is a report");
        assert.equal(said[1], said[0], name);
        assert.equal(said[0], reports.get(name) ?? said[0], `${name}: another browser said otherwise`);
        reports.set(name, said[0]);
      };

      for (const path of [...own, ...real]) {
        const name = path.split("/").slice(-2).join("/");
        test(name, () => both(name, readFileSync(path)));
      }
      test("random text", async () => {
        // A lone surrogate does not survive the way to the browser unless it is written as an escape.
        for (const seed of [1, 2, 3]) {
          await both(`seed ${seed}`, article("<p></p>"), JSON.stringify(randomText(seed, 20000)));
        }
      });
      if (!real.length) test("real pages", { skip: "the shared pages are not here" }, () => {});
    });
  }
});
