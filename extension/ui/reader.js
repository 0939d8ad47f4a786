/**
 * Reading a page of ours: the same core and the same controller as in a tab of the web.
 *
 * Policy: the core's scripts are those that are injected elsewhere; here they are loaded by address. The
 * page answers the same messages, so that the panel beside it works as everywhere.
 */

import { api, inExtension } from "../browser.js";
import { carriers } from "../carriers.js";
import { createController } from "../content/controller.js";
import { core } from "../content/core.js";
import { pageAnswers } from "../content/pageanswers.js";
import { Background, News, answer, ask, tell } from "../messages.js";
import { change, keepCorrections, load, watch } from "../settings.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../messages.js").Message} Message */

/** @type {Promise<import("../types.js").Core> | undefined} */
let loading;

/** @param {string} path */
const script = (path) =>
  new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = path;
    element.onload = () => resolve(undefined);
    element.onerror = () => reject(new Error("core-missing"));
    document.head.append(element);
  });

/** @param {string} folder where the core's scripts stand */
async function loadCore(folder) {
  for (const name of [...carriers, "wasm"]) await script(`${folder}content/boot/${name}.js`);
  const answered = await /** @type {any} */ (globalThis).galleyAnswer;
  if (!answered?.ready) throw new Error(answered?.error || "core-missing");
  return core();
}

/**
 * @param {{
 *   changed?: (state: State) => void,
 *   opened?: (sort: string) => void,
 *   list?: (wanted: import("../content/controller.js").Wanted) => void,
 *   core?: () => Promise<import("../types.js").Core>
 * }} [own]
 */
export async function readHere(own = {}) {
  const { settings, corrections } = await load();
  let current = "";
  /** @type {Set<{changed: () => void, current: (id: string) => void, show: (wanted: any) => void}>} */
  const listeners = new Set();
  const controller = createController({
    core: own.core ?? (() => (loading ??= loadCore(api.runtime.getURL("")))),
    settings,
    corrections,
    changed: (state) => {
      own.changed?.(state);
      for (const one of listeners) one.changed();
      if (inExtension()) tell({ type: News.changed, state });
    },
    current: (id) => {
      current = id;
      for (const one of listeners) one.current(id);
      if (inExtension()) tell({ type: News.current, id });
    },
    list: (wanted) => {
      own.list?.(wanted);
      for (const one of listeners) one.show(wanted);
    },
    remember: (names) => inExtension() && tell({ type: Background.remember, title: document.title, names }),
    earlier: async (name) => (inExtension() ? ask({ type: Background.earlier, title: document.title, name }) : []),
    options: () => inExtension() && void api.runtime.openOptionsPage(),
    keep: change,
    keepCorrections,
    opened: own.opened,
  });
  watch((next, nextCorrections) => controller.settle(next, nextCorrections));
  const answers = pageAnswers(controller, () => current);
  if (inExtension()) {
    const here = (await api.tabs.getCurrent())?.id;
    answer(answers, (message) => message.tab === here);
  }
  /** @type {import("../panel/app.js").Link} */
  const link = {
    ask: async (/** @type {Message} */ message) => answers[message.type]?.(message),
    listen: (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    wanted: async () => null,
    read: null,
  };
  return { controller, link };
}
