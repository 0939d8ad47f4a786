/**
 * Ranges and highlights: the only place that touches `CSS.highlights`.
 *
 * Policy: ranges are static (live ones make every edit of the page slow), made late, and only for text
 * that still stands as it was read. A [`Paint`] is told which blocks shall show other marks and brings them
 * to it block by block, in slices; what stands is not touched. Blocks far from the window (`near.js`) keep what they
 * shall show and give their ranges back until they come near. The registry is shared with the page: our
 * names have a prefix, are remembered here, and nothing else is ever removed. Iterating the registry fails
 * in Firefox's content scripts, so it is never iterated. Who owns state: the `Paint`, one for each annotator.
 */

import { createRange, ownerDocument, parentElement, viewOf } from "./nodes.js";
import { Near } from "./near.js";
import { holds } from "./reader.js";

/** Highlight names and priorities, in the order of the paint table's layers. */
const LAYERS = [
  ["person", 2], ["organisation", 2], ["place", 2], ["other", 2], ["date", 2], ["amount", 2],
  ["source", 1], ["cue", 1], ["content", 1], ["statement", 1],
];
/** The claim or row under the pointer or selected: a layer of its own behind the others. */
const FOCUS = LAYERS.push(["focus", 4]) - 1;
const SHADES = ["light", "dark"];

/** The paints that have something on the page or may have. */
const paints = new Set();
/** What takes our rules away from the shadow roots that have them. */
const dressings = new Set();

/** The layers and ranges of one block's rows (layer, piece, start, piece, end; code units in the node). */
const rangesOf = (section, rows) => {
  const ranges = [];
  // A long paragraph is one node with many marks: its text is compared once.
  const known = new Map();
  const stands = (piece) => {
    if (!known.has(piece)) known.set(piece, holds(section, piece));
    return known.get(piece);
  };
  for (let i = 0; i + 4 < rows.length; i += 5) {
    const [layer, from, start, to, end] = rows.subarray(i, i + 5);
    if (!stands(from) || !stands(to)) continue;
    ranges.push([
      layer,
      new StaticRange({
        startContainer: section.nodes[from],
        startOffset: start,
        endContainer: section.nodes[to],
        endOffset: end,
      }),
    ]);
  }
  return ranges;
};

/** So many blocks are measured or painted between two looks at the clock. */
const STRIDE = 16;

class Paint {
  constructor() {
    /** Highlights of ours by name. */
    this.highlights = new Map();
    /** What is painted, by block: its rows, the shade they have, and each range with its highlight; none while it is away. */
    this.blocks = new Map();
    this.near = new Near(() => this.settle());
    /** Text node to the blocks whose marks stand in it. */
    this.standing = new WeakMap();
    /** Blocks that shall show other rows than they do. */
    this.wanted = new Map();
    /** How often something was wanted: what of a block is gone has missed the last turn; and of which reading it was. */
    this.turn = 0;
    this.reading = 0;
    /** Blocks whose ground is to be measured anew. */
    this.stale = [];
    this.focused = [];
  }

  /** The highlight of a layer in a shade, and its name. */
  highlight(layer, dark) {
    const name = `galley-${LAYERS[layer][0]}-${SHADES[dark]}`;
    let highlight = this.highlights.get(name);
    if (!highlight) {
      highlight = new Highlight();
      highlight.priority = LAYERS[layer][1];
      this.highlights.set(name, highlight);
    }
    return highlight;
  }

  /** Takes the marks of a block away. */
  take(section) {
    const painted = this.blocks.get(section);
    if (!painted) return;
    for (const [highlight, range] of painted.ranges) highlight.delete(range);
    this.blocks.delete(section);
  }

  /** Takes the marks off a text node that reads otherwise now. */
  forget(node) {
    for (const section of this.standing.get(node) ?? []) this.take(section);
    this.standing.delete(node);
  }

  /** Paints the rows of one block (layer, piece, start, piece, end), in place of what it shows. */
  put(section, rows) {
    this.take(section);
    if (!rows.length) return;
    this.near.watch(section.element);
    const painted = { rows, dark: section.dark, ranges: [], away: this.near.isAway(section.element) };
    this.blocks.set(section, painted);
    if (!painted.away) this.show(section, painted);
  }

  /** Makes the ranges of a block. */
  show(section, painted) {
    for (const [layer, range] of rangesOf(section, painted.rows)) {
      const highlight = this.highlight(layer, painted.dark);
      highlight.add(range);
      painted.ranges.push([highlight, range]);
      for (const node of [range.startContainer, range.endContainer]) {
        const sections = this.standing.get(node);
        if (sections) sections.add(section);
        else this.standing.set(node, new Set([section]));
      }
    }
  }

  /** Gives back the ranges of blocks that went away, and makes those of blocks that came near. */
  settle() {
    for (const [section, painted] of this.blocks) {
      const away = this.near.isAway(section.element);
      if (away === painted.away) continue;
      painted.away = away;
      if (away) for (const [highlight, range] of painted.ranges.splice(0)) highlight.delete(range);
      else this.show(section, painted);
    }
    this.register(true);
  }

