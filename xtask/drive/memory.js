/**
 * What reading a page adds to the memory of its tab: that of the process which shows it, after the toolbar's
 * button was pressed less before. The kernel's figures, because no protocol counts WebAssembly's memory, code and
 * strings alike in both browsers. Two of them. What is in no file is the tab's own; what the browser has given
 * back and the kernel has not taken yet (Firefox frees that way) is not counted. Pages of files are nearly all
 * the browser's own program: there because the tab did something for the first time, one copy for all tabs and
 * browsers of the machine, dropped at need. They are counted whole, because a share of them changes with every
 * browser that somebody opens or closes beside. Beside it, by the same measure in the same run, what an
 * extension costs whose button brings a content script that does nothing, and one whose script compiles an empty
 * module: so much the browser takes for anybody. The middle of several tabs, each of a browser of its own,
 * because other parts of a browser come and go. Linux only: elsewhere nothing is measured, and nothing printed
 * in its place.
 */

import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, root as top, serve, until } from "../../tests/extension/harness.js";

const tabs = 3;

/** The smallest module there is, as a script compiles it. */
const compiles = "new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));";

/** What is measured: its name, and the content script when it is not the built extension. */
export const measured = /** @type {const} */ ([
  ["a content script that does nothing", ""],
  ["one that compiles an empty module", compiles],
  ["Galley", null],
]);

/**
 * Megabytes that pressing the button adds to a tab with `html`, in no file and of files, or null where the system
 * does not tell.
 * @param {"chromium" | "firefox"} browser @param {string} html
 * @param {string | null} script the content script, or nothing for the built extension
 * @returns {Promise<{own: number, files: number} | null>}
 */
export async function memoryOf(browser, html, script) {
  if (!existsSync("/proc/self/smaps_rollup")) return null;
  const server = await serve({ "/page": html });
  const extension = script === null ? join(top, "dist", browser) : packed(browser, script);
  const grown = [];
  for (let i = 0; i < tabs; i += 1) {
    const session = await launch(browser, { extension });
    const root = session.browser.process()?.pid ?? 0;
    const page = await session.open(server.url("/page"));
    const pid = await shownBy(page, root);
    const bare = await settled(session, page, root, pid);
    if (script === null) await session.read(page);
    else await bringNothing(session, page);
    const read = await settled(session, page, root, pid);
    grown.push({ own: read.own - bare.own, files: read.files - bare.files });
    await session.close();
  }
  await server.close();
  if (script !== null) rmSync(extension, { recursive: true });
  const { own, files } = grown.sort((a, b) => a.own - b.own)[tabs >> 1];
  return { own: own / 1024, files: files / 1024 };
}

/** An extension of one content script that its button brings. @param {"chromium" | "firefox"} browser @param {string} script */
function packed(browser, script) {
  const folder = mkdtempSync(join(tmpdir(), "galley-nothing-"));
  const background = browser === "chromium" ? { service_worker: "background.js" } : { scripts: ["background.js"] };
  const manifest = {
    manifest_version: 3, name: "Nothing", version: "1", action: {}, background, permissions: ["activeTab", "scripting"],
    browser_specific_settings: { gecko: { id: "nothing@galley.invalid" } },
  };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  // As ours does, and as `launch` expects.
  mkdirSync(join(folder, "welcome"));
  writeFileSync(join(folder, "welcome/welcome.html"), "<!DOCTYPE html><title>Nothing</title>");
  const welcome = "chrome.runtime.onInstalled.addListener(() => chrome.tabs.create({ url: 'welcome/welcome.html' }));";
  const press = "const api = globalThis.browser ?? chrome; api.action.onClicked.addListener((tab) => api.scripting.executeScript({ target: { tabId: tab.id }, files: ['nothing.js'] }));";
  writeFileSync(join(folder, "background.js"), welcome + press);
  writeFileSync(join(folder, "nothing.js"), `${script} document.documentElement.setAttribute("data-brought", "");`);
  return folder;
}

/** Presses the button of the other extension; a press that comes before its background listens is lost. */
async function bringNothing(session, page, presses = 5) {
  await session.press(page);
  const brought = () => page.evaluate(() => document.documentElement.hasAttribute("data-brought"));
  try {
    await until("the script on the page", brought, 3000);
  } catch (error) {
    if (presses === 1) throw error;
    await bringNothing(session, page, presses - 1);
  }
}

/** The process that shows the page: the one that grows when the page takes memory. */
async function shownBy(page, root) {
  const before = sizes(root);
  await page.evaluate((bytes) => void (globalThis.weight = new Uint8Array(bytes).fill(1)), 32 << 20);
  const grown = [...sizes(root)].map(([pid, { own }]) => ({ pid, by: own - (before.get(pid)?.own ?? 0) }));
  await page.evaluate(() => delete globalThis.weight);
  return grown.reduce((most, one) => (one.by > most.by ? one : most)).pid;
}

/**
 * The sizes of a process once garbage is gone and they have stopped falling: a browser keeps what it drew a page
 * with for some seconds, and gives memory back in steps.
 */
async function settled(session, page, root, pid) {
  let least = Infinity;
  for (let calm = 0; ; ) {
    await collect(session, page);
    const now = sizes(root).get(pid) ?? { own: 0, files: 0 };
    calm = now.own > least * 0.998 ? calm + 1 : 0;
    if (calm === 5) return now;
    least = Math.min(least, now.own);
  }
}

/** Asks for garbage to be collected, and gives the allocators time to give it back. */
async function collect(session, page) {
  if (session.chromium) {
    const cdp = await page.createCDPSession();
    await cdp.send("HeapProfiler.collectGarbage");
    await cdp.detach();
  } else {
    await session.chrome(`() => {
      for (const wish of ["child-gc-request", "child-cc-request"]) Services.obs.notifyObservers(null, wish);
      return true;
    }`);
  }
  await new Promise((done) => setTimeout(done, 2000));
}

/** The sizes of the browser's processes that show pages of others, in no file and of files, in kB. @param {number} root */
function sizes(root) {
  /** @type {Map<number, number[]>} */
  const below = new Map();
  for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const parent = Number(read(`/proc/${name}/stat`).split(") ").at(-1)?.split(" ")[1]);
    below.set(parent, [...(below.get(parent) ?? []), Number(name)]);
  }
  /** @type {Map<number, {own: number, files: number}>} */
  const found = new Map();
  for (const waiting = [root]; waiting.length > 0; ) {
    const pid = waiting.pop() ?? 0;
    waiting.push(...(below.get(pid) ?? []));
    const started = read(`/proc/${pid}/cmdline`);
    if (pid === root || !/--type=renderer|-isForBrowser/.test(started) || started.includes("--extension-process")) continue;
    const told = read(`/proc/${pid}/smaps_rollup`) + read(`/proc/${pid}/status`);
    const of = (/** @type {string} */ name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(told)?.[1] ?? 0);
    found.set(pid, { own: of("Pss_Anon") + of("Pss_Shmem") - of("LazyFree"), files: of("RssFile") });
  }
  return found;
}

/** A file, or nothing when its process has ended meanwhile. @param {string} path */
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
