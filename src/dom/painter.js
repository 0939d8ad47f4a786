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

/** Highlights of ours by name: the highlight, and for each block what is painted there. */
const layers = new Map();
/** Text node to the marks that stand in it: layer and block. */
const standing = new WeakMap();
/** What takes our rules away from the shadow roots that have them. */
const dressings = new Set();

/** Takes the marks of a block off a layer. */
const take = (layer, record) => {
  const marks = layer.blocks.get(record);
  if (!marks) return;
  for (const range of marks.ranges) layer.highlight.delete(range);
  layer.blocks.delete(record);
};

/** Takes the marks off a text node that reads otherwise now. */
export function forget(node) {
  for (const [layer, record] of standing.get(node) ?? []) take(layer, record);
  standing.delete(node);
}

/** The ranges of one block's rows (piece, start, piece, end; code units in the node). */
const rangesOf = (record, rows) => {
  const ranges = [];
  // A long paragraph is one node with many marks: its text is compared once.
  const known = new Map();
  const stands = (piece) => {
    if (!known.has(piece)) known.set(piece, holds(record, piece));
    return known.get(piece);
  };
  for (let i = 0; i + 3 < rows.length; i += 4) {
    const [from, start, to, end] = rows.subarray(i, i + 4);
    if (!stands(from) || !stands(to)) continue;
    ranges.push(
      new StaticRange({
        startContainer: record.nodes[from],
        startOffset: start,
        endContainer: record.nodes[to],
        endOffset: end,
      }),
    );
  }
  return ranges;
};

const note = (layer, record, ranges) => {
  const nodes = new Set();
  for (const range of ranges) nodes.add(range.startContainer).add(range.endContainer);
  for (const node of nodes) {
    const list = standing.get(node);
    if (!list) standing.set(node, [[layer, record]]);
    else if (!list.some(([one, other]) => one === layer && other === record)) list.push([layer, record]);
  }
};

const same = (one, other) => one.length === other.length && one.every((value, i) => value === other[i]);

/**
 * Brings one highlight to what it shall show; marks that stand as they shall stand are not touched.
 * @param {Uint32Array} table rows of block, piece, start, piece, end in the order of the blocks
 * @returns {number} how many ranges it has
 */
export function paint(name, priority, reading, table) {
  let layer = layers.get(name);
  if (!layer) {
    layer = { highlight: new Highlight(), blocks: new Map() };
    layer.highlight.priority = priority;
  }
  const wanted = new Set();
  let painted = 0;
  for (let i = 0; i < table.length; ) {
    const block = table[i];
    const rows = [];
    for (; i < table.length && table[i] === block; i += 5) rows.push(table[i + 1], table[i + 2], table[i + 3], table[i + 4]);
    const record = reading.blocks[block];
    if (!record) continue;
    wanted.add(record);
    let marks = layer.blocks.get(record);
    if (!marks || !same(marks.rows, rows)) {
      take(layer, record);
      marks = { rows, ranges: rangesOf(record, Uint32Array.from(rows)) };
      for (const range of marks.ranges) layer.highlight.add(range);
      layer.blocks.set(record, marks);
      note(layer, record, marks.ranges);
    }
    painted += marks.ranges.length;
  }
  for (const record of layer.blocks.keys()) if (!wanted.has(record)) take(layer, record);
  if (!painted) {
    unpaint(name);
    return 0;
  }
  layers.set(name, layer);
  if (CSS.highlights.get(name) !== layer.highlight) CSS.highlights.set(name, layer.highlight);
  return painted;
}

export function unpaint(name) {
  const layer = layers.get(name);
  layers.delete(name);
  // A page may have put its own highlight under our name: that one stays.
  if (layer && CSS.highlights.get(name) === layer.highlight) CSS.highlights.delete(name);
}

/** Takes away every mark and rule of ours, whoever painted them. */
export function undoMarks() {
  for (const name of [...layers.keys()]) unpaint(name);
  for (const undress of [...dressings]) undress();
}

/** A live range over a place, or null when the page has changed there. */
export function range(document, reading, row) {
  const [block, ...rows] = row;
  const record = reading.blocks[block];
  const [found] = record ? rangesOf(record, Uint32Array.from(rows)) : [];
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
 * Whether each of these blocks stands on a dark background: the first opaque one up the tree. Asking for
 * styles is dear: what was measured stands until it is asked for `anew`.
 * @param {any} reading @param {Uint32Array} blocks @param {boolean} anew
 * @returns {Uint8Array}
 */
export function darkness(reading, blocks, anew) {
  const dark = grounds(reading);
  return Uint8Array.from(blocks, (b) => {
    const record = reading.blocks[b];
    if (!record) return 0;
    if (anew || record.dark === undefined) record.dark = dark(record.element) ? 1 : 0;
    return record.dark;
  });
}

/** So many blocks are measured between two looks at the clock. */
const STRIDE = 16;

/**
 * Measures blocks that were never measured, for so long; a long page's would be one long task.
 * @param {any} reading @param {number} milliseconds
 * @returns {boolean} whether all are known
 */
export function measure(reading, milliseconds) {
  const until = performance.now() + milliseconds;
  const dark = grounds(reading);
  const { blocks } = reading;
  let measured = 0;
  for (let i = reading.measured ?? 0; i < blocks.length; i += 1) {
    if (blocks[i].dark !== undefined) continue;
    if (measured > 0 && measured % STRIDE === 0 && performance.now() >= until) {
      reading.measured = i;
      return false;
    }
    blocks[i].dark = dark(blocks[i].element) ? 1 : 0;
    measured += 1;
  }
  reading.measured = blocks.length;
  return true;
}

/** Tells of an element whether its ground is dark, asking for each style once. */
function grounds(reading) {
  const known = new Map();
  const view = reading.elements.length ? viewOf(ownerDocument(reading.elements[0])) : null;
  return (element) => {
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
  const undress = () => {
    undo.splice(0).forEach((f) => f());
    dressings.delete(undress);
  };
  dressings.add(undress);
  return undress;
}
