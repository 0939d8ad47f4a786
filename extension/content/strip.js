/**
 * The overview strip: a narrow bar at the edge of the window with a tick for every statement that no one
 * is named for and a stretch for every repeat, and how many of them stand above and below.
 *
 * Policy: off unless the reader turns it on, and only then is this script in the tab. Two shapes, not two
 * colours: a tick is half as wide as a stretch. The list in the panel says the same in words, so the
 * ticks are for the pointer only; the two counts are buttons. Measured once a change and once a scroll,
 * never in between. Not handled: pages that scroll inside an element of their own.
 */

import { whole } from "../findings.js";
import { el } from "./elements.js";
import { page as document } from "./page.js";

/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("../types.js").Report} Report */
/** @typedef {{piece: Piece, sort: "statement" | "repeat", top: number, bottom: number}} Tick top and bottom in CSS pixels of the document */

/**
 * @param {readonly {top: number, bottom: number}[]} ticks @param {number} from the view's upper edge @param {number} to its lower
 * @returns {{above: number, below: number}}
 */
export function beyond(ticks, from, to) {
  return { above: ticks.filter((one) => one.bottom < from).length, below: ticks.filter((one) => one.top > to).length };
}

/**
 * @param {ReturnType<typeof import("./layer.js").createLayer>} layer
 * @param {{rangeOf: (piece: Piece) => Range | null, jump: (pieces: Piece[]) => void,
 *   words: (side: "above" | "below", n: number) => string, number: (n: number) => string}} actions
 */
export function createStrip(layer, actions) {
  /** @type {Omit<Tick, "top" | "bottom">[]} */
  let wanted = [];
  /** @type {Tick[]} */
  let ticks = [];
  let stopping = new AbortController();
  let frame = 0;
  const line = el("div", { class: "line", "aria-hidden": "true" });
  const up = el("button", { type: "button", tabindex: "-1", onclick: () => go(-1) });
  const down = el("button", { type: "button", tabindex: "-1", onclick: () => go(1) });
  const node = el("div", { class: "strip" }, up, line, down);
  line.addEventListener("click", (event) => {
    const { top, height } = line.getBoundingClientRect();
    const at = ((event.clientY - top) / height) * full();
    const near = [...ticks].sort((a, b) => Math.abs(a.top - at) - Math.abs(b.top - at))[0];
    if (near) actions.jump([near.piece]);
  });
  const thing = { node, box: () => measure(), put: () => draw() };

  const full = () => Math.max(1, document.documentElement.scrollHeight);

  /** @param {-1 | 1} way */
  function go(way) {
    const next = way < 0 ? ticks.filter((one) => one.bottom < scrollY).at(-1) : ticks.find((one) => one.top > scrollY + innerHeight);
    if (next) actions.jump([next.piece]);
  }

  function measure() {
    ticks = wanted.flatMap((one) => {
      const box = actions.rangeOf(one.piece)?.getBoundingClientRect();
      return box && box.height > 0 ? [{ ...one, top: box.top + scrollY, bottom: box.bottom + scrollY }] : [];
    }).sort((a, b) => a.top - b.top);
    return { left: 0, right: 0, top: 0, bottom: 0 };
  }

  function draw() {
    node.dir = getComputedStyle(document.body ?? document.documentElement).direction;
    const whole = full();
    line.replaceChildren(...ticks.map((one) => {
      const tick = el("i", { class: one.sort });
      tick.style.cssText = `top:${(one.top / whole) * 100}%;height:max(3px, ${((one.bottom - one.top) / whole) * 100}%)`;
      return tick;
    }));
    count();
  }

  function count() {
    frame = 0;
    const { above, below } = beyond(ticks, scrollY, scrollY + innerHeight);
    for (const [button, n, arrow, name] of /** @type {const} */ ([[up, above, "↑", "above"], [down, below, "↓", "below"]])) {
      button.textContent = n ? `${arrow}${actions.number(n)}` : "";
      button.ariaLabel = button.title = actions.words(name, n);
      button.classList.toggle("out", n === 0);
    }
  }

  function clear() {
    if (!node.isConnected) return;
    stopping.abort();
    cancelAnimationFrame(frame);
    frame = 0;
    layer.remove(thing);
  }

  return {
    clear,
    /** @param {Report} report */
    update(report) {
      wanted = [
        ...report.statements.map((one) => ({ piece: { block: one.block, start: one.start, end: one.end }, sort: /** @type {const} */ ("statement") })),
        ...report.duplicates.runs.filter((run) => run.kind === "copy").flatMap((run) => run.blocks.map(({ block }) => ({ piece: whole(block), sort: /** @type {const} */ ("repeat") }))),
      ];
      if (wanted.length === 0) return clear();
      if (!node.isConnected) {
        stopping = new AbortController();
        layer.add(thing);
        addEventListener("scroll", () => (frame ||= requestAnimationFrame(count)), { signal: stopping.signal, passive: true });
      }
      return layer.soon();
    },
  };
}
