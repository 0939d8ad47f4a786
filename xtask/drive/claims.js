/**
 * What finding claims costs: milliseconds per 1,000 words of the project's own pages, as the difference
 * between an analysis with the models and one without the claims' sections. The least of many runs, which
 * other work on the machine disturbs least and in which the browser has compiled the core well; and the first
 * run of all stages, in which it compiles on the way.
 */

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { begin, bring } from "../../tests/dom/support.js";
import { browsers, root } from "../../tests/extension/harness.js";

const folder = join(root, "tests/pages");
const pages = readdirSync(folder).map((name) => join(folder, name, "source.html")).filter(existsSync);

/** Runs in the page: words read, and the time with and without claims. */
const measure = () => {
  const { Annotator, models } = globalThis.galleyCore;
  /** The pack of models without some sections (layout: src/models.rs). */
  const without = (bytes, names) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 12;
    const sections = Array.from({ length: view.getUint32(8, true) }, () => {
      const name = new TextDecoder().decode(bytes.subarray(at + 1, at + 1 + bytes[at]));
      at += 1 + bytes[at] + 4;
      return { name, size: view.getUint32(at - 4, true) };
    });
    const kept = [];
    for (const section of sections) {
      if (!names.includes(section.name)) kept.push({ ...section, body: bytes.subarray(at, at + section.size) });
      at += section.size;
    }
    const number = (n) => new Uint8Array(new Uint32Array([n]).buffer);
    const heads = kept.flatMap(({ name, size }) => [[name.length], new TextEncoder().encode(name), number(size)]);
    const parts = [bytes.subarray(0, 8), number(kept.length), ...heads, ...kept.map((k) => k.body)];
    return new Uint8Array(parts.flatMap((part) => [...part]));
  };
  const timed = (pack) => {
    const annotator = new Annotator(pack, {});
    const { words } = annotator.read(document);
    const times = [];
    for (let i = 0; i < 40; i += 1) {
      annotator.read(document);
      const start = performance.now();
      while (!annotator.step(1e9));
      times.push(performance.now() - start);
    }
    annotator.stop();
    return { words, first: times[0], time: Math.min(...times) };
  };
  const all = timed(models);
  const rest = timed(without(models, ["attribution", "links", "checkworthy"]));
  return { words: all.words, claims: all.time - rest.time, rest: rest.time, first: all.first };
};

console.log("browser    encoding     words  claims  the rest  all at first  (ms per 1,000 words)");
for (const browser of browsers) {
  const place = await begin(browser);
  for (const encoding of browser === "chromium" ? ["wasm", "script"] : ["wasm"]) {
    const sum = { words: 0, claims: 0, rest: 0, first: 0 };
    for (const path of pages) {
      const page = await place.open(readFileSync(path, "utf8"), { encoding: null });
      await bring(page, encoding);
      const one = await page.evaluate(measure);
      for (const key of Object.keys(sum)) sum[key] += one[key];
      await page.close();
    }
    const per = (key) => ((1000 * sum[key]) / sum.words).toFixed(1);
    console.log([browser.padEnd(10), encoding.padEnd(8), String(sum.words).padStart(9), per("claims").padStart(7), per("rest").padStart(9), per("first").padStart(13)].join(" "));
  }
  await place.close();
}
process.exit(0);
