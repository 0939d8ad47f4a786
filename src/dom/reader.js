/**
 * Reading: from the walk's records to what the core is given, in slices and parts.
 *
 * Problem: a page of a million words must not be one task, and a changed paragraph must not be a page.
 * Policy: a `Reading` walks (`walk.js`), then measures its new blocks and hands them over in parts of a
 * bounded size; blocks that stand as they stood are handed over as the number they had. Everything is read
 * before anything is written. The reading owns the nodes and the strings they had; the core owns what is
 * found in them.
 */

import {
  attribute, boxOf, characters, closest, contains, find, findAllInside, findById, firstChild, isConnected, isVisible, nodeType,
  parentElement, rootOf, shadowRoot, textContent, viewOf,
} from "./nodes.js";
import { leavesOf, speaks } from "./leaves.js";
import { Walk, above } from "./walk.js";

/** The number of a block that was not there before; the region of blocks that are where they were. */
const NEW = 0xffffffff;
/** A part handed over holds so many code units of new text, or so many blocks, at most. */
const PART_UNITS = 1 << 16;
const PART_BLOCKS = 1 << 12;

/**
 * Whether the reader of the page sees this element: laid out, not clipped to a dot. One that was `seen` is measured no more:
 * that would have the browser lay out the page at once.
 */
const shown = (element, view, seen) => {
  let at = element;
  for (let i = 0; at && i < 8 && view.getComputedStyle(at).display === "contents"; i += 1) at = parentElement(at);
  if (!at) return false;
  if (closest(at, "[data-galley-fold]")) return true;
  if (!isVisible(at, { visibilityProperty: true, opacityProperty: false })) return false;
  if (seen) return true;
  const box = boxOf(at);
  if (box.width > 1 && box.height > 1) return true;
  // A block may have no size of its own because all in it floats; clipped text has one, of a dot.
  return box.width <= 1 && box.height <= 1 ? false : view.getComputedStyle(at).overflow === "visible";
};

/** Whether an ancestor is clipped to a dot, as text for screen readers only is. @param {Map<Element, boolean>} known */
const clipped = (element, view, known) => {
  const path = [];
  let at = element;
  while (at && !known.has(at)) {
    path.push(at);
    at = parentElement(at);
  }
  let inside = at ? known.get(at) : false;
  for (const one of path.reverse()) {
    const box = boxOf(one);
    inside ||= box.width <= 1 && box.height <= 1 && view.getComputedStyle(one).overflow === "hidden";
    known.set(one, inside);
  }
  return inside;
};

const hintsOf = (element) => {
  const out = [];
  for (let at = element, i = 0; at && i < 4; at = parentElement(at), i += 1) {
    out.push(`${attribute(at, "class") ?? ""} ${attribute(at, "id") ?? ""}`.trim().slice(0, 160));
  }
  return out.join("|").replaceAll("\n", " ");
};

const targetOf = (document) => {
  const hash = viewOf(document)?.location.hash ?? "";
  if (hash.length < 2) return null;
  let id = hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // A fragment that is no valid encoding is looked up as it stands.
  }
  return findById(document, id);
};

const published = (document) => {
  for (const name of ["article:published_time", "datePublished", "date", "pubdate"]) {
    const element = find(document, `meta[property="${name}"],meta[name="${name}"]`);
    const content = element && attribute(element, "content");
    if (content) return content.slice(0, 40);
  }
  const time = find(document, "time[datetime]");
  return ((time && attribute(time, "datetime")) || "").slice(0, 40);
};

const emptyPart = () => ({ runs: [], same: [], rows: [], ends: [], texts: [], tags: [], hints: [] });

/** How many readings there were. */
let readings = 0;

