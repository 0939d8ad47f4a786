/**
 * Bringing everything to a tab: gate, models, one encoding of the core, the content script.
 *
 * Policy: nothing heavy before the gate has answered. Where a page's policy refuses WebAssembly (Chromium
 * only), the JavaScript encoding takes its place, and the origin is remembered for the browser session,
 * so that the site sees one refused attempt at most. A tab is reached by the reader's click (`activeTab`)
 * or because the reader allowed its site; nothing is declared for all pages.
 */

import { api } from "./browser.js";
import { carriers } from "./carriers.js";
import { load } from "./settings.js";

const refusingKey = "refusing";
/** More origins than a reader meets in a session; the oldest are forgotten. */
const mostRefusing = 500;

/**
 * Puts the content script into a tab, once, and reads the page.
 * @param {number} tab
 * @param {boolean} anyway also when it does not look like an article
 */
export async function inject(tab, anyway) {
  const [gate, { settings }] = await Promise.all([run(tab, ["content/boot/gate.js"]), load()]);
  /** The rules as text: those of a page do not reach into its shadow roots. @type {Promise<string> | null} */
  let rules = null;
  if (!gate.here) {
    const css = ["content/content.css", ...(settings.printMarks ? [] : ["content/print.css"])];
    rules = Promise.all(css.map(async (file) => (await fetch(api.runtime.getURL(file))).text())).then((texts) => texts.join(""));
    await Promise.all([
      api.scripting.insertCSS({ target: { tabId: tab }, files: css }),
      bring(tab, gate.origin, settings.strip ? ["content/boot/strip.js"] : [], ["content/main.js"]),
    ]);
  }
  await api.scripting.executeScript({
    target: { tabId: tab },
    args: [anyway, await rules],
    func: (/** @type {boolean} */ wanted, /** @type {string | null} */ css) => {
      const scope = /** @type {any} */ (globalThis);
      scope.galleyRules ??= css;
      return scope.galleyShell?.start(wanted);
    },
  });
}

/** @param {number} tab @param {string[]} files @returns {Promise<any>} what the last script answered */
async function run(tab, files) {
  const [answer] = await api.scripting.executeScript({ target: { tabId: tab }, files });
  return answer?.result;
}

/**
 * Brings a core to a tab; one that is there already is replaced.
 * @param {number} tab @param {string} origin
 * @param {string[]} [before] scripts that come with it, before
 * @param {string[]} [after] and behind it; what they answer is not asked for
 */
export async function bring(tab, origin, before = [], after = []) {
  // All that belongs together goes together: every way to the tab delays the first mark.
  const boot = (/** @type {string} */ name) => `content/boot/${name}.js`;
  const second = boot("script");
  const known = await refusing();
  if (known.includes(origin)) return run(tab, [...before, boot("models"), second, ...after]);
  const answer = await run(tab, [...before, ...carriers.map(boot), boot("wasm"), ...after]);
  if (answer?.ready) return answer;
  if (!answer?.refused) throw new Error(answer?.error || "core-missing");
  await api.storage.session.set({ [refusingKey]: [...known, origin].slice(-mostRefusing) });
  return run(tab, [second]);
}

/** Origins that refused WebAssembly in this browser session. @returns {Promise<string[]>} */
async function refusing() {
  const { [refusingKey]: known } = await api.storage.session.get(refusingKey);
  return Array.isArray(known) ? known : [];
}
