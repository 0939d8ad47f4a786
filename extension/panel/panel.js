/**
 * The list in the browser's side panel, sidebar or a tab: finds the tab it belongs to and follows it.
 */

import { h, render } from "preact";
import { api } from "../browser.js";
import { Background, News, answer, ask, askTab } from "../messages.js";
import { preparePage } from "../ui/page.js";
import { Panel } from "./app.js";

const fixed = Number(new URLSearchParams(location.search).get("tab")) || 0;
let tab = fixed;

/** @type {import("./app.js").Link} */
const link = {
  ask: async (message) => {
    if (!tab) tab = await active();
    try {
      return await askTab(tab, message);
    } catch (error) {
      if (fixed && !(await api.tabs.get(fixed).catch(() => null))) throw new Error("panelGone");
      throw error;
    }
  },
  listen: (heard) => {
    const stop = answer({
      [News.changed]: (_, sender) => {
        if (!sender.tab || sender.tab.id === tab) heard.changed();
      },
      [News.current]: ({ id }, sender) => {
        if (!sender.tab || sender.tab.id === tab) heard.current(id);
      },
      [News.show]: ({ id, wanted }) => {
        if (id === tab) heard.show(wanted);
      },
    });
    const follow = async () => {
      if (fixed) return heard.changed();
      tab = await active();
      return heard.changed();
    };
    /** @param {number} id @param {{status?: string}} change */
    const updated = (id, change) => {
      if (id === tab && change.status === "complete") heard.changed();
    };
    api.tabs.onActivated.addListener(follow);
    api.tabs.onRemoved.addListener(follow);
    api.tabs.onUpdated.addListener(updated);
    return () => {
      stop();
      api.tabs.onActivated.removeListener(follow);
      api.tabs.onRemoved.removeListener(follow);
      api.tabs.onUpdated.removeListener(updated);
    };
  },
  wanted: async () => {
    if (!tab) tab = await active();
    const { wanted } = await api.storage.session.get("wanted");
    await api.storage.session.remove("wanted");
    return wanted && /** @type {any} */ (wanted).tab !== undefined && matches(/** @type {any} */ (wanted)) ? /** @type {any} */ (wanted).list : null;
  },
  read: async () => {
    await ask({ type: Background.analyse, id: tab, anyway: true });
  },
};

/** @param {{tab: number}} wanted */
const matches = (wanted) => wanted.tab === tab;

/** The tab beside this panel. */
async function active() {
  const [found] = await api.tabs.query({ active: true, currentWindow: true });
  return found?.id ?? 0;
}

await preparePage("panelTitle");
const app = document.getElementById("app");
if (app) render(h(Panel, { link }), app);
