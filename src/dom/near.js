/**
 * Which elements are near the window.
 *
 * Problem: a browser keeps several objects for every range it paints, and on a long page nearly all of them lie where
 * nobody looks. Policy: an element is measured once; from then on an observer tells when it comes within a window's
 * size of the window, or of the box that scrolls it, and when it goes. What has no box counts as near, and so does
 * everything while the page is printed. Who owns state: the `Near`, one for each painting. Not handled: more than `MOST`
 * elements, which the browser would measure at every frame of scrolling; those beyond stay near.
 */

import { boxOf, ownerDocument, viewOf } from "./nodes.js";

/** So many elements are watched. */
const MOST = 2000;
/**
 * How far beyond the window is near: once its size. As the margin of all that scrolls, the window with it; as a margin of
 * the observer's root beside that it would count twice, one upon the other.
 */
const MARGIN = "100%";

const hasBox = (box) => box.width > 0 || box.height > 0;
const isNear = (box, { innerWidth: width, innerHeight: height }) =>
  box.bottom >= -height && box.top <= 2 * height && box.right >= -width && box.left <= 2 * width;

export class Near {
  /** @param {() => void} changed called when elements came near or went */
  constructor(changed) {
    this.changed = changed;
    this.observer = null;
    this.view = null;
    this.watched = new WeakSet();
    this.count = 0;
    this.far = new WeakSet();
    this.printing = false;
    this.printed = ({ type }) => {
      this.printing = type === "beforeprint";
      this.changed();
    };
  }

  /** Whether nobody sees an element now. @param {Element} element */
  isAway(element) {
    return !this.printing && this.far.has(element);
  }

  /** Watches an element, once. @param {Element} element */
  watch(element) {
    if (this.watched.has(element) || this.count >= MOST) return;
    if (!this.observer) this.begin(ownerDocument(element));
    this.watched.add(element);
    this.count += 1;
    const box = boxOf(element);
    if (this.view && hasBox(box) && !isNear(box, this.view)) this.far.add(element);
    this.observer.observe(element);
  }

  begin(document) {
    this.observer = new IntersectionObserver((entries) => this.told(entries), { scrollMargin: MARGIN });
    this.view = viewOf(document);
    for (const type of ["beforeprint", "afterprint"]) this.view?.addEventListener(type, this.printed);
  }

  told(entries) {
    for (const { target, isIntersecting, boundingClientRect: box } of entries) {
      if (isIntersecting || !hasBox(box)) this.far.delete(target);
      else this.far.add(target);
    }
    this.changed();
  }

  /** Watches nothing any more. */
  stop() {
    this.observer?.disconnect();
    for (const type of ["beforeprint", "afterprint"]) this.view?.removeEventListener(type, this.printed);
  }
}
