/**
 * The core alone on a page, in every position of the switches: what its own pieces of work cost.
 *
 * Policy: only work of ours is timed, each piece around its own call, so that the page's scripts and its
 * drawing are not counted. A machine that does other things adds time and never takes any away: each
 * sort of piece counts with the shortest of its longest times over the loads.
 */

/** Keeps the core's memory where it can be asked for its size. Runs in the page before the core does. */
export const keepMemory = () => {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate(...given);
    globalThis.galleyMemory = (made.instance ?? made).exports.memory;
    return made;
  };
};

/**
 * Runs in the page.
 * @returns {Promise<{first: number, pieces: Record<string, number>, memory: number, shift: number, changed: boolean, left: number}>}
 *   `pieces`: the longest of each sort (ms); `memory`: of the core, bytes; `left`: highlights still there
 */
export const sweepCore = async () => {
  let shift = 0;
  try {
    new PerformanceObserver((list) => list.getEntries().forEach((e) => (shift += e.value))).observe({ type: "layout-shift" });
  } catch {
    // Firefox does not measure layout shift.
  }
  const before = document.documentElement.outerHTML;
  const { Annotator, models } = globalThis.galleyCore;
  const pieces = {};
  const timed = (name, act) => {
    const start = performance.now();
    const answer = act();
    pieces[name] = Math.max(pieces[name] ?? 0, performance.now() - start);
    return answer;
  };
  const start = performance.now();
  const marks = { density: "standard", names: true, claims: true };
  const pause = () => new Promise((next) => setTimeout(next));
  const annotator = timed("open", () => new Annotator(models, {}));
  timed("begin", () => annotator.begin(document));
  while (!timed("read", () => annotator.readOn(8))) await pause();
  let first = 0;
  while (!timed("find", () => annotator.step(8))) {
    if (!first && timed("first paint", () => annotator.paintNames(marks))) first = performance.now() - start;
    await pause();
  }
  timed("paint", () => annotator.paint(marks));
  first ||= performance.now() - start;
  timed("report", () => annotator.report());
  for (const density of ["calm", "everything", "standard"]) {
    for (const [names, claims] of [[true, true], [true, false], [false, true], [false, false]]) {
      timed("paint", () => annotator.paint({ density, names, claims }));
    }
  }
  const shifted = shift;
  for (const substance of [false, true]) {
    timed("fold", () => annotator.fold({ substance }));
    timed("bars", () => annotator.bars());
    timed("unfold", () => annotator.unfold());
  }
  timed("stop", () => annotator.stop());
  return { first, pieces, memory: globalThis.galleyMemory?.buffer.byteLength ?? 0, shift: shifted, changed: document.documentElement.outerHTML !== before, left: CSS.highlights.size };
};

/** Of several loads the least that each sort of piece took at most. @param {Record<string, number>[]} loads */
export function leastOf(loads) {
  const out = {};
  for (const name of Object.keys(loads[0])) out[name] = Math.min(...loads.map((load) => load[name] ?? Infinity));
  return out;
}

/** The longest piece of all. @param {Record<string, number>} pieces @returns {[string, number]} */
export const longestOf = (pieces) => Object.entries(pieces).reduce((most, one) => (one[1] > most[1] ? one : most), ["", 0]);
