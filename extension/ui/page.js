/**
 * What every page of ours does first: the reader's language, direction and theme.
 */

import { api, inExtension } from "../browser.js";
import { direction, language, speak, t } from "../i18n.js";
import { load } from "../settings.js";

/** @param {string} title the message key of the page's title */
export async function preparePage(title) {
  const loaded = await load();
  const { settings } = loaded;
  if (settings.language !== "browser" && inExtension()) {
    try {
      const response = await fetch(api.runtime.getURL(`_locales/${settings.language}/messages.json`));
      speak(await response.json(), settings.language);
    } catch {
      // Without the catalogue the browser's language stands.
    }
  }
  dress(settings.theme);
  document.title = t(title);
  return loaded;
}

/** @param {string} theme */
export function dress(theme) {
  const root = document.documentElement;
  root.lang = language().replace("_", "-");
  root.dir = direction();
  root.dataset.theme = theme;
}
