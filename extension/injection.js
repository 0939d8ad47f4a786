/**
 * Bringing the core to a tab: gate, models, one encoding of the core, the content script.
 *
 * Policy: nothing heavy before the gate has answered. Where a page's policy refuses WebAssembly (Chromium
 * only), the JavaScript encoding takes its place, and the origin is remembered for the browser session,
 * so that the site sees one refused attempt at most. Nothing is declared for all pages: a tab is reached
 * by the reader's click (`activeTab`) or by a site the reader allowed.
 */

const api = globalThis.browser ?? globalThis.chrome;
const REFUSING = "refusing";
/** More origins than a reader meets in a session; the oldest are forgotten. */
const MOST_REFUSING = 500;

/** @param {number} tab @param {string[]} files */
const run = async (tab, files) => {
  const [answer] = await api.scripting.executeScript({ target: { tabId: tab }, files });
  return /** @type {any} */ (answer?.result);
};

const refusing = async () => {
  const stored = await api.storage.session.get(REFUSING);
  return /** @type {string[]} */ (Array.isArray(stored[REFUSING]) ? stored[REFUSING] : []);
};

/** @param {string} origin */
const remember = async (origin) => {
  const known = (await refusing()).filter((one) => one !== origin);
  await api.storage.session.set({ [REFUSING]: [...known, origin].slice(-MOST_REFUSING) });
};

/**
 * Injects everything into a tab, once.
 * @param {number} tab
 * @param {{asked: boolean}} how `asked`: the reader wants it on this page, whether it is an article or not
 * @returns {Promise<"here" | "injected" | "notArticle">}
 */
export async function inject(tab, { asked }) {
  const gate = await run(tab, ["content/boot/gate.js"]);
  if (gate.here) return "here";
  if (!asked && !gate.article) return "notArticle";
  await api.scripting.insertCSS({ target: { tabId: tab }, files: ["content/content.css"] });
  await core(tab, gate.origin);
  await run(tab, ["content/main.js"]);
  return "injected";
}

/** @param {number} tab @param {string} origin */
async function core(tab, origin) {
  await run(tab, ["content/boot/models.js"]);
  const second = ["content/boot/script.js"];
  if ((await refusing()).includes(origin)) return run(tab, second);
  const answer = await run(tab, ["content/boot/wasm.js"]);
  if (answer?.ready) return answer;
  if (!answer?.refused) throw new Error(answer?.error || "the core did not start");
  await remember(origin);
  return run(tab, second);
}
