/**
 * The shell in the tab: joins the reading, the marks, the cards and everything that asks for them.
 *
 * Problem: one page, many wishes (popup, panel, commands, settings, the page's own changes). Policy: this
 * file holds what the reader chose for this tab and applies it after every change in one place, `apply`;
 * the parts know nothing of each other. The same controller serves the extension, our own pages and the
 * demo: what differs comes in as `Surroundings`. One `stop` undoes the page.
 */

import { key, named, whole, wordsNeeded } from "../findings.js";
import { number, plural } from "../i18n.js";
import { corrected } from "../settings.js";
import { createBars } from "./bars.js";
import { createCards } from "./card.js";
import { createGutter } from "./gutter.js";
import { createHover } from "./hover.js";
import { createLayer } from "./layer.js";
import { page as document } from "./page.js";
import { createReading, longestText, pause } from "./reading.js";
import { createRing } from "./ring.js";
import { cardActions } from "./actions.js";
import { createScroll } from "./scroll.js";
import { selectors } from "./selectors.js";
import { watchTheme } from "./theme.js";
import { timings } from "./timings.js";
import { createWalk, stops } from "./walk.js";
import { watchPage } from "./watch.js";

/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("../types.js").State} State */
/** @typedef {import("../settings.js").Settings} Settings */
/** @typedef {import("../types.js").Corrections} Corrections */
/** @typedef {{tab: "claims" | "names" | "repeats", entity?: number, claim?: number, statement?: number, run?: number}} Wanted */
/**
 * @typedef {{
 *   core: () => Promise<import("../types.js").Core>,
 *   renew?: () => Promise<unknown>,
 *   settings: Settings,
 *   corrections: Corrections,
 *   changed: (state: State) => void,
 *   current: (id: string) => void,
 *   list: (wanted: Wanted) => void,
 *   options: () => void,
 *   keep: (patch: Partial<Settings>) => Promise<unknown>,
 *   keepCorrections: (corrections: Corrections) => Promise<void>,
 *   remember?: (names: Record<string, number>) => void,
 *   earlier?: (name: string) => Promise<import("../memory.js").Earlier[]>,
 *   strip?: typeof import("./strip.js").createStrip,
 *   opened?: (sort: string) => void
 * }} Surroundings
 */

