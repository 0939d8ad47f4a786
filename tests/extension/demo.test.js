/**
 * The demo page, as it is shipped: the sample is read, another one and a text of one's own as well, a name
 * is hovered; nothing is asked of the network.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, launch, root, serve, until } from "./harness.js";
import { find, peek, rest, words, wordsAt } from "./inside.js";
import { name } from "./pages.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

for (const browser of browsers) {
  describe(`the demo in ${browser}`, { timeout: 120000 }, () => {
    let server;
    let session;
    let page;

    before(async () => {
      server = await serve({}, join(root, "dist/www"));
      session = await launch(browser, { extension: false });
      page = await session.open(server.url("/index.html"));
      await until("marks on the sample", () => session.painted(page), 30000);
    });
    after(async () => {
      await session?.close();
      await server?.close();
    });
    const summary = () => page.evaluate(() => document.querySelector("#summary")?.innerText ?? "");

    test("it says what it found, and a name that is hovered explains itself", async () => {
      await until("the summary", async () => /^7 repeats · \d+ names · \d+ claims$/.test(await summary()));
      await page.evaluate(() => scrollTo(0, 0));
      await rest(page, await wordsAt(page, name));
      await until("the card", async () => (await words(session, page, "galley-card")).includes("chief engineer"));
      await until("the list", () => page.evaluate(() => document.querySelectorAll("#side [role=tab]").length === 4));
      await page.keyboard.press("Escape");
      await until("Escape to close it", async () => (await peek(session, page, "galley-card")).length === 0);
    });

    test("folding and the densities work from its own switches", async () => {
      const marks = async () => Object.values((await session.painted(page)) ?? {}).reduce((a, b) => a + b, 0);
      const before = await marks();
      await page.evaluate(() => document.querySelector("input[value=calm]").click());
      await until("fewer marks", async () => (await marks()) < before);
      await page.evaluate(() => document.querySelector("input[value=standard]").click());
      await page.evaluate(() => document.querySelector("label.check input").click());
      await until("a bar", () => find(session, page, "galley-layer", (e) => e.attributes.class === "bar"));
      await page.evaluate(() => document.querySelector("label.check input").click());
      await until("no bar", async () => !(await find(session, page, "galley-layer", (e) => e.attributes.class?.startsWith("bar"))));
    });

    test("another sample, and a text of one's own", async () => {
      await page.select("select", "1");
      await until("the other sample's names", () => page.evaluate(() => document.querySelector("#text").innerText.includes("Kandy")));
      await until("its summary", async () => /^[1-9]\d* repeats?/.test(await summary()), 20000);
      await page.evaluate(() => {
        document.querySelector("details").open = true;
        document.querySelector("textarea").value = "Angela Brandt, who leads the harbour board of Rostock, said on Monday that ships from Denmark would wait.";
        document.querySelector("button.main").click();
      });
      await until("its own summary", async () => /^0 repeats · 3 names · 1 claim$/.test(await summary()), 20000);
      await page.select("select", "0");
      await until("the first again", async () => /^7 repeats/.test(await summary()), 20000);
    });

    test("both themes without a violation, narrow without scrolling sideways, nothing asked of the network", async () => {
      for (const scheme of ["light", "dark"]) {
        await session.appear(page, { scheme, still: true });
        await page.evaluate(() => scrollTo(0, 0));
        await session.picture(page, `demo-${scheme}`);
        await page.evaluate(axe);
        const violations = await page.evaluate(async () => (await globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(" ")}`));
        assert.deepEqual(violations, [], scheme);
      }
      await session.appear(page, {});
      await page.setViewport({ width: 320, height: 700 });
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
      await session.picture(page, "demo-320");
      assert.deepEqual(server.asked.filter((path) => !["/index.html", "/demo.js", "/favicon.ico"].includes(path)), []);
      assert.deepEqual(page.requests.filter((url) => !url.startsWith(server.origin) && !url.startsWith("data:")), []);
      assert.deepEqual(page.trouble, []);
    });
  });
}
