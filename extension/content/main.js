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
    settings,
    corrections,
    changed: (state) => (inExtension() ? tell({ type: News.changed, state }) : end()),
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

  function end() {
    unwatch();
    unanswer();
    controller.stop();
    delete scope.galleyShell;
  }
  return { controller, end };
}

scope.galleyShell ??= (() => {
  const begun = begin();
  return {
    /** @param {boolean} anyway */
    start: async (anyway) => (await begun).controller.read(anyway),
  };
})();
