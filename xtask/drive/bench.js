/**
 * How long reading takes, by length of the article, browser and encoding, as the shell does it: in slices
 * that yield. Milliseconds, the middle of the runs. `--words 1000,10000` and `--runs N` choose; `--idle N`
 * is how many seconds an idle page is watched for tasks and timers of ours.
 *
 * first: from the core's start to the first marks. all: until everything is found and marked. task: the
 * longest single piece of work of ours. update: work of ours after one paragraph changed, up to what is found,
 * with its counts and margin, and with its marks; and its longest piece. The least of several changes.
 */

import { begin, article, bring } from "../../tests/dom/support.js";
import { browsers } from "../../tests/extension/harness.js";
import { measured, memoryOf } from "./memory.js";
import { flags } from "./pages.js";

const { words: lengths = "1000,10000,100000,1000000", runs: times = "3", idle = "60", browser: only } = flags(process.argv.slice(2));

const nouns =
  "harbour river council engine winter garden letter bridge market doctor ticket forest village museum signal factory station captain teacher window blanket mountain paper silver yellow quiet broken heavy early narrow gentle distant careful public private northern southern modern".split(" ");
const people = ["Ann Lee", "Martin Okafor", "Helen Trevorrow", "Amina Yusuf", "Ruth Okello", "Mark Olsen", "Sam Penhale", "Angela Brandt"];
const places = ["Paris", "Lisbon", "Nairobi", "Rostock", "Rome", "Berlin", "Truro", "Lagos"];

/** Paragraphs of about 60 words that have nothing in common: near copies would measure the search for repeats. @param {number} words */
function text(words) {
  let state = 7;
  const below = (/** @type {number} */ n) => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 8) % n;
  const one = (/** @type {string[]} */ of) => of[below(of.length)];
  const some = (/** @type {number} */ n) => Array.from({ length: n }, () => one(nouns)).join(" ");
  return Array.from({ length: Math.ceil(words / 60) }, (_, i) => `<p>Part ${i} of ${words}: the ${some(6)} of ${one(places)} ${some(7)}. ${one(people)} told reporters in ${one(places)} on Monday that the ${some(8)} had fallen by $${below(90)}.${below(10)} million. “The ${some(6)},” said ${one(people)}. The ${some(9)} is expected to cost ${below(90)} million euros.</p>`).join("");
}

/** Runs in the page. */
const measure = async () => {
  const { Annotator, models } = globalThis.galleyCore;
  const marks = { density: "standard", names: true, claims: true };
  let longest = 0;
  let sum = 0;
  const slices = [];
  const timed = (act) => {
    const start = performance.now();
    const answer = act();
    const took = performance.now() - start;
    longest = Math.max(longest, took);
    sum += took;
    slices.push(took);
    return answer;
  };
  // As the shell does (`pause` in extension/content/reading.js).
  const next = () => globalThis.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));
  const start = performance.now();
  const annotator = timed(() => new Annotator(models, {}));
  timed(() => annotator.begin(document));
  while (!timed(() => annotator.readOn(8))) await next();
  let first = 0;
  while (!timed(() => annotator.step(8))) {
    if (timed(() => annotator.paintNames(marks))) first ||= performance.now() - start;
    await next();
  }
  const shown = async () => {
    timed(() => [annotator.counts(), annotator.margin()]);
    const counted = sum;
    let done = timed(() => annotator.paintIn(marks, 8));
    while (!done) {
      await next();
      done = timed(() => annotator.paintOn(8));
    }
    return counted;
  };
  await shown();
  const all = performance.now() - start;
  first ||= all;
  // As for a card.
  while (!timed(() => annotator.reportOn(8))) await next();
  const task = longest;
  const middle = slices.sort((a, b) => a - b)[slices.length >> 1];
  longest = 0;
  const least = { found: Infinity, counted: Infinity, update: Infinity };
  for (let i = 0; i < 5; i += 1) {
    sum = 0;
    document.querySelectorAll("p")[1].firstChild.data += " Bo Roe agreed.";
    await next();
    timed(() => annotator.refresh());
    while (!timed(() => annotator.step(8))) await next();
    const found = sum;
    const counted = await shown();
    if (sum < least.update) Object.assign(least, { found, counted, update: sum });
  }
  const updateTask = longest;
  annotator.stop();
  return { first, all, task, middle, ...least, updateTask };
};

const columns = ["first", "all", "task", "middle", "found", "counted", "update", "updateTask"];
console.log(`browser    encoding     words ${["first", "all", "task", "median task", "update found", "and counted", "and painted", "its task"].map((c) => c.padStart(13)).join("")}  (ms)`);
for (const browser of only ? [only] : browsers) {
  const place = await begin(browser);
  for (const encoding of browser === "chromium" ? ["wasm", "script"] : ["wasm"]) {
    for (const words of lengths.split(",").map(Number)) {
      const runs = [];
      for (let i = 0; i < Number(times); i += 1) {
        const page = await place.open(article(text(words)), { encoding: null });
        await bring(page, encoding);
        runs.push(await page.evaluate(measure));
        await page.close();
      }
      const middle = (key) => runs.map((r) => r[key]).sort((a, b) => a - b)[runs.length >> 1].toFixed(1);
      console.log([browser.padEnd(10), encoding.padEnd(8), String(words).padStart(9), ...columns.map((c) => middle(c).padStart(12))].join(" "));
    }
  }
  await idleOf(place, browser);
  await place.close();
  for (const [name, script] of measured) {
    const added = await memoryOf(browser, article(text(10000)), script);
    console.log(`${browser}: ${added === null ? "memory is not told by this system" : `${name}: ${added.own.toFixed(1)} MB more than the bare tab at 10000 words, and ${added.files.toFixed(1)} MB of files in view, the browser's program above all, which all tabs share`}`);
  }
}
process.exit(0);

/** What runs on a page that was read and then left alone: timers and frames asked for, and observers' calls. */
async function idleOf(place, browser) {
  const page = await place.open(article(text(10000)));
  const woken = await page.evaluate(async (seconds) => {
    const annotator = globalThis.make();
    annotator.paint({ density: "standard", names: true, claims: true });
    let count = 0;
    const wait = globalThis.setTimeout.bind(globalThis);
    for (const name of ["setTimeout", "setInterval", "requestAnimationFrame", "requestIdleCallback", "queueMicrotask"]) {
      const own = globalThis[name];
      globalThis[name] = (...given) => {
        count += 1;
        return own?.apply(globalThis, given);
      };
    }
    await new Promise((done) => wait(done, seconds * 1000));
    annotator.stop();
    return count;
  }, Number(idle));
  console.log(`${browser}: ${woken} wake-ups of the core in ${idle} s of an idle page`);
  await page.close();
}
