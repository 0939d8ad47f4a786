/**
 * The folder's hands: two attributes written, two attributes taken away, and the scroll kept.
 *
 * Policy: what is hidden is decided by the core; here is only what needs the live page: whether the
 * reader is using the block at this moment, and where the line being read stands.
 */

import {
  attribute, boxOf, closest, contains, findAll, firstElementChild, focused, hasAttribute, isConnected as connected,
  ownerDocument, parentElement, removeAttribute, selectionOf, setAttribute, viewOf,
} from "./nodes.js";

const FOLD = "data-galley-fold";

/** Elements that have attributes of ours. */
const folded = new Set();

const playing = (element) => {
  for (const media of findAll(element, "audio,video")) if (!media.paused && !media.ended) return true;
  return false;
};

const selected = (element) => {
  const selection = selectionOf(ownerDocument(element));
  return Boolean(selection && !selection.isCollapsed && selection.containsNode(element, true));
};

/**
 * Whether an element may be hidden: it has no attribute of that name already, nothing in it is in use,
 * and it holds no block of text that does not go with it.
 * @param {Element} element @param {Element[]} own elements of the run @param {Element[]} all blocks read
 */
export function foldable(element, own, all) {
  if (!isConnected(element) || hasAttribute(element, "hidden") || hasAttribute(element, FOLD)) return false;
  const active = focused(ownerDocument(element));
  if (active && contains(element, active)) return false;
  if (selected(element) || playing(element)) return false;
  return !firstElementChild(element) || isWhole(element, own, all);
}

/**
 * Whether all blocks of text in an element, its own sections between empty lines included, are of the run.
 * @param {Element} element @param {Element[]} own elements of the run's blocks @param {Element[]} all of all blocks read
 */
export function isWhole(element, own, all) {
  const going = new Set(own);
  let sections = own.filter((one) => one === element).length;
  for (let i = all.indexOf(element); i >= 0 && i < all.length && contains(element, all[i]); i += 1) {
    if (!going.has(all[i])) return false;
    if (all[i] === element) sections -= 1;
  }
  return sections === 0;
}

export function fold(element, run) {
  const parent = parentElement(element);
  if (parent && closest(parent, `[${FOLD}]`)) return false;
  setAttribute(element, FOLD, String(run));
  setAttribute(element, "hidden", "until-found");
  folded.add(element);
  return true;
}

/** Takes away what we wrote, and nothing the page wrote since. */
export function unfold(element, run) {
  folded.delete(element);
  if (attribute(element, FOLD) !== String(run)) return;
  removeAttribute(element, FOLD);
  if (attribute(element, "hidden") === "until-found") removeAttribute(element, "hidden");
}

/** Gives back all folded text, whoever folded it. */
export function undoFolds() {
  for (const element of [...folded]) unfold(element, attribute(element, FOLD));
}

/** Gives a folded element the new number of its run. */
export function renumber(element, run) {
  if (attribute(element, FOLD) !== String(run)) setAttribute(element, FOLD, String(run));
}

export function isFolded(element, run) {
  return attribute(element, FOLD) === String(run) && attribute(element, "hidden") === "until-found";
}

export function isConnected(element) {
  return Boolean(element) && connected(element);
}

/** The first block that begins in view, and where. @param {Element[]} elements in reading order */
export function lineInView(elements) {
  const nothing = { element: null, top: 0, elements, at: 0 };
  const view = elements.length ? viewOf(ownerDocument(elements[0])) : null;
  if (!view || view.scrollY === 0) return nothing;
  let low = 0;
  let high = elements.length;
  // Blocks stand roughly in the order of the page: find the first whose end is below the upper edge.
  while (low < high) {
    const middle = (low + high) >> 1;
    if (boxOf(elements[middle]).bottom > 0) high = middle;
    else low = middle + 1;
  }
  const element = elements.slice(low, low + 40).find((e) => boxOf(e).top >= 0) ?? elements[low];
  return element ? { element, top: boxOf(element).top, elements, at: elements.indexOf(element) } : nothing;
}

/** Scrolls so that the line stands where it stood; a line that was folded gives its place to the next. */
export function keepInView({ element, top, elements, at }) {
  if (!element) return;
  let line = element;
  for (let i = at; closest(line, `[${FOLD}]`) && i < elements.length; i += 1) line = elements[i];
  const moved = boxOf(line).top - top;
  if (Math.abs(moved) > 0.5) viewOf(ownerDocument(line)).scrollBy({ top: moved, behavior: "instant" });
}
