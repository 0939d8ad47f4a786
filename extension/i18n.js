/**
 * Words of the interface.
 *
 * Problem: the same modules run in the extension, where the browser knows the reader's language, and on
 * the demo page, where it does not. Policy: a catalogue in the form of `_locales` may be put in place;
 * without one the browser's `i18n` answers. Plurals and numbers go through `Intl`. A missing message
 * shows its key, so that a test can find it.
 */

import { api, inExtension } from "./browser.js";

/** @typedef {Record<string, {message: string, description?: string}>} Catalogue */

/** @type {Catalogue | null} */
let catalogue = null;
let locale = "";

/**
 * Puts a catalogue in place of the browser's own choice.
 * @param {Catalogue | null} messages
 * @param {string} language BCP 47
 */
export function speak(messages, language) {
  catalogue = messages;
  locale = language;
}

/** @returns {string} the language of the interface, BCP 47 */
export function language() {
  return locale || (inExtension() ? api.i18n.getUILanguage() : "") || "en";
}

/** @returns {"ltr" | "rtl"} */
export function direction() {
  const dir = inExtension() && !catalogue ? api.i18n.getMessage("@@bidi_dir") : "";
  return dir === "rtl" || /^(ar|fa|he|ur)\b/.test(language()) ? "rtl" : "ltr";
}

/**
 * @param {string} key
 * @param {...(string | number)} parts replace $1, $2 ... ; numbers are written in the reader's way
 * @returns {string}
 */
export function t(key, ...parts) {
  const words = parts.map((part) => (typeof part === "number" ? number(part) : part));
  if (catalogue) {
    const message = catalogue[key]?.message;
    return message === undefined ? key : message.replace(/\$(\d|\$)/g, (_, d) => (d === "$" ? "$" : (words[Number(d) - 1] ?? "")));
  }
  return (inExtension() && api.i18n.getMessage(key, words)) || key;
}

/**
 * The plural form of a message: `key_one`, `key_other` and whatever else the language has.
 * @param {string} key
 * @param {number} n becomes $1
 * @param {...(string | number)} parts become $2, $3 ...
 */
export function plural(key, n, ...parts) {
  const form = `${key}_${new Intl.PluralRules(safe()).select(n)}`;
  const text = t(form, n, ...parts);
  return text === form ? t(`${key}_other`, n, ...parts) : text;
}

/** @param {number} n */
export function number(n) {
  return new Intl.NumberFormat(safe()).format(n);
}

/** @param {string[]} words @returns {string} "a, b and c" in the reader's way */
export function list(words) {
  return new Intl.ListFormat(safe(), { type: "conjunction" }).format(words);
}

/**
 * Whole numbers in rising order, neighbours drawn together: "4", "15–20".
 * @param {readonly number[]} numbers @returns {string[]}
 */
export function ranges(numbers) {
  /** @type {[number, number][]} */
  const out = [];
  for (const n of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = out.at(-1);
    if (last && n === last[1] + 1) last[1] = n;
    else out.push([n, n]);
  }
  return out.flatMap(([from, to]) => (to - from > 1 ? [`${number(from)}–${number(to)}`] : from === to ? [number(from)] : [number(from), number(to)]));
}

/** What was found, in one line. @param {{repeated: number, names: Record<string, number>, claims: number}} state */
export function summary({ repeated, names, claims }) {
  const total = Object.values(names).reduce((a, b) => a + b, 0);
  return [plural("sum_repeats", repeated), plural("sum_names", total), plural("sum_claims", claims)].join(" · ");
}

/** @param {string} date ISO 8601 @returns {string} the day, in the reader's way */
export function day(date) {
  const at = new Date(date);
  return Number.isNaN(at.getTime()) ? "" : new Intl.DateTimeFormat(safe(), { dateStyle: "medium" }).format(at);
}

const troubles = ["storage_full", "correction_too_long", "corrections_full"];

/** What went wrong, in words. @param {unknown} error one of those that `settings.js` throws, or any other */
export function trouble(error) {
  const name = error instanceof Error ? error.message.replaceAll("-", "_") : "";
  return t(`error_${troubles.includes(name) ? name : "failed"}`);
}

/** The language, or English when `Intl` does not know how to spell its name. */
function safe() {
  try {
    return Intl.getCanonicalLocales(language().replace("_", "-"))[0] ?? "en";
  } catch {
    return "en";
  }
}
