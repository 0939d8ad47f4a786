/**
 * Every surface: no accessibility violation in either theme, the list and the exports at work, and a
 * picture of each in light, dark, forced colours and from right to left, to look at.
 *
 * axe needs a page it can be put into: our own pages in Chromium. The markup is the same in Firefox.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { browsers, launch, serve, until } from "./harness.js";
import { agent, frontTab, tell } from "./inside.js";
import { name, tunnelPage } from "./pages.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe("our own pages in chromium", { skip: !browsers.includes("chromium"), timeout: 240000 }, () => {
  let server;
  let session;
  let own;
  let news;
  let tab;

  before(async () => {
    server = await serve({ "/tunnel": tunnelPage });
    session = await launch("chromium");
    own = await agent(session);
    news = await session.open(server.url("/tunnel"));
    await session.press(news);
    await until("marks", () => session.painted(news), 30000);
    tab = await frontTab(own);
  });
  after(async () => {
    await session?.close();
    await server?.close();
  });

  const page = async (path) => {
    const opened = await session.open(`chrome-extension://${session.id}/${path}`);
    await until(`${path} to draw itself`, () => opened.evaluate(() => document.querySelector("button") !== null));
    return opened;
  };
  const surfaces = () => [
    ["popup", `popup/popup.html?tab=${tab}`, ".row-line"],
    ["panel", `panel/panel.html?tab=${tab}`, "[data-row]"],
    ["welcome", "welcome/welcome.html", "[data-task]"],
    ["options", "options/options.html", "section"],
    ["paste", "paste/paste.html", "textarea"],
  ];

  for (const scheme of ["light", "dark"]) {
    test(`axe finds nothing, ${scheme}`, async () => {
      for (const [title, path, ready] of surfaces()) {
        const opened = await page(path);
        await opened.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        await until(`${title} to be ready`, () => opened.$(ready));
        await session.picture(opened, `${title}-${scheme}`);
        await opened.evaluate(axe);
        const violations = await opened.evaluate(async () => (await globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(" ")}`));
        assert.deepEqual(violations, [], `${title} in ${scheme}`);
        assert.deepEqual(opened.trouble, [], title);
        await opened.close();
      }
    });
  }

  test("pictures in forced colours and from right to left; 320 pixels wide without scrolling sideways", async () => {
    for (const [title, path, ready] of surfaces()) {
      const opened = await page(path);
      await until(`${title} to be ready`, () => opened.$(ready));
      const cdp = await opened.createCDPSession();
      await cdp.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
      await session.picture(opened, `${title}-forced`);
      await cdp.send("Emulation.setEmulatedMedia", { features: [] });
      await opened.evaluate(() => (document.documentElement.dir = "rtl"));
      await session.picture(opened, `${title}-rtl`);
      await opened.evaluate(() => (document.documentElement.dir = "ltr"));
      await opened.setViewport({ width: 320, height: 700 });
      const wide = await opened.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 320, `${title} is ${wide} px wide`);
      await opened.close();
    }
  });

  test("story 7: the list names who says so; a row jumps to its words", async () => {
    const panel = await page(`panel/panel.html?tab=${tab}`);
    await until("rows", () => panel.$("[data-row]"));
    const text = await panel.evaluate(() => document.querySelector(".panel").innerText);
    assert.ok(text.includes(name), text);
    assert.ok(await panel.evaluate(() => document.querySelectorAll('[data-row][tabindex="0"]').length === 1), "more than one stop for Tab");
    await panel.evaluate(() => [...document.querySelectorAll(".filters button")][1].click());
    await until("claims in order", () => panel.evaluate(() => document.querySelectorAll("[data-row=main]").length > 5));
    await panel.evaluate(() => [...document.querySelectorAll("[data-row=main]")].at(-1).click());
    await until("the page to move", () => news.evaluate(() => scrollY > 100));
    await panel.focus("[data-row][tabindex='0']");
    await panel.keyboard.press("ArrowDown");
    assert.equal(await panel.evaluate(() => [...document.querySelectorAll("[data-row=main]")].indexOf(document.activeElement)), 1);
    await panel.keyboard.press("End");
    assert.equal(await panel.evaluate(() => [...document.querySelectorAll("[data-row=main]")].at(-1) === document.activeElement), true);
    await panel.type("input[type=search]", "bread");
    await until("the search to filter", () => panel.evaluate(() => [...document.querySelectorAll("[data-row=main]")].every((row) => row.innerText.includes("bread"))));
    assert.match(await panel.evaluate(() => document.querySelector("[role=status]").innerText), /\d+ of \d+ row/);
    await panel.close();
  });

  test("story 6: two versions are compared, the number first", async () => {
    const panel = await page(`panel/panel.html?tab=${tab}`);
    await until("tabs", () => panel.$("[data-tab=repeats]"));
    await panel.click("[data-tab=repeats]");
    await until("repeats", () => panel.$("[data-row=more]"));
    await panel.evaluate(() => {
      const rows = [...document.querySelectorAll(".row")].filter((row) => row.innerText.includes("facts differ"));
      [...rows[0].querySelectorAll("button")].at(-1).click();
    });
    await until("the comparison", () => panel.$("ins"));
    const [facts, added, left] = await panel.evaluate(() => [document.querySelector("ul.note").innerText, document.querySelector("ins").innerText, document.querySelector("del").innerText]);
    assert.match(facts, /4\.2.*3\.6/s);
    assert.ok(added.includes("3.6") && left.includes("4.2"), `${left} -> ${added}`);
    await session.picture(panel, "panel-compare");
    await panel.close();
  });

  test("story 11: five exports; every quotation anchors again on a fresh load", async () => {
    const panel = await page(`panel/panel.html?tab=${tab}`);
    await until("tabs", () => panel.$("[data-tab=export]"));
    await panel.click("[data-tab=export]");
    const texts = {};
    for (const format of ["markdown", "csv", "json", "jsonld", "html"]) {
      await panel.evaluate((value) => document.querySelector(`input[value=${value}]`).click(), format);
      texts[format] = await until(`the ${format} export`, () => panel.evaluate((value) => {
        const pre = document.querySelector(`pre[data-export=${value}]`);
        return pre?.textContent.includes("check against the article") && pre.textContent;
      }, format));
    }
    const fresh = await session.open(server.url("/tunnel"));
    const whole = await fresh.evaluate(() => document.body.textContent);
    const state = await tell(own, tab, { type: "page.snapshot" });
    const pieces = [...state.report.mentions, ...state.report.claims.flatMap((c) => c.content)];
    const selectors = await tell(own, tab, { type: "page.selectors", pieces });
    assert.ok(selectors.length > 20);
    for (const one of selectors) {
      assert.ok(one, "a piece without a place");
      assert.equal(whole.slice(one.start, one.end), one.exact);
    }
    for (const text of Object.values(texts)) assert.ok(!/undefined|\[object/.test(text));
    await session.picture(panel, "panel-export");
    await panel.close();
    await fresh.close();
  });

  test("story 10: a correction holds at once and after a reload; reset forgets it", async () => {
    const before = await tell(own, tab, { type: "page.snapshot" });
    const wrong = before.report.entities.find((e) => e.name === name);
    assert.ok(wrong.mentions > 0);
    await tell(own, tab, { type: "page.correct", one: { sort: "notNames", text: name } });
    const mentions = async (id) => (await tell(own, id, { type: "page.snapshot" })).report.entities.find((e) => e.name === name)?.mentions ?? 0;
    assert.equal(await mentions(tab), 0);
    const again = await session.open(server.url("/tunnel"));
    await session.press(again);
    await until("marks", () => session.painted(again));
    assert.equal(await mentions(await frontTab(own)), 0);
    const stored = JSON.stringify(await own.run("() => chrome.storage.local.get(null)"));
    assert.ok(!stored.includes("127.0.0.1") && stored.includes(name.toLowerCase()), stored);
    const options = await page("options/options.html");
    await until("the correction in the list", () => options.evaluate((words) => document.body.innerText.includes(words), name.toLowerCase()));
    for (const label of ["Reset everything", "Really forget"]) {
      await until(label, () => options.evaluate((words) => {
        const button = [...document.querySelectorAll("button")].find((b) => b.innerText.includes(words));
        button?.click();
        return Boolean(button);
      }, label));
    }
    await until("storage to be empty", () => own.run("async () => Object.keys(await chrome.storage.local.get(null)).length === 0"));
    await options.close();
    await again.close();
  });

  test("the paste page reads the reader's own text", async () => {
    const paste = await page("paste/paste.html");
    await paste.type("textarea", "Angela Brandt, who leads the harbour board of Rostock, said on Monday that ships from Denmark would wait.");
    await paste.evaluate(() => document.querySelector("button.main").click());
    await until("marks", () => session.painted(paste));
    await until("the list", () => paste.$("#side [role=tab]"));
    await session.picture(paste, "paste-read");
    await paste.close();
  });

  test("corrupted storage is mended; a panel of a tab that has gone says so", async () => {
    await own.run("() => chrome.storage.local.set({ settings: { density: 7, kinds: 'x' }, corrections: 'broken' })");
    const options = await page("options/options.html");
    assert.ok(await options.$("input[value=standard]:checked"));
    await options.close();
    await own.run("() => chrome.storage.local.clear()");
    const lost = await session.open(`chrome-extension://${session.id}/panel/panel.html?tab=999999`);
    await until("a sentence", () => lost.evaluate(() => document.body.innerText.includes("has been closed")));
    await lost.close();
  });
});
