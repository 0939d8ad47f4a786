/**
 * Where pieces stand in the page, in the terms of the W3C Web Annotation model: the exact words with 32
 * characters around them, and the position in the text of `document.body` (UTF-16 code units).
 * Anchors of Hypothesis are the model for the context's length. Not handled: text in frames.
 */

import { page as document } from "./page.js";

/** @typedef {import("../types.js").Selector} Selector */
/** @typedef {import("../types.js").Piece} Piece */

const context = 32;

/**
 * @param {readonly Piece[]} pieces
 * @param {(piece: Piece) => Range | null} rangeOf
 * @param {Node} [root]
 * @returns {(Selector | null)[]} nothing for a piece that is no longer on the page
 */
export function selectors(pieces, rangeOf, root = document.body) {
  /** @type {Map<Node, number>} */
  const starts = new Map();
  /** @type {string[]} */
  const parts = [];
  let length = 0;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { data } = /** @type {Text} */ (node);
    starts.set(node, length);
    parts.push(data);
    length += data.length;
  }
  const text = parts.join("");
  return pieces.map((piece) => {
    const range = rangeOf(piece);
    const first = range && starts.get(range.startContainer);
    const last = range && starts.get(range.endContainer);
    if (!range || first === undefined || first === null || last === undefined || last === null) return null;
    return quote(text, first + range.startOffset, last + range.endOffset);
  });
}

/**
 * Pure.
 * @param {string} text @param {number} start @param {number} end
 * @returns {Selector}
 */
export function quote(text, start, end) {
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - context), start),
    suffix: text.slice(end, end + context),
    start,
    end,
  };
}
