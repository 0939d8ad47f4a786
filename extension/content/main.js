/**
 * The content script: one controller in this tab, and the messages it answers.
 *
 * Policy: injecting it twice starts nothing twice; when the extension is updated or removed under it, it
 * undoes the page and falls silent.
 */

import { inExtension } from "../browser.js";
import { speak } from "../i18n.js";
import { Background, News, answer, ask, tell } from "../messages.js";
import { change, keepCorrections, load, watch } from "../settings.js";
import { createController } from "./controller.js";
import { core } from "./core.js";
import { page as document } from "./page.js";
import { pageAnswers } from "./pageanswers.js";

const scope = /** @type {{galleyShell?: {start: (anyway: boolean) => Promise<void>}, galleyStrip?: typeof import("./strip.js").createStrip}} */ (/** @type {unknown} */ (globalThis));

async function begin() {
  const { settings, corrections } = await load();
  if (settings.language !== "browser") {
    const catalogue = await ask({ type: Background.catalogue, language: settings.language }).catch(() => null);
    if (catalogue) speak(catalogue, settings.language);
  }
  let current = "";
  const controller = createController({
    core,
    renew: () => ask({ type: Background.renew }),
    settings,
    corrections,
    changed: told,
    current: (id) => {
      current = id;
      tell({ type: News.current, id });
    },
    list: (wanted) => tell({ type: Background.panel, wanted }),
    options: () => tell({ type: Background.options }),
    keep: change,
    keepCorrections,
    remember: (names) => tell({ type: Background.remember, title: document.title, names }),
    earlier: (name) => ask({ type: Background.earlier, title: document.title, name }),
    // Off by default, so its script is here only where the reader wants it.
    strip: scope.galleyStrip,
  });
  const unwatch = watch((next, nextCorrections) => controller.settle(next, nextCorrections));
  const unanswer = answer(pageAnswers(controller, () => current), (message) => message.tab === undefined);

  // A page that comes back from the browser's memory, or to the front, may have outlived the extension;
  // if not, its badge is gone.
  const returned = () => document.hidden || told(controller.state());
  addEventListener("pageshow", returned);
  addEventListener("visibilitychange", returned);

  /** @param {import("../types.js").State} state */
  function told(state) {
    if (inExtension()) tell({ type: News.changed, state });
    else end();
  }
  function end() {
    // Stopping tells once more; so does a page that is shown again.
    if (!scope.galleyShell) return;
    delete scope.galleyShell;
    controller.stop();
    unwatch();
    unanswer();
  }
  return controller;
}

scope.galleyShell ??= (() => {
  const begun = begin();
  return {
    /** @param {boolean} anyway */
    start: async (anyway) => (await begun).read(anyway),
  };
})();
