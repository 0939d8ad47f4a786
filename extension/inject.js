/**
 * How the content script gets into a tab on a click. Needs `activeTab` or a granted site.
 */

import { api } from "./browser.js";

export const css = ["content/content.css"];
export const js = ["content/core.js", "content/main.js"];

/**
 * Puts the content script into a tab and reads it.
 * @param {number} tab
 * @param {boolean} anyway also when it does not look like an article
 */
export async function inject(tab, anyway) {
  const target = { tabId: tab };
  await api.scripting.insertCSS({ target, files: css });
  await api.scripting.executeScript({ target, files: js });
  await api.scripting.executeScript({
    target,
    args: [anyway],
    func: (/** @type {boolean} */ wanted) => /** @type {any} */ (globalThis).galleyShell?.start(wanted),
  });
}
