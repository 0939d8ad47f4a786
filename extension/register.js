/**
 * Keeps the browser's list of content scripts equal to what is wanted.
 */

import { api } from "./browser.js";

const id = "galley-gate";

/** @param {{matches: string[], excludeMatches: string[]} | null} wanted */
export async function register(wanted) {
  const before = await api.scripting.getRegisteredContentScripts({ ids: [id] });
  if (!wanted) {
    if (before.length) await api.scripting.unregisterContentScripts({ ids: [id] });
    return;
  }
  const script = /** @type {chrome.scripting.RegisteredContentScript} */ ({ id, ...wanted, js: ["content/boot.js"], runAt: "document_idle", persistAcrossSessions: true });
  if (before.length) await api.scripting.updateContentScripts([script]);
  else await api.scripting.registerContentScripts([script]);
}
