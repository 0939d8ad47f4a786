/**
 * The one crossing for reading: walks a document once and gives back its text as one string.
 *
 * Problem: asking the DOM node by node from WebAssembly is slow, and pages are hostile. Policy: an
 * iterative walk (nesting may be ten thousand deep) through `nodes.js`. Everything is read before anything is written. The `Reading` owns the nodes and the strings they had; the core
 * owns what is found in them. Not handled: frames and closed shadow roots.
 */

import {
  assignedNodes, attribute, boxOf, characters, closest, contains, find, findById, firstChild, isConnected, isVisible,
  localName, nextSibling, nodeType, parentElement, rootOf, shadowRoot, textContent, viewOf,
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
const LETTER = /[\p{L}\p{N}]/u;

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
/** Numbers per block in `records`: context, visible, link units, breaks, parent, region, target, media. */
const ROW = 8;

class Reading {
  constructor() {
    this.text = "";
    this.nodes = [];
    this.texts = [];
    this.elements = [];
    this.roots = [];
  }
  get ends() { return this.ends_; }
  get firsts() { return this.firsts_; }
  get records() { return this.records_; }
}

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

const isOurs = (element, tag) => tag.startsWith("galley-") || attribute(element, "data-galley-own") !== null;

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

/** Whether the reader of the page sees this element: laid out, not clipped to a dot. */
const shown = (element, view) => {
  let at = element;
  for (let i = 0; at && i < 8 && view.getComputedStyle(at).display === "contents"; i += 1) at = parentElement(at);
  if (!at) return false;
  if (closest(at, "[data-galley-fold]")) return true;
  if (!isVisible(at, { visibilityProperty: true, opacityProperty: false })) return false;
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

/**
 * @param {Document} document
 * @returns {Reading}
 */
export function read(document) {
  const reading = new Reading();
  const view = viewOf(document);
  const root = find(document, "body") ?? firstChild(document);
  const blocks = [];
  if (root && view) walk(root, view, reading, blocks);
  gather(document, view, reading, blocks);
  return reading;
}

function walk(root, view, reading, blocks) {
  const stack = [];
  let units = 0;
  let seen = 0;
  let regions = 0;
  // Where the walk is: the next node, the block that owns text here, and what its ancestors say.
  let at = root;
  let list = null;
  let index = 0;
  let owner = null;
  let flags = 0;
  let link = false;
  let region = 0;
  let single = true;
  const leave = () => {
    const frame = stack.pop();
    if (!frame) return false;
    const left = owner;
    ({ at, list, index, owner, flags, link, region, single } = frame);
    if (left !== owner && owner && owner.pieces.length) owner.pending = true;
    return true;
  };
  const put = (block, node, text) => {
    if (block.pending) {
      block.pieces.push(null, "\n");
      block.pending = false;
    }
    block.pieces.push(node, text);
    units += text.length;
  };
  for (;;) {
    if (!at) {
      if (!leave()) return;
      continue;
    }
    const node = at;
    at = list ? (list[(index += 1)] ?? null) : single ? null : nextSibling(node);
    if ((seen += 1) > MOST_NODES || units > MOST_TEXT) return;
    const type = nodeType(node);
    if (type === 3) {
      if (!owner) continue;
      const text = characters(node);
      if (!text) continue;
      put(owner, node, text);
      if (link) owner.links += text.trim().length;
      continue;
    }
    if (type !== 1) continue;
    const tag = localName(node);
    if (tag === "br") {
      if (owner) {
        put(owner, null, "\n");
        owner.breaks += 1;
      }
      continue;
    }
    if (MEDIA.has(tag) && owner) owner.media = 1;
    if (SKIPPED.has(tag) || isOurs(node, tag) || editable(node)) continue;
    let display = "block";
    if (!BLOCKS.has(tag)) display = INLINE.has(tag) ? "inline" : displayOf(node, view);
    if (display === "none") continue;
    stack.push({ at, list, index, owner, flags, link, region, single });
    flags |= flagsOf(tag, node);
    if (tag === "a" && attribute(node, "href") !== null) link = true;
    if (tag === "article" && region === 0) region = regions += 1;
    if (display === "block") {
      owner = { element: node, tag, flags, region, pieces: [], links: 0, breaks: 0, media: 0, pending: false };
      blocks.push(owner);
    } else {
      owner && (owner.flags |= flags & (32 | 256));
    }
    list = null;
    index = 0;
    single = false;
    const shadow = shadowRoot(node);
    if (shadow) {
      reading.roots.push(shadow);
      at = firstChild(shadow);
    } else if (tag === "slot" && node instanceof HTMLSlotElement && assignedNodes(node).length) {
      list = assignedNodes(node);
      at = list[0];
    } else {
      at = firstChild(node);
    }
  }
}

function gather(document, view, reading, blocks) {
  const kept = blocks.filter((block) => {
    for (let i = 1; i < block.pieces.length; i += 2) if (LETTER.test(block.pieces[i])) return true;
    return false;
  });
  const target = targetOf(document);
  const parents = new Map();
  const dots = new Map();
  const parts = [];
  const ends = [];
  const firsts = new Uint32Array(kept.length + 1);
  const records = new Uint32Array(kept.length * ROW);
  const tags = [];
  const hints = [];
  let end = 0;
  kept.forEach((block, b) => {
    const { element, pieces } = block;
    firsts[b] = ends.length;
    for (let i = 0; i < pieces.length; i += 2) {
      const text = pieces[i + 1];
      parts.push(text);
      end += text.length;
      ends.push(end);
      reading.nodes.push(pieces[i]);
      reading.texts.push(text);
    }
    const parent = parentElement(element);
    if (!parents.has(parent)) parents.set(parent, parents.size + 1);
    const near = target !== null && (contains(element, target) || contains(target, element));
    records.set(
      [
        block.flags, shown(element, view) && !clipped(parent, view, dots) ? 1 : 0, block.links, block.breaks, parents.get(parent), block.region,
        near ? 1 : 0, block.media,
      ],
      b * ROW,
    );
    tags.push(block.tag);
    hints.push(hintsOf(element));
    reading.elements.push(element);
  });
  firsts[kept.length] = ends.length;
  reading.text = parts.join("");
  reading.ends_ = Uint32Array.from(ends);
  reading.firsts_ = firsts;
  reading.records_ = records;
  reading.tags = tags.join("\n");
  reading.hints = hints.join("\n");
  const meta = (...names) => {
    for (const name of names) {
      const element = find(document, `meta[property="${name}"],meta[name="${name}"]`);
      const content = element && attribute(element, "content");
      if (content) return content;
    }
    const time = find(document, "time[datetime]");
    return (time && attribute(time, "datetime")) || "";
  };
  const title = find(document, "head > title");
  reading.title = title ? textContent(title).replace(/\s+/g, " ").trim() : "";
  reading.language = (attribute(rootOf(document), "lang") ?? "").toLowerCase();
  reading.published = meta("article:published_time", "datePublished", "date", "pubdate").slice(0, 40);
}

/** The number of each piece by its text node, for hit-testing. @param {Reading} reading */
export function places(reading) {
  const map = new WeakMap();
  reading.nodes.forEach((node, i) => node && map.set(node, i));
  return map;
}

/** The piece of a node, or -1 when it was not read or reads otherwise now. */
export function pieceOf(map, reading, node) {
  const i = map.get(node);
  return i !== undefined && holds(reading, i) ? i : -1;
}

/** Whether a piece still stands in the page as it was read. */
export function holds(reading, piece) {
  const node = reading.nodes[piece];
  return Boolean(node) && isConnected(node) && characters(node) === reading.texts[piece];
}

/** Whether two readings stand in the same text nodes. */
export function sameNodes(one, other) {
  return one.nodes.length === other.nodes.length && one.nodes.every((node, i) => node === other.nodes[i]);
}
