/**
 * Names remembered across articles, for "In 3 earlier articles" on a card.
 *
 * Policy: off unless the reader turns it on; names and how often they stand in an article, by the
 * article's title and day, and nothing else: no address, no text. Never written in a private window (the
 * background asks for that). The oldest article goes when the list is full. What is read back is not
 * trusted. Who owns state: `storage.local`, key `memory`; only the background writes it.
 */

import { api } from "./browser.js";
import { normalised } from "./settings.js";

/** @typedef {{title: string, date: string, names: Record<string, number>}} Article */
/** @typedef {{title: string, date: string, count: number}} Earlier */

/** So many articles are kept, and so many names of one. */
export const mostArticles = 500;
const mostNames = 300;
const longest = 300;

/** Articles out of whatever was stored. @param {unknown} stored @returns {Article[]} oldest first */
export function mendMemory(stored) {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one) => {
    const fits = one && typeof one.title === "string" && typeof one.date === "string" && one.names && typeof one.names === "object";
    return fits ? [{ title: one.title.slice(0, longest), date: one.date.slice(0, 10), names: counted(one.names) }] : [];
  }).slice(-mostArticles);
}

/** @param {Record<string, unknown>} names */
function counted(names) {
  /** @type {Record<string, number>} */
  const out = Object.create(null);
  for (const [name, count] of Object.entries(names).slice(0, mostNames)) {
    const key = normalised(name);
    if (key && key.length <= longest && Number.isInteger(count)) out[key] = (out[key] ?? 0) + Number(count);
  }
  return out;
}

/**
 * The list with one article more; the same title again replaces its names and keeps its first day.
 * @param {readonly Article[]} articles @param {string} title @param {string} date ISO 8601
 * @param {Record<string, unknown>} names
 */
export function withArticle(articles, title, date, names) {
  const known = articles.find((one) => one.title === title.slice(0, longest));
  return mendMemory([...articles.filter((one) => one !== known), { title, date: known?.date ?? date, names: { ...names } }]);
}

/**
 * Other articles that have the name, newest first.
 * @param {readonly Article[]} articles @param {string} title of the article being read @param {string} name
 * @returns {Earlier[]}
 */
export function earlierOnes(articles, title, name) {
  const key = normalised(name);
  return articles
    .filter((one) => one.title !== title.slice(0, longest) && Object.hasOwn(one.names, key))
    .map((one) => ({ title: one.title, date: one.date, count: one.names[key] }))
    .reverse();
}

export async function recall() {
  const { memory } = await api.storage.local.get("memory");
  return mendMemory(memory);
}

/** One article after another: two tabs at once must not lose each other's. @type {Promise<unknown>} */
let writing = Promise.resolve();

/** @param {string} title @param {Record<string, unknown>} names */
export function remember(title, names) {
  const next = writing.then(async () => {
    await api.storage.local.set({ memory: withArticle(await recall(), title, new Date().toISOString(), names) });
  });
  // A store that is full keeps what it has; the article being read loses nothing.
  writing = next.catch(() => {});
  return writing;
}

export async function forget() {
  await api.storage.local.remove("memory");
}
