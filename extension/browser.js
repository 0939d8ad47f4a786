/**
 * The browser's extension interface, under either of its names. On the demo page there is none:
 * ask `inExtension` before using `api` from a module the demo shares.
 */

const scope = /** @type {{browser?: typeof chrome, chrome?: typeof chrome}} */ (/** @type {unknown} */ (globalThis));

export const api = /** @type {typeof chrome} */ (scope.browser ?? scope.chrome);

/** Whether this is a page of an extension in Chromium. */
export const inChromium = () => inExtension() && api.runtime.getURL("").startsWith("chrome-extension:");

/** @returns {boolean} whether this script still belongs to a living extension */
export function inExtension() {
  try {
    return Boolean(api?.runtime?.id);
  } catch {
    return false;
  }
}
