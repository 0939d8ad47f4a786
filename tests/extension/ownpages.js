/**
 * Pages of the extension's own (popup, panel, welcome, settings, paste), opened and driven in both browsers.
 *
 * Problem: WebDriver BiDi will not navigate Firefox to an address of an extension. Policy: there the
 * extension's welcome page opens the tab and the protocol is spoken directly; the same few verbs serve
 * both. Not handled: the pages in the browser's own frames (popup, sidebar): here they stand in a tab.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, until } from "./harness.js";
import { evaluate } from "./inside.js";

/**
 * Opens a page and waits until it has drawn itself.
 * @param {string} path below the extension's root @param {string} ready a selector
 */
export async function openOwn(session, own, path, ready) {
  const page = session.chromium ? new ChromiumPage(session) : new FirefoxPage(session, own);
  await page.open(path);
  await until(`${path} to draw ${ready}`, () => page.run((selector) => document.querySelector(selector) !== null, ready));
  return page;
}

/** What both have. */
class OwnPage {
  constructor(session) {
    this.session = session;
  }

  /** Clicks what a selector finds, or the button with some words. */
  click(selector, words = "") {
    return until(`${selector} ${words} to click`, () => this.run((one, text) => {
      const found = [...document.querySelectorAll(one)].find((e) => !text || e.innerText.includes(text) || e.getAttribute("aria-label")?.includes(text));
      found?.click();
      return Boolean(found) && !found.disabled;
    }, selector, words));
  }

  /** A press as by the reader's own hand: browsers give permissions for no other. */
  async tap(selector) {
    const [x, y] = await until(`${selector} to press`, () => this.run((one) => {
      const element = document.querySelector(one);
      element?.scrollIntoView({ block: "center" });
      const box = element?.getBoundingClientRect();
      return box && [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
    }, selector));
    await this.point(x, y);
  }

  text(selector = "body") {
    return this.run((one) => document.querySelector(one)?.innerText ?? "", selector);
  }

  appear(look) {
    return this.session.appear(this.page, look);
  }
}

class ChromiumPage extends OwnPage {
  async open(path) {
    this.page = await this.session.open(`chrome-extension://${this.session.id}/${path}`);
    this.trouble = this.page.trouble;
  }

  run(act, ...args) {
    return this.page.evaluate(typeof act === "string" ? `(${act})(...${JSON.stringify(args)})` : act, ...args);
  }

  size(width, height) {
    return this.page.setViewport({ width, height });
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  point(x, y) {
    return this.page.mouse.click(x, y);
  }

  type(text) {
    return this.page.keyboard.type(text);
  }

  picture(name) {
    return this.session.picture(this.page, name);
  }

  close() {
    return this.page.close();
  }
}

/** Keys as WebDriver writes them. */
const keys = { Tab: "\uE004", ArrowDown: "\uE015", ArrowUp: "\uE013", ArrowLeft: "\uE012", ArrowRight: "\uE014", Home: "\uE011", End: "\uE010", Enter: "\uE007", Escape: "\uE00C", Space: " " };

class FirefoxPage extends OwnPage {
  constructor(session, own) {
    super(session);
    this.own = own;
    this.trouble = [];
    this.page = null;
  }

  async open(path) {
    const { connection } = this.session.browser;
    const contexts = async () => (await connection.send("browsingContext.getTree", {})).result.contexts;
    const before = new Set((await contexts()).map((c) => c.context));
    const base = new URL("/", this.own.url).href.replace(/\/$/, "");
    await this.own.run("(url) => browser.tabs.create({ url, active: true }).then(() => true)", `${base}/${path}`);
    const found = await until(path, async () => (await contexts()).find((c) => !before.has(c.context) && c.url.includes(path.split("#")[0])));
    this.context = found.context;
    this.send = (method, more) => connection.send(method, { context: this.context, ...more });
    await this.size(1100, 900);
  }

  run(act, ...args) {
    return evaluate(this.session, this.context, String(act), ...args);
  }

  size(width, height) {
    return this.send("browsingContext.setViewport", { viewport: { width, height } });
  }

  press(key) {
    return this.type(keys[key] ?? key);
  }

  point(x, y) {
    return this.send("input.performActions", { actions: [{ type: "pointer", id: "mouse", actions: [{ type: "pointerMove", x, y }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }] }] });
  }

  type(text) {
    return this.send("input.performActions", { actions: [{ type: "key", id: "keyboard", actions: [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]) }] });
  }

  async picture(name) {
    const { result } = await this.send("browsingContext.captureScreenshot", {});
    const folder = join(root, "target/screenshots");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}-firefox.png`), Buffer.from(result.data, "base64"));
  }

  close() {
    return this.send("browsingContext.close", {});
  }
}
