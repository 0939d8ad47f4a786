/**
 * Blocks in which words changed, and nothing else on the page.
 *
 * Problem: to walk past all elements of a long page costs more than to read one changed paragraph. Policy: where
 * all that changed lies in blocks that hold no others (leaves), these are walked by themselves, and each takes its
 * place among the blocks of its parent. Anything else that may have changed, or that a walk comes to find, is left to the
 * walk over the whole document: then nothing is given, and no record has changed. Nobody owns state here. Not
 * handled: leaves that come and go.
 */

import { isConnected, nodeType, parentElement, shadowRoot } from "./nodes.js";
import { Walk, above } from "./walk.js";

const LETTER = /[\p{L}\p{N}]/u;
/** Milliseconds for which leaves are walked: a longer walk is one in slices. */
const LONGEST = 4;

/** Whether a section says anything: only then is it a block. */
export const speaks = (section) => section.parts.some((text) => LETTER.test(text));

/** The record of the block that a node stands in. */
const recordOf = (node, known) => {
  for (let at = node; at; at = above(at)) {
    const record = known.get(at);
    if (record) return record;
  }
  return null;
};

const isLeaf = (record) => !record.children.length && !record.roots.length;

/** Whether an element holds words of its own, beside those of elements in it. */
const hasWords = ({ element, sections }) =>
  sections.some(({ nodes, texts }) => nodes.some((node, i) => node && parentElement(node) === element && LETTER.test(texts[i])));

/**
 * The leaves that changed, in reading order: what each has become, the first of its blocks in the earlier reading,
 * how many they were, and whether it is seen as it was. Nothing where more changed.
 * @param {any} earlier the earlier reading @param {Walk} walk the walk over the whole document, not begun
 * @param {{changed: Set<Node>, added: Set<Node>}} news
 */
export function leavesOf({ records, blocks }, walk, { changed, added }) {
  /** Whether nothing but texts changed in it, by leaf. @type {Map<any, boolean>} */
  const leaves = new Map();
  for (const node of [...changed, ...added]) {
    if (!isConnected(node)) continue;
    const type = nodeType(node);
    if (type === 11 || (type === 1 && shadowRoot(node))) return null;
    const record = recordOf(node, records);
    // Outside of what is read, as a title is.
    if (!record) continue;
    if (!isLeaf(record)) return null;
    leaves.set(record, type === 3 && leaves.get(record) !== false);
  }
  const until = performance.now() + LONGEST;
  const found = [];
  for (const [was, texts] of leaves) {
    const own = new Walk(was.element, walk.view, records, walk.open, walk.added);
    Object.assign(own, was.entered);
    const done = own.advance(until);
    const [record, other] = own.top.children;
    const parent = recordOf(above(was.element), records);
    const at = parent ? parent.children.indexOf(was) : -1;
    const stood = was.sections.filter((section) => section.index >= 0 && blocks[section.index] === section);
    if (!done || other || !record || record.element !== was.element || !isLeaf(record) || !record.sections.some(speaks) || at < 0 || !stood.length) {
      for (const one of [was, ...found.map((leaf) => leaf.was)]) records.set(one.element, one);
      return null;
    }
    found.push({ was, record, parent, at, first: stood[0].index, count: stood.length, seen: was.shown === 1 && (texts || hasWords(record)) });
  }
  for (const { record, parent, at } of found) parent.children[at] = record;
  return found.sort((a, b) => a.first - b.first);
}
