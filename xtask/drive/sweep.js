/**
 * Every page of a folder in every position of the switches, in both browsers: exceptions, errors of ours
 * on a console, our tasks over 50 ms, layout shift, what is left after undoing; time to the first mark and
 * memory. A line a page, and a sum; the exit status is 1 when anything was wrong.
 *
 * Each page is opened twice with the core alone in it, whose pieces of work are timed one by one, and once
 * with the extension as it ships. `--only TEXT` takes the pages whose path holds it, `--part 2/4` a slice.
 *
 * first: from the core's start to its first marks, ms. piece: the longest piece of work of the core, ms.
 * task: the longest task of ours in the tab (Chromium). core, tab: memory of the core, and what the tab
 * holds more besides (Chromium), MB.
 */

import { basename, resolve } from "node:path";
import { browsers, launch, serve } from "../../tests/extension/harness.js";
import { agent } from "../../tests/extension/inside.js";
import { addressOf, bringCore, coreScripts, flags, pagesIn } from "./pages.js";
import { keepMemory, leastOf, longestOf, sweepCore } from "./sweep/core.js";
import { sweepTab } from "./sweep/tab.js";

const { pages: folder, browser: chosen, only = "", part = "1/1" } = flags(process.argv.slice(2));

/** Longer than this (ms) a piece of work holds up the page. */
const longTask = 50;
const loads = 2;
const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1);

const [slice, slices] = part.split("/").map(Number);
const paths = pagesIn(resolve(folder)).filter((path) => path.includes(only)).filter((_, i) => i % slices === slice - 1);
const scripts = coreScripts();

/** The core alone, loaded anew each time. */
async function coreOn(page, url, troubles) {
  const runs = [];
  for (let n = 0; n < loads; n += 1) {
    await page.goto(url, { waitUntil: "domcontentloaded", timeout: 60000 });
    await page.evaluate(keepMemory);
    await bringCore(page, scripts);
    const run = await page.evaluate(sweepCore);
    if (run.changed) troubles.push("the page differs after the core's undoing");
    if (run.left) troubles.push(`${run.left} highlights of the core are left`);
    if (run.shift) troubles.push(`the core moved the layout by ${run.shift}`);
    runs.push(run);
  }
  const [sort, piece] = longestOf(leastOf(runs.map((run) => run.pieces)));
  if (piece > longTask) troubles.push(`a piece of work, "${sort}", of ${piece.toFixed(0)} ms`);
  return { first: Math.min(...runs.map((run) => run.first)), sort, piece, memory: runs[0].memory };
}

/** The extension; a task that was too long is looked for once more. */
async function tabOn(session, own, url, troubles) {
  let tab = await sweepTab(session, own, url);
  troubles.push(...tab.troubles);
  if (tab.tasks[0]?.ms > longTask) {
    const again = await sweepTab(session, own, url);
    troubles.push(...again.troubles);
    if (again.tasks[0].ms < tab.tasks[0].ms) tab = again;
  }
  const [longest = { ms: NaN, what: "" }] = tab.tasks;
  if (longest.ms > longTask) troubles.push(`a task of ours of ${longest.ms.toFixed(0)} ms: ${longest.what}`);
  return { task: longest.ms, heap: tab.heap };
}

let wrong = 0;
for (const browser of chosen ? [chosen] : browsers) {
  const server = await serve({}, resolve(folder));
  const session = await launch(browser, { offline: true });
  const own = await agent(session);
  const rows = [];
  try {
    for (const path of paths) {
      const url = server.url(addressOf(path, folder));
      const troubles = [];
      const row = { first: NaN, sort: "", piece: NaN, memory: NaN, task: NaN, heap: NaN };
      const page = await session.browser.newPage();
      page.on("pageerror", (error) => /galley|wasm/i.test(String(error?.stack ?? error)) && troubles.push(String(error)));
      try {
        Object.assign(row, await coreOn(page, url, troubles));
        await page.close();
        Object.assign(row, await tabOn(session, own, url, troubles));
      } catch (error) {
        troubles.push(String(error?.message ?? error));
      }
      if (!page.isClosed()) await page.close();
      rows.push(row);
      if (troubles.length) wrong += 1;
      console.log(`${browser} ${basename(path)}: first ${row.first.toFixed(0)} ms, piece ${row.piece.toFixed(1)} ms (${row.sort}), task ${row.task.toFixed(1)} ms, core ${megabytes(row.memory)} MB, tab ${megabytes(row.heap)} MB${troubles.map((one) => `\n  ${one}`).join("")}`);
    }
  } finally {
    await session.close();
    await server.close();
  }
  const sum = (key, unit, of = (n) => n.toFixed(1)) => {
    const list = rows.map((row) => row[key]).filter((n) => !Number.isNaN(n)).sort((a, b) => a - b);
    return list.length ? `${of(list[list.length >> 1])} ${unit} in the middle, ${of(list.at(-1))} at most` : "not measured";
  };
  console.log(`${browser}: ${rows.length} pages; first mark ${sum("first", "ms")}; piece ${sum("piece", "ms")}; task ${sum("task", "ms")}; core ${sum("memory", "MB", megabytes)}; tab ${sum("heap", "MB", megabytes)}`);
}
console.log(wrong ? `${wrong} pages had trouble` : "no page had trouble");
process.exit(wrong ? 1 : 0);
