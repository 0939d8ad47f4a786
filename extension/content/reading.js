/**
 * One page being read: owns the core's `Annotator` and the order of its steps.
 *
 * Problem: reading must not hold up the page, and the page may change or be left while it goes on.
 * Policy: work in short slices that yield; every start has a number, and a slice of an older start ends
 * by itself. A failure stops the core, keeps its words for the reader and leaves the page untouched.
 */

import { timings } from "./timings.js";

/** @typedef {import("../types.js").Annotator} Annotator */
/** @typedef {import("../types.js").Core} Core */
/** @typedef {import("../types.js").Corrections} Corrections */
/** @typedef {import("../types.js").Report} Report */
/** @typedef {import("../types.js").Phase} Phase */

/** The largest text that is read for names and claims, in words (`Options::max_bytes`). */
export const longestText = 60000;

const empty = /** @type {Report} */ (Object.freeze({
  blocks: 0, paragraphs: 0, words: 0, sentences: [], duplicates: { repeated: 0, of: 0, runs: [] },
  entities: [], mentions: [], quantities: [], claims: [], statements: [],
}));

/**
 * @param {() => Promise<Core>} core
 * @param {() => void} changed called whenever the phase or the findings changed
 * @param {(annotator: Annotator) => number} first paints what is found first; gives the number of marks
 */
export function createReading(core, changed, first) {
  /** @type {Annotator | null} */
  let annotator = null;
  let start = 0;

  const reading = {
    phase: /** @type {Phase} */ ("idle"),
    report: empty,
    language: "",
    words: 0,
    error: "",
    /** The core, once something was read. */
    get annotator() {
      return reading.phase === "done" ? annotator : null;
    },
    /** @param {import("../types.js").Piece} piece */
    say: (piece) => annotator?.text(piece.block, piece.start, piece.end) ?? "",

    /**
     * Reads the page from the start.
     * @param {Corrections} corrections
     * @param {boolean} anyway also when it does not look like an article
     */
    async read(corrections, anyway) {
      const mine = (start += 1);
      set("analysing");
      try {
        const { Annotator, models } = await core();
        if (mine !== start) return;
        annotator?.stop();
        annotator = new Annotator(models, { corrections });
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
          reading.report = empty;
          set("notArticle");
          return;
        }
        await finish(mine);
      } catch (error) {
        if (mine === start) fail(error);
      }
    },

    /**
     * Reads again what the page changed.
     * @returns {Promise<{changed: boolean, huge: boolean}>}
     */
    async refresh() {
      const nothing = { changed: false, huge: false };
      if (reading.phase !== "done" || !annotator) return nothing;
      const mine = (start += 1);
      try {
        const result = annotator.refresh();
        if (result.changed) await finish(mine);
        return result;
      } catch (error) {
        if (mine === start) fail(error);
        return nothing;
      }
    },

    /** Undoes everything on the page. */
    stop() {
      start += 1;
      try {
        annotator?.stop();
      } catch {
        // A core that failed before may fail again: there is nothing of it left on the page to undo.
      }
      annotator = null;
      reading.report = empty;
      set("idle");
    },
  };
  return reading;

  /** @param {number} mine */
  async function finish(mine) {
    let begun = reading.report !== empty;
    while (annotator && !annotator.step(timings.slice)) {
      begun ||= first(annotator) > 0;
      await pause();
      if (mine !== start) return;
    }
    if (!annotator) return;
    reading.report = annotator.report();
    set("done");
  }

  /** @param {Phase} phase */
  function set(phase) {
    reading.phase = phase;
    if (phase !== "failed") reading.error = "";
    changed();
  }

  /** @param {unknown} error */
  function fail(error) {
    try {
      annotator?.stop();
    } catch {
      // See `stop`.
    }
    annotator = null;
    reading.report = empty;
    reading.error = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    set("failed");
  }
}

/** Lets the page work. */
function pause() {
  const { scheduler } = /** @type {any} */ (globalThis);
  return scheduler?.yield ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve, 0));
}
