/**
 * How long reading takes, by length of the article, browser and encoding, as the shell does it: in slices
 * that yield. Milliseconds, the middle of the runs. `--words 1000,10000` and `--runs N` choose; `--idle N`
 * is how many seconds an idle page is watched for tasks and timers of ours.
 *
 * first: from the core's start to the first marks. all: until everything is found and marked. task: the
 * longest single piece of work of ours. update: work of ours in all after one paragraph changed, and its
 * longest piece.
 */

import { begin, article, bring } from "../../tests/dom/support.js";
import { browsers } from "../../tests/extension/harness.js";
import { memoryOf } from "./memory.js";
import { flags } from "./pages.js";

const { words: lengths = "1000,10000,100000,1000000", runs: times = "3", idle = "60", browser: only } = flags(process.argv.slice(2));

const sentences = [
  "Ann Lee told reporters in Paris on Monday that exports had fallen by $1.2 billion over the year.",
  "According to a report by the World Bank, the harbour of Lisbon was closed for three weeks in March.",
  "“We shall see what the engineers say,” said Martin Okafor, who leads the county council.",
  "The repair is expected to cost 4.2 million euros, of which the ministry would carry half.",
];

/** Paragraphs of about 60 words, no two alike. @param {number} words */
const text = (words) =>
  Array.from({ length: Math.ceil(words / 60) }, (_, i) => `<p>Part ${i} of ${words}. ${sentences.map((s, k) => s.replace(/\d/, String((i * 7 + k) % 10))).join(" ")}</p>`).join("");

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
  const next = () => new Promise((done) => setTimeout(done));
  const start = performance.now();
  const annotator = timed(() => new Annotator(models, {}));
  timed(() => annotator.begin(document));
  while (!timed(() => annotator.readOn(8))) await next();
  let first = 0;
  while (!timed(() => annotator.step(8))) {
    if (!first && timed(() => annotator.paintNames(marks))) first = performance.now() - start;
    await next();
  }
  timed(() => annotator.paint(marks));
  const all = performance.now() - start;
  first ||= all;
  const task = longest;
  const middle = slices.sort((a, b) => a - b)[slices.length >> 1];
  longest = 0;
  sum = 0;
  document.querySelectorAll("p")[1].firstChild.data += " Bo Roe agreed.";
  await next();
  timed(() => annotator.refresh());
  while (!timed(() => annotator.step(8))) await next();
  const found = sum;
  timed(() => annotator.paint(marks));
  const update = sum;
  const updateTask = longest;
  annotator.stop();
  return { first, all, task, middle, found, update, updateTask };
};

const columns = ["first", "all", "task", "middle", "found", "update", "updateTask"];
console.log(`browser    encoding     words ${["first", "all", "task", "median task", "update found", "and painted", "its task"].map((c) => c.padStart(13)).join("")}  (ms)`);
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
  const added = await memoryOf(place, article(text(10000)));
  console.log(`${browser}: ${added === null ? "memory is not told by this system" : `${added.toFixed(1)} MB more than the bare tab at 10000 words`}`);
  await place.close();
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
