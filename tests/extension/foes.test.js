/**
 * Pages that fight what is put on them: names that hide the document's own, traps under the pointer, folds
 * torn open, a hundred thousand changes a second, letters that turn text round, markup where words belong.
 */

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { browsers, until } from "./harness.js";
import { peek, rest, words, wordsAt } from "./inside.js";
import { name, newsPage, tunnel } from "./pages.js";
import { stage } from "./stage.js";
import { sample } from "../../extension/welcome/sample.js";

const page = (more) => newsPage({ title: sample.title, paragraphs: tunnel, ...more });
const markup = `<img src=x onerror="document.title='owned'">`;
const turned = "Nadia \u202ePetrov\u2066, who leads the ferry company of Torpoint, said on Friday that \u202ethe boats would run all night, come what may.";

/** What the shell asks of a document, taken away by pictures and a form of these names. */
const clobbered = [
  "createElement", "createElementNS", "createTextNode", "createRange", "querySelector", "querySelectorAll", "getElementById", "documentElement", "body", "head",
  "title", "activeElement", "adoptedStyleSheets", "addEventListener", "removeEventListener", "elementFromPoint", "caretPositionFromPoint", "hidden", "contentType",
  "fullscreenElement", "defaultView", "location", "getSelection", "ariaNotify", "visibilityState", "prerendering",
];

const pages = {
  "/clobbered": page({ body: clobbered.map((word) => `<img name="${word}" alt="">`).join("") + `<form name="forms"><input name="parentElement"><input name="closest"><input name="getAttribute"></form>` }),
  "/trap": page({
    body: `<script>
      globalThis.fled = 0;
      // The line under the pointer jumps away, and comes back.
      addEventListener("mousemove", () => {
        globalThis.fled += 1;
        document.querySelector("article").style.marginTop = globalThis.fled % 2 ? "40px" : "0";
      }, true);
    </script>`,
  }),
  "/deaf": page({
    body: `<script>
      for (const type of ["pointermove", "pointerover", "mousemove", "mouseover", "keydown", "click", "scroll"]) {
        addEventListener(type, (event) => { if (globalThis.deaf) event.stopImmediatePropagation(); }, true);
      }
      globalThis.deaf = true;
    </script>`,
  }),
  "/torn": page({
    body: `<script>
      globalThis.torn = 0;
      new MutationObserver((records) => {
        for (const { target } of records) if (target.hasAttribute("hidden")) { globalThis.torn += 1; target.removeAttribute("hidden"); }
      }).observe(document, { attributes: true, attributeFilter: ["hidden"], subtree: true });
    </script>`,
  }),
  "/storm": page({
    body: `<p id="ticker">Tick 0.</p><script>
      const text = document.querySelector("#ticker").firstChild;
      globalThis.changes = 0;
      globalThis.longest = 0;
      let last = performance.now();
      const storm = setInterval(() => {
        globalThis.longest = Math.max(globalThis.longest, performance.now() - last);
        for (let i = 0; i < 2000; i += 1) text.data = "Tick " + (globalThis.changes += 1) + ".";
        last = performance.now();
      }, 20);
      addEventListener("calm", () => { clearInterval(storm); text.data = "Nadia Petrov, who leads the ferry company of Torpoint, said that it was over."; });
    </script>`,
  }),
  "/turned": newsPage({ title: sample.title, paragraphs: [turned, ...tunnel] }),
  "/markup": newsPage({ title: `${markup} & more`, paragraphs: tunnel }),
};

