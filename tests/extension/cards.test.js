/**
 * The card and what it does: pinned and dragged, a sheet under the finger, over a modal dialog and a full
 * screen, corrections with their way back, names remembered across articles; and the overview strip.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { browsers, until } from "./harness.js";
import { stage } from "./stage.js";
import { click, drawn, find, frontTab, peek, rest, tell, words, wordsAt } from "./inside.js";
import { openOwn } from "./ownpages.js";
import { darkPage, name, newsPage, tunnel, tunnelPage } from "./pages.js";

const card = "galley-card";
const layer = "galley-layer";

const dialogPage = newsPage({
  title: "A news page in a dialog", paragraphs: tunnel.slice(0, 3),
  body: `<dialog></dialog>
<script>addEventListener("dialog", () => {
  const dialog = document.querySelector("dialog");
  dialog.innerHTML = "<p>Martin Okafor, who leads Devon County Council, said on Monday that ferries would run all night until the tunnel under the river opens again, and that nobody would pay more.</p>";
  dialog.showModal();
});</script>`,
});

/** Another article that names two of the same people. */
const laterPage = newsPage({ title: "Ferries for Saltash", paragraphs: tunnel.slice(1, 8) });

for (const browser of browsers) {
  describe(`cards in ${browser}`, { timeout: 240000 }, () => {
    const on = stage(browser, { "/tunnel": tunnelPage, "/dialog": dialogPage, "/dark": darkPage, "/later": laterPage }, { preferences: { "full-screen-api.allow-trusted-requests-only": false } });
    const { opened, reading } = on;
    let server;
    let session;
    let own;
    before(() => void ({ server, session, own } = on));

    const store = (items) => own.run("(items) => { const { storage } = globalThis.browser ?? chrome; return (items ? storage.local.set(items) : storage.local.clear()).then(() => true); }", items);
    const sheets = async (page) => (await peek(session, page, card)).filter((e) => e.attributes.class?.includes("sheet"));
    /** Rests on some words until a card about them is drawn. */
    const hover = async (page, text, nth = 0) => {
      await page.mouse.move(2, 2);
      await rest(page, await wordsAt(page, text, nth));
      return until(`a card on ${text}`, async () => (await sheets(page)).find((sheet) => !/gone/.test(sheet.attributes.class) && sheet.text.includes(text)), 5000);
    };

    test("pinned cards stay, follow their header, are three at most, and close with Escape from inside", async () => {
      const { page } = await reading("/tunnel");
      await hover(page, name);
      await click(session, page, card, "Pin");
      await until("the pin", () => find(session, page, card, (e) => e.attributes["aria-pressed"] === "true"));
      const before = await (await sheets(page))[0].box();
      await page.mouse.move(before.x + 40, before.y + 20);
      await page.mouse.down();
      await page.mouse.move(before.x - 60, before.y + 90, { steps: 5 });
      await page.mouse.up();
      const after = await (await sheets(page))[0].box();
      assert.deepEqual([Math.round(after.x - before.x), Math.round(after.y - before.y)], [-100, 70]);
      await page.mouse.move(2, 2);
      // Another card opens beside it, and the first stays.
      const other = await hover(page, "Institute of Civil Engineering");
      assert.ok(other);
      assert.equal((await sheets(page)).length, 2);
      await session.picture(page, "card-pinned");
      await page.mouse.move(2, 2);
      await until("only the pinned one", async () => (await sheets(page)).length === 1);
      assert.ok((await words(session, page, card)).includes(name));
      const { x, y } = await (await sheets(page))[0].box();
      await page.mouse.click(x + 60, y + 70);
      await page.keyboard.press("Escape");
      await until("Escape inside to close it", async () => (await sheets(page)).length === 0);
      assert.deepEqual(page.trouble, []);
    });

    test("a claim's card gives source, kind, cue, hedge, numbers and why it was marked; both themes; axe finds nothing", async () => {
      const { page } = await reading("/tunnel");
      const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
      for (const scheme of ["light", "dark"]) {
        // Without motion, so that the picture is of the whole card.
        await session.appear(page, { scheme, still: true });
        await hover(page, "According to");
        const text = await words(session, page, card);
        for (const part of ["Institute of Civil Engineering", "Document", "According to", "Why this was marked", "twenty years", "Copy with link", "Show in list", "Not a claim"]) assert.ok(text.includes(part), `${part} is not in: ${text}`);
        await drawn(session, page);
        await session.picture(page, `card-claim-${scheme}`);
      }
      await session.appear(page, { forced: true, still: true });
      await hover(page, name);
      await drawn(session, page);
      await session.picture(page, "card-forced");
      await session.appear(page, {});
      // axe cannot look into a closed shadow root: the same card in an open one, made by the same code.
      const open = await openOwn(session, own, "welcome/welcome.html", "[data-task]");
      opened.push(open);
      await open.run(`() => { const attach = Element.prototype.attachShadow; Element.prototype.attachShadow = function () { return attach.call(this, { mode: "open" }); }; ${axe}; return true; }`);
      await until("marks", () => open.run(() => CSS.highlights.size > 2), 30000);
      for (const scheme of ["light", "dark"]) {
        await open.appear({ scheme });
        const at = await open.run(() => {
          const node = [...document.querySelectorAll("article p")].map((p) => p.firstChild).find((text) => text.data.includes("Tamar Crossing Authority"));
          const range = document.createRange();
          const from = node.data.indexOf("Tamar Crossing Authority");
          range.setStart(node, from);
          range.setEnd(node, from + 5);
          const { x, y, height } = range.getBoundingClientRect();
          // A click opens at once, as it does for a reader.
          node.parentElement.dispatchEvent(new MouseEvent("click", { bubbles: true, clientX: x + 8, clientY: y + height / 2, view: globalThis }));
          return [x, y];
        });
        await until(`a card at ${at}`, () => open.run(() => {
          const sheet = document.querySelector("galley-card")?.shadowRoot?.querySelector(".sheet");
          return sheet && getComputedStyle(sheet).opacity === "1";
        }));
        const violations = await open.run(async () => (await globalThis.axe.run("galley-card", { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`));
        assert.deepEqual(violations, [], `the card in ${scheme}`);
      }
      await open.appear({});
    });

    test("a card opens inside a modal dialog and over a full screen, and can be clicked there", async () => {
      const { page } = await reading("/dialog", { marks: true });
      await page.evaluate(() => dispatchEvent(new Event("dialog")));
      await until("the dialog's names", async () => (await session.painted(page))["galley-person-light"] > 0);
      await until("the dialog's text to be read", async () => (await tell(own, await frontTab(own), { type: "page.snapshot" })).report.entities.some((e) => e.name === "Martin Okafor"), 8000);
      await hover(page, "Martin Okafor");
      await click(session, page, card, "Pin");
      await until("the click to arrive", () => find(session, page, card, (e) => e.attributes["aria-pressed"] === "true"));
      await drawn(session, page);
      await session.picture(page, "card-dialog");
      await click(session, page, card, "Close");
      await until("the card to close", async () => (await sheets(page)).length === 0);
      assert.equal(await page.evaluate(() => document.querySelector("dialog").open && document.querySelector("dialog galley-card") === null), true);

      const { page: full } = await reading("/tunnel");
      await full.evaluate(() => {
        document.querySelector("article").style.cssText = "background:#fff;padding:4rem";
        document.addEventListener("keydown", () => document.querySelector("article").requestFullscreen(), { once: true });
      });
      await full.keyboard.press("f");
      await until("the full screen", () => full.evaluate(() => document.fullscreenElement !== null));
      await hover(full, name);
      await click(session, full, card, "Pin");
      await until("the click to arrive", () => find(session, full, card, (e) => e.attributes["aria-pressed"] === "true"));
      await full.evaluate(() => document.exitFullscreen());
    });

    test("not a name: gone at once, undone from the card; wrong type: another mark", async () => {
      const { page, ask } = await reading("/tunnel");
      const known = async () => (await ask("page.snapshot")).report.entities.find((e) => e.name === name);
      await hover(page, name);
      await click(session, page, card, "Not a name");
      await until("the name to go", async () => !((await known())?.mentions > 0));
      await until("a receipt", async () => (await words(session, page, card)).includes("for every article"));
      await click(session, page, card, "Undo");
      await until("the name again", async () => (await known())?.mentions > 0);
      await hover(page, name);
      await click(session, page, card, "Wrong type");
      await click(session, page, card, "Place");
      await until("the other type", async () => (await known())?.kind === "place");
      await click(session, page, card, "Undo");
      await until("the type as before", async () => (await known())?.kind === "person");
      await store();
    });

    test("names are remembered only when the reader wants it, without an address, and forgotten at once", async () => {
      const stored = () => own.run("async () => (await (globalThis.browser ?? chrome).storage.local.get('memory')).memory ?? []");
      await reading("/tunnel");
      assert.deepEqual(await stored(), []);
      await store({ settings: { remember: true } });
      await reading("/tunnel");
      const [article] = await until("the article to be remembered", async () => (await stored()).length && stored());
      assert.ok(article.names[name.toLowerCase()] > 0, JSON.stringify(article));
      assert.ok(!JSON.stringify(article).includes("127.0.0.1"));
      const { page } = await reading("/later");
      await until("two articles", async () => (await stored()).length === 2);
      await session.appear(page, { still: true });
      await hover(page, name);
      const text = await words(session, page, card);
      assert.match(text, /In 1 earlier article/);
      assert.ok(text.includes("Tunnel under the Tamar"), text);
      await drawn(session, page);
      await session.picture(page, "card-earlier");
      const options = await openOwn(session, own, "options/options.html", "section");
      opened.push(options);
      await until("the count", async () => (await options.text()).includes("2 articles are remembered."));
      await options.click("button", "Forget all");
      await until("nothing to be left", async () => (await stored()).length === 0);
      await store();
    });

    test("the overview strip: ticks for what it should show, counts that lead there, gone with its setting", async () => {
      const strip = async (page) => (await peek(session, page, layer)).filter((e) => ["statement", "repeat"].includes(e.attributes.class));
      const plain = await reading("/tunnel");
      assert.equal((await strip(plain.page)).length, 0);
      await store({ settings: { strip: true } });
      await plain.page.close();
      const { page, ask } = await reading("/tunnel");
      const { report } = await ask("page.snapshot");
      const copies = report.duplicates.runs.filter((run) => run.kind === "copy").flatMap((run) => run.blocks);
      await until("a tick each", async () => (await strip(page)).length === copies.length + report.statements.length);
      await session.picture(page, "strip");
      const line = await find(session, page, layer, (e) => e.attributes.class === "line");
      assert.equal(Math.round((await line.box()).width), 8);
      await click(session, page, layer, "Go down to the next one");
      await until("the page to move", () => page.evaluate(() => scrollY > 100));
      await store({ settings: { strip: false } });
      await until("the strip to go", async () => (await strip(page)).length === 0);
      await store();
    });

    test("touch: a tap opens a sheet at the bottom; pulled down or tapped beside, it closes", async (t) => {
      if (!session.chromium) return t.skip("Firefox takes its kind of pointer from the machine: there is no touch screen to emulate");
      const { page } = await reading("/tunnel", { prepare: (fresh) => fresh.setViewport({ width: 390, height: 800, hasTouch: true, isMobile: true }) });
      await until("a coarse pointer", () => page.evaluate(() => matchMedia("(pointer: coarse)").matches));
      const at = await wordsAt(page, name);
      await page.touchscreen.tap(at.x, at.y);
      const sheet = await until("the sheet", async () => (await sheets(page)).find((one) => !/gone/.test(one.attributes.class)));
      const box = await sheet.box();
      assert.equal(Math.round(box.y + box.height), 800, "it does not stand at the bottom");
      assert.equal(Math.round(box.width), 390);
      assert.ok(box.height <= 401, "it is higher than half the window");
      await drawn(session, page);
      await session.picture(page, "card-touch");
      await page.touchscreen.tap(200, 60);
      await until("a tap beside it to close it", async () => (await sheets(page)).length === 0);
      await page.touchscreen.tap(at.x, at.y);
      await until("the sheet again", async () => (await sheets(page)).length === 1);
      await page.touchscreen.touchStart(box.x + 60, box.y + 20);
      await page.touchscreen.touchMove(box.x + 60, box.y + 70);
      await page.touchscreen.touchMove(box.x + 60, box.y + 140);
      await page.touchscreen.touchEnd();
      await until("pulling it down to close it", async () => (await sheets(page)).length === 0);
      assert.equal((await wordsAt(page, name)).y, at.y, "pulling the sheet scrolled the page");
    });
  });
}
