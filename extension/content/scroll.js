/**
 * Moving the page to a place. (Keeping the line being read still while copies fold is the core's part.)
 */

import { still } from "./elements.js";
import { toCentre } from "./layout.js";

/** @typedef {import("../types.js").Piece} Piece */

/**
 * @param {{rangeOf: (piece: Piece) => Range | null, unfold: (run: number) => void}} actions
 */
export function createScroll(actions) {
  return {
    /**
     * Brings a piece into view; a folded one is shown first.
     * @param {Piece} piece
     * @param {boolean} [centre] also when it is in view already
     */
    into(piece, centre = false) {
      const range = actions.rangeOf(piece);
      const element = range?.startContainer.parentElement;
      if (!range || !element) return;
      const fold = element.closest("[data-galley-fold][hidden]")?.getAttribute("data-galley-fold");
      if (fold) actions.unfold(Number.parseInt(fold, 10));
      const box = range.getBoundingClientRect();
      if (!centre && box.top >= 40 && box.bottom <= innerHeight - 40) return;
      const calm = still() || Math.abs(toCentre(box, innerHeight)) > innerHeight * 3;
      // The block first, through every scroller it lies in; then the words themselves.
      element.scrollIntoView({ block: "center", behavior: "instant" });
      const off = toCentre(range.getBoundingClientRect(), innerHeight);
      if (Math.abs(off) > 8) scrollBy({ top: off, behavior: calm ? "instant" : "smooth" });
    },
  };
}
