/**
 * Turns the pointer into marks and the machine's answers (`pointer.js`) into cards.
 *
 * Problem: nothing is bound to the words. Policy: at most once a frame the last position is asked for
 * its caret, the caret for its annotations, and those are confirmed by their boxes, since a caret snaps
 * to the nearest text. A click on a link, a button or a field is never ours.
 */

import { explain, markId, marks } from "./explain.js";
import { fragmentAt, inView, onTheWay } from "./layout.js";
import { page as document } from "./page.js";
import { atRest, step } from "./pointer.js";
import { timings } from "./timings.js";

/** @typedef {import("./explain.js").Mark} Mark */
/** @typedef {import("./explain.js").Model} Model */
/** @typedef {import("../types.js").Piece} Piece */
/**
 * @typedef {{
 *   cards: ReturnType<typeof import("./card.js").createCards>,
 *   reading: ReturnType<typeof import("./reading.js").createReading>,
 *   rangeOf: (piece: Piece) => Range | null,
 *   settings: () => import("../settings.js").Settings,
 *   shows: () => {names: boolean, claims: boolean, quantities: boolean},
 *   opened: (mark: Mark, model: Model) => void,
 *   closed: () => void
 * }} Parts
 */

const controls = "a[href], button, input, select, textarea, label, summary, [contenteditable], [role=button], [role=link]";

