/**
 * Keeps the browser's list of content scripts equal to what is wanted.
 */

import { api } from "./browser.js";
import { css } from "./inject.js";

const id = "galley-gate";

/** @param {{matches: string[], excludeMatches: string[]} | null} wanted */
export async function register(wanted) {
  const before = await api.scripting.getRegisteredContentScripts({ ids: [id] });
  if (!wanted) {
    if (before.length) await api.scripting.unregisterContentScripts({ ids: [id] });
    return;
  }
  const script = /** @type {chrome.scripting.RegisteredContentScript} */ ({ id, ...wanted, css, js: ["content/boot.js"], runAt: "document_idle", persistAcrossSessions: true });
  if (before.length) await api.scripting.updateContentScripts([script]);
  else await api.scripting.registerContentScripts([script]);
}
