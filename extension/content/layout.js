/**
 * Geometry without a document: which line of a mark the pointer is on, whether it is on its way to the
 * card, whether a place is in view. Everything in CSS pixels of the viewport. Pure.
 */

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */
/** @typedef {{x: number, y: number}} Point */

/**
 * The fragment of a mark at a point: a mark that is broken over lines has one box a line.
 * @param {readonly Box[]} boxes
 * @param {Point} at
 * @param {number} slack how far beside a box still counts
 * @returns {number} its index, or -1
 */
export function fragmentAt(boxes, at, slack = 1) {
  return boxes.findIndex((box) => inside(box, at, slack));
}

/** @param {Box} box @param {Point} at @param {number} [slack] */
export function inside(box, at, slack = 0) {
  return at.x >= box.left - slack && at.x <= box.right + slack && at.y >= box.top - slack && at.y <= box.bottom + slack;
}

/**
 * Whether a pointer that left the mark is still on its way to the card: inside the triangle between the
 * point where it left and the card's near side, and not moving back.
 * @param {Point} left where it left the mark
 * @param {Point} now
 * @param {Box} card
 */
export function onTheWay(left, now, card) {
  const below = card.top >= left.y;
  const side = below ? card.top : card.bottom;
  if (below ? now.y < left.y - 1 || now.y > side : now.y > left.y + 1 || now.y < side) return false;
  return inTriangle(now, left, { x: card.left - 8, y: side }, { x: card.right + 8, y: side });
}

/** @param {Point} p @param {Point} a @param {Point} b @param {Point} c */
function inTriangle(p, a, b, c) {
  /** @param {Point} q @param {Point} r */
  const side = (q, r) => (p.x - r.x) * (q.y - r.y) - (q.x - r.x) * (p.y - r.y);
  const sides = [side(a, b), side(b, c), side(c, a)];
  return !(sides.some((s) => s < 0) && sides.some((s) => s > 0));
}

/** @param {Box} box @param {{width: number, height: number}} view */
export function inView(box, view) {
  return box.bottom > 0 && box.right > 0 && box.top < view.height && box.left < view.width;
}

/**
 * How far a block may be scrolled to stand in the middle: negative is up.
 * @param {Box} box @param {number} height of the viewport
 */
export function toCentre(box, height) {
  return (box.top + box.bottom) / 2 - height / 2;
}

/**
 * One box around several.
 * @param {readonly Box[]} boxes never empty
 * @returns {Box}
 */
export function around(boxes) {
  return {
    left: Math.min(...boxes.map((b) => b.left)),
    top: Math.min(...boxes.map((b) => b.top)),
    right: Math.max(...boxes.map((b) => b.right)),
    bottom: Math.max(...boxes.map((b) => b.bottom)),
  };
}