/** @param {Parts} parts */
export function createHover(parts) {
  const { cards, reading, rangeOf } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  let intent = atRest;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let frame = 0;
  /** @type {{x: number, y: number, time: number, target: EventTarget | null, buttons: number, alt: boolean, speed: number}} */
  let last = { x: -1, y: -1, time: 0, target: null, buttons: 0, alt: false, speed: 0 };
  let leftAt = { x: 0, y: 0 };
  /** What stands under the pointer. @type {{mark: Mark, box: DOMRect | null} | null} */
  let under = null;
  /** What its card will be made of, kept while one may open. @type {Promise<unknown> | null} */
  let report = null;
  /** A mark in the margin under the pointer. @type {{mark: Mark, node: HTMLElement} | null} */
  let margin = null;
  let openScroll = { x: 0, y: 0 };
  /** @type {{element: Element, title: string} | null} */
  let blanked = null;
  let touch = false;

  const choice = () => {
    const { cardDelay, cardMode } = parts.settings();
    return { delay: cardDelay, mode: cardMode };
  };

  /** @param {import("./pointer.js").Event} event */
  function send(event) {
    const answer = step(intent, event, choice());
    intent = answer.intent;
    clearTimeout(timer);
    if (answer.wake) timer = setTimeout(() => send({ type: "tick", time: performance.now() }), Math.max(0, answer.wake - performance.now()));
    if (answer.effect === "open") show(false);
    else if (answer.effect === "close") cards.close();
  }

  /** @param {number} x @param {number} y @returns {{mark: Mark, box: DOMRect | null} | null} */
  function hit(x, y) {
    const { annotator } = reading;
    if (!annotator) return null;
    const caret = document.caretPositionFromPoint?.(x, y, { shadowRoots: rootsAt(x, y) });
    const node = caret?.offsetNode;
    if (!caret || node?.nodeType !== Node.TEXT_NODE) return null;
    const found = marks(annotator.at(/** @type {Text} */ (node), caret.offset), parts.shows());
    for (const mark of found) {
      const boxes = [...(rangeOf(mark)?.getClientRects() ?? [])];
      const at = fragmentAt(boxes, { x, y }, 2);
      if (at >= 0) return { mark, box: boxes[at] };
    }
    return null;
  }

  function look() {
    frame = 0;
    const inCard = cards.ownsLoose(last.target);
    const other = !inCard && cards.owns(last.target);
    under = inCard || other ? null : margin ? { mark: margin.mark, box: margin.node.getBoundingClientRect() } : hit(last.x, last.y);
    report = under && (report ?? reading.told());
    // The last place on the mark, not the first beside it: a pointer that is flung away is not on its way.
    if (under) leftAt = { x: last.x, y: last.y };
    const box = cards.box;
    // The page threw the card away: it is closed, and may open again.
    if (cards.id && !box) cards.close();
    send({
      type: "move",
      time: last.time,
      mark: under ? markId(under.mark) : "",
      inCard,
      toCard: Boolean(box && !inCard && !under && onTheWay(leftAt, last, box)),
      speed: last.speed,
      busy: last.buttons !== 0,
      alt: last.alt,
    });
  }

  /** @param {boolean} keyboard @param {Mark} [mark] @param {() => DOMRect | null} [fragment] @param {HTMLElement} [from] gets the focus back */
  function show(keyboard, mark = under?.mark, fragment = undefined, from = undefined) {
    const model = mark && explain(reading.report, reading.say, mark);
    if (!mark || !model) return send({ type: "closed", time: performance.now() });
    const box = under?.box ?? null;
    openScroll = { x: scrollX, y: scrollY };
    void cards.open({ id: markId(mark), model, keyboard, touch, from, fragment: fragment ?? (() => box ?? firstBox(mark)) });
    blank();
    parts.opened(mark, model);
    return undefined;
  }

  /** @param {Mark} mark */
  const firstBox = (mark) => rangeOf(mark)?.getClientRects()[0] ?? null;

  /** The page's own tooltip would cover the card: take it away while the card is open. */
  function blank() {
    restore();
    const element = document.elementFromPoint(last.x, last.y)?.closest("[title]");
    const title = element?.getAttribute("title");
    if (!element || !title) return;
    element.setAttribute("title", "");
    blanked = { element, title };
  }

  function restore() {
    if (blanked?.element.getAttribute("title") === "") blanked.element.setAttribute("title", blanked.title);
    blanked = null;
  }

  document.addEventListener("pointermove", (event) => {
    touch = event.pointerType === "touch";
    if (touch) return;
    const span = event.timeStamp - last.time;
    const speed = span > 0 && span < 100 ? Math.hypot(event.clientX - last.x, event.clientY - last.y) / span : 0;
    last = { x: event.clientX, y: event.clientY, time: event.timeStamp, target: event.target, buttons: event.buttons, alt: event.altKey, speed };
    frame ||= requestAnimationFrame(look);
  }, { signal, passive: true });
  document.documentElement.addEventListener("pointerleave", () => {
    last = { ...last, x: -1, y: -1, time: performance.now(), target: null };
    frame ||= requestAnimationFrame(look);
  }, { signal, passive: true });
  document.addEventListener("pointerdown", (event) => {
    touch = event.pointerType === "touch";
    // A press begins a selection or a click: whatever was being waited for is off.
    if (!cards.owns(event.target)) send({ type: "move", time: performance.now(), mark: under ? markId(under.mark) : "", busy: true });
  }, { signal, passive: true });
  document.addEventListener("click", (event) => {
    if (event.button !== 0 || event.defaultPrevented || cards.owns(event.target)) return;
    if (!(event.target instanceof Element) || event.target.closest(controls)) return;
    if (!document.getSelection()?.isCollapsed) return;
    last = { ...last, x: event.clientX, y: event.clientY, time: event.timeStamp };
    const found = hit(event.clientX, event.clientY);
    if (found) {
      under = found;
      send({ type: "click", time: performance.now(), mark: markId(found.mark) });
    } else if (touch && cards.id) escape();
  }, { signal });
  document.addEventListener("scroll", () => {
    // A move that waits for its frame would be asked what the scroll brought under it.
    cancelAnimationFrame(frame);
    frame = 0;
    const moved = Math.hypot(scrollX - openScroll.x, scrollY - openScroll.y);
    const box = intent.open && under ? firstBox(under.mark) : null;
    const gone = box !== null && !inView(box, { width: innerWidth, height: innerHeight });
    send({ type: "scroll", time: performance.now(), far: Boolean(intent.open) && (moved > timings.scrollAway || gone) });
  }, { signal, passive: true, capture: true });
  document.addEventListener("wheel", (event) => {
    if (!cards.owns(event.target)) send({ type: "scroll", time: performance.now() });
  }, { signal, passive: true });
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !cards.id) return;
    if (cards.owns(event.target)) return;
    event.preventDefault();
    escape();
  }, { signal, capture: true });

  function escape() {
    send({ type: "escape", time: performance.now(), mark: under ? markId(under.mark) : "" });
    if (cards.id) cards.close();
  }

  return {
    escape,
    /** @param {string} id */
    closed(id) {
      restore();
      parts.closed();
      if (intent.open === id) send({ type: "closed", time: performance.now() });
    },
    /** @param {Mark | null} mark @param {HTMLElement} node */
    over(mark, node) {
      margin = mark ? { mark, node } : null;
      last = { ...last, time: performance.now() };
      frame ||= requestAnimationFrame(look);
    },
    /** @param {Mark} mark @param {HTMLElement} node */
    open(mark, node) {
      under = { mark, box: node.getBoundingClientRect() };
      send({ type: "click", time: performance.now(), mark: markId(mark) });
    },
    /** @param {Mark} mark @param {HTMLElement} from */
    openByKey(mark, from) {
      intent = { ...atRest, open: markId(mark) };
      show(true, mark, () => firstBox(mark), from);
    },
    stop() {
      stopping.abort();
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      restore();
    },
  };
}

/** The open shadow roots under a place, outermost first: a caret is told only in those that are named. @param {number} x @param {number} y */
function rootsAt(x, y) {
  /** @type {ShadowRoot[]} */
  const roots = [];
  for (let root = document.elementFromPoint(x, y)?.shadowRoot; root && !roots.includes(root); root = root.elementFromPoint(x, y)?.shadowRoot) roots.push(root);
  return roots;
}
