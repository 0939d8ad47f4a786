/**
 * Moving from article to article: applications that change the address, endless pages, pages that come
 * back from the browser's memory, and an extension that goes while its script stays.
 */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browsers, launch, serve, until } from "./harness.js";
import { agent, readPage } from "./inside.js";
import { first } from "./frameworks.story.js";
import { newsPage, tunnel } from "./pages.js";
import { stage } from "./stage.js";
import { sample } from "../../extension/welcome/sample.js";

const long = (who, what, n) =>
  Array.from({ length: n }, (_, i) => `${who}, who has led the ${what} for years, said on day ${i + 1} that the ${i + 2} crews would wait outside the northern gate until every one of the old cables had been tested again by the engineers of Siemens.`);
const harbour = long("Angela Brandt", "harbour board", 8);
const bridge = ["Tomas Reyes, who has led the bridge office for years, said on Friday that nobody had been hurt when the old cables were cut.", ...first];
const inner = (paragraphs) => paragraphs.map((text) => (text.startsWith("## ") ? `<h2>${text.slice(3)}</h2>` : `<p>${text}</p>`)).join("");
const texts = { one: `<h1>${sample.title}</h1>${inner(tunnel)}`, two: inner(harbour), three: inner(bridge) };

const pages = {
  "/one": newsPage({
    title: sample.title,
    paragraphs: tunnel,
    body: `<script>
      const texts = ${JSON.stringify(texts)};
      const draw = () => (document.querySelector("article").innerHTML = texts[location.pathname.slice(1)] ?? texts.one);
      addEventListener("go", (event) => { history.pushState(null, "", "/" + event.detail); draw(); });
      addEventListener("popstate", draw);
    </script>`,
  }),
  "/endless": newsPage({
    title: "An endless page",
    paragraphs: harbour,
    body: `<div style="height:30rem"></div><script>
      addEventListener("more", () => document.querySelector("article").insertAdjacentHTML("afterend", ${JSON.stringify(`<article id="next"><h1>The bridge</h1>${texts.three}</article>`)}));
    </script>`,
  }),
  "/elsewhere": "<!doctype html><title>Elsewhere</title><p>Nothing here.</p>",
};

for (const browser of browsers) {
  describe(`moving in ${browser}`, { timeout: 240000 }, () => {
    const on = stage(browser, pages);
    const { reading } = on;
    const listedIn = (report) => report.entities.filter((e) => e.mentions).map((e) => e.name);
    const names = async (ask) => listedIn((await ask("page.snapshot")).report);

    test("an application of three articles: each has its own lists, forwards and back", async () => {
      const { page, ask } = await reading("/one");
      const begun = await ask("page.state");
      assert.ok((await names(ask)).includes("Helen Trevorrow"));
      const go = (where) => page.evaluate((detail) => dispatchEvent(new CustomEvent("go", { detail })), where);
      const shows = (name, gone) => until(`${name} to be listed`, async () => {
        // One answer, so that counts and lists are of the same moment.
        const { state, report } = await ask("page.snapshot");
        const listed = listedIn(report);
        return state.phase === "done" && listed.includes(name) && !listed.includes(gone) && state;
      });
      await go("two");
      const second = await shows("Angela Brandt", "Helen Trevorrow");
      assert.match(second.url, /\/two$/);
      assert.equal(second.of, harbour.length);
      await go("three");
      const third = await shows("Tomas Reyes", "Angela Brandt");
      assert.equal(third.of, bridge.length);
      assert.equal(third.repeated, 4);
      await page.evaluate(() => history.back());
      const back = await shows("Angela Brandt", "Tomas Reyes");
      assert.deepEqual([back.of, back.repeated, back.claims], [second.of, second.repeated, second.claims]);
      await page.evaluate(() => history.back());
      const start = await shows("Helen Trevorrow", "Angela Brandt");
      assert.deepEqual([start.repeated, start.claims, start.names], [begun.repeated, begun.claims, begun.names]);
      assert.deepEqual(page.trouble, []);
    });

    test("of an endless page the article in view is counted", async () => {
      const { page, ask } = await reading("/endless");
      const alone = await ask("page.state");
      assert.deepEqual([alone.of, alone.repeated], [harbour.length + 1, 0]);
      await page.evaluate(() => dispatchEvent(new Event("more")));
      await until("the next article to be read", async () => (await names(ask)).includes("Tomas Reyes"));
      const above = await ask("page.state");
      assert.deepEqual([above.of, above.repeated, above.claims, above.names], [alone.of, alone.repeated, alone.claims, alone.names]);
      await page.evaluate(() => document.querySelector("#next").scrollIntoView());
      const below = await ask("page.state");
      assert.deepEqual([below.of, below.repeated], [bridge.length + 1, 4]);
      const { report } = await ask("page.snapshot");
      assert.ok(below.words > 100 && below.words + above.words <= report.words, `${above.words} and ${below.words} of ${report.words} words`);
      assert.ok(below.claims > 0 && below.claims + above.claims <= report.claims.length + report.statements.length, JSON.stringify(below));
      assert.deepEqual(page.trouble, []);
    });

    test("a page that comes back is marked as it was, or is a new page and bare", async () => {
      const { page, ask } = await reading("/endless");
      const marks = await on.session.painted(page);
      await page.evaluate(() => addEventListener("pageshow", (event) => (globalThis.kept = event.persisted)));
      await page.goto(on.server.url("/elsewhere"));
      assert.equal(await on.session.painted(page), null);
      await page.goBack();
      const kept = await page.evaluate(() => globalThis.kept === true);
      if (kept) {
        assert.deepEqual(await on.session.painted(page), marks);
        assert.equal((await ask("page.state")).phase, "done");
      } else assert.equal(await on.session.painted(page), null);
      assert.deepEqual(page.trouble, []);
    });
  });

  describe(`a script whose extension went in ${browser}`, { timeout: 120000, skip: browser === "firefox" && "Firefox ends the script itself" }, () => {
    test("undoes the page when it is shown or changes, and says nothing more", async () => {
      const server = await serve(pages);
      const session = await launch(browser);
      try {
        const own = await agent(session);
        const { page, ask } = await readPage(session, own, server.url("/one"));
        const bare = await page.evaluate(() => document.querySelector("article").outerHTML.replaceAll(/ (hidden|data-galley-fold)="[^"]*"/g, ""));
        await ask("page.fold", { on: true });
        await until("folded text", () => page.evaluate(() => document.querySelector("[data-galley-fold]") !== null));
        await own.run("() => void setTimeout(() => chrome.runtime.reload())");
        await until("the page to be undone", async () => {
          await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
          return (await session.painted(page)) === null;
        });
        assert.equal(await page.evaluate(() => document.querySelector("article").outerHTML), bare);
        assert.equal(await page.evaluate(() => document.querySelectorAll("galley-layer,galley-card").length), 0);
        assert.deepEqual(page.trouble, []);
      } finally {
        await session.close();
        await server.close();
      }
    });
  });
}
