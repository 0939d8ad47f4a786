/**
 * The whole extension on a page, as a reader has it: the button, every position of the switches, folded and
 * not, hidden and shown again, then given up; what the page and the browser say to that.
 *
 * Policy: a page that differs afterwards, or whose layout moved, is held against a tab that never met us,
 * because pages change by themselves and pictures come late. Layout that moves because the reader folds is no shift: it is watched until
 * the first fold. Errors are those that name us, of the page's console and of Firefox's own.
 */

import { readPage } from "../../../tests/extension/inside.js";
import { beginTrace, endTrace } from "./tasks.js";

/** Runs in the page. */
const beginShift = () => {
  globalThis.galleyShift = { value: 0, moved: [] };
  // What moved while the page was loading is told late.
  const from = performance.now();
  const name = ({ node, previousRect, currentRect }) => `${node?.parentElement?.localName}>${node?.localName ?? node?.nodeName} from ${previousRect.x},${previousRect.y} to ${currentRect.x},${currentRect.y}`;
  try {
    new PerformanceObserver((list) => list.getEntries().filter((e) => e.startTime > from).forEach((e) => {
      globalThis.galleyShift.value += e.value;
      globalThis.galleyShift.moved.push(...e.sources.map(name));
    })).observe({ type: "layout-shift" });
  } catch {
    // Firefox does not measure layout shift.
  }
};
/** Until all pictures have come or failed, each of which may move the layout; those that would wait to be seen do not. */
const loaded = () => Promise.all([...document.images].map((picture) => {
  picture.loading = "eager";
  return picture.complete || new Promise((done) => ["load", "error"].forEach((end) => picture.addEventListener(end, () => done(true), { once: true })));
}));
const look = () => document.documentElement.outerHTML;
/** Two frames: what was asked for last has been drawn, and its shift told. */
const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(globalThis.galleyShift))));

/**
 * Errors of the browser's own console that name an extension; Firefox only. That a popup was closed before
 * it had its answer is no error: every reader who clicks beside it does that.
 */
const consoleOf = (session) => session.chrome(`() => {
  const found = Services.console.getMessageArray().filter((one) => one instanceof Ci.nsIScriptError && !(one.flags & Ci.nsIScriptError.warningFlag) && /moz-extension:/.test(one.sourceName) && !/context unloaded/.test(one.errorMessage));
  Services.console.reset();
  return found.map((one) => one.errorMessage + " (" + one.sourceName.split("/").pop() + ":" + one.lineNumber + ")").join("\\n");
}`);

/** What a tab holds, rubbish taken out first; Chromium only. */
async function heapOf(page) {
  const cdp = await page.createCDPSession();
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await cdp.send("Runtime.getHeapUsage");
  await cdp.detach();
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

/**
 * @returns {Promise<{troubles: string[], tasks: number[], heap: number}>} `tasks`: of ours, ms,
 *   longest first; `heap`: bytes the tab holds more while it is marked, without the core's own memory. Both
 *   are not known in Firefox
 */
export async function sweepTab(session, own, url) {
  let before = "";
  let bare = 0;
  const { chromium } = session;
  const { page, ask } = await readPage(session, own, url, {
    marks: false,
    prepare: async (tab) => {
      await tab.evaluate(loaded);
      await tab.evaluate(beginShift);
      before = await tab.evaluate(look);
      if (!chromium) return;
      bare = await heapOf(tab);
      await beginTrace(tab);
    },
  });
  try {
    if ((await ask("page.state")).phase === "notArticle") await ask("page.analyse", { anyway: true });
    const switches = async () => {
      for (const density of ["calm", "everything", "standard"]) {
        for (const [names, claims] of [[true, false], [false, true], [false, false], [true, true]]) {
          await ask("page.marks", { marks: { density, names, claims } });
        }
      }
      for (const on of [true, false]) await ask("page.hide", { on });
    };
    await switches();
    const { value: shift, moved } = await page.evaluate(drawn);
    const heap = chromium ? (await heapOf(page)) - bare : NaN;
    await ask("page.fold", { on: true });
    await switches();
    await ask("page.fold", { on: false });
    await page.evaluate(drawn);
    const { phase, error } = await ask("page.state");
    await ask("page.pause");
    const tasks = chromium ? await endTrace(page) : [];
    const after = await page.evaluate(look);
    const left = await page.evaluate(() => CSS.highlights.size);
    const troubles = page.trouble.filter((words) => /galley|-extension:|wasm/i.test(words));
    const console = chromium ? "" : await consoleOf(session);
    if (console) troubles.push(console);
    if (phase !== "done") troubles.push(`it is ${phase}, not read: ${error}`);
    if (left) troubles.push(`${left} highlights are left`);
    if (shift || after !== before) {
      const alone = await unread(session, url);
      if (shift > alone.shift) troubles.push(`the layout moved by ${shift.toFixed(3)}, in a tab alone by ${alone.shift.toFixed(3)}: ${moved.slice(0, 3).join("; ")}`);
      if (after !== before && !alone.changed) troubles.push(`the page differs after undoing: ${difference(before, after)}`);
    }
    return { troubles, tasks, heap };
  } finally {
    await page.close();
  }
}

/** What a page does by itself, read by nobody, while a reader would have read it. */
async function unread(session, url) {
  const control = await session.open(url);
  await control.evaluate(loaded);
  await control.evaluate(beginShift);
  const before = await control.evaluate(look);
  for (let n = 0; n < 60; n += 1) await control.evaluate(drawn);
  const { value: shift } = await control.evaluate(drawn);
  const changed = (await control.evaluate(look)) !== before;
  await control.close();
  return { changed, shift };
}

/** Where two texts part. */
function difference(one, other) {
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return `"${one.slice(Math.max(0, at - 40), at + 80)}" became "${other.slice(Math.max(0, at - 40), at + 80)}"`;
}
