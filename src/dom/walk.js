/**
 * The walk over a document: which elements own text, and what text.
 *
 * Problem: pages are deep, large and change all day. Policy: iterative (nesting may be ten thousand deep),
 * in slices, and frugal the second time: a block element that nothing happened in is not entered again,
 * its record stands with all records below it. A block is an element's own text, or a section of it where
 * paragraphs are parted by empty lines (`<br><br>`) instead of elements. A record is never changed once its walk is over, so that an
 * older reading stays whole while a newer one is made. Who owns state: the `Walk` while it lasts, then the
 * `Reading`. Not handled: frames, closed shadow roots, text that a page only shows or hides by attributes
 * (it is looked at again when the page is read from the start).
 */

import {
  assignedNodes, attribute, characters, firstChild, localName, nextSibling, nodeType, parentElement, shadowRoot,
} from "./nodes.js";

const words = (text) => new Set(text.split(" "));
/** Elements that start a unit of text whatever their style; the others are asked for theirs. */
const BLOCKS = words(
  "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset " +
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav " +
    "noframes ol optgroup option p pre search section summary table tbody td tfoot th thead tr ul label",
);
/** Elements whose text is no text of the page. */
const SKIPPED = words(
  "script style noscript template svg math iframe head title textarea select object canvas audio video map " +
    "applet embed meta link datalist input progress meter rp",
);
const MEDIA = words("img picture video audio iframe object embed canvas");
/** Plain inline elements: styling them as blocks is so rare that their style is not asked for. */
const INLINE = words(
  "b i em strong u s small sub sup mark cite code q abbr time br wbr img picture source bdi bdo dfn kbd samp var " +
    "ins del data font nobr ruby rt rb track area param acronym big tt strike",
);
const NAV_ROLES = words("navigation menu menubar toolbar tablist banner contentinfo search");
const COMMENTS = /(?:^|[-_ ])(comments?|commentlist|replies|reply|disqus|responses?)(?:$|[-_ ])/i;

/** Bits of `Context` (src/page.rs). */
const TAG_FLAGS = {
  nav: 1, menu: 1, aside: 2, footer: 4, header: 8, table: 16, pre: 32, code: 32, form: 64, blockquote: 128,
  q: 128, button: 256, figure: 512, label: 1024, option: 2048, li: 4096, article: 8192, main: 16384, dialog: 1 << 17,
};
const ROLE_FLAGS = { button: 256, article: 8192, main: 16384, dialog: 1 << 17, alertdialog: 1 << 17 };
const COMMENT = 1 << 15;
const ARIA_HIDDEN = 1 << 16;

/** So many code units of text and so many nodes are read of one page; what follows is left out. */
const MOST_TEXT = 24_000_000;
const MOST_NODES = 1_500_000;
/** So many code units (3,300 words) are read of one block: more is no paragraph, and would be one long task. */
const MOST_IN_BLOCK = 20_000;
/** Nodes between two looks at the clock. */
const STRIDE = 64;

const flagsOf = (tag, element) => {
  let flags = Object.hasOwn(TAG_FLAGS, tag) ? TAG_FLAGS[tag] : 0;
  const role = attribute(element, "role");
  if (role) {
    const name = role.trim().toLowerCase();
    if (NAV_ROLES.has(name)) flags |= 1;
    if (Object.hasOwn(ROLE_FLAGS, name)) flags |= ROLE_FLAGS[name];
  }
  if (attribute(element, "aria-hidden") === "true") flags |= ARIA_HIDDEN;
  if (tag !== "body" && tag !== "html" && tag !== "main" && tag !== "article") {
    const named = attribute(element, "class");
    const id = attribute(element, "id");
    if ((named && COMMENTS.test(named)) || (id && COMMENTS.test(id))) flags |= COMMENT;
  }
  return flags;
};

/** Whether an element is one of our own controls. */
export const isOurs = (element, tag) => tag.startsWith("galley-") || attribute(element, "data-galley-own") !== null;

const editable = (element) => {
  const value = attribute(element, "contenteditable");
  return value !== null && value.toLowerCase() !== "false";
};

/** What an element without a fixed role in the text is by its style. */
const displayOf = (element, view) => {
  const style = view.getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden") return "none";
  return /^(?:block|flex|grid|list-item|flow-root|table)/.test(style.display) ? "block" : "inline";
};

/** One block of text: all of an element's own, or what stands in it between empty lines. */
class Section {
  constructor(element, tag) {
    this.element = element;
    this.tag = tag;
    this.nodes = [];
    /** The whole text of each node, and where it ends in the block's text. */
    this.texts = [];
    this.ends = [];
    this.parts = [];
    this.units = 0;
    this.links = 0;
    /** Line breaks between its words, and those since the last of them. */
    this.breaks = 0;
    this.gap = 0;
    this.pending = false;
    /** The number of the block in the last reading that holds it, or -1. */
    this.index = -1;
    /** The last turn of painting that had it among the page's blocks. */
    this.turn = 0;
  }

  put(node, text) {
    if (this.pending) {
      this.pending = false;
      this.put(null, "\n");
    }
    const left = MOST_IN_BLOCK - this.units;
    if (left <= 0) return;
    const part = text.length > left ? text.slice(0, left) : text;
    this.units += part.length;
    this.nodes.push(node);
    this.texts.push(text);
    this.parts.push(part);
    this.ends.push(this.units);
  }
}

