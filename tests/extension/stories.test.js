/**
 * The user stories, on the shipped package, with a real pointer, in both browsers.
 */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { browsers, root, until } from "./harness.js";
import { stage } from "./stage.js";
import { click, closePopup, drawn, find, frontTab, peek, rest, tell, words, wordsAt } from "./inside.js";
import { correctingPage, darkPage, emptyPage, germanPage, homePage, hostilePage, name, rtlPage, strictHeaders, tunnelPage, twoArticles } from "./pages.js";

const pages = {
  "/tunnel": tunnelPage,
  "/german": germanPage,
  "/home": homePage,
  "/empty": emptyPage,
  "/hostile": hostilePage,
  "/dark": darkPage,
  "/rtl": rtlPage,
  "/correcting": correctingPage,
  "/two": twoArticles,
  "/second": twoArticles,
  "/strict": { body: tunnelPage, headers: strictHeaders },
};

const card = "galley-card";
const layer = "galley-layer";

for (const browser of browsers) {
  describe(`in ${browser}`, { timeout: 240000 }, () => {
    const on = stage(browser, pages);
    const { opened, reading } = on;
    let server;
    let session;
    let own;
    before(() => void ({ server, session, own } = on));

    test("story 1: the welcome page annotates itself, ticks its tasks and opens no other tab", async () => {
      const highlights = () => own.run("() => CSS.highlights.size");
      await until("marks on the sample", highlights, 30000);
      const done = (task) => own.run("(task) => document.querySelector(`[data-task=${task}]`).dataset.done", task);
      assert.equal(await done("fold"), "false");
      await own.run("() => document.querySelector('[data-task=fold] button').click()");
      await until("the fold task ticked", async () => (await done("fold")) === "true");
      await own.run("() => document.querySelector('[data-task=list] button').click()");
      await until("the list task ticked", async () => (await done("list")) === "true");
      await until("the list", () => own.run("() => document.querySelectorAll('#list [role=tab]').length === 4"));
      const shortcuts = await own.run("async () => (await (globalThis.browser ?? chrome).commands.getAll()).filter((c) => !c.name.startsWith('_')).map((c) => [c.name, c.shortcut])");
      assert.equal(shortcuts.length, 4);
      for (const [command, shortcut] of shortcuts) assert.ok(shortcut, `the browser dropped the key of ${command}`);
      const tabs = await own.run("async () => (await (globalThis.browser ?? chrome).tabs.query({})).filter((t) => t.url?.includes('extension://')).length");
      assert.equal(tabs, 1);
    });

    test("story 2: one click reads one article and changes nothing of it; hide-all empties the registry", async () => {
      const page = await session.open(server.url("/tunnel"));
      opened.push(page);
      const look = () => page.evaluate(() => ({ html: document.body.innerHTML, text: document.body.innerText, height: document.documentElement.scrollHeight }));
      const before = await look();
      await page.evaluate(() => {
        window.shift = 0;
        if (PerformanceObserver.supportedEntryTypes.includes("layout-shift")) new PerformanceObserver((list) => list.getEntries().forEach((e) => (window.shift += e.value))).observe({ type: "layout-shift" });
      });
      await session.press(page);
      const sizes = await until("marks", () => session.painted(page), 30000);
      for (const kind of ["person", "organisation", "place"]) assert.ok(sizes[`galley-${kind}-light`] > 0, `no ${kind} is marked`);
      assert.deepEqual(await look(), before);
      assert.equal(await page.evaluate(() => window.shift), 0);
      await closePopup(session);
      const tab = await frontTab(own);
      const badge = await until("the badge", () => own.run("(id) => (globalThis.browser ?? chrome).action.getBadgeText({ tabId: id })", tab));
      assert.equal(badge, String((await tell(own, tab, { type: "page.state" })).repeated));
      await tell(own, tab, { type: "page.hide", on: true });
      assert.equal(await session.painted(page), null);
      assert.deepEqual(await look(), before);
      await page.reload();
      assert.equal(await session.painted(page), null);
      assert.deepEqual(page.trouble, []);
      await page.close();
    });

    test("story 3: a name is hovered", async () => {
      const { page } = await reading("/tunnel");
      const at = await wordsAt(page, name);
      await page.mouse.move(5, 5);
      const start = Date.now();
      await rest(page, at);
      let seen = 0;
      await until("the card", async () => {
        const open = (await peek(session, page, card)).length > 0;
        if (open) seen ||= Date.now() - start;
        return open;
      });
      assert.ok(seen >= 450, `it opened after ${seen} ms`);
      const inner = await until("the card's words", () => words(session, page, card));
      for (const part of [name, "Person", "mention"]) assert.ok(inner.includes(part), `the card lacks "${part}": ${inner}`);
      const sheet = await find(session, page, card, (e) => e.attributes.class?.includes("sheet"));
      const box = await sheet.box();
      assert.equal(Math.round(box.width), 320);
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= 1100 && box.y + box.height <= 900, JSON.stringify(box));
      assert.ok(box.y >= at.bottom || box.y + box.height <= at.top, "the card covers the line");
      assert.equal(sheet.attributes.role, "group");
      await drawn(session, page);
      await session.picture(page, "card-light");
      // Into the card: it stays.
      await page.mouse.move(box.x + 100, box.y + 40, { steps: 8 });
      const stays = Date.now() + 1500;
      await until("time to pass in the card", () => Date.now() > stays);
      assert.ok((await peek(session, page, card)).length > 0, "the card went although the pointer is in it");
      await page.mouse.move(5, 5, { steps: 3 });
      await until("the card to close", async () => (await peek(session, page, card)).length === 0, 2000);
      // Escape closes and keeps it closed.
      await rest(page, at);
      await until("the card again", async () => (await peek(session, page, card)).length > 0);
      await page.keyboard.press("Escape");
      await until("Escape to close it", async () => (await peek(session, page, card)).length === 0, 1000);
      await page.mouse.move(at.x + 1, at.y);
      const quiet = Date.now() + 900;
      await until("time to pass", () => Date.now() > quiet);
      assert.equal((await peek(session, page, card)).length, 0, "it came back although it was sent away");
      assert.deepEqual(page.trouble, []);
      await page.close();
    });

    test("story 4: by keyboard: walk, open, return", async () => {
      const { page, ask } = await reading("/tunnel");
      await page.bringToFront();
      await ask("page.walk");
      const label = async () => (await find(session, page, layer, (e) => e.attributes.class === "walk"))?.attributes["aria-label"];
      const first = await until("the ring", label);
      assert.match(first, /, mention \d+ of \d+$/);
      await page.keyboard.press("ArrowRight");
      const second = await until("the next mark", async () => ((await label()) !== first ? label() : null));
      await page.keyboard.press("ArrowLeft");
      assert.equal(await until("the first mark again", async () => ((await label()) === first ? first : null)), first);
      assert.notEqual(second, first);
      await page.keyboard.press("Enter");
      const sheet = await until("a dialog", () => find(session, page, card, (e) => e.attributes.role === "dialog"));
      assert.ok(sheet);
      await page.keyboard.press("Escape");
      await until("the card to close", async () => (await peek(session, page, card)).length === 0);
      assert.equal(await page.evaluate(() => document.activeElement.localName), "galley-layer");
      await page.keyboard.press("Escape");
      await until("the ring to go", async () => !(await label()));
      assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
      await page.close();
    });

    test("story 5: the repeats fold and come back exactly", async () => {
      const { page, ask } = await reading("/tunnel");
      const whole = () => page.evaluate(() => {
        // Our own hosts stand beside the page's tree; everything else must come back as it was.
        const copy = document.documentElement.cloneNode(true);
        copy.querySelectorAll("galley-layer, galley-card").forEach((e) => e.remove());
        return copy.outerHTML;
      });
      const before = await whole();
      const { report } = await ask("page.snapshot");
      const runs = report.duplicates.runs.filter((run) => run.kind === "copy");
      const foldable = runs.filter((run) => run.blocks.every((b) => b.class !== "substance"));
      const blocks = foldable.reduce((n, run) => n + run.blocks.length, 0);
      assert.ok(blocks >= 5, `only ${blocks} blocks would fold`);
      await ask("page.fold", { on: true });
      assert.equal(await page.evaluate(() => document.querySelectorAll('[hidden="until-found"]').length), blocks);
      assert.equal(await page.evaluate(() => [...document.querySelectorAll('[hidden="until-found"]')].some((p) => p.textContent.includes("3.6"))), false);
      const bars = () => peek(session, page, layer).then((all) => all.filter((e) => e.attributes.class?.startsWith("bar")));
      await until("one bar a run", async () => (await bars()).length === runs.length);
      const said = (await bars()).map((bar) => bar.text);
      assert.ok(said.some((text) => /\d paragraphs? repeated from above/.test(text)), said.join(" | "));
      for (const run of runs.filter((one) => !foldable.includes(one))) {
        assert.ok(run.blocks.some((b) => b.differences.length), "a run of substance without a difference");
        assert.ok(said.some((text) => text.includes("Compare")), said.join(" | "));
      }
      await until("all bars to begin where their text does", async () => {
        const places = await Promise.all((await bars()).map((bar) => bar.box()));
        return places.every(({ x }) => x > 0 && Math.abs(x - places[0].x) < 1);
      });
      await page.evaluate(() => document.querySelector('[hidden="until-found"]').scrollIntoView({ block: "center" }));
      await session.picture(page, "folded");
      const selected = await page.evaluate(() => {
        getSelection().selectAllChildren(document.documentElement);
        const text = getSelection().toString();
        getSelection().removeAllRanges();
        return text;
      });
      assert.ok(!selected.includes("repeated from above"));
      await ask("page.fold", { on: false });
      assert.equal(await whole(), before);
      await page.close();
    });

    test("story 5b: the button on a bar shows its run", async () => {
      const { page, ask } = await reading("/tunnel");
      await ask("page.fold", { on: true });
      await page.evaluate(() => document.querySelector('[hidden="until-found"]').scrollIntoView({ block: "center" }));
      const folded = () => page.evaluate(() => document.querySelectorAll('[hidden="until-found"]').length);
      const before = await folded();
      const top = await page.evaluate(() => scrollY);
      await click(session, page, layer, "Go to first");
      await until("the first to be in view", async () => (await page.evaluate(() => scrollY)) < top - 200);
      await page.evaluate(() => document.querySelector('[hidden="until-found"]').scrollIntoView({ block: "center" }));
      await click(session, page, layer, "Show");
      await until("the run to be shown", async () => (await folded()) < before);
      await page.close();
    });

    test("story 8: a page that corrects itself stays true", async () => {
      const { page } = await reading("/correcting");
      await page.evaluate(() => dispatchEvent(new Event("correct")));
      assert.ok((await page.evaluate(() => document.body.innerText)).includes("five weeks"));
      await until("the correction to be read", async () => (await session.painted(page))["galley-person-light"] > 0);
      const { page: other, ask } = await reading("/two");
      await other.evaluate(() => dispatchEvent(new Event("next")));
      await until("the second article's own names", async () => (await ask("page.snapshot")).report.entities.some((e) => e.name.includes("Brandt")), 8000);
      assert.ok(!(await ask("page.snapshot")).report.entities.some((e) => e.name.includes("Trevorrow")));
      assert.deepEqual(page.trouble, []);
      assert.deepEqual(other.trouble, []);
      await page.close();
      await other.close();
    });

    test("story 9: hostile styles, a dark page, a page from right to left", async () => {
      for (const path of ["/hostile", "/dark", "/rtl"]) {
        const { page } = await reading(path);
        const at = await wordsAt(page, name);
        await page.mouse.move(5, 5);
        await rest(page, at);
        const sheet = await until(`a card on ${path}`, () => find(session, page, card, (e) => e.attributes.class?.includes("sheet")));
        const box = await sheet.box();
        assert.equal(Math.round(box.width), 320, path);
        if (path === "/dark") assert.ok((await session.painted(page))["galley-person-dark"] > 0);
        await drawn(session, page);
        await session.picture(page, `card${path.replace("/", "-")}`);
        assert.deepEqual(page.trouble, [], path);
        await page.close();
      }
    });

    test("story 9b: a page that forbids every script", async (t) => {
      const encoded = session.name === "firefox" || existsSync(join(root, "dist/chromium/content/boot/script.js"));
      if (!encoded) return t.skip("the package was built with --quick: no second encoding");
      const { page } = await reading("/strict");
      await rest(page, await wordsAt(page, name));
      await until("a card", async () => (await words(session, page, card)).includes(name));
      await page.close();
    });

    test("story 10: densities paint more and more, and hover works on what is not painted", async () => {
      const { page, ask } = await reading("/tunnel");
      const count = async (density) => {
        await ask("page.marks", { marks: { density } });
        return Object.values((await session.painted(page)) ?? {}).reduce((a, b) => a + b, 0);
      };
      const [calm, standard, everything] = [await count("calm"), await count("standard"), await count("everything")];
      assert.ok(calm < standard && standard < everything, `${calm} < ${standard} < ${everything}`);
      await ask("page.marks", { marks: { density: "calm" } });
      await rest(page, await wordsAt(page, name, 1));
      await until("a card on a mention that is not painted", async () => (await words(session, page, card)).includes(name));
      await page.close();
    });

    test("story 12: what it cannot do, it says", async () => {
      for (const path of ["/home", "/empty"]) {
        const { page, ask } = await reading(path, { marks: false });
        assert.equal((await ask("page.state")).phase, "notArticle", path);
        assert.equal(await session.painted(page), null);
        await page.close();
      }
      const { page, ask } = await reading("/german", { marks: false });
      const state = await ask("page.state");
      assert.equal(state.phase, "done");
      assert.equal(state.covered, false);
      assert.ok(state.repeated > 0);
      await page.close();
    });
  });
}
