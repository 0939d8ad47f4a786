/**
 * The folder's hands: two attributes written, two attributes taken away, and the scroll kept.
 *
 * Policy: what is hidden is decided by the core; here is only what needs the live page: whether the
 * reader is using the block at this moment, and where the line being read stands.
 */

const FOLD = "data-galley-fold";

const playing = (element) => {
  for (const media of element.querySelectorAll("audio,video")) if (!media.paused && !media.ended) return true;
  return false;
};

const selected = (element) => {
  const selection = element.ownerDocument.getSelection();
  return Boolean(selection && !selection.isCollapsed && selection.containsNode(element, true));
};

/**
 * Whether an element may be hidden: it has no attribute of that name already, nothing in it is in use,
 * and it holds no block of text that does not go with it.
 * @param {Element} element @param {Element[]} own elements of the run @param {Element[]} all blocks read
 */
export function foldable(element, own, all) {
  if (!element?.isConnected || element.hasAttribute("hidden") || element.hasAttribute(FOLD)) return false;
  const { activeElement } = element.ownerDocument;
  if (activeElement && element.contains(activeElement)) return false;
  if (selected(element) || playing(element)) return false;
  if (!element.firstElementChild) return true;
  const going = new Set(own);
  const start = all.indexOf(element);
  for (let i = start + 1; i > 0 && i < all.length && element.contains(all[i]); i += 1) {
    if (!going.has(all[i])) return false;
  }
  return true;
}

export function fold(element, run) {
  if (element.parentElement?.closest(`[${FOLD}]`)) return false;
  element.setAttribute(FOLD, String(run));
  element.setAttribute("hidden", "until-found");
  return true;
}

/** Takes away what we wrote, and nothing the page wrote since. */
export function unfold(element, run) {
  if (element.getAttribute(FOLD) !== String(run)) return;
  element.removeAttribute(FOLD);
  if (element.getAttribute("hidden") === "until-found") element.removeAttribute("hidden");
}

/** Gives a folded element the new number of its run. */
export function renumber(element, run) {
  if (element.getAttribute(FOLD) !== String(run)) element.setAttribute(FOLD, String(run));
}

export function isFolded(element, run) {
  return element.getAttribute(FOLD) === String(run) && element.getAttribute("hidden") === "until-found";
}

export function isConnected(element) {
  return Boolean(element?.isConnected);
}

/** The first block that begins in view, and where. @param {Element[]} elements in reading order */
export function lineInView(elements) {
  const view = elements[0]?.ownerDocument.defaultView;
  if (!view || view.scrollY === 0) return { element: null, top: 0 };
  let low = 0;
  let high = elements.length;
  // Blocks stand roughly in the order of the page: find the first whose end is below the upper edge.
  while (low < high) {
    const middle = (low + high) >> 1;
    if (elements[middle].getBoundingClientRect().bottom > 0) high = middle;
    else low = middle + 1;
  }
  const element = elements.slice(low, low + 40).find((e) => e.getBoundingClientRect().top >= 0) ?? elements[low];
  return { element: element ?? null, top: element?.getBoundingClientRect().top ?? 0, elements, at: low };
}

/** Scrolls so that the line stands where it stood; a line that was folded gives its place to the next. */
export function keepInView({ element, top, elements, at }) {
  if (!element) return;
  let line = element;
  for (let i = at; line.closest(`[${FOLD}]`) && i < elements.length; i += 1) line = elements[i];
  const moved = line.getBoundingClientRect().top - top;
  if (Math.abs(moved) > 0.5) line.ownerDocument.defaultView.scrollBy({ top: moved, behavior: "instant" });
}
