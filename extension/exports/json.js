/** Our own form, versioned; its schema is `galley-1.schema.json` beside this file. */

import { notice } from "./gather.js";

export const version = 1;

/** @param {import("./gather.js").Gathered} found */
export function json(found) {
  const { title, url, language, time, claims, statements, names, repeats, repeated, of } = found;
  return `${JSON.stringify({ format: "galley", version, notice, software: `Galley ${found.version}`, time, page: { title, url, language }, claims, statements, names, repeats, paragraphs: { repeated, of } }, null, 2)}\n`;
}
