/**
 * A page that is drawn in advance, kept, frozen, thawed, and read twice at once: it is read when the reader
 * sees it, once, and goes on where it was.
 *
 * Chromium alone draws pages in advance and lets a test freeze one.
 */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { rmSync } from "node:fs";
import { browsers, until } from "./harness.js";
import { frontTab, peek, tell } from "./inside.js";
import { newsPage, tunnel } from "./pages.js";
import { allowedPackage, stage } from "./stage.js";
import { sample } from "../../extension/welcome/sample.js";

const kept = (body = "") => ({ body: newsPage({ title: sample.title, paragraphs: tunnel, body }), headers: { "cache-control": "no-cache" } });
const pages = {
  "/kept": kept(`<script>
    addEventListener("pageshow", (event) => (globalThis.kept = event.persisted));
    addEventListener("news", () => document.querySelector("article").insertAdjacentHTML("beforeend", "<p>Nadia Petrov, who leads the ferry company of Torpoint, said on Friday that the boats would run all night.</p>"));
  </script>`),
  "/advance": kept("<script>globalThis.advance = document.prerendering; addEventListener('load', () => setTimeout(() => fetch('/drawn')));</script>"),
  "/elsewhere": { body: "<!doctype html><title>Elsewhere</title><p>Nothing here.</p>", headers: { "cache-control": "no-cache" } },
  "/start": { body: `<!doctype html><title>Start</title><script type="speculationrules">{"prerender":[{"urls":["/advance"],"eagerness":"immediate"}]}</script><a href="/advance">The story</a>`, headers: { "cache-control": "no-cache" } },
};

for (const browser of browsers) {
  describe(`the life of a page in ${browser}`, { timeout: 180000 }, () => {
    const site = allowedPackage(browser, "http://127.0.0.1/*");
    const on = stage(browser, pages, { extension: site });
    const { reading, visit } = on;
    let server;
    let session;
    let own;
    before(() => void ({ server, session, own } = on));
    after(() => rmSync(site, { recursive: true }));

    const listed = async (ask) => (await ask("page.snapshot")).report.entities.filter((e) => e.mentions).map((e) => e.name);
    const folded = (page) => page.evaluate(() => document.querySelectorAll("[data-galley-fold]").length);
    const bars = async (page) => (await peek(session, page, "galley-layer")).filter((e) => e.attributes.class?.startsWith("bar")).length;

    test("a page that the browser kept comes back marked and folded, and is still followed", async () => {
      const { page, ask, tab } = await reading("/kept");
      await ask("page.fold", { on: true });
      // What is near the window now is told in the frame after that in which the folded text went.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const [marks, folds] = [await session.painted(page), await folded(page)];
      assert.ok(folds > 0);
      await page.goto(server.url("/elsewhere"));
      assert.equal(await session.painted(page), null);
      // No load ends such a journey: puppeteer would wait for one.
      await page.evaluate(() => history.back());
      await until("the page to be back", () => page.evaluate(() => location.pathname === "/kept"));
      assert.equal(await page.evaluate(() => globalThis.kept), true, "the browser did not keep the page");
      assert.deepEqual([await session.painted(page), await folded(page)], [marks, folds]);
      const badge = () => own.run("(id) => (globalThis.browser ?? chrome).action.getBadgeText({ tabId: id })", tab);
      await until("the badge again", async () => (await badge()) !== "");
      await page.evaluate(() => dispatchEvent(new Event("news")));
      await until("the news to be listed", async () => (await listed(ask)).includes("Nadia Petrov"));
      assert.deepEqual(page.trouble, []);
    });

    test("a page that was frozen goes on when it thaws", { skip: browser === "firefox" && "Firefox freezes no page" }, async () => {
      const { page, ask } = await reading("/kept");
      const marks = await session.painted(page);
      const cdp = await page.createCDPSession();
      await page.evaluate(() => {
        globalThis.told = [];
        for (const type of ["freeze", "resume"]) document.addEventListener(type, () => globalThis.told.push(type));
        setTimeout(() => dispatchEvent(new Event("news")), 50);
      });
      await cdp.send("Page.setWebLifecycleState", { state: "frozen" });
      await cdp.send("Page.setWebLifecycleState", { state: "active" });
      // It stays hidden until the reader comes back to it, and a hidden page is not read.
      await page.bringToFront();
      await until("both to be told", async () => (await page.evaluate(() => globalThis.told.join())) === "freeze,resume");
      await until("the news to be listed", async () => (await listed(ask)).includes("Nadia Petrov"));
      assert.ok((await session.painted(page))["galley-person-light"] >= marks["galley-person-light"]);
      await ask("page.fold", { on: true });
      await until("bars", () => bars(page));
      assert.deepEqual(page.trouble, []);
    });

    test("asked for twice at once a page is read once", async () => {
      const page = await visit("/kept");
      const tab = await frontTab(own);
      await own.run("(id) => Promise.all([1, 2, 3].map(() => (globalThis.browser ?? chrome).runtime.sendMessage({ type: 'background.analyse', id, anyway: false }))).then(() => true)", tab);
      const ask = (type, more = {}) => tell(own, tab, { type, ...more });
      await until("the page to be read", async () => (await ask("page.state")).phase === "done");
      await ask("page.fold", { on: true });
      await until("bars", () => bars(page));
      const runs = (await ask("page.snapshot")).report.duplicates.runs.filter((run) => run.kind === "copy").length;
      assert.ok((await bars(page)) <= runs, `${await bars(page)} bars for ${runs} runs`);
      assert.equal(await page.evaluate(() => document.querySelectorAll("galley-layer").length), 1);
      // One stop is enough to undo everything.
      await ask("page.pause");
      assert.equal(await session.painted(page), null);
      assert.equal(await page.evaluate(() => document.querySelectorAll("galley-layer,[data-galley-fold]").length), 0);
      assert.deepEqual(page.trouble, []);
    });

    test("on an allowed site a page drawn in advance is read when the reader comes", { skip: browser === "firefox" && "Firefox draws nothing in advance" }, async () => {
      await own.run("(origin) => chrome.storage.local.set({ settings: { level: 'sites', sites: [origin] } }).then(() => true)", server.origin);
      await until("the registration", () => own.run("async () => (await chrome.scripting.getRegisteredContentScripts()).length === 1"));
      const page = await visit("/start");
      await until("the page to be drawn in advance", () => server.asked.includes("/drawn"));
      assert.equal(await session.painted(page), null);
      await assert.rejects(tell(own, await frontTab(own), { type: "page.state" }), "the page that is still shown is read in its place");
      await page.evaluate(() => void setTimeout(() => document.querySelector("a").click()));
      // The tab changes its frame for the one drawn in advance, which the driver may lose: the extension asks it.
      const shown = async () => own.run("(id) => chrome.scripting.executeScript({ target: { tabId: id }, world: 'MAIN', func: () => ({ path: location.pathname, advance: globalThis.advance, marks: CSS.highlights.size }) }).then(([answer]) => answer.result)", await frontTab(own));
      await until("the story to be shown", async () => (await shown()).path === "/advance");
      assert.equal((await shown()).advance, true, "the page was not drawn in advance");
      await until("marks without a click", async () => (await shown()).marks > 0, 30000);
      assert.equal((await tell(own, await frontTab(own), { type: "page.state" })).phase, "done");
      assert.deepEqual(page.trouble, []);
      await own.run("() => chrome.storage.local.clear().then(() => true)");
    });
  });
}
