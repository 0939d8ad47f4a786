/**
 * Every page of a folder in every position of the switches: errors, layout shift, what is left after
 * undoing, time to the first mark, longest piece of work. A line a page that has something to say, and a
 * sum; the exit status is 1 when anything was wrong.
 */

import { browsers } from "../../tests/extension/harness.js";
import { eachPage, flags } from "./pages.js";

const { pages, browser: only } = flags(process.argv.slice(2));

/** Longer than this (ms) a piece of work holds up the page. */
const longTask = 50;

/** Runs in the page. */
const sweep = async () => {
  let shift = 0;
  try {
    new PerformanceObserver((list) => list.getEntries().forEach((e) => (shift += e.value))).observe({ type: "layout-shift" });
  } catch {
    // Firefox does not measure layout shift.
  }
  const before = document.documentElement.outerHTML;
  const { Annotator, models } = globalThis.galleyCore;
  const annotator = new Annotator(models, {});
  let longest = 0;
  const timed = (act) => {
    const start = performance.now();
    const answer = act();
    longest = Math.max(longest, performance.now() - start);
    return answer;
  };
  const start = performance.now();
  const marks = { density: "standard", names: true, claims: true };
  const pause = () => new Promise((next) => setTimeout(next));
  timed(() => annotator.begin(document));
  while (!timed(() => annotator.readOn(8))) await pause();
  let first = 0;
  while (!timed(() => annotator.step(8))) {
    if (!first && timed(() => annotator.paintNames(marks))) first = performance.now() - start;
    await pause();
  }
  timed(() => annotator.paint(marks));
  first ||= performance.now() - start;
  for (const density of ["calm", "everything", "standard"]) {
    for (const [names, claims] of [[true, true], [true, false], [false, true], [false, false]]) {
      timed(() => annotator.paint({ density, names, claims }));
    }
  }
  const shifted = shift;
  for (const substance of [false, true]) {
    timed(() => annotator.fold({ substance }));
    timed(() => annotator.bars());
    timed(() => annotator.unfold());
  }
  annotator.stop();
  return { first, longest, shift: shifted, changed: document.documentElement.outerHTML !== before, left: CSS.highlights.size };
};

let wrong = 0;
for (const browser of only ? [only] : browsers) {
  const firsts = [];
  const longests = [];
  await eachPage({ folder: pages, browser }, async (page, name) => {
    const troubles = [];
    const note = (error) => troubles.push(String(error?.message ?? error));
    page.on("pageerror", note);
    const noteConsole = (message) => /galley/i.test(message.text()) && message.type() === "error" && note(message.text());
    page.on("console", noteConsole);
    const once = () => page.evaluate(sweep).catch((error) => {
      note(error);
      return null;
    });
    let r = await once();
    // A long task may be the machine's: what is long twice is ours.
    if (r?.longest > longTask) {
      const again = await once();
      if (again) r = { ...again, longest: Math.min(r.longest, again.longest), shift: r.shift + again.shift, changed: r.changed || again.changed };
    }
    page.off("pageerror", note);
    page.off("console", noteConsole);
    if (r) {
      firsts.push(r.first);
      longests.push(r.longest);
      if (r.changed) troubles.push("the page differs after undoing");
      if (r.left) troubles.push(`${r.left} highlights are left`);
      if (r.longest > longTask) troubles.push(`a task of ${r.longest.toFixed(0)} ms`);
      if (r.shift > 0) troubles.push(`layout shift ${r.shift}`);
    }
    if (troubles.length) {
      wrong += 1;
      console.log(`${browser} ${name}: ${troubles.join("; ")}`);
    }
  });
  const middle = (list) => list.sort((a, b) => a - b)[list.length >> 1]?.toFixed(1);
  const over = longests.filter((ms) => ms > longTask).length;
  console.log(`${browser}: ${firsts.length} pages; first mark ${middle(firsts)} ms in the middle, ${firsts.at(-1)?.toFixed(0)} ms at most; ` +
    `longest task ${middle(longests)} ms in the middle, ${longests.at(-1)?.toFixed(0)} ms at most, over ${longTask} ms on ${over} pages`);
}
console.log(wrong ? `${wrong} pages had trouble` : "no page had trouble");
process.exit(wrong ? 1 : 0);
