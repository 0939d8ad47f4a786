/**
 * Opens the list beside the page.
 *
 * Problem: browsers open a panel only at once, inside the reader's click or key. Policy: nothing is
 * waited for before asking; where no panel opens, the same page opens in a tab and says which tab it
 * reads. What the panel is to show first waits in the session's memory (numbers only, no words).
 */

import { api } from "./browser.js";
import { News, tell } from "./messages.js";

/**
 * @param {{id?: number, windowId: number, index?: number}} tab
 * @param {unknown} [wanted] where the panel is to open
 */
export async function openPanel(tab, wanted) {
  const scope = /** @type {any} */ (api);
  /** @type {Promise<unknown>} */
  let opening;
  try {
    if (scope.sidePanel?.open) opening = scope.sidePanel.open({ windowId: tab.windowId });
    else if (scope.sidebarAction?.open) opening = scope.sidebarAction.open();
    else opening = Promise.reject(new Error("no-panel"));
  } catch (error) {
    opening = Promise.reject(error);
  }
  if (wanted) {
    await api.storage.session.set({ wanted: { tab: tab.id, list: wanted } }).catch(() => {});
    tell({ type: News.show, id: tab.id, wanted });
  }
  try {
    await opening;
  } catch {
    const place = tab.index === undefined ? {} : { index: tab.index + 1 };
    await api.tabs.create({ ...place, url: api.runtime.getURL(`panel/panel.html?tab=${tab.id}`) });
  }
}
