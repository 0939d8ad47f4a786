/**
 * The shipped extension on pages that move or mean harm: nothing is started twice, nothing is painted that
 * no longer stands, the page's own words are never touched, and no page of ours trips over theirs.
 */

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { browsers, until } from "./harness.js";
import { stage } from "./stage.js";
import { closePopup } from "./inside.js";
import { newsPage, tunnel } from "./pages.js";
import { sample } from "../../extension/welcome/sample.js";

const page = (more) => newsPage({ title: sample.title, paragraphs: tunnel, ...more });

const pages = {
  "/plain": page({}),
  "/ticker": page({
    body: `<p id="ticker">Tick 0.</p><script>
      let n = 0;
      setInterval(() => (document.querySelector("#ticker").firstChild.data = "Tick " + (n += 1) + ". Ann Lee said so."), 100);
    </script>`,
  }),
  "/fighting": page({
    body: `<script>
      globalThis.fought = 0;
      new MutationObserver((records) => {
        for (const record of records) for (const node of record.addedNodes) {
          if (node.localName?.startsWith("galley")) { globalThis.fought += 1; node.remove(); }
        }
      }).observe(document, { childList: true, subtree: true });
    </script>`,
  }),
  "/polluted": page({
    head: `<script>
      for (const name of ["kind", "block", "start", "end", "index", "nodes", "children", "earlier", "toJSON"]) {
        Object.defineProperty(Object.prototype, name, { get() { throw new Error("polluted " + name); }, set() {}, configurable: true });
      }
      Array.prototype.push = Map.prototype.get = String.prototype.split = Element.prototype.getAttribute = () => { throw new Error("overridden"); };
      globalThis.getComputedStyle = globalThis.queueMicrotask = () => { throw new Error("overridden"); };
    </script>`,
  }),
  "/markup": newsPage({ title: `<img src=x onerror="document.title='owned'"> & more`, paragraphs: [...tunnel, `<b>Ann Lee</b> <img src=x onerror="document.title='owned'"> said that \u202eit was late\u202c, \ud83d\ude00 and \u0000 nothing.`] }),
};

for (const browser of browsers) {
  describe(`living pages in ${browser}`, { timeout: 240000 }, () => {
    const on = stage(browser, pages);
    const { reading } = on;
    let server;
    let session;
    let own;
    before(() => void ({ server, session, own } = on));

    test("pressing the button again starts nothing twice", async () => {
      const { page: one, ask } = await reading("/plain");
      const [marks, state] = [await session.painted(one), await ask("page.state")];
      await session.press(one);
      await closePopup(session);
      await until("the same marks", async () => JSON.stringify(await session.painted(one)) === JSON.stringify(marks));
      const again = await ask("page.state");
      assert.deepEqual([again.repeated, again.claims, again.names], [state.repeated, state.claims, state.names]);
      assert.deepEqual(one.trouble, []);
    });

    test("a page that rewrites its text ten times a second keeps its marks and its own words", async () => {
      const { page: one, ask } = await reading("/ticker");
      const tick = () => one.evaluate(() => Number(/\d+/.exec(document.querySelector("#ticker").textContent)[0]));
      const from = await tick();
      await until("thirty changes", async () => (await tick()) > from + 30, 30000);
      const marks = await session.painted(one);
      assert.ok(marks?.["galley-person-light"] > 3, JSON.stringify(marks));
      assert.equal((await ask("page.state")).phase, "done");
      await ask("page.pause");
      await until("no marks", async () => (await session.painted(one)) === null);
      const now = await tick();
      await until("its own life", async () => (await tick()) > now);
      assert.equal(await one.evaluate(() => document.querySelectorAll("[hidden],[data-galley-fold]").length), 0);
      assert.deepEqual(one.trouble, []);
    });

    test("a page that removes what is ours is not fought", async () => {
      const { page: one, ask } = await reading("/fighting");
      await ask("page.fold", { on: true });
      const fought = () => one.evaluate(() => globalThis.fought);
      await until("the folded text", () => one.evaluate(() => document.querySelector("[data-galley-fold]") !== null));
      // So many frames as a minute of quarrel would need.
      await one.evaluate(async () => {
        for (let i = 0; i < 60; i += 1) await new Promise((done) => requestAnimationFrame(done));
      });
      // Once shown, and put back three times.
      assert.ok((await fought()) <= 4, `${await fought()} rounds`);
      await ask("page.pause");
      assert.deepEqual(one.trouble, []);
    });

    test("what a page did to the built-ins does not reach us", async () => {
      const { page: one, ask } = await reading("/polluted");
      const state = await ask("page.state");
      assert.equal(state.phase, "done");
      assert.ok(state.repeated >= 5 && state.claims > 0, JSON.stringify(state));
      assert.deepEqual(one.trouble, []);
    });

    test("markup in a title or a text stays text, in the page and in what is ours", async () => {
      const { page: one, ask } = await reading("/markup");
      const { state, report } = await ask("page.snapshot");
      assert.match(state.title, /^<img src=x/);
      assert.ok(report.blocks > 5);
      assert.match(await one.evaluate(() => document.title), /^<img/);
      assert.deepEqual(one.trouble, []);
    });
  });
}
