/**
 * One page being read: owns the core's `Annotator` and the order of its steps.
 *
 * Problem: reading must not hold up the page, and the page may change or be left while it goes on.
 * Policy: work in short slices that yield; every start has a number, and a slice of an older start ends
 * by itself. A core that fails is undone on the page without its help (after a trap it answers nothing),
 * got anew and tried once more, once in the life of the page, whatever it was asked; the next failure is
 * kept for the reader, in words that cannot hold any of the page's.
 */

import { timings } from "./timings.js";

/** @typedef {import("../types.js").Annotator} Annotator */
/** @typedef {import("../types.js").Core} Core */
/** @typedef {import("../types.js").Corrections} Corrections */
/** @typedef {import("../types.js").Report} Report */
/** @typedef {import("../types.js").Phase} Phase */
/** @typedef {import("../types.js").Shown} Shown */

/** The largest text that is read for names and claims, in words (`Options::max_bytes`). */
export const longestText = 60000;

const empty = /** @type {Report} */ (Object.freeze({
  blocks: 0, paragraphs: 0, words: 0, sentences: [], duplicates: { repeated: 0, of: 0, runs: [] },
  entities: [], mentions: [], quantities: [], claims: [], statements: [],
}));

/** What is answered in place of a core that fails: as where nothing was found. */
const nothing = {
  report: empty, reportOn: empty, margin: new Uint32Array(0),
  counts: /** @type {import("../types.js").Counts} */ ({ repeated: 0, of: 0, names: { person: 0, organisation: 0, place: 0, other: 0 }, claims: 0, unsourced: 0 }),
  text: "", paint: 0, paintIn: true, paintOn: true, unpaint: undefined, focus: undefined, at: new Uint32Array(0),
  range: null, element: null, fold: undefined, unfold: undefined, bars: /** @type {never[]} */ ([]), toggle: false,
};

/**
 * The annotator for everyone else: they need not know that a core may fail.
 * @param {Annotator} annotator
 * @param {(error: unknown) => void} failed
 */
function guarded(annotator, failed) {
  return /** @type {Shown} */ (Object.fromEntries(Object.entries(nothing).map(([name, otherwise]) => [name, (/** @type {any[]} */ ...given) => {
    try {
      return /** @type {any} */ (annotator)[name](...given);
    } catch (error) {
      failed(error);
      return otherwise;
    }
  }])));
}

/**
 * @param {() => Promise<Core>} core
 * @param {() => void} changed called whenever the phase or the findings changed
 * @param {(annotator: Annotator) => unknown} first paints what is found first, if it is time to; called again and again
 * @param {() => Promise<unknown>} [renew] brings a new core to where `core` finds it
 */
export function createReading(core, changed, first, renew = async () => {}) {
  /** @type {Annotator | null} */
  let annotator = null;
  /** @type {Shown | null} */
  let shown = null;
  let start = 0;
  let renewed = false;
  /** Undoes what the annotator's core did. */
  let undo = () => {};
  /** What was asked for last. @type {[Corrections, boolean] | null} */
  let asked = null;

  const reading = {
    phase: /** @type {Phase} */ ("idle"),
    language: "",
    words: 0,
    error: "",
    /** The core, once something was read. */
    get annotator() {
      return reading.phase === "done" ? shown : null;
    },
    /** All that was found. Nobody keeps it longer than needed: the core makes it again. @returns {Report} */
    get report() {
      return reading.annotator?.report() ?? empty;
    },
    /** The same, made in slices. @returns {Promise<Report>} */
    async told() {
      for (;;) {
        const report = reading.annotator ? reading.annotator.reportOn(timings.slice) : empty;
        if (report) return report;
        await pause();
      }
    },
    counts: () => reading.annotator?.counts() ?? nothing.counts,
    /** @param {import("../types.js").Piece} piece */
    say: (piece) => shown?.text(piece.block, piece.start, piece.end) ?? "",

    /**
     * Reads the page from the start.
     * @param {Corrections} corrections
     * @param {boolean} anyway also when it does not look like an article
     */
    async read(corrections, anyway) {
      const mine = (start += 1);
      asked = [corrections, anyway];
      set("analysing");
      try {
        const found = await core();
        if (mine !== start) return;
        const { Annotator, models, css = "" } = found;
        annotator?.stop();
        annotator = new Annotator(models, { corrections, css });
        // The core keeps them: a copy here would be for nothing.
        found.models = undefined;
        shown = guard(annotator);
        undo = () => Annotator.undo();
        annotator.begin(document);
        let page = annotator.readOn(timings.slice);
        while (!page) {
          await pause();
          if (mine !== start) return;
          page = annotator.readOn(timings.slice);
        }
        reading.language = page.language;
        reading.words = page.words;
        if (!page.article && !anyway) {
          set("notArticle");
          return;
        }
        await finish(mine);
      } catch (error) {
        if (mine === start) await fail(error);
      }
    },

    /**
     * Reads again what the page changed.
     * @returns {Promise<{changed: boolean, huge: boolean}>}
     */
    async refresh() {
      const none = { changed: false, huge: false };
      if (reading.phase !== "done" || !annotator) return none;
      const mine = (start += 1);
      try {
        const result = annotator.refresh();
        if (result.changed) await finish(mine);
        return result;
      } catch (error) {
        if (mine === start) await fail(error);
        return none;
      }
    },

    /** Undoes everything on the page. */
    stop() {
      start += 1;
      clear();
      set("idle");
    },
  };
  return reading;

  /** @param {number} mine */
  async function finish(mine) {
    while (annotator && !annotator.step(timings.slice)) {
      first(annotator);
      await pause();
      if (mine !== start) return;
    }
    // Showing it is work by itself on a long page.
    await pause();
    if (mine === start) set("done");
  }

  /** @param {Phase} phase */
  function set(phase) {
    reading.phase = phase;
    if (phase !== "failed") reading.error = "";
    changed();
  }

  /** Leaves nothing of ours on the page and nothing known of it. */
  function clear() {
    try {
      annotator?.stop();
    } catch {
      undo();
    }
    annotator = null;
    shown = null;
  }

  /** @param {Annotator} mine */
  function guard(mine) {
    let failed = false;
    return guarded(mine, (error) => {
      // After a trap every answer fails: the first tells. Who asked is let finish before all is taken away.
      if (failed) return;
      failed = true;
      queueMicrotask(() => {
        if (mine !== annotator) return;
        start += 1;
        void fail(error);
      });
    });
  }

  /** @param {unknown} error */
  async function fail(error) {
    clear();
    if (asked && !renewed) {
      renewed = true;
      const mine = start;
      set("analysing");
      // Without a new one the old is tried again: it may have tripped over what has gone since.
      await renew().catch(() => {});
      if (mine === start) await reading.read(...asked);
      return;
    }
    reading.error = named(error);
    set("failed");
  }
}

/**
 * An error without its message, which may quote the page, unless it is a trap's or a code of ours.
 * @param {any} error
 */
function named({ name, message }) {
  return name === "RuntimeError" || /^[a-z-]+$/.test(message) ? `${name}: ${message}` : name;
}

/** Lets the page work. */
export function pause() {
  const { scheduler } = /** @type {any} */ (globalThis);
  return scheduler?.yield ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve, 0));
}