/** @param {Surroundings} around */
export function createController(around) {
  let { settings, corrections } = around;
  const chosen = {
    density: settings.density,
    names: settings.names,
    claims: settings.claims,
    hidden: false,
    folded: false,
    only: /** @type {number | undefined} */ (undefined),
    anyway: false,
    paused: false,
  };
  /** Corrections for this page only. @type {Corrections} */
  let here = { notNames: [], kinds: [], same: [], notClaims: [] };
  /** Whose folds are the reader's: a core that took a trapped one's place has none yet. @type {import("../types.js").Shown | null} */
  let folder = null;
  let paints = 0;

  const reading = createReading(around.core, () => apply(), (annotator) => (chosen.hidden ? 0 : annotator.paintNames(marks())), around.renew);
  const rangeOf = (/** @type {Piece} */ { block, start, end }) => reading.annotator?.range(block, start, end) ?? null;
  const layer = createLayer();
  const ring = createRing(layer);
  const scroll = createScroll({ rangeOf, unfold: (run) => toggle(run, false) });
  const cards = createCards(cardActions({
    reading, jump, list: around.list, options: around.options, correct, rangeOf,
    keep: around.keep,
    settings: () => settings,
    earlier: async (name) => (settings.remember && around.earlier ? around.earlier(name) : []),
    closed: (id) => {
      hover.closed(id);
      around.current("");
    },
  }));
  const hover = createHover({
    cards, reading, rangeOf,
    settings: () => settings,
    shows: () => ({ names: chosen.names && !chosen.hidden, claims: chosen.claims && !chosen.hidden, quantities: chosen.density === "everything" && !chosen.hidden }),
    opened: (mark, model) => {
      around.current(model.sort === "entity" ? `entity:${model.entity}` : model.sort === "claim" ? `claim:${model.claim}` : model.sort === "statement" ? `statement:${model.statement}` : "");
      if (model.sort === "claim" || model.sort === "statement") focus(model.pieces);
      around.opened?.(model.sort);
      if (settings.announce) /** @type {any} */ (document).ariaNotify?.(reading.say(mark));
    },
    closed: () => focus([]),
  });
  const bars = createBars(layer, {
    toggle,
    first: (block) => jump([whole(block)]),
    compare: (run) => around.list({ tab: "repeats", run }),
    rangeOf,
  });
  const gutter = createGutter(layer, { say: reading.say, rangeOf, element: (block) => reading.annotator?.element(block) ?? null, over: hover.over, open: hover.open });
  const strip = around.strip?.(layer, { rangeOf, jump, number, words: (side, n) => plural(`strip_${side}`, n) });
  const walk = createWalk(layer, {
    rangeOf,
    scroll: (piece) => scroll.into(piece),
    open: (stop, node) => hover.openByKey(stop.mark, node),
    density: (density) => setMarks({ density }),
    card: (pressed) => {
      if (!cards.id) return false;
      if (pressed === "p") cards.pin();
      else hover.escape();
      return true;
    },
  });
  const unwatch = watchPage({
    // By name: a card that has just been taken away is still ours.
    ours: (node) => node === layer.host || node.nodeName.toLowerCase() === "galley-card" || own(node),
    changed: async () => {
      const { changed } = await reading.refresh();
      if (!changed) layer.soon();
    },
    navigated: () => {
      if (reading.phase === "idle") return;
      cards.clear();
      walk.stop();
      chosen.only = undefined;
      void read(false);
    },
  });
  const unwatchTheme = watchTheme(() => reading.annotator && apply());
  const searched = new AbortController();
  // The browser takes `hidden` away when a search or a link lands in folded text: the bar must say so.
  document.addEventListener("beforematch", (event) => {
    const run = foldOf(event.target);
    if (run >= 0) queueMicrotask(() => toggle(run, false));
  }, { signal: searched.signal, capture: true });

  /** The state of this tab for popup, badge and panel. @returns {State} */
  function state() {
    const { english, ...counts } = reading.counts();
    return {
      phase: reading.phase,
      title: document.title,
      url: location.href,
      language: reading.language,
      // What was read decides; before that, what the page declares.
      covered: english ?? (!reading.language || /^en\b/i.test(reading.language)),
      words: reading.words,
      truncated: reading.words > longestText,
      ...counts,
      density: chosen.density,
      namesOn: chosen.names,
      claimsOn: chosen.claims,
      hidden: chosen.hidden,
      folded: chosen.folded,
      paused: chosen.paused,
      error: reading.error,
    };
  }

  /** The marks chosen. @returns {import("../types.js").Marks} */
  function marks() {
    const only = chosen.only === undefined ? {} : { faded: chosen.only };
    return { density: chosen.density, names: chosen.names, claims: chosen.claims, kinds: settings.kinds, ...only };
  }

  /** Puts on the page what was found and chosen. The only place that does. */
  function apply() {
    const { annotator } = reading;
    if (annotator) {
      if (folder !== annotator && chosen.folded && !chosen.hidden) annotator.fold({ substance: false });
      folder = annotator;
      void paint(annotator);
      if (chosen.folded && !chosen.hidden) bars.update(annotator.bars(), reading.say);
      else bars.clear();
      if (chosen.claims && settings.statements && chosen.density !== "calm" && !chosen.hidden) gutter.update(annotator.margin());
      else gutter.clear();
      if (settings.strip && !chosen.hidden) void reading.told().then((report) => settings.strip && !chosen.hidden && strip?.update(report));
      else strip?.clear();
      if (walk.on) void stopsOf().then(walk.renew);
    } else {
      bars.clear();
      gutter.clear();
      strip?.clear();
      ring.clear();
      walk.stop();
      // A card that has just corrected something stays: it says so, and takes it back.
      if (reading.phase !== "analysing") cards.clear();
    }
    layer.soon();
    around.changed(state());
  }

  /** Paints in slices; what is wanted next takes the place of what is not done yet. @param {import("../types.js").Shown} annotator */
  async function paint(annotator) {
    const mine = (paints += 1);
    if (chosen.hidden) return annotator.unpaint();
    let done = annotator.paintIn(marks(), timings.slice);
    while (!done) {
      await pause();
      if (mine !== paints || annotator !== reading.annotator) return undefined;
      done = annotator.paintOn(timings.slice);
    }
    return undefined;
  }

  /** @param {boolean} anyway */
  async function read(anyway) {
    chosen.anyway = anyway;
    chosen.paused = false;
    const folded = chosen.folded || settings.foldAutomatically;
    chosen.folded = false;
    await reading.read(both(), anyway);
    if (reading.phase !== "done") return;
    if (folded) fold(true);
    if (settings.remember) around.remember?.(Object.fromEntries(named(await reading.told()).map((entity) => [entity.name, entity.mentions])));
  }

  /** Everyone's corrections and this page's. @returns {Corrections} */
  function both() {
    return {
      notNames: [...corrections.notNames, ...here.notNames],
      kinds: [...corrections.kinds, ...here.kinds],
      same: [...corrections.same, ...here.same],
      notClaims: [...corrections.notClaims, ...here.notClaims],
    };
  }

  /** @param {boolean} on */
  function fold(on) {
    const { annotator } = reading;
    if (!annotator) return;
    if (on) annotator.fold({ substance: false });
    else annotator.unfold();
    chosen.folded = on;
    apply();
  }

  /** @param {number} run @param {boolean} folded */
  function toggle(run, folded) {
    const { annotator } = reading;
    if (!annotator) return;
    annotator.toggle(run, folded);
    bars.update(annotator.bars(), reading.say);
    layer.place();
  }

  /** @param {Partial<typeof chosen>} patch */
  function setMarks(patch) {
    Object.assign(chosen, patch);
    if (chosen.hidden) {
      cards.clear();
      walk.stop();
    }
    apply();
  }

  /** @param {boolean} hidden */
  function hide(hidden) {
    if (hidden && chosen.folded) reading.annotator?.unfold();
    setMarks({ hidden });
    if (!hidden && chosen.folded) fold(true);
  }

  /** @param {readonly Piece[]} pieces */
  function focus(pieces) {
    reading.annotator?.focus(Uint32Array.from(pieces.flatMap((p) => [p.block, p.start, p.end])));
  }

  /** @param {readonly Piece[]} pieces @param {boolean} [moves] */
  function jump(pieces, moves = true) {
    if (pieces.length === 0) return ring.clear();
    if (moves) scroll.into(pieces[0], true);
    ring.show(() => pieces.flatMap((piece) => [...(rangeOf(piece)?.getClientRects() ?? [])]), moves);
    return undefined;
  }

  /**
   * @param {import("./cardbody.js").Correction} one
   * @param {"everywhere" | "page"} where
   * @returns {Promise<() => Promise<void>>} takes it back
   */
  async function correct(one, where) {
    const before = { corrections, here };
    if (where === "page") here = corrected(here, one);
    else {
      const next = corrected(corrections, one);
      await around.keepCorrections(next);
      corrections = next;
    }
    await read(chosen.anyway);
    return async () => {
      if (where === "page") here = before.here;
      else {
        await around.keepCorrections(before.corrections);
        corrections = before.corrections;
      }
      await read(chosen.anyway);
    };
  }

  async function stopsOf() {
    return stops(await reading.told(), reading.say, { names: chosen.names, claims: chosen.claims, kinds: settings.kinds });
  }

  return {
    state,
    read,
    fold,
    hide,
    setMarks,
    jump,
    focus,
    correct,
    /** The words, for the panel. @param {string} [current] @returns {Promise<import("../types.js").Snapshot>} */
    async snapshot(current = "") {
      const report = await reading.told();
      /** @type {import("../types.js").Words} */
      const words = {};
      for (const piece of wordsNeeded(report)) words[key(piece)] ??= reading.say(piece);
      return { state: state(), report, words, current };
    },
    /** @param {readonly Piece[]} pieces */
    selectors: (pieces) => selectors(pieces, rangeOf),
    async walk() {
      if (reading.phase !== "done" || chosen.hidden) return;
      walk.start(await stopsOf());
    },
    /** Fades all names but one entity's; nothing shows all again. @param {number | undefined} entity */
    only(entity) {
      setMarks({ only: entity });
    },
    /** @param {Settings} next @param {Corrections} nextCorrections */
    settle(next, nextCorrections) {
      const moved = next.density !== settings.density || next.names !== settings.names || next.claims !== settings.claims;
      const other = JSON.stringify(nextCorrections) !== JSON.stringify(corrections);
      settings = next;
      corrections = nextCorrections;
      if (moved) Object.assign(chosen, { density: next.density, names: next.names, claims: next.claims });
      if (other && reading.phase === "done") void read(chosen.anyway);
      else apply();
    },
    /** Leaves this page alone until it is read again. */
    pause() {
      cards.clear();
      chosen.paused = true;
      reading.stop();
      return state();
    },
    /** Undoes everything, for good. */
    stop() {
      hover.stop();
      cards.clear();
      unwatch();
      unwatchTheme();
      searched.abort();
      walk.stop();
      reading.stop();
      layer.stop();
    },
  };
}

/** Whether a node belongs to the controls of a page of ours. @param {Node} node */
function own(node) {
  return Boolean((node instanceof Element ? node : node.parentElement)?.closest("[data-galley-own]"));
}

/** The run an element was folded in, or -1. @param {EventTarget | null} target */
function foldOf(target) {
  const value = target instanceof Element ? target.closest("[data-galley-fold]")?.getAttribute("data-galley-fold") : null;
  return value ? Number.parseInt(value, 10) : -1;
}

