/**
 * Where the core comes from: the loader puts it, or a promise of it, on the script's own global scope
 * before or after this module runs. This module is the only one that knows the name.
 */

/** @typedef {import("../types.js").Core} Core */

/** @returns {Promise<Core>} */
export async function core() {
  const { galleyCore } = /** @type {{galleyCore?: Core | Promise<Core> | (() => Promise<Core>)}} */ (/** @type {unknown} */ (globalThis));
  const found = await (typeof galleyCore === "function" ? galleyCore() : galleyCore);
  if (!found) throw new Error("core-missing");
  return found;
}
