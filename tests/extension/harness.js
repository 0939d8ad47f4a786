/**
 * Driving the built extension in the two stock browsers, for tests and for the measuring tasks.
 *
 * Policy: the shipped package, the reader's own way in (the toolbar button), no switch that only tests
 * know. Pages are served from the loopback interface with the headers a test asks for. Nothing waits for
 * a fixed time: `until` asks again until something holds, and says what did not. Screenshots go to
 * `target/screenshots`. Not handled: Firefox's popup is no page for WebDriver; its content is tested in
 * a tab, its opening through the browser's own window.
 */

import { createServer } from "node:http";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const shared = process.env.GALLEY_SHARED ?? resolve(root, "../shared");

const places = {
  chromium: [process.env.GALLEY_CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"],
  firefox: [process.env.GALLEY_FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox"],
};

/** Where a browser is installed, or nothing. @param {"chromium" | "firefox"} name */
export const executable = (name) => places[name]?.find((path) => path && existsSync(path));

/** The browsers to test: all that are installed, or those of GALLEY_BROWSERS (comma-separated). */
export const browsers = (process.env.GALLEY_BROWSERS?.split(",") ?? ["chromium", "firefox"]).filter((name) => executable(name));

/**
 * Asks until something holds.
 * @template T
 * @param {string} what @param {() => Promise<T> | T} ask @param {number} [limit] ms
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, ask, limit = 15000) {
  const end = Date.now() + limit;
  let last;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${limit} ms in vain for: ${what} (last: ${last})`);
    await new Promise((done) => setTimeout(done, 25));
  }
}

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json" };

/**
 * Serves pages from the loopback interface.
 * @param {Record<string, string | {body: string | Buffer, headers?: Record<string, string>}>} pages by path
 * @param {string} [folder] files below it are served too
 */
export async function serve(pages = {}, folder) {
  const asked = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    asked.push(path);
    let page = pages[path];
    if (page === undefined && folder) {
      const file = resolve(folder, `.${path}`);
      if (file.startsWith(resolve(folder)) && existsSync(file) && extname(file)) {
        page = { body: readFileSync(file), headers: { "content-type": types[extname(file)] ?? "application/octet-stream" } };
      }
    }
    if (page === undefined) {
      response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
      return;
    }
    const { body, headers } = typeof page === "string" ? { body: page, headers: {} } : page;
    response.writeHead(200, { "content-type": types[".html"], "cache-control": "no-store", ...headers }).end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, pages, asked, url: (path) => origin + path, close: () => new Promise((done) => server.close(done)) };
}

/** Arguments that make a stock browser quiet and quick. */
const quiet = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--force-color-profile=srgb",
];

/**
 * Starts a browser.
 * @param {"chromium" | "firefox"} name
 * @param {{extension?: string | false, width?: number, height?: number, headless?: boolean, offline?: boolean, preferences?: object, profile?: string}} [how]
 *   `extension`: a package to load, the built one by default; `offline`: only the loopback interface answers; `profile`: a folder that is kept
 */
export async function launch(name, how = {}) {
  const { extension = join(root, "dist", name), width = 1100, height = 900, headless = true, offline = false, preferences = {}, profile } = how;
  // Pages of others ask for pictures and scripts from everywhere: they get no answer, at once.
  const away = offline ? ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"] : [];
  const blind = offline ? { "network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9, "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9 } : {};
  const common = { executablePath: executable(name), headless, defaultViewport: { width, height }, protocolTimeout: 120000, userDataDir: profile };
  const browser =
    name === "chromium"
      ? await puppeteer.launch({ ...common, browser: "chrome", pipe: true, enableExtensions: true, args: [...quiet, ...away] })
      : await puppeteer.launch({
          ...common,
          browser: "firefox",
          args: ["--remote-allow-system-access"],
          extraPrefsFirefox: {
            "extensions.experiments.enabled": true,
            "browser.startup.page": 0,
            "datareporting.policy.dataSubmissionEnabled": false,
            ...blind,
            ...preferences,
          },
        });
  const id = extension ? await browser.installExtension(extension) : "";
  // The welcome page opens once, by itself, and takes the front: a button pressed before that is lost.
  if (id && name === "chromium") {
    await until("the welcome page", () => browser.targets().some((target) => target.url().endsWith("/welcome/welcome.html")));
  }
  return new Session(name, browser, id);
}

/** One running browser with the extension in it. */
class Session {
  constructor(name, browser, id) {
    this.name = name;
    this.browser = browser;
    this.id = id;
    this.chromium = name === "chromium";
  }

