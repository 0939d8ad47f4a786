/**
 * The background: commands, badge, levels, and the way into a tab. It holds no state that matters: the
 * browser may stop it at any time and nothing is lost.
 *
 * Policy: every wish (command, popup, card) ends in the same few functions here. Nothing runs on a timer.
 */

import { api } from "./browser.js";
import { carried } from "./carriers.js";
import { plural, t } from "./i18n.js";
import { bring, inject } from "./inject.js";
import { originOf, registration } from "./levels.js";
import { earlierOnes, recall, remember } from "./memory.js";
import { Background, News, Page, answer, askTab, tell } from "./messages.js";
import { openPanel } from "./openpanel.js";
import { register } from "./register.js";
import { load, watch } from "./settings.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {chrome.tabs.Tab} Tab */

const own = api.runtime.getURL("");

/**
 * Reads a tab; gives its state, or throws the name of the reason why not.
 * @param {Tab} tab
 * @param {boolean} anyway
 * @returns {Promise<State>}
 */
async function analyse(tab, anyway) {
  const id = tab.id ?? -1;
  const { settings } = await load();
  if (settings.off) throw new Error("off");
  if (!tab.url?.startsWith(own)) {
    try {
      const [found] = await api.scripting.executeScript({ target: { tabId: id }, func: () => document.contentType });
      if (found?.result === "application/pdf") throw new Error("pdf");
    } catch (error) {
      throw new Error(reason(tab, error));
    }
    await inject(id, anyway);
  }
  return askTab(id, { type: Page.state });
}

/** Why a tab cannot be read. @param {Tab} tab @param {unknown} error */
function reason(tab, error) {
  if (error instanceof Error && error.message === "pdf") return "pdf";
  if (/\.pdf(?:$|[?#])/i.test(tab.url ?? "")) return "pdf";
  const page = originOf(tab.url);
  if (tab.url && !page && !tab.url.startsWith("file:")) return "browserPage";
  const words = error instanceof Error ? error.message : "";
  if (/webstore|gallery|cannot be scripted|restricted|chrome:\/\/|about:/i.test(words)) return "browserPage";
  return "noPermission";
}

/** @param {Tab} tab @returns {Promise<State | null>} nothing when the tab is not being read */
async function stateOf(tab) {
  try {
    return await askTab(tab.id ?? -1, { type: Page.state });
  } catch {
    return null;
  }
}

/**
 * What the four commands do; also sent by pages of ours.
 * @param {string} command
 * @param {Tab} tab
 */
async function run(command, tab) {
  if (command === "list") return openPanel(tab);
  const id = tab.id ?? -1;
  const before = await stateOf(tab);
  const read = before && before.phase !== "idle";
  if (!read) {
    try {
      await analyse(tab, command !== "toggle");
    } catch (error) {
      return failed(id, error instanceof Error ? error.message : "failed");
    }
  }
  if (command === "toggle" && read) await askTab(id, { type: Page.hide });
  if (command === "fold") await askTab(id, { type: Page.fold });
  if (command === "walk") await askTab(id, { type: Page.walk });
  return undefined;
}

/** @param {number} tab @param {string} name */
async function failed(tab, name) {
  const title = name === "off" ? t("state_off") : t(`state_${name}`);
  await api.action.setTitle({ tabId: tab, title: `${t("name")}: ${title}` });
}

/**
 * @param {number} tab
 * @param {State} state
 */
async function badge(tab, state) {
  const { settings } = await load();
  const count = settings.badge && state.phase === "done" ? state.repeated : 0;
  const text = state.phase === "failed" ? "!" : count > 0 ? String(count > 999 ? "999+" : count) : "";
  const title = count > 0 ? plural("repeatTitle", state.of, String(count)) : state.phase === "failed" ? t("state_failed") : t("name");
  // A tab that has gone meanwhile has no badge.
  await Promise.allSettled([
    api.action.setBadgeText({ tabId: tab, text }),
    api.action.setBadgeBackgroundColor({ tabId: tab, color: "#3a3a46" }),
    api.action.setTitle({ tabId: tab, title }),
  ]);
}

/** Registers what may run without a click, and nothing else. */
async function sync() {
  const { settings } = await load();
  const { origins = [] } = await api.permissions.getAll();
  await register(registration(settings, origins));
}

answer({
  [Background.analyse]: async ({ id, anyway }) => analyse(await api.tabs.get(id), Boolean(anyway)),
  [Background.arrived]: (_, sender) => (sender.tab ? analyse(sender.tab, false) : undefined),
  [Background.renew]: async (_, sender) => {
    if (sender.tab?.id !== undefined) await bring(sender.tab.id, originOf(sender.tab.url));
  },
  [Background.command]: async ({ command, id }) => run(command, await api.tabs.get(id)),
  [Background.catalogue]: async ({ language }) => {
    const response = await fetch(api.runtime.getURL(`_locales/${/^[a-z]{2}$/.test(language) ? language : "en"}/messages.json`));
    return response.json();
  },
  [Background.core]: async () => {
    const bytes = Object.entries(carried).map(async ([name, file]) => [name, await (await fetch(api.runtime.getURL(file))).arrayBuffer()]);
    return Object.fromEntries(await Promise.all(bytes));
  },
  [Background.panel]: ({ wanted }, sender) => (sender.tab ? openPanel(sender.tab, wanted) : undefined),
  [Background.options]: () => api.runtime.openOptionsPage(),
  [Background.remember]: async ({ title, names }, sender) => {
    const { settings } = await load();
    if (settings.remember && sender.tab && !sender.tab.incognito) await remember(String(title), names);
  },
  [Background.earlier]: async ({ title, name }, sender) => (sender.tab?.incognito ? [] : earlierOnes(await recall(), String(title), String(name))),
  [News.changed]: ({ state }, sender) => (sender.tab?.id ? badge(sender.tab.id, state) : undefined),
}, (message) => message.tab === undefined);

api.commands.onCommand.addListener((command, tab) => {
  if (command === "list" && tab) void openPanel(tab);
  else if (tab) void run(command, tab);
  else void api.tabs.query({ active: true, currentWindow: true }).then(([active]) => active && run(command, active));
});

api.runtime.onInstalled.addListener(({ reason: why }) => {
  void sync();
  // The only tab we ever open unasked, and only once: an update opens none.
  if (why === "install") void api.tabs.create({ url: api.runtime.getURL("welcome/welcome.html") });
});
api.runtime.onStartup.addListener(() => void sync());
api.permissions.onAdded.addListener(() => void sync());
api.permissions.onRemoved.addListener(() => {
  void sync();
  tell({ type: News.permissions });
});
watch(() => void sync());