for (const browser of browsers) {
  describe(`foes in ${browser}`, { timeout: 240000 }, () => {
    const on = stage(browser, pages);
    const { reading, ours } = on;
    let session;
    before(() => void ({ session } = on));
    const listed = async (ask) => (await ask("page.snapshot")).report.entities.filter((e) => e.mentions).map((e) => e.name);
    const bars = async (tab) => (await peek(session, tab, "galley-layer")).filter((e) => e.attributes.class?.startsWith("bar")).length;

    test("elements named like the document's own methods: read, folded, explained and undone", async () => {
      let before = "";
      const look = (/** @type {any} */ one) => one.evaluate(() => Document.prototype.querySelector.call(document, "html").outerHTML);
      const { page: tab, ask } = await reading("/clobbered", { prepare: async (one) => void (before = await look(one)) });
      assert.equal((await ask("page.state")).phase, "done");
      assert.equal((await ask("page.state")).title, sample.title);
      await ask("page.fold", { on: true });
      await until("bars", () => bars(tab));
      await ask("page.fold", { on: false });
      await tab.evaluate((wanted) => {
        const paragraph = [...Document.prototype.querySelectorAll.call(document, "p")].find((p) => p.textContent.includes(wanted));
        paragraph.scrollIntoView({ block: "center" });
      }, name);
      const at = await tab.evaluate((wanted) => {
        const paragraph = [...Document.prototype.querySelectorAll.call(document, "p")].find((p) => p.textContent.includes(wanted));
        const range = Document.prototype.createRange.call(document);
        range.setStart(paragraph.firstChild, paragraph.firstChild.data.indexOf(wanted));
        range.setEnd(paragraph.firstChild, paragraph.firstChild.data.indexOf(wanted) + wanted.length);
        const { x, y, width, height } = range.getClientRects()[0];
        return { x: x + width / 2, y: y + height / 2 };
      }, name);
      await rest(tab, at);
      await until("a card", async () => (await words(session, tab, "galley-card")).includes(name));
      await ask("page.pause");
      assert.equal(await look(tab), before);
      assert.deepEqual(tab.trouble, []);
    });

    test("words that flee from the pointer: at most one card, and none left behind", async () => {
      const { page: tab, ask } = await reading("/trap");
      const at = await wordsAt(tab, name);
      await tab.evaluate(() => {
        globalThis.cards = 0;
        new MutationObserver((records) => {
          for (const record of records) for (const node of record.addedNodes) if (node.localName === "galley-card") globalThis.cards += 1;
        }).observe(document, { childList: true, subtree: true });
      });
      for (let i = 0; i < 60; i += 1) {
        await tab.mouse.move(at.x + (i % 3), at.y);
        await tab.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
      }
      assert.ok((await tab.evaluate(() => globalThis.fled)) >= 60);
      assert.ok((await tab.evaluate(() => globalThis.cards)) <= 1, `${await tab.evaluate(() => globalThis.cards)} cards`);
      await tab.mouse.move(3, 3);
      await until("no card", async () => (await words(session, tab, "galley-card")) === "");
      await ask("page.pause");
      assert.deepEqual(tab.trouble, []);
    });

    test("a page that keeps every event to itself: marks, lists and folding stay", async () => {
      const { page: tab, ask } = await reading("/deaf");
      await rest(tab, { x: 400, y: 300 });
      await ask("page.fold", { on: true });
      await until("bars", () => bars(tab));
      assert.ok((await listed(ask)).includes(name));
      await ask("page.pause");
      assert.equal(await session.painted(tab), null);
      assert.deepEqual(tab.trouble, []);
    });

    test("a page that tears folds open has its way, and no bar says otherwise", async () => {
      const { page: tab, ask } = await reading("/torn");
      const bare = await tab.evaluate(() => document.querySelector("article").outerHTML);
      await ask("page.fold", { on: true });
      const torn = () => tab.evaluate(() => globalThis.torn);
      await until("the folds to be torn", torn);
      const blocks = (await ask("page.snapshot")).report.duplicates.runs.filter((run) => run.kind === "copy").reduce((n, run) => n + run.blocks.length, 0);
      await tab.evaluate(async () => {
        for (let i = 0; i < 60; i += 1) await new Promise((done) => requestAnimationFrame(done));
      });
      assert.ok((await torn()) <= blocks * 3, `${await torn()} times for ${blocks} blocks`);
      assert.equal(await tab.evaluate(() => document.querySelectorAll("[hidden]").length), 0);
      await ask("page.pause");
      assert.equal(await tab.evaluate(() => document.querySelector("article").outerHTML), bare);
      assert.deepEqual(tab.trouble, []);
    });

    test("a hundred thousand changes a second do not stop page or reading, and when they end the page is read", async () => {
      const { page: tab, ask } = await reading("/storm");
      const changes = () => tab.evaluate(() => globalThis.changes);
      const from = await changes();
      await until("a hundred thousand changes", async () => (await changes()) > from + 100000, 60000);
      assert.equal((await listed(ask)).includes(name), true);
      assert.ok((await session.painted(tab))?.["galley-person-light"] > 3);
      await tab.evaluate(() => dispatchEvent(new Event("calm")));
      await until("what stands there now to be read", async () => (await listed(ask)).includes("Nadia Petrov"), 20000);
      await ask("page.pause");
      assert.equal(await session.painted(tab), null);
      assert.deepEqual(tab.trouble, []);
    });

    test("letters that turn text round are kept in the words that have them", async () => {
      const { page: tab } = await reading("/turned");
      const at = await wordsAt(tab, "said on Friday that");
      await rest(tab, { x: at.left + 10, y: at.y });
      await until("a card with the words", async () => (await words(session, tab, "galley-card")).includes("\u202e"));
      const inside = await peek(session, tab, "galley-card");
      const turns = /[\u202a-\u202e\u2066-\u2069]/;
      // Every text with such a letter has an element around it that isolates it from the card's own words.
      const holders = inside.filter((e, i) => turns.test(e.text) && !inside.slice(i + 1).some((inner) => turns.test(inner.text) && e.text.includes(inner.text)));
      assert.ok(holders.length > 0);
      for (const holder of holders) assert.ok(holder.name === "bdi" && holder.attributes.class === "page", `${holder.name} holds ${JSON.stringify(holder.text)}`);
      assert.deepEqual(tab.trouble, []);
    });

    test("a title made of markup is words in popup and panel", async () => {
      const { page: tab, tab: number, ask } = await reading("/markup");
      assert.equal((await ask("page.state")).title, `${markup} & more`);
      for (const [path, ready] of [["popup/popup.html", ".density"], ["panel/panel.html", "main"]]) {
        const own = await ours(`${path}?tab=${number}`, ready);
        assert.equal(await own.run(() => document.querySelectorAll("img[src=x]").length), 0, path);
      }
      assert.notEqual(await tab.evaluate(() => document.title), "owned");
      assert.deepEqual(tab.trouble, []);
    });
  });
}
