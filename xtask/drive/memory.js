/**
 * What reading a page adds to the memory of its browser: the proportional set size of all its processes,
 * with the page read and marked, less that with the page bare. The kernel's figure, because no protocol
 * counts WebAssembly's memory, code and strings alike in both browsers; least of several tabs, because other
 * parts of a browser come and go. Linux only: elsewhere nothing is measured, and nothing printed in its place.
 */

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { bring } from "../../tests/dom/support.js";

const tabs = 3;

/**
 * Megabytes that reading adds to a tab with `html`, or null where the system does not tell.
 * @param {Awaited<ReturnType<typeof import("../../tests/dom/support.js").begin>>} place
 * @param {string} html
 * @returns {Promise<number | null>}
 */
export async function memoryOf(place, html) {
  const root = place.session.browser.process()?.pid;
  if (!root || !existsSync(`/proc/${root}/smaps_rollup`)) return null;
  let least = Infinity;
  for (let i = 0; i < tabs; i += 1) {
    const page = await place.open(html, { encoding: null });
    const bare = await settled(page, root);
    await bring(page, "wasm");
    await page.evaluate(() => {
      globalThis.kept = globalThis.make();
      globalThis.kept.report();
      globalThis.kept.paint({ density: "standard", names: true, claims: true });
    });
    least = Math.min(least, (await settled(page, root)) - bare);
    await page.close();
  }
  return least / 1024;
}

/** The size once garbage is gone and it has stopped falling, in kB. @param {any} page @param {number} root */
async function settled(page, root) {
  let last = Infinity;
  for (;;) {
    await collect(page);
    const now = size(root);
    if (now > last * 0.999) return Math.min(now, last);
    last = now;
  }
}

/** Asks for garbage to be collected; Firefox has no such wish for pages, so its timers do it. @param {any} page */
async function collect(page) {
  const session = await page.createCDPSession?.().catch(() => null);
  await session?.send("HeapProfiler.collectGarbage");
  await session?.detach();
  await new Promise((done) => setTimeout(done, 1500));
}

/** The proportional set size of a process and all below it, in kB. @param {number} root */
function size(root) {
  /** @type {Map<number, number[]>} */
  const below = new Map();
  for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const parent = Number(read(`/proc/${name}/stat`).split(") ").at(-1)?.split(" ")[1]);
    below.set(parent, [...(below.get(parent) ?? []), Number(name)]);
  }
  let sum = 0;
  for (const waiting = [root]; waiting.length > 0; ) {
    const pid = waiting.pop() ?? 0;
    sum += Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
    waiting.push(...(below.get(pid) ?? []));
  }
  return sum;
}

/** A file, or nothing when its process has ended meanwhile. @param {string} path */
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
