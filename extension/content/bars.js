/**
 * The bars: one for every run of copies, saying what was folded and how to get it back.
 *
 * Problem: nothing may vanish without a word, and what we say must not become part of the text. Policy:
 * the bar is a real button in our own layer, placed over the room that the first folded block keeps; a
 * run whose facts differ is not folded and its bar says what differs, substance first. Reconciled after
 * every change of the page: a bar whose block is gone goes too.
 */

import { whole } from "../findings.js";
import { list, plural, t } from "../i18n.js";
import { el, quoted } from "./elements.js";
import { page as document } from "./page.js";

/** @typedef {import("../types.js").Bar} Bar */
/** @typedef {import("../types.js").Difference} Difference */
/** @typedef {import("../findings.js").Say} Say */
/**
 * @typedef {{
 *   toggle: (run: number, folded: boolean) => void,
 *   first: (block: number) => void,
 *   compare: (run: number) => void,
 *   rangeOf: (piece: import("../types.js").Piece) => Range | null
 * }} BarActions
 */

/** Height of a bar over folded text, and of one above text that is shown; CSS pixels. */
const tall = 36;
const thin = 26;

/**
 * @param {ReturnType<typeof import("./layer.js").createLayer>} layer
 * @param {BarActions} actions
 */
export function createBars(layer, actions) {
  /** @type {Map<number, {thing: import("./layer.js").Thing, says: string}>} */
  const shown = new Map();
  const firsts = new CSSStyleSheet();

  /**
   * Of each folded run only the first block keeps room for the bar.
   * @param {readonly number[]} runs
   */
  function keepRoom(runs) {
    const sheets = document.adoptedStyleSheets;
    firsts.replaceSync(runs.map((run) => `@media not print{[data-galley-fold="${run}"][hidden]~[data-galley-fold="${run}"][hidden]{min-block-size:0!important;margin-block:0!important}}`).join(""));
    if (runs.length && !sheets.includes(firsts)) document.adoptedStyleSheets = [...sheets, firsts];
    else if (!runs.length && sheets.includes(firsts)) document.adoptedStyleSheets = sheets.filter((sheet) => sheet !== firsts);
  }

  return {
    /**
     * @param {readonly Bar[]} bars
     * @param {Say} say
     */
    update(bars, say) {
      const wanted = new Map(bars.filter((bar) => bar.anchor?.isConnected).map((bar) => [bar.run, bar]));
      // Directions are read before anything is written: a page of many bars would be laid out for each.
      const news = [...wanted.values()].map((bar) => ({ bar, says: `${bar.folded}|${bar.blocks}|${bar.class}|${bar.differences.length}${bar.parted ? `|${bar.block}` : ""}` }))
        .filter(({ bar, says }) => shown.get(bar.run)?.says !== says)
        .map((one) => ({ ...one, dir: getComputedStyle(one.bar.anchor).direction }));
      for (const [run, { thing }] of shown) {
        if (!wanted.has(run)) {
          layer.remove(thing);
          shown.delete(run);
        }
      }
      for (const { bar, says, dir } of news) {
        const old = shown.get(bar.run);
        const focused = old && layer.root.activeElement && old.thing.node.contains(layer.root.activeElement);
        if (old) layer.remove(old.thing);
        const thing = { node: node(bar, dir, say, actions), box: () => room(bar, actions), put };
        layer.add(thing);
        shown.set(bar.run, { thing, says });
        if (focused) thing.node.querySelector("button")?.focus({ preventScroll: true });
      }
      keepRoom([...wanted.values()].filter((bar) => bar.folded).map((bar) => bar.run));
      layer.soon();
    },
    clear() {
      if (shown.size) keepRoom([]);
      for (const { thing } of shown.values()) layer.remove(thing);
      shown.clear();
    },
    get count() {
      return shown.size;
    },
  };
}

/**
 * Where a bar belongs.
 * @param {Bar} bar @param {BarActions} actions
 * @returns {import("./layer.js").Place | null}
 */
