/**
 * Ranges and highlights: the only place that touches `CSS.highlights`.
 *
 * Policy: ranges are static (live ones make every edit of the page slow), made late, and only for text
 * that still stands as it was read. The registry is shared with the page: our names have a prefix, are
 * remembered here, and nothing else is ever removed. Iterating the registry fails in Firefox's content
 * scripts, so it is never iterated.
 */

import { createRange, ownerDocument, parentElement, viewOf } from "./nodes.js";
import { holds } from "./reader.js";

/** Text node to the ranges that stand in it and the highlights they belong to. */
const standing = new WeakMap();

/** Takes the marks off a text node that reads otherwise now. */
export function forget(node) {
  for (const [highlight, range] of standing.get(node) ?? []) highlight.delete(range);
  standing.delete(node);
}

const remember = (highlight, range) => {
  for (const node of new Set([range.startContainer, range.endContainer])) {
    const list = standing.get(node);
    if (list) list.push([highlight, range]);
    else standing.set(node, [[highlight, range]]);
  }
};

/** @param {any} reading @param {Uint32Array} table rows of piece, start, piece, end (code units in the node) */
const rangesOf = (reading, table) => {
  const ranges = [];
  // A long paragraph is one node with many marks: its text is compared once.
  const known = new Map();
  const stands = (piece) => {
    if (!known.has(piece)) known.set(piece, holds(reading, piece));
    return known.get(piece);
  };
  for (let i = 0; i + 3 < table.length; i += 4) {
    const [from, start, to, end] = table.subarray(i, i + 4);
    if (!stands(from) || !stands(to)) continue;
    ranges.push(
      new StaticRange({
        startContainer: reading.nodes[from],
        startOffset: start,
        endContainer: reading.nodes[to],
        endOffset: end,
      }),
    );
  }
  return ranges;
};

/**
 * Registers one highlight, or removes it when nothing is left to paint.
 * @returns {number} how many ranges it has
 */
export function paint(name, priority, reading, table) {
  const ranges = rangesOf(reading, table);
  if (!ranges.length) {
    CSS.highlights.delete(name);
    return 0;
  }
  const highlight = new Highlight(...ranges.slice(0, 1000));
  for (let i = 1000; i < ranges.length; i += 1) highlight.add(ranges[i]);
  for (const range of ranges) remember(highlight, range);
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
  return ranges.length;
}

export function unpaint(name) {
  CSS.highlights.delete(name);
}

/** A live range over a place, or null when the page has changed there. */
export function range(document, reading, row) {
  const [found] = rangesOf(reading, row);
  if (!found) return null;
  const out = createRange(document);
  out.setStart(found.startContainer, found.startOffset);
  out.setEnd(found.endContainer, found.endOffset);
  return out;
}

const CHANNELS = /rgba?\(\s*([\d.]+)[ ,]+([\d.]+)[ ,]+([\d.]+)(?:[ ,/]+([\d.]+%?))?/;

/** Relative luminance of an opaque colour, or -1 when what lies behind shows through. */
const luminance = (colour) => {
  const match = CHANNELS.exec(colour);
  if (!match) return -1;
  const alpha = match[4] === undefined ? 1 : match[4].endsWith("%") ? Number.parseFloat(match[4]) / 100 : Number(match[4]);
  if (alpha < 0.5) return -1;
  const [r, g, b] = [match[1], match[2], match[3]].map((c) => {
    const v = Number(c) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** The border between a light and a dark background. */
const DARK = 0.18;

/**
 * Whether each of these blocks stands on a dark background: the first opaque one up the tree.
 * @param {any} reading @param {Uint32Array} blocks
 * @returns {Uint8Array}
 */
export function darkness(reading, blocks) {
  const known = new Map();
  const view = reading.elements.length ? viewOf(ownerDocument(reading.elements[0])) : null;
  const dark = (element) => {
    const path = [];
    let at = element;
    let answer;
    while (at) {
      answer = known.get(at);
      if (answer !== undefined) break;
      path.push(at);
      const l = luminance(view.getComputedStyle(at).backgroundColor);
      if (l >= 0) {
        answer = l < DARK;
        break;
      }
      at = parentElement(at);
    }
    // A page without a background of its own shows the browser's, which follows its colour scheme.
    answer ??= /^dark/.test(view.getComputedStyle(element).colorScheme);
    for (const one of path) known.set(one, answer);
    return answer;
  };
  return Uint8Array.from(blocks, (b) => (reading.elements[b] && dark(reading.elements[b]) ? 1 : 0));
}

/**
 * Firefox paints text inside a shadow root only by rules of that root: adds them, and gives back what
 * takes them away again.
 */
export function dress(reading, css) {
  if (!css || !reading.roots.length) return () => {};
  const undo = [];
  for (const root of reading.roots) {
    try {
      const sheet = new (viewOf(ownerDocument(root)).CSSStyleSheet)();
      sheet.replaceSync(css);
      root.adoptedStyleSheets.push(sheet);
      undo.push(() => {
        const at = root.adoptedStyleSheets.indexOf(sheet);
        if (at >= 0) root.adoptedStyleSheets.splice(at, 1);
      });
    } catch {
      // A root that takes no sheet of ours stays unpainted; its text is still found.
    }
  }
  return () => undo.splice(0).forEach((f) => f());
}
