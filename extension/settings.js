/**
 * The reader's settings and corrections.
 *
 * Policy: everything is local (`storage.local`), nothing else is ever stored (but `memory.js`, when it is
 * on), and no address of a page except the sites the reader put on the list. What is read back is not trusted: a field that does not
 * have its shape takes its default and the others stay. Corrections are kept as normalised strings.
 * Not handled: syncing between devices, on purpose.
 */

import { api, inExtension } from "./browser.js";

/** @typedef {import("./types.js").Corrections} Corrections */
/** @typedef {import("./types.js").Density} Density */

/**
 * @typedef {{
 *   level: "click" | "sites" | "every", sites: string[], paused: string[], off: boolean,
 *   density: Density, kinds: string[], names: boolean, claims: boolean, statements: boolean,
 *   foldAutomatically: boolean, cardDelay: number, cardMode: "hover" | "click" | "alt" | "never",
 *   badge: boolean, strip: boolean, announce: boolean, remember: boolean, printMarks: boolean,
 *   theme: "system" | "light" | "dark", language: string, welcomed: string[]
 * }} Settings
 */

/** @type {Readonly<Settings>} */
export const defaults = Object.freeze({
  level: "click",
  sites: [],
  paused: [],
  off: false,
  density: "standard",
  kinds: ["person", "organisation", "place"],
  names: true,
  claims: true,
  statements: true,
  foldAutomatically: false,
  cardDelay: 500,
  cardMode: "hover",
  badge: true,
  strip: false,
  announce: false,
  remember: false,
  printMarks: false,
  theme: "system",
  language: "browser",
  welcomed: [],
});

/** @type {Readonly<Corrections>} */
export const noCorrections = Object.freeze({ notNames: [], kinds: [], same: [], notClaims: [] });

export const delays = Object.freeze([150, 300, 500, 800, 1000]);
export const kinds = Object.freeze(["person", "organisation", "place", "other", "date", "amount"]);

/** A correction longer than this many code units is refused: no name and no claim is so long. */
export const longest = 1000;
/** So many corrections of one sort are kept. */
export const most = 2000;

/** @param {readonly unknown[]} allowed @returns {(v: unknown) => boolean} */
const oneOf = (allowed) => (v) => allowed.includes(v);
/** @param {(v: unknown) => boolean} each @returns {(v: unknown) => boolean} */
const listOf = (each) => (v) => Array.isArray(v) && v.length <= most && v.every(each);
/** @param {unknown} v */
const flag = (v) => typeof v === "boolean";
/** @param {unknown} v */
const short = (v) => typeof v === "string" && v.length > 0 && v.length <= longest;
/** @param {unknown} v */
const pair = (v) => Array.isArray(v) && v.length === 2 && v.every(short);
/** @param {unknown} v */
const site = (v) => typeof v === "string" && /^https?:\/\/[^/\s*]+$/.test(v) && v.length <= 300;

/** @type {Record<string, (v: unknown) => boolean>} */
const shapes = {
  level: oneOf(["click", "sites", "every"]),
  sites: listOf(site),
  paused: listOf(site),
  off: flag,
  density: oneOf(["calm", "standard", "everything"]),
  kinds: listOf(oneOf(kinds)),
  names: flag,
  claims: flag,
  statements: flag,
  foldAutomatically: flag,
  cardDelay: oneOf(delays),
  cardMode: oneOf(["hover", "click", "alt", "never"]),
  badge: flag,
  strip: flag,
  announce: flag,
  remember: flag,
  printMarks: flag,
  theme: oneOf(["system", "light", "dark"]),
  language: oneOf(["browser", "en", "de"]),
  welcomed: listOf(short),
};

/**
 * Settings out of whatever was stored.
 * @param {unknown} stored
 * @returns {Settings}
 */
export function mend(stored) {
  /** @type {any} */
  const out = structuredClone(defaults);
  if (stored && typeof stored === "object") {
    for (const [name, fits] of Object.entries(shapes)) {
      const value = /** @type {any} */ (stored)[name];
      if (Object.hasOwn(stored, name) && fits(value)) out[name] = value;
    }
  }
  return out;
}

