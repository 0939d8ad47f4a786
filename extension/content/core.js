/**
 * Where the core comes from: the loader puts it, or a promise of it, on the script's own global scope
 * before or after this module runs, and the rules of the marks beside it. This module is the only one that
 * knows the names.
 */

/** @typedef {import("../types.js").Core} Core */

/** @returns {Promise<Core>} */
export async function core() {
  const { galleyCore, galleyRules } = /** @type {{galleyCore?: Core | Promise<Core> | (() => Promise<Core>), galleyRules?: string}} */ (/** @type {unknown} */ (globalThis));
  const found = await (typeof galleyCore === "function" ? galleyCore() : galleyCore);
  if (!found) throw new Error("core-missing");
  if (galleyRules) found.css = galleyRules;
  return found;
}
