/**
 * The marks in the margin: "?" beside a statement that no one is named for, "~" beside a hedged claim.
 *
 * Policy: outside the text's column, and where there is no margin not at all, one a line at most, never in
 * the order of the Tab key (the panel lists the same things), opening its card by pointer or click. Light or
 * dark by the text's own colour. A mark is there while its text is in the window or a window away, because a long
 * page has hundreds and each takes kilobytes of the tab. After a change of the page marks of text that stands
 * are kept: making and measuring one is dear.
 */

import { doubts } from "../findings.js";
import { t } from "../i18n.js";
import { el } from "./elements.js";
import { Layer } from "./explain.js";

/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("./explain.js").Mark} Mark */

/** Marks beyond this number are left to the panel. */
const most = 400;
/** A mark's size, and the narrowest margin that its circle fits in; CSS pixels. */
const size = 24;
const room = 20;

/**
 * @param {ReturnType<typeof import("./layer.js").createLayer>} layer
 * @param {{say: (piece: Piece) => string, rangeOf: (piece: Piece) => Range | null,
 *   element: (block: number) => Element | null, over: (mark: Mark | null, node: HTMLElement) => void,
 *   open: (mark: Mark, node: HTMLElement) => void}} actions
 */
export function createGutter(layer, actions) {
  /** @typedef {{mark: Mark, sign: string, words: string}} One */
  /** @typedef {import("./layer.js").Thing & {stands: () => boolean, be: (one: One) => void}} Margin */
  /** What is to stand beside each element, by its sign and place there. @type {Map<Element, Map<string, One>>} */
  let all = new Map();
  /** What does. @type {Map<Element, Map<string, Margin>>} */
  const shown = new Map();
  /** The elements in the window or a window away. @type {Set<Element>} */
  const near = new Set();
  const sights = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) near[isIntersecting ? "add" : "delete"](target);
    show(seen.map(({ target }) => target));
  }, { rootMargin: "100% 0px" });

  return {
    clear() {
      sights.disconnect();
      near.clear();
      all = new Map();
      show(shown.keys());
    },
    /** @param {Uint32Array} rows the core's `margin` */
    update(rows) {
      const before = all;
      all = new Map();
      for (const one of wanted(rows)) {
        const element = boxed(actions.element(one.mark.block));
        if (!element) continue;
        let at = `${one.sign}${one.mark.start}-${one.mark.end}`;
        const here = all.get(element) ?? new Map();
        // Paragraphs that share an element count from where each begins.
        while (here.has(at)) at += "+";
        all.set(element, here.set(at, one));
        sights.observe(element);
      }
      for (const element of before.keys()) {
        if (all.has(element)) continue;
        sights.unobserve(element);
        near.delete(element);
      }
      show([...before.keys(), ...all.keys()]);
    },
  };

  /** Puts beside these elements what is to stand there, and nothing else. @param {Iterable<Element>} elements */
  function show(elements) {
    /** Added once all are made: making one reads styles. @type {Margin[]} */
    const news = [];
    for (const element of new Set(elements)) {
      const before = shown.get(element);
      const here = new Map();
      for (const [at, one] of (near.has(element) && all.get(element)) || []) {
        const old = before?.get(at);
        const stands = old?.stands() ? old : null;
        stands?.be(one);
        const thing = stands ?? mark(one);
        if (!thing) continue;
        if (stands) before?.delete(at);
        else news.push(thing);
        here.set(at, thing);
      }
      for (const thing of before?.values() ?? []) layer.remove(thing);
      shown.delete(element);
      if (here.size) shown.set(element, here);
    }
    for (const thing of news) layer.add(thing);
  }

  /** @param {Uint32Array} rows @returns {One[]} */
  function wanted(rows) {
    /** @type {One[]} */
    const out = [];
    let told = -1;
    for (let i = 0; i < rows.length && out.length < most; i += 5) {
      const [block, start, end, layer, index] = rows.subarray(i, i + 5);
      const mark = { block, start, end, layer, index };
      if (layer === Layer.cue) {
        if (index === told || !doubts(mark, actions.say)) continue;
        told = index;
        // A claim and the one around it share their hedge.
        if (out.some((one) => one.sign === "~" && one.mark.block === block && one.mark.start === start)) continue;
        out.push({ mark, sign: "~", words: t("hedged") });
      } else out.push({ mark, sign: "?", words: t("noSourceNamed") });
    }
    return out;
  }

  /** @param {One} one @returns {Margin | null} */
  function mark(one) {
    const range = actions.rangeOf(one.mark);
    const block = range?.startContainer.parentElement;
    if (!range || !block) return null;
    const node = el("button", { type: "button", tabindex: "-1", class: "gutter", title: one.words, "aria-label": one.words }, el("i", { "aria-hidden": "true" }, one.sign));
    node.addEventListener("pointerenter", () => actions.over(one.mark, node));
    node.addEventListener("pointerleave", () => actions.over(null, node));
    node.addEventListener("click", () => actions.open(one.mark, node));
    let dark = false;
    /** Where the mark's left edge goes: before the column, else behind it, never over its words. */
    const beside = (/** @type {DOMRect} */ column, /** @type {boolean} */ rtl) => {
      const [left, right] = [column.left >= room, innerWidth - column.right >= room];
      if (left && (!rtl || !right)) return Math.max(0, column.left - size - 2);
      return right ? column.right + 2 : null;
    };
    return {
      node,
      stands: () => block.isConnected,
      be: (other) => {
        one = other;
      },
      box: () => {
        // Text that is folded away still has boxes: its mark goes with it.
        if (block.closest("[data-galley-fold][hidden]")) return null;
        const line = actions.rangeOf(one.mark)?.getClientRects()[0];
        const column = columnOf(block);
        if (!line || line.height === 0) return null;
        // The page may turn dark, or round, under a mark that stays.
        const style = getComputedStyle(block);
        dark = pale(style.color);
        const left = beside(column, style.direction === "rtl");
        return left === null ? null : { left, right: left + size, top: line.top, bottom: line.bottom };
      },
      put: (/** @type {HTMLElement} */ button, /** @type {import("./layout.js").Box} */ box) => {
        button.classList.toggle("ondark", dark);
        button.style.cssText = `left:${box.left}px;top:${(box.top + box.bottom - size) / 2}px`;
      },
    };
  }
}

/** The nearest element around that has a box: one that has none is never in sight. @param {Element | null} element */
function boxed(element) {
  let at = element;
  for (let i = 0; i < 9 && at?.parentElement && !Element.prototype.checkVisibility.call(at); i += 1) at = at.parentElement;
  return at;
}

/** The box of the nearest block around an inline element. @param {Element} element */
function columnOf(element) {
  let at = element;
  // A form may have a field of the name "parentElement", and then there is no end to going up.
  for (let i = 0; i < 99 && at.parentElement && getComputedStyle(at).display.startsWith("inline"); i += 1) at = at.parentElement;
  return at.getBoundingClientRect();
}

/** Whether a text colour is pale, which means its ground is dark. @param {string} colour "rgb(r, g, b)" */
export function pale(colour) {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 140;
}
