/**
 * What reading a page adds to the memory of its tab: the proportional set size of the process that shows it,
 * with the page read and marked, less that with the page bare. The kernel's figure, because no protocol counts
 * WebAssembly's memory, code and strings alike in both browsers. Part of it is the browser's own program, read
 * from its file when a process compiles WebAssembly for the first time; what is in no file is told apart. The
 * page's process is the one that grew most; the middle of several tabs, because other parts of a browser come
 * and go. Linux only: elsewhere nothing is measured, and nothing printed in its place.
 */

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { bring } from "../../tests/dom/support.js";

const tabs = 3;

/**
 * Megabytes that reading adds to a tab with `html`, in all and in no file, or null where the system does not tell.
 * @param {Awaited<ReturnType<typeof import("../../tests/dom/support.js").begin>>} place
 * @param {string} html
 * @returns {Promise<{all: number, own: number} | null>}
 */
export async function memoryOf(place, html) {
  const root = place.session.browser.process()?.pid;
  if (!root || !existsSync(`/proc/${root}/smaps_rollup`)) return null;
  const grown = [];
  for (let i = 0; i < tabs; i += 1) {
    const page = await place.open(html, { encoding: null });
    const bare = await settled(page, root);
    await bring(page, "wasm");
    await page.evaluate(() => {
      globalThis.kept = globalThis.make();
      // As the shell does once the core has opened them.
      globalThis.galleyCore.models = undefined;
      globalThis.kept.report();
      globalThis.kept.paint({ density: "standard", names: true, claims: true });
    });
    const read = await settled(page, root);
    const more = [...read].map(([pid, { all, own }]) => ({ all: all - (bare.get(pid)?.all ?? all), own: own - (bare.get(pid)?.own ?? own) }));
    grown.push(more.reduce((most, one) => (one.all > most.all ? one : most)));
    await page.close();
  }
  const { all, own } = grown.sort((a, b) => a.all - b.all)[tabs >> 1];
  return { all: all / 1024, own: own / 1024 };
}

/** The sizes once garbage is gone and they have stopped falling. @param {any} page @param {number} root */
async function settled(page, root) {
  let last = Infinity;
  for (;;) {
    await collect(page);
    const now = sizes(root);
    const sum = [...now.values()].reduce((all, one) => all + one.all, 0);
    if (sum > last * 0.998) return now;
    last = sum;
  }
}

/** Asks for garbage to be collected; Firefox has no such wish for pages, so its timers do it. @param {any} page */
async function collect(page) {
  const session = await page.createCDPSession?.().catch(() => null);
  await session?.send("HeapProfiler.collectGarbage");
  await session?.detach();
  await new Promise((done) => setTimeout(done, 1500));
}

/** The proportional set sizes of a process and of all below it, in all and in no file, in kB. @param {number} root */
function sizes(root) {
  /** @type {Map<number, number[]>} */
  const below = new Map();
  for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const parent = Number(read(`/proc/${name}/stat`).split(") ").at(-1)?.split(" ")[1]);
    below.set(parent, [...(below.get(parent) ?? []), Number(name)]);
  }
  /** @type {Map<number, {all: number, own: number}>} */
  const found = new Map();
  for (const waiting = [root]; waiting.length > 0; ) {
    const pid = waiting.pop() ?? 0;
    const rollup = read(`/proc/${pid}/smaps_rollup`);
    const of = (/** @type {string} */ name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(rollup)?.[1] ?? 0);
    found.set(pid, { all: of("Pss"), own: of("Pss_Anon") });
    waiting.push(...(below.get(pid) ?? []));
  }
  return found;
}

/** A file, or nothing when its process has ended meanwhile. @param {string} path */
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