class Reading {
  /** @param {Document} document @param {Reading | null} earlier @param {{changed: Set<Node>, added: Set<Node>}} news */
  constructor(document, earlier, news) {
    this.document = document;
    this.view = viewOf(document);
    this.earlier = earlier;
    this.number = readings += 1;
    this.records = earlier?.records ?? new WeakMap();
    this.parents = earlier?.parents ?? { numbers: new WeakMap(), count: 0 };
    this.published = earlier ? earlier.published : published(document);
    const title = find(document, "head > title");
    this.title = title ? textContent(title).replace(/\s+/g, " ").trim() : "";
    this.language = (attribute(rootOf(document), "lang") ?? "").toLowerCase();
    this.root = find(document, "body") ?? firstChild(document);
    this.walk = this.root && this.view ? new Walk(this.root, this.view, this.records, openTo(news), news.added) : null;
    this.target = targetOf(document);
    /** Records in reading order; their sections with letters are the blocks. */
    this.waiting = [];
    this.blocks = [];
    this.elements = [];
    this.roots = [];
    this.regions = new Map();
    this.owners = new WeakMap();
    this.dots = new Map();
    this.part = null;
    /** Of a reading that changed a few blocks in their place: those that came and those that went, and since which reading. */
    this.came = null;
    this.gone = [];
    this.since = 0;
  }

  /** Reads at once what changed where that is nothing but words of blocks; else all is to be walked. */
  renew(news) {
    const { earlier } = this;
    const leaves = this.walk && this.root === earlier.root ? leavesOf(earlier, this.walk, news) : null;
    if (!leaves) return;
    this.walk = null;
    this.part = emptyPart();
    this.came = [];
    this.since = earlier.number;
    this.roots = earlier.roots;
    this.regions = earlier.regions;
    let next = 0;
    for (const { record, first, count, seen } of leaves) {
      this.stand(next, first);
      next = first + count;
      const known = earlier.blocks.slice(first, next);
      this.gone.push(...known);
      const from = this.blocks.length;
      this.put(record, known, { shown: null, seen }, this.part);
      this.came.push(...this.blocks.slice(from));
      record.earlier = undefined;
    }
    this.stand(next, earlier.blocks.length);
  }

  /** Blocks of the earlier reading, from one number up to another, stand as they stood. */
  stand(from, to) {
    if (from >= to) return;
    const blocks = this.earlier.blocks.slice(from, to);
    const by = this.blocks.length - from;
    if (by) for (const section of blocks) section.index += by;
    this.part.runs.push(from, to - from, NEW);
    this.blocks = this.blocks.concat(blocks);
    this.elements = this.elements.concat(this.earlier.elements.slice(from, to));
  }

  /** Reads on until the clock says `until`; true when there is a part to take or nothing more to read. */
  advance(until) {
    if (this.part) return true;
    if (this.walk) {
      if (!this.walk.advance(until)) return false;
      this.waiting = this.walk.top.children.reverse();
      this.walk = null;
    }
    const part = emptyPart();
    const most = this.blocks.length + PART_BLOCKS;
    let units = 0;
    for (let n = 1; this.waiting.length && units < PART_UNITS && this.blocks.length < most; n += 1) {
      if (n % 16 === 0 && performance.now() >= until) break;
      const record = this.waiting.pop();
      // Taken off, so that no record keeps all before it.
      const { earlier } = record;
      record.earlier = undefined;
      for (let i = record.children.length - 1; i >= 0; i -= 1) this.waiting.push(record.children[i]);
      for (const root of record.roots) this.roots.push(root);
      const known = earlier ? earlier.sections.filter((section) => this.stands(section)) : [];
      units += this.put(record, known, { shown: null, seen: false }, part);
    }
    this.part = part;
    return true;
  }

  /** The blocks of one element into the part; gives the code units of text that go with them. Known and sight are as in `add`. */
  put(record, known, sight, part) {
    let units = 0;
    for (const section of record.sections) {
      if (this.stands(section) || speaks(section)) units += this.add(section, record, known, sight, part);
    }
    record.shown = sight.shown ?? record.shown;
    return units;
  }

  /** Whether a section was a block of the earlier reading. */
  stands(section) {
    return section.index >= 0 && this.earlier?.blocks[section.index] === section;
  }

