/**
 * What finding repeats costs in a browser, alone: the time of an analysis that looks for nothing else, less
 * that of one which looks for nothing. By length, on hostile pages, and for the pages of a folder (`--pages`;
 * the project's own unless told). Milliseconds, the middle of the runs; how far the core's memory grew
 * beyond the page as it was read. A line with a target ends in `ok` or `MISSED`.
 */

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { article, begin, bring } from "../../tests/dom/support.js";
import { root } from "../../tests/extension/harness.js";
import { flags, pagesIn } from "./pages.js";

const { pages: folder = join(root, "tests/pages"), browser = "chromium" } = flags(process.argv.slice(2));

/** Makes the paragraphs of a page in the page itself: a million words do not travel. Runs in the page. */
const makers = () => {
  let state = 1;
  const roll = (sides) => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 8) % sides;
  const word = () => `w${Math.min(roll(200), roll(4000)).toString(36)}`;
  const paragraph = () => `${Array.from({ length: 60 }, word).join(" ")}.`;
  const many = (words, make) => Array.from({ length: words / 60 }, (_, i) => make(i));
  return {
    once: (words) => many(words, paragraph),
    twice: (words) => Array(2).fill(many(words / 2, paragraph)).flat(),
    same: (words) => {
      const text = paragraph();
      return many(words, () => text);
    },
    numbered: (words) => {
      const text = paragraph();
      return many(words, (i) => `${text} ${i}`);
    },
    recombined: (words) => {
      const sentences = Array.from({ length: 6 }, () => `${Array.from({ length: 12 }, word).join(" ")}.`);
      return many(words, (i) => `${Array.from({ length: 5 }, () => sentences[roll(6)]).join(" ")}${i % 2 ? ` ${i}` : ""}`);
    },
    edited: (words) => {
      const base = many(words / 20, paragraph);
      return Array.from({ length: 20 }, (_, n) => base.map((text) => text.split(" ").map((w, i) => ((i + n) % 9 ? w : `e${n}x${i}`)).join(" "))).flat();
    },
    word: (words) => many(words, () => "word ".repeat(60)),
    unbroken: () => ["x".repeat(1 << 20), "x".repeat(1 << 20)],
    empty: () => Array(100000).fill(""),
  };
};

/** Runs in the page: fills it, and gives times of the stage and the bytes that it needed. */
const measure = async ({ makers, kind, words, runs, rounds, grow }) => {
  const { Annotator, models } = globalThis.galleyCore;
  if (kind) {
    const box = document.createElement("main");
    for (const text of makers()[kind](words)) box.append(Object.assign(document.createElement("p"), { textContent: text }));
    document.body.append(box);
  }
  const bytes = () => globalThis.galleyMemory.buffer.byteLength;
  const finish = (annotator) => {
    const start = performance.now();
    while (!annotator.step(1e9));
    return performance.now() - start;
  };
  const rest = ["entities", "claims"];
  let memory = 0;
  /** The mean of some rounds, so that the clock's own grain does not matter. */
  const timed = (without) => {
    const annotator = new Annotator(models, { without });
    let sum = 0;
    for (let i = 0; i < rounds; i += 1) {
      annotator.read(document);
      const before = bytes();
      sum += finish(annotator);
      memory = Math.max(memory, bytes() - before);
    }
    annotator.stop();
    annotator.free();
    return sum / rounds;
  };
  const grown = async (without) => {
    const annotator = new Annotator(models, { without });
    annotator.read(document);
    finish(annotator);
    const added = document.createElement("p");
    added.textContent = "One more paragraph came in while the page was being read, and it holds a dozen words or so.";
    document.body.append(added);
    await new Promise((done) => setTimeout(done));
    annotator.refresh();
    while (annotator.readOn(1e9) === null);
    const time = finish(annotator);
    annotator.stop();
    annotator.free();
    added.remove();
    return time;
  };
  const middle = (times) => times.sort((a, b) => a - b)[times.length >> 1];
  const all = [];
  const none = [];
  for (let i = 0; i < runs; i += 1) {
    all.push(await (grow ? grown(rest) : timed(rest)));
    none.push(await (grow ? grown(["duplicates", ...rest]) : timed(["duplicates", ...rest])));
  }
  return { time: middle(all) - middle(none), memory };
};

const place = await begin(browser);

async function measured(html, how) {
  const page = await place.open(html, { encoding: null });
  await page.evaluate(() => {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...given) => {
      const made = await instantiate(...given);
      globalThis.galleyMemory = (made.instance ?? made).exports.memory;
      return made;
    };
  });
  await bring(page, "wasm");
  const result = await page.evaluate(`(${measure})({ makers: ${makers}, ...${JSON.stringify(how)} })`);
  await page.close();
  return result;
}

const MEGABYTE = 1 << 20;
const say = (name, time, wanted, memory, room) => {
  const verdict = (is, most) => (most === undefined ? "" : is <= most ? "ok" : "MISSED");
  const row = [name.padEnd(44), time.toFixed(2).padStart(10), wanted === undefined ? "".padStart(10) : String(wanted).padStart(10), verdict(time, wanted).padStart(8)];
  if (memory !== undefined) row.push((memory / MEGABYTE).toFixed(1).padStart(10), verdict(memory / MEGABYTE, room).padStart(8));
  console.log(row.join(" ").trimEnd());
};

console.log(`${`repeats alone, ${browser}`.padEnd(44)} ${"ms".padStart(10)} ${"at most".padStart(10)} ${"".padStart(8)} ${"MB more".padStart(10)}`);
const times = [];
for (const path of pagesIn(resolve(folder))) times.push((await measured(readFileSync(path, "utf8"), { runs: 3, rounds: 10 })).time);
times.sort((a, b) => a - b);
say(`${times.length} pages, median`, times[times.length >> 1], 0.5);
say(`${times.length} pages, 95 of 100 are quicker than`, times[Math.floor(times.length * 0.95)], 2);
const large = [
  ["an article that stands twice, 10,000 words", "twice", 10000],
  ["an article that stands twice, 100,000 words", "twice", 100000, 60],
  ["no copies, 100,000 words", "once", 100000, 60],
  ["an article that stands twice, 1,000,000 words", "twice", 1000000, 700, 40],
  ["no copies, 1,000,000 words", "once", 1000000, 700, 40],
  ["one paragraph again, 1,000,000 words", "same", 1000000, 2000, 40],
  ["one paragraph, numbered, 1,000,000 words", "numbered", 1000000, 2000, 40],
  ["six sentences recombined, 1,000,000 words", "recombined", 1000000, 2000, 40],
  ["twenty edited copies, 1,000,000 words", "edited", 1000000, 2000, 40],
  ["one word, 1,000,000 times", "word", 1000000, 2000, 40],
  ["an unbroken megabyte, twice", "unbroken", 0, 2000, 40],
  ["100,000 empty paragraphs", "empty", 0, 2000, 40],
];
for (const [name, kind, words, wanted, room] of large) {
  const { time, memory } = await measured(article(""), { kind, words, runs: 3, rounds: 1 });
  say(name, time, wanted, memory, room);
}
const { time } = await measured(article(""), { kind: "twice", words: 100000, runs: 15, rounds: 1, grow: true });
say("one paragraph more on 100,000 words", time, 1);
await place.close();
process.exit(0);