/**
 * Corrections out of whatever was stored.
 * @param {unknown} stored
 * @returns {Corrections}
 */
export function mendCorrections(stored) {
  const from = /** @type {any} */ (stored && typeof stored === "object" ? stored : {});
  /** @param {string} name @param {(v: unknown) => boolean} fits */
  const kept = (name, fits) => (Array.isArray(from[name]) ? from[name].filter(fits).slice(0, most) : []);
  return {
    notNames: kept("notNames", short),
    kinds: kept("kinds", (v) => pair(v) && kinds.includes(/** @type {any} */ (v)[1])),
    same: kept("same", pair),
    notClaims: kept("notClaims", short),
  };
}

/**
 * How a name or claim is written in the corrections: composed, lower case, straight quotation marks and
 * single spaces. `src/corrections.rs` does the same.
 * @param {string} text
 */
export function normalised(text) {
  return text
    .normalize("NFC")
    .replace(/[\u2018\u2019\u201b]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/\s+/gu, " ")
    .trim()
    .toLowerCase();
}

/**
 * The corrections with one more. Saying the opposite of an earlier one replaces it.
 * @param {Corrections} corrections
 * @param {{sort: "notNames" | "notClaims", text: string} | {sort: "kinds" | "same", text: string, as: string}} one
 * @returns {Corrections}
 */
export function corrected(corrections, one) {
  const text = normalised(one.text);
  if (!text) return corrections;
  if (text.length > longest) throw new Error("correction-too-long");
  const out = structuredClone(corrections);
  if (out[one.sort].length >= most) throw new Error("corrections-full");
  if (!("as" in one)) {
    if (!out[one.sort].includes(text)) out[one.sort].push(text);
  } else {
    const as = one.sort === "kinds" ? one.as : normalised(one.as);
    if (!as || as === text) return corrections;
    if (as.length > longest) throw new Error("correction-too-long");
    const rest = /** @type {[string, any][]} */ (out[one.sort].filter(([from]) => from !== text));
    /** @type {any} */ (out)[one.sort] = [...rest, [text, as]];
  }
  return out;
}

/** @returns {Promise<{settings: Settings, corrections: Corrections}>} */
export async function load() {
  if (!inExtension()) return { settings: mend(null), corrections: mendCorrections(null) };
  try {
    const stored = await api.storage.local.get(["settings", "corrections"]);
    return { settings: mend(stored.settings), corrections: mendCorrections(stored.corrections) };
  } catch {
    // An unreadable store must not take the product away: the reader gets the defaults.
    return { settings: mend(null), corrections: mendCorrections(null) };
  }
}

/**
 * Changes settings. Throws "storage-full" when the browser refuses to keep them.
 * @param {Partial<Settings>} patch
 */
export async function change(patch) {
  const { settings } = await load();
  const next = mend({ ...settings, ...patch });
  await keep({ settings: next });
  return next;
}

/** @param {Corrections} corrections */
export async function keepCorrections(corrections) {
  await keep({ corrections: mendCorrections(corrections) });
}

/** @param {Record<string, unknown>} items */
async function keep(items) {
  if (!inExtension()) return;
  try {
    await api.storage.local.set(items);
  } catch {
    throw new Error("storage-full");
  }
}

/** Forgets everything the reader ever chose. */
export async function reset() {
  await api.storage.local.clear();
}

/**
 * Calls back with the new settings whenever they change anywhere.
 * @param {(settings: Settings, corrections: Corrections) => void} then
 * @returns {() => void} stops watching
 */
export function watch(then) {
  if (!inExtension()) return () => {};
  /** @param {Record<string, unknown>} changes @param {string} area */
  const listener = (changes, area) => {
    if (area === "local" && ("settings" in changes || "corrections" in changes)) {
      load().then(({ settings, corrections }) => then(settings, corrections));
    }
  };
  api.storage.onChanged.addListener(listener);
  return () => api.storage.onChanged.removeListener(listener);
}