  /**
   * One block into the part; gives the code units of text that go with it.
   * @param {any[]} known what its element held before; a section of the same text is taken out of it
   * @param {{shown: number | null, seen: boolean}} sight whether the element is shown, once that was asked for, and
   * whether it was and could not but be so still
   */
  add(section, record, known, sight, part) {
    const { runs } = part;
    const old = this.stands(section) ? section.index : NEW;
    if (record.region && !this.regions.has(record.region)) this.regions.set(record.region, this.regions.size + 1);
    const region = this.regions.get(record.region) ?? 0;
    const last = runs.length - 3;
    const goesOn = old === NEW ? runs[last] === NEW : runs[last] + runs[last + 1] === old;
    if (goesOn && runs[last + 2] === region) runs[last + 1] += 1;
    else runs.push(old, 1, region);
    section.index = this.blocks.length;
    this.blocks.push(section);
    this.elements.push(section.element);
    if (old !== NEW) return 0;
    const { element } = section;
    const text = section.parts.join("");
    section.parts = [text];
    const parent = parentElement(element);
    if (parent && !this.parents.numbers.has(parent)) this.parents.numbers.set(parent, (this.parents.count += 1));
    const near = this.target !== null && (contains(element, this.target) || contains(this.target, element));
    const at = known.findIndex((one) => one.parts[0] === text);
    part.same.push(at < 0 ? NEW : known.splice(at, 1)[0].index);
    sight.shown ??= shown(element, this.view, sight.seen) && (sight.seen || !clipped(parent, this.view, this.dots)) ? 1 : 0;
    part.rows.push(
      record.flags, sight.shown, section.links, section.breaks,
      parent ? this.parents.numbers.get(parent) : 0, near ? 1 : 0, record.media, section.ends.length,
    );
    for (const end of section.ends) part.ends.push(end);
    part.texts.push(text);
    part.tags.push(section.tag);
    part.hints.push(hintsOf(element));
    for (const node of section.nodes) if (node) this.owners.set(node, section);
    return text.length;
  }

  get isDone() { return !this.walk && !this.waiting.length; }
}

/** The elements on the way from the root to what changed: these are entered again. */
function openTo({ changed, added }) {
  const open = new Set();
  const climb = (node) => {
    for (let at = node; at && !open.has(at); at = above(at)) open.add(at);
  };
  for (const node of [...changed, ...added]) {
    if (!isConnected(node)) continue;
    // A shadow root itself is no element: its host is on the way.
    climb(nodeType(node) === 11 ? node.host : node);
    const shadow = nodeType(node) === 1 ? shadowRoot(node) : null;
    if (shadow) for (const slot of findAllInside(shadow, "slot")) climb(slot);
  }
  return open;
}

/** Begins to read a document. @param {Document} document */
export function read(document) {
  return new Reading(document, null, { changed: new Set(), added: new Set() });
}

/** Begins to read again what changed. @param {Reading} earlier @param {{changed: Set<Node>, added: Set<Node>}} news */
export function readAgain(earlier, news) {
  const next = new Reading(earlier.document, earlier, news);
  // Nodes of blocks that stand keep their owner.
  next.owners = earlier.owners;
  next.renew(news);
  return next;
}

/** @param {Reading} reading @param {number} milliseconds */
export function advance(reading, milliseconds) {
  const more = reading.advance(performance.now() + milliseconds);
  if (reading.isDone) reading.earlier = null;
  return more;
}

/** What was read since the last call: see `reader.rs`. @param {Reading} reading */
export function part(reading) {
  const { part: got } = reading;
  reading.part = null;
  if (!got) return null;
  const numbers = (list) => new Uint32Array(list);
  return {
    runs: numbers(got.runs), same: numbers(got.same), rows: numbers(got.rows), ends: numbers(got.ends),
    lengths: numbers(got.texts.map((text) => text.length)), text: got.texts.join(""),
    tags: got.tags.join("\n"), hints: got.hints.join("\n"),
  };
}

/** The number of the first block that is not above the window, as far as blocks stand in their order. */
export function firstInView({ elements, view }) {
  if (!view || view.scrollY === 0) return 0;
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (boxOf(elements[middle]).bottom > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Of blocks in reading order the place of the last that begins above the middle of the window, else of the first. */
export function lastBegun({ elements, view }, blocks) {
  return Math.max(0, blocks.findLastIndex((block) => boxOf(elements[block]).top < view.innerHeight / 2));
}

/** Block and piece of a text node; empty when it was not read or reads otherwise now. */
export function pieceOf(reading, node) {
  const section = reading.owners.get(node);
  if (!section || reading.blocks[section.index] !== section) return new Uint32Array(0);
  const piece = section.nodes.indexOf(node);
  return holds(section, piece) ? Uint32Array.of(section.index, piece) : new Uint32Array(0);
}

/** Whether a piece of a block still stands in the page as it was read. */
export function holds(section, piece) {
  const node = section?.nodes[piece];
  return Boolean(node) && isConnected(node) && characters(node) === section.texts[piece];
}