  /**
   * Opens a page and keeps its errors.
   * @returns {Promise<import("puppeteer-core").Page & {trouble: string[], requests: string[]}>}
   */
  async open(url, { wait = "load" } = {}) {
    const page = await this.browser.newPage();
    page.trouble = [];
    page.requests = [];
    page.on("pageerror", (error) => page.trouble.push(String(error?.stack ?? error)));
    page.on("console", (message) => message.type() === "error" && page.trouble.push(message.text()));
    page.on("request", (request) => page.requests.push(request.url()));
    await page.goto(url, { waitUntil: wait });
    await page.bringToFront();
    return page;
  }

  /** The toolbar button, as a reader presses it. Opens the popup, which reads the tab. */
  async press(page) {
    await page.bringToFront();
    if (this.chromium) {
      const extension = await this.extension();
      if (page.triggerExtensionAction) await page.triggerExtensionAction(extension);
      else await extension.triggerAction(page);
      return;
    }
    await this.chrome(`async (id) => {
      const { WebExtensionPolicy, Services } = globalThis;
      const policy = WebExtensionPolicy.getByID(id);
      const window = Services.wm.getMostRecentWindow("navigator:browser");
      // Pressing the button while its popup is open would only close that.
      for (const panel of window.document.querySelectorAll("panel")) {
        if (panel.state !== "open" && panel.state !== "showing") continue;
        const hidden = new Promise((done) => panel.addEventListener("popuphidden", done, { once: true }));
        panel.hidePopup();
        await hidden;
      }
      const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
      const action = ExtensionParent.apiManager.global.browserActionFor(policy.extension);
      return Promise.resolve(action.triggerAction(window)).then(() => true);
    }`, this.id);
  }

  /** Chromium: puppeteer's object for the extension. */
  async extension() {
    const all = await this.browser.extensions();
    return all.get(this.id);
  }

  /** Chromium: the popup as a page. */
  async popup() {
    const target = await this.browser.waitForTarget((t) => t.url().endsWith("/popup/popup.html"));
    return target.asPage();
  }

  /** Firefox: evaluates a function in the browser's own scope. */
  async chrome(source, ...args) {
    const connection = this.browser.connection;
    const { result: tree } = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
    const context = tree.contexts[0].context;
    const { result } = await connection.send("script.callFunction", {
      functionDeclaration: source,
      awaitPromise: true,
      target: { context },
      arguments: args.map((value) => ({ type: "string", value: String(value) })),
    });
    if (result.type === "exception") throw new Error(result.exceptionDetails.text);
    return result.result.value;
  }

  /** Presses the button and waits until the page has been read: painted, or known to be no article. */
  async read(page, { limit = 30000 } = {}) {
    await this.press(page);
    await until("marks of ours on the page", () => this.painted(page), limit);
  }

  /** The sizes of our highlights, as the page itself can see them. @returns {Promise<Record<string, number> | null>} */
  async painted(page) {
    const sizes = await page.evaluate((names) => {
      const out = {};
      for (const name of names) {
        const highlight = CSS.highlights.get(name);
        if (highlight) out[name] = highlight.size;
      }
      return out;
    }, highlightNames);
    return Object.keys(sizes).length ? sizes : null;
  }

  /**
   * How the reader's system looks. Chromium emulates it for a page, Firefox has it for all pages.
   * @param {{scheme?: "light" | "dark", forced?: boolean, still?: boolean}} look
   */
  async appear(page, { scheme = "light", forced = false, still = false }) {
    if (this.chromium) {
      const cdp = page.galleyLook ?? (page.galleyLook = await page.createCDPSession());
      await cdp.send("Emulation.setEmulatedMedia", { features: [
        { name: "prefers-color-scheme", value: scheme },
        { name: "forced-colors", value: forced ? "active" : "none" },
        { name: "prefers-reduced-motion", value: still ? "reduce" : "no-preference" },
      ] });
      return;
    }
    await this.chrome(`(look) => {
      const [scheme, forced, still] = look.split(" ");
      Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", scheme === "dark" ? 0 : 1);
      Services.prefs.setIntPref("browser.display.document_color_use", forced === "true" ? 2 : 0);
      Services.prefs.setIntPref("ui.prefersReducedMotion", still === "true" ? 1 : 0);
      return true;
    }`, `${scheme} ${forced} ${still}`);
  }

  /** Takes a picture into target/screenshots. */
  async picture(page, name) {
    const folder = join(root, "target/screenshots");
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}-${this.name}.png`) });
  }

  async close() {
    await this.browser.close();
  }
}

export const highlightNames = [
  "person", "organisation", "place", "other", "date", "amount", "source", "cue", "content", "statement", "focus", "find",
].flatMap((layer) => [`galley-${layer}-light`, `galley-${layer}-dark`]);