  /** Works for so many milliseconds; true when everything wanted is painted. */
  work(milliseconds) {
    const until = performance.now() + milliseconds;
    let dark = null;
    let done = 0;
    const late = () => (done += 1) % STRIDE === 0 && performance.now() >= until;
    const measured = (section, anew) => {
      if (!anew && section.dark !== undefined) return;
      dark ??= grounds(section.element);
      section.dark = dark(section.element) ? 1 : 0;
    };
    for (const [section, rows] of this.wanted) {
      measured(section, false);
      this.put(section, rows);
      this.wanted.delete(section);
      if (late()) return this.register(false);
    }
    while (this.stale.length) {
      const section = this.stale.pop();
      const painted = this.blocks.get(section);
      measured(section, true);
      if (painted && painted.dark !== section.dark) this.put(section, painted.rows);
      if (late()) return this.register(false);
    }
    return this.register(true);
  }

  /** Puts highlights that have ranges where the browser paints them, and takes the others away. */
  register(done) {
    for (const [name, highlight] of this.highlights) {
      if (highlight.size === 0) this.unpaint(name);
      else if (CSS.highlights.get(name) !== highlight) CSS.highlights.set(name, highlight);
    }
    return done;
  }

  unpaint(name) {
    const highlight = this.highlights.get(name);
    this.highlights.delete(name);
    // A page may have put its own highlight under our name: that one stays.
    if (CSS.highlights.get(name) === highlight) CSS.highlights.delete(name);
  }

  clear() {
    for (const name of [...this.highlights.keys()]) this.unpaint(name);
    this.blocks.clear();
    this.wanted.clear();
    this.standing = new WeakMap();
    this.stale = [];
    this.focused = [];
    this.near.stop();
    this.near = new Near(() => this.settle());
    paints.delete(this);
  }
}

/** @returns {Paint} */
export function createPaint() {
  return new Paint();
}

/** Takes the marks off a text node that reads otherwise now, whoever painted them. */
export function forget(node) {
  for (const paint of paints) paint.forget(node);
}

/**
 * Says what blocks shall show from now on; `work` brings them to it.
 * @param {Paint} paint
 * @param {any} reading
 * @param {Uint32Array} touched block and number of rows of each block that shall show something else
 * @param {Uint32Array} table their rows: layer, piece, start, piece, end
 * @param {boolean} anew whether the grounds of all blocks are measured again
 */
export function want(paint, reading, touched, table, anew) {
  paints.add(paint);
  if (reading.came && reading.since === paint.reading) {
    for (const section of reading.gone) {
      paint.take(section);
      paint.wanted.delete(section);
    }
  } else if (reading.number !== paint.reading) {
    paint.turn += 1;
    for (const section of reading.blocks) section.turn = paint.turn;
    for (const section of paint.blocks.keys()) if (section.turn !== paint.turn) paint.take(section);
    for (const section of paint.wanted.keys()) if (section.turn !== paint.turn) paint.wanted.delete(section);
  }
  paint.reading = reading.number;
  let at = 0;
  for (let i = 0; i + 1 < touched.length; i += 2) {
    const section = reading.blocks[touched[i]];
    const end = at + touched[i + 1] * 5;
    if (section) paint.wanted.set(section, table.slice(at, end));
    at = end;
  }
  if (anew) paint.stale = [...paint.blocks.keys()];
}

/** @param {Paint} paint @param {number} milliseconds @returns {boolean} whether all is painted */
export function work(paint, milliseconds) {
  return paint.work(milliseconds);
}

/** How many ranges stand, or will when their blocks come near. @param {Paint} paint */
export function count(paint) {
  let ranges = 0;
  for (const { away, rows, ranges: here } of paint.blocks.values()) ranges += away ? rows.length / 5 : here.length;
  return ranges;
}

/** Shows places as under the pointer; no rows (block, piece, start, piece, end) clear. */
export function focus(paint, reading, rows) {
  paints.add(paint);
  for (const [highlight, range] of paint.focused.splice(0)) highlight.delete(range);
  let shade = null;
  for (let i = 0; i + 4 < rows.length; i += 5) {
    const section = reading.blocks[rows[i]];
    if (!section) continue;
    shade ??= section.dark ?? (grounds(section.element)(section.element) ? 1 : 0);
    for (const [layer, range] of rangesOf(section, Uint32Array.of(FOCUS, ...rows.subarray(i + 1, i + 5)))) {
      const highlight = paint.highlight(layer, shade);
      highlight.add(range);
      paint.focused.push([highlight, range]);
    }
  }
  paint.register(true);
}

export function clear(paint) {
  paint.clear();
}

/** Takes away every mark and rule of ours, whoever painted them. */
export function undoMarks() {
  for (const paint of [...paints]) paint.clear();
  for (const undress of [...dressings]) undress();
}

/** A live range over a place, or null when the page has changed there. */
export function range(document, reading, row) {
  const [block, ...rows] = row;
  const section = reading.blocks[block];
  const [[, found] = []] = section ? rangesOf(section, Uint32Array.of(0, ...rows)) : [];
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
 * Measures blocks that were never measured, for so long; a long page's would be one long task.
 * @param {any} reading @param {number} milliseconds
 * @returns {boolean} whether all are known
 */
export function measure(reading, milliseconds) {
  const until = performance.now() + milliseconds;
  const blocks = reading.came ?? reading.blocks;
  const dark = blocks.length ? grounds(blocks[0].element) : null;
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

/** Tells of elements beside this one whether their ground is dark, asking for each style once. */
function grounds(beside) {
  const known = new Map();
  const view = viewOf(ownerDocument(beside));
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
