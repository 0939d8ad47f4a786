/**
 * Walk mode: reading the marks by key, one after another.
 *
 * Policy: one focusable ring in our own layer stands for the mark it is on; single keys work only while
 * it has the focus (WCAG 2.1.4); Escape gives the focus back to where it was. Screen readers hear the
 * ring's name and nothing is announced in the text.
 */

import { plural, t } from "../i18n.js";
import { claimPieces, shownClaims } from "../findings.js";
import { el } from "./elements.js";
import { Layer } from "./explain.js";
import { page as document } from "./page.js";

/** @typedef {import("../types.js").Report} Report */
/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("./explain.js").Mark} Mark */
/** @typedef {{mark: Mark, claim: boolean, entity: number, label: () => string}} Stop `label` costs: it is asked of one stop at a time */

const layers = /** @type {Record<string, number>} */ ({ person: 0, organisation: 1, place: 2, other: 3 });

/**
 * Everything the walk stops at, in reading order. Pure.
 * @param {Report} report
 * @param {import("../findings.js").Say} say
 * @param {{names: boolean, claims: boolean, kinds: readonly string[]}} show
 * @returns {Stop[]}
 */
export function stops(report, say, show) {
  /** @type {Stop[]} */
  const out = [];
  if (show.names) {
    const told = (/** @type {{form: string}} */ mention) => mention.form !== "pronoun";
    const counts = new Map();
    for (const { entity } of report.mentions.filter(told)) counts.set(entity, (counts.get(entity) ?? 0) + 1);
    const seen = new Map();
    report.mentions.forEach((mention, index) => {
      const entity = report.entities[mention.entity];
      if (!told(mention) || !entity || !show.kinds.includes(entity.kind)) return;
      const at = (seen.get(mention.entity) ?? 0) + 1;
      seen.set(mention.entity, at);
      out.push({
        mark: { block: mention.block, start: mention.start, end: mention.end, layer: layers[entity.kind], index },
        claim: false,
        entity: mention.entity,
        label: () => `${entity.name}, ${t(`kind_${entity.kind}`)}, ${plural("mentionOf", counts.get(mention.entity), at)}`,
      });
    });
  }
  if (show.claims) {
    for (const claim of shownClaims(report)) {
      const piece = claim.cue[0] ?? claimPieces(claim)[0];
      if (piece) out.push({ mark: { ...piece, layer: Layer.cue, index: claim.id }, claim: true, entity: -1, label: () => `${t("claim")}: ${say(piece)}` });
    }
  }
  return out.sort((a, b) => a.mark.block - b.mark.block || a.mark.start - b.mark.start);
}

/**
 * Where a key leads. Pure; wraps around.
 * @param {readonly Stop[]} all @param {number} at @param {string} key
 * @returns {number} the next stop, or -1 when the key means nothing here
 */
export function nextStop(all, at, key) {
  if (all.length === 0) return -1;
  const here = all[at];
  /** @param {(stop: Stop) => boolean} fits */
  const after = (fits) => {
    for (let i = 1; i <= all.length; i += 1) if (fits(all[(at + i) % all.length])) return (at + i) % all.length;
    return at;
  };
  switch (key) {
    case "ArrowRight": case "n": return (at + 1) % all.length;
    case "ArrowLeft": case "p": return (at - 1 + all.length) % all.length;
    case "c": return after((stop) => stop.claim);
    case ".": return here ? after((stop) => stop.entity === here.entity && !stop.claim) : -1;
    case "Home": return 0;
    case "End": return all.length - 1;
    default: return -1;
  }
}

/**
 * @param {ReturnType<typeof import("./layer.js").createLayer>} layer
 * @param {{rangeOf: (piece: Piece) => Range | null, open: (stop: Stop, node: HTMLElement) => void,
 *   density: (density: import("../types.js").Density) => void, scroll: (piece: Piece) => void,
 *   card: (key: "p" | "Escape") => boolean}} actions `card` says whether a card took the key
 */
export function createWalk(layer, actions) {
  /** @type {Stop[]} */
  let all = [];
  let at = -1;
  /** @type {import("./layer.js").Thing | null} */
  let thing = null;
  /** @type {Element | null} */
  let before = null;

  const stop = () => {
    if (thing) layer.remove(thing);
    thing = null;
    at = -1;
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    before = null;
  };

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      event.preventDefault();
      if (!actions.card("Escape")) stop();
      return;
    }
    if (event.key === "p" && actions.card("p")) return;
    const density = ({ 1: "calm", 2: "standard", 3: "everything" })[event.key];
    if (density) return void actions.density(/** @type {any} */ (density));
    const next = nextStop(all, at, event.key);
    if (next < 0) return;
    event.preventDefault();
    go(next);
  };

  /** @param {number} to */
  function go(to) {
    at = to;
    const here = all[at];
    if (!here) return stop();
    if (!thing) {
      before = document.activeElement;
      const node = el("button", { type: "button", class: "walk" });
      node.addEventListener("keydown", onKey);
      node.addEventListener("click", () => all[at] && actions.open(all[at], node));
      thing = {
        node,
        box: () => (all[at] ? (actions.rangeOf(all[at].mark)?.getClientRects()[0] ?? null) : null),
        put: (ring, box) => {
          ring.style.cssText = `left:${box.left}px;top:${box.top}px;width:${box.right - box.left}px;height:${box.bottom - box.top}px`;
        },
      };
      layer.add(thing);
    }
    thing.node.setAttribute("aria-label", here.label());
    actions.scroll(here.mark);
    layer.place();
    thing.node.focus({ preventScroll: true });
    return undefined;
  }

  return {
    stop,
    get on() {
      return thing !== null;
    },
    /** The stop under the ring. */
    get here() {
      return all[at] ?? null;
    },
    /** @param {Stop[]} list */
    start(list) {
      all = list;
      if (thing) return go(nextStop(all, at, "n"));
      const visible = all.findIndex((one) => {
        const box = actions.rangeOf(one.mark)?.getBoundingClientRect();
        return box && box.bottom > 0 && box.height > 0;
      });
      return go(Math.max(0, visible));
    },
    /** After a change of the page. @param {Stop[]} list */
    renew(list) {
      if (!thing) return;
      all = list;
      if (at >= all.length) stop();
    },
  };
}