/** One block element: its own text, and the block elements below it. */
class Record {
  constructor(element, tag, flags, link, region) {
    this.element = element;
    this.tag = tag;
    /** What it was entered with: it stands only where these are the same. */
    this.entered = { flags, link, region };
    this.flags = flags;
    this.region = region;
    this.media = 0;
    this.children = [];
    this.roots = [];
    /** Whether it was seen (1) or not (0) when its text was read last. */
    this.shown = null;
    /** Its own text; more than one where paragraphs are parted by empty lines. */
    this.sections = [new Section(element, tag)];
  }

  get last() {
    return this.sections[this.sections.length - 1];
  }

  /** A text node; behind two line breaks or more it begins a paragraph, except in a heading. */
  text(node, text, link) {
    const blank = !/\S/.test(text);
    let { last } = this;
    if (!blank) {
      if (last.gap > 1 && last.units > 0 && !/^h[1-6]$/.test(this.tag) && last.parts.some((part) => /\S/.test(part))) {
        last = new Section(this.element, this.tag);
        this.sections.push(last);
      } else if (last.units > 0) last.breaks += last.gap;
      last.gap = 0;
    }
    last.put(node, text);
    if (link) last.links += text.trim().length;
  }

  lineBreak() {
    this.last.put(null, "\n");
    this.last.gap += 1;
  }
}

export class Walk {
  /**
   * @param {Element} root
   * @param {Window} view
   * @param {WeakMap<Element, Record>} known records of an earlier walk; those met are replaced
   * @param {Set<Node>} open elements that must be entered though they are known
   * @param {Set<Node>} added elements that came to the page: what is known below them may be old
   */
  constructor(root, view, known, open, added) {
    this.view = view;
    this.known = known;
    this.open = open;
    this.added = added;
    this.top = new Record(null, "", 0, false, null);
    this.stack = [];
    this.seen = 0;
    this.units = 0;
    // Where the walk is: the next node, the block that owns text here, and what its ancestors say.
    this.at = root;
    this.list = null;
    this.index = 0;
    this.owner = this.top;
    this.flags = 0;
    this.link = false;
    this.region = null;
    this.single = true;
    this.trust = true;
  }

  /** Walks on until the end (true) or until the clock says `until` (false). */
  advance(until) {
    for (let n = 1; ; n += 1) {
      if (n % STRIDE === 0 && performance.now() >= until) return false;
      if (!this.step()) return true;
    }
  }

  step() {
    if (!this.at) return this.leave();
    const node = this.at;
    this.at = this.list ? (this.list[(this.index += 1)] ?? null) : this.single ? null : nextSibling(node);
    if ((this.seen += 1) > MOST_NODES || this.units > MOST_TEXT) return false;
    const type = nodeType(node);
    if (type === 3) this.text(node);
    else if (type === 1) this.element(node);
    return true;
  }

  leave() {
    const frame = this.stack.pop();
    if (!frame) return false;
    const left = this.owner;
    Object.assign(this, frame);
    if (left !== this.owner) this.passed();
    return true;
  }

  /** After a block inside the owner its text goes on in a new line. */
  passed() {
    const { last } = this.owner;
    if (last.parts.length) last.pending = true;
  }

  text(node) {
    const { owner } = this;
    if (owner === this.top) return;
    const text = characters(node);
    if (!text) return;
    owner.text(node, text, this.link);
    this.units += text.length;
  }

  element(node) {
    const { owner } = this;
    const known = this.known.get(node);
    const { flags, link, region } = this;
    if (known && this.trust && !this.open.has(node) && known.entered.flags === flags && known.entered.link === link && known.entered.region === region) {
      owner.children.push(known);
      this.passed();
      return;
    }
    const tag = localName(node);
    if (tag === "br") {
      if (owner !== this.top) owner.lineBreak();
      return;
    }
    if (MEDIA.has(tag)) owner.media = 1;
    if (SKIPPED.has(tag) || isOurs(node, tag) || editable(node)) return;
    let display = "block";
    if (!BLOCKS.has(tag)) display = INLINE.has(tag) ? "inline" : displayOf(node, this.view);
    if (display === "none") return;
    const { at, list, index, single, trust } = this;
    this.stack.push({ at, list, index, owner, flags, link, region, single, trust });
    if (this.added.has(node)) this.trust = false;
    this.flags |= flagsOf(tag, node);
    if (tag === "a" && attribute(node, "href") !== null) this.link = true;
    if (tag === "article" && region === null) this.region = node;
    if (display === "block") {
      this.owner = new Record(node, tag, this.flags, this.link, this.region);
      this.owner.entered = { flags, link, region };
      this.owner.earlier = known;
      this.known.set(node, this.owner);
      owner.children.push(this.owner);
    } else owner.flags |= this.flags & (32 | 256);
    this.inside(node, tag);
  }

  inside(node, tag) {
    this.list = null;
    this.index = 0;
    this.single = false;
    const shadow = shadowRoot(node);
    if (shadow) {
      this.owner.roots.push(shadow);
      this.at = firstChild(shadow);
      return;
    }
    const assigned = tag === "slot" && node instanceof HTMLSlotElement ? assignedNodes(node) : [];
    this.list = assigned.length ? assigned : null;
    this.at = assigned.length ? assigned[0] : firstChild(node);
  }
}

/** Whether something shows up in the flat tree above: for elements in slots, the slot. */
export const above = (node) => {
  const slot = nodeType(node) === 1 || nodeType(node) === 3 ? node.assignedSlot : null;
  return slot instanceof HTMLSlotElement ? slot : parentElement(node);
};