function room(bar, actions) {
  if (!bar.anchor.isConnected) return null;
  const element = bar.anchor.getBoundingClientRect();
  // A paragraph that shares its element with others begins further down in it.
  const words = bar.parted ? actions.rangeOf(whole(bar.block))?.getClientRects()[0] : null;
  const box = words ? { left: element.left, right: element.right, width: element.width, top: words.top } : element;
  if (box.width === 0) return null;
  const { left, right, top } = box;
  if (bar.folded) return { left, right, top, bottom: top + tall };
  // Where paragraphs leave no room between them the thin bar covers the end of a last line, which is mostly empty, and
  // not the words with which another bar begins.
  let above = bar.anchor.previousElementSibling;
  // Of folded text only the first block has room.
  while (above && !above.getClientRects()[0]?.height) above = above.previousElementSibling;
  return { left, right, top: top - thin - 2, bottom: top - 2, end: above !== null && above.getBoundingClientRect().bottom > top - thin };
}

/** @param {HTMLElement} bar @param {import("./layer.js").Place} place */
function put(bar, { left, right, top, end }) {
  const width = Math.max(160, right - left);
  bar.style.cssText = `left:${end ? right : left}px;top:${top}px;max-width:${width}px;${end ? "width:max-content;translate:-100%" : bar.classList.contains("thin") ? "" : `width:${width}px`}`;
}

/** @param {Bar} bar @param {string} dir @param {Say} say @param {BarActions} actions */
function node(bar, dir, say, actions) {
  const toggle = (/** @type {boolean} */ folded) => actions.toggle(bar.run, folded);
  /** @param {string} words @param {() => void} act @param {Record<string, any>} [props] */
  const button = (words, act, props = {}) => el("button", { type: "button", ...props, onclick: act }, words);
  const compare = button(t("compare"), () => actions.compare(bar.run));
  const first = button(t("goToFirst"), () => actions.first(bar.original));
  if (bar.folded) {
    const words = plural("repeatedAbove", bar.blocks);
    return el("div", { class: "bar", dir, role: "group", "aria-label": t("repeats") },
      button(`▸ ${words}`, () => toggle(false), { class: "open", "aria-expanded": "false" }),
      button(t("show"), () => toggle(false)),
      bar.differences.length > 0 && button(plural("differences", bar.differences.length), () => actions.compare(bar.run)),
      first);
  }
  if (bar.class === "substance") {
    const words = el("span", { class: "said" }, t("repeatsBut", bar.original + 1), " ");
    const told = bar.differences.filter((d) => d.kind !== "wording").slice(0, 2);
    (told.length ? told : bar.differences.slice(0, 1)).forEach((difference, i) => {
      words.append(i ? ", " : "", ...change(difference, say));
    });
    return el("div", { class: "bar thin", dir, role: "group", "aria-label": t("repeats") }, words, compare);
  }
  return el("div", { class: "bar thin", dir, role: "group", "aria-label": t("repeats") },
    // Text that shares its element with other text cannot be hidden without it.
    bar.parted ? el("span", { class: "said" }, plural("repeatedAbove", bar.blocks), " ")
      : button(`▾ ${plural("repeatedAbove", bar.blocks)}`, () => toggle(true), { class: "open", "aria-expanded": "true" }),
    !bar.parted && button(t("fold"), () => toggle(true)), first);
}

/**
 * A difference in words: "old → new", or what was added or left out.
 * @param {Difference} difference @param {Say} say
 * @returns {(Node | string)[]}
 */
export function change(difference, say) {
  const { original, copy } = difference;
  if (original && copy) return [quoted(say(original)), " → ", quoted(say(copy))];
  if (copy) return [`${t("added")} `, quoted(say(copy))];
  return original ? [`${t("leftOut")} `, quoted(say(original))] : [list([t(`difference_${difference.kind}`)])];
}
