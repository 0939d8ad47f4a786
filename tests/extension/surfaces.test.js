/**
 * Every surface of our own in both browsers: no accessibility violation in either theme, the list and the
 * exports at work, and a picture of each in light, dark, forced colours and from right to left, to look at.
 * 320 CSS pixels wide is also what a window of 1,280 has at 400 %.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { browsers, until } from "./harness.js";
import { edit, reanchor } from "./reanchor.js";
import { stage } from "./stage.js";
import { hedgesOf, key } from "../../extension/findings.js";
import { readPage, tell } from "./inside.js";
import { name, tunnelPage } from "./pages.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

for (const browser of browsers) {
  describe(`our own pages in ${browser}`, { timeout: 300000 }, () => {
    const on = stage(browser, { "/tunnel": tunnelPage });
    const { opened, ours, shut } = on;
    let server;
    let session;
    let own;
    let news;
    let tab;
    before(async () => {
      ({ server, session, own } = on);
      ({ page: news, tab } = await readPage(session, own, server.url("/tunnel")));
    });

    /** Title, path, what shows that it is there, size of the picture. */
    const surfaces = () => [
      ["popup", `popup/popup.html?tab=${tab}`, ".row-line", 360, 620],
      ["panel", `panel/panel.html?tab=${tab}`, "[data-row]", 400, 760],
      ["welcome", "welcome/welcome.html", "[data-task]", 1100, 900],
      ["options", "options/options.html", "section", 900, 2300],
      ["paste", "paste/paste.html", "textarea", 1100, 760],
    ];

    test("axe finds nothing in light and dark; forced colours and right to left for the eye; 320 pixels do", async () => {
      for (const [title, path, ready, width, height] of surfaces()) {
        const page = await ours(path, ready);
        await page.size(width, height);
        if (title === "welcome") await until("marks on the sample", () => page.run(() => CSS.highlights.size > 2), 30000);
        await page.run(`() => { ${axe}\n; return true }`);
        for (const scheme of ["light", "dark"]) {
          await page.appear({ scheme });
          await until(`${scheme} to be drawn`, () => page.run((dark) => matchMedia("(prefers-color-scheme: dark)").matches === dark, scheme === "dark"));
          const violations = await page.run(async (wanted) => (await globalThis.axe.run(document, { runOnly: wanted })).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(" ")}`), rules);
          assert.deepEqual(violations, [], `${title} in ${scheme}`);
          await page.picture(`${title}-${scheme}`);
        }
        await page.appear({ forced: true });
        await until("forced colours", () => page.run(() => matchMedia("(forced-colors: active)").matches));
        await page.picture(`${title}-forced`);
        await page.appear({});
        await page.run(() => void (document.documentElement.dir = "rtl"));
        // A page is not watched for turning round while it is read; a new size lays the margin out again.
        await page.size(width - 1, height);
        await until("the new size", () => page.run((wanted) => innerWidth === wanted, width - 1));
        await page.picture(`${title}-rtl`);
        await page.run(() => void (document.documentElement.dir = "ltr"));
        await page.size(320, 700);
        await until("the narrow window", () => page.run(() => innerWidth === 320));
        await page.picture(`${title}-320`);
        const wide = () => page.run(() => document.documentElement.scrollWidth);
        assert.ok((await wide()) <= 320, `${title} is ${await wide()} px wide`);
        // WCAG 1.4.12: the reader's own spacing costs no word.
        const lost = await page.run(() => {
          const spacing = new CSSStyleSheet();
          spacing.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
          document.adoptedStyleSheets = [...document.adoptedStyleSheets, spacing];
          return [...document.querySelectorAll("body *")].filter((e) => {
            if (e.matches(".hidden, .hidden *, textarea, pre") || !e.innerText?.trim() || getComputedStyle(e).overflow === "visible") return false;
            return e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
          }).map((e) => e.outerHTML.slice(0, 90));
        });
        assert.deepEqual(lost, [], `${title}: words are cut off when text is spaced out`);
        assert.ok((await wide()) <= 320, `${title} is ${await wide()} px wide when text is spaced out`);
        assert.deepEqual(page.trouble, [], title);
        await shut(page);
      }
    });

    test("story 4: every control is at least 24 pixels and reached by Tab, and nothing moves when motion is asked away", async () => {
      for (const [title, path, ready] of surfaces()) {
        const page = await ours(path, ready);
        await page.appear({ still: true });
        const small = await page.run(() => [...document.querySelectorAll("button, select, summary, input:not(.hidden)")].filter((e) => {
          const box = (e.closest("label") ?? e).getBoundingClientRect();
          return box.width > 0 && (box.width < 24 || box.height < 24);
        }).map((e) => e.outerHTML.slice(0, 90)));
        assert.deepEqual(small, [], title);
        assert.equal(await page.run(() => document.getAnimations().filter((a) => a.playState === "running").length), 0, title);
        const seen = new Set();
        for (let i = 0; i < 4; i += 1) {
          await page.press("Tab");
          seen.add(await page.run(() => document.activeElement?.outerHTML.slice(0, 120)));
        }
        assert.ok(seen.size > 2, `${title}: Tab goes nowhere: ${[...seen].join(" | ")}`);
        await page.appear({});
        await shut(page);
      }
    });

    test("story 7: who says so, by source, in order, without a source, with numbers, hedged; the footer adds up", async () => {
      const { report, words } = await tell(own, tab, { type: "page.snapshot" });
      const say = (piece) => words[key(piece)] ?? "";
      const panel = await ours(`panel/panel.html?tab=${tab}`, "[data-row]");
      await panel.size(400, 760);
      const rows = () => panel.run(() => [...document.querySelectorAll("[data-row=main]")].map((row) => row.innerText));
      const groups = await rows();
      assert.ok(groups.some((row) => row.includes(name) && row.includes("Named person")), groups.join("\n"));
      assert.ok(groups.some((row) => row.includes("Document")) && groups.some((row) => row.includes("Unnamed people")), groups.join("\n"));
      assert.equal(await panel.run(() => document.querySelectorAll('[data-row][tabindex="0"]').length), 1, "more than one stop for Tab");
      const count = (text) => Number(text.match(/\d+/)?.[0]);
      const [, , none, numbers, hedged] = await panel.run(() => [...document.querySelectorAll(".filters button")].map((b) => b.innerText));
      const claims = report.claims.filter((c) => !c.attitude);
      const sourceless = claims.filter((c) => !c.source && c.speaker === null);
      assert.equal(count(none), sourceless.length + report.statements.length);
      assert.equal(count(hedged), claims.filter((c) => hedgesOf(c, say).length).length);
      assert.equal(count(numbers), [...claims, ...report.statements].filter((c) => c.quantities.length).length);
      for (const [words, many] of [["no source", count(none)], ["with numbers", count(numbers)], ["hedged", count(hedged)]]) {
        await panel.click(".filters button", words);
        await until(words, async () => (await rows()).length === many);
      }
      const footer = (await panel.text(".tally")).match(/\d+/g).map(Number);
      const total = count(await panel.text("[data-tab=claims]"));
      assert.equal(footer.reduce((a, b) => a + b, 0), total);
      await panel.click(".filters button", "in order");
      await until("claims in order", async () => (await rows()).length === total);
      assert.ok((await rows()).some((row) => row.includes(" ← ")), "no chain of two steps is shown");
      await panel.picture("panel-order");
      await panel.run(() => [...document.querySelectorAll("[data-row=main]")].at(-1).click());
      await until("the page to move", () => news.evaluate(() => scrollY > 100));
      await panel.run(() => document.querySelector("[data-row][tabindex='0']").focus());
      await panel.press("ArrowDown");
      assert.equal(await panel.run(() => [...document.querySelectorAll("[data-row=main]")].indexOf(document.activeElement)), 1);
      await panel.press("End");
      assert.equal(await panel.run(() => [...document.querySelectorAll("[data-row=main]")].at(-1) === document.activeElement), true);
      await panel.press("/");
      assert.equal(await panel.run(() => document.activeElement.type), "search");
      await panel.type("bread");
      await until("the search to filter", async () => (await rows()).every((row) => row.includes("bread")));
      assert.match(await panel.text("[role=status]"), /\d+ of \d+ row/);
    });

    test("the names: sorted three ways, one shown alone", async () => {
      const panel = await ours(`panel/panel.html?tab=${tab}`, "[data-tab=names]");
      await panel.size(400, 760);
      await panel.click("[data-tab=names]");
      await until("names", () => panel.run(() => document.querySelector("section .row")));
      const people = () => panel.run(() => [...document.querySelectorAll("section:first-of-type .what > bdi")].map((e) => e.innerText));
      const first = await people();
      await panel.click(".filters button", "A–Z");
      const sorted = [...first].sort(new Intl.Collator("en").compare);
      await until("names by letter", async () => JSON.stringify(await people()) === JSON.stringify(sorted));
      await panel.click(".filters button", "by count");
      const { report } = await tell(own, tab, { type: "page.snapshot" });
      const most = Math.max(...report.entities.filter((e) => e.kind === "person").map((e) => e.mentions));
      await until("names by count", async () => {
        const [top] = await people();
        return report.entities.find((e) => e.name === top)?.mentions === most;
      });
      const painted = async () => Object.values((await session.painted(news)) ?? {}).reduce((a, b) => a + b, 0);
      const before = await painted();
      await panel.picture("panel-names");
      await panel.click("section .small", "Only this");
      await until("the others to fade", async () => (await painted()) < before);
      await panel.click(".filters button", "Show all");
      await until("all names again", async () => (await painted()) === before);
    });

    test("story 6: two versions are compared, the number first, in text and side by side", async () => {
      const panel = await ours(`panel/panel.html?tab=${tab}`, "[data-tab=repeats]");
      await panel.size(400, 760);
      await panel.click("[data-tab=repeats]");
      await until("repeats", () => panel.run(() => document.querySelector("[data-row=more]")));
      await panel.run(() => [...[...document.querySelectorAll(".row")].find((row) => row.innerText.includes("facts differ")).querySelectorAll("button")].at(-1).click());
      await until("the comparison", () => panel.run(() => document.querySelector("ins")));
      assert.match(await panel.text("ul.note"), /4\.2.*3\.6/s);
      assert.ok((await panel.text("ins")).includes("3.6") && (await panel.text("del")).includes("4.2"));
      const marks = await panel.run(() => ["ins", "del"].map((one) => getComputedStyle(document.querySelector(one), "::before").content));
      assert.deepEqual(marks, ['"+"', '"−"'], "a difference told by colour or line alone");
      await panel.picture("panel-compare");
      await panel.click(".compare button", "Side by side");
      await until("both versions", () => panel.run(() => document.querySelectorAll(".versions > div").length === 2));
      await panel.picture("panel-compare-side");
      await panel.click(".compare button", "Copy differences");
      await until("both versions on the clipboard", async () => (await panel.text(".compare")).includes("Copied"));
    });

    test("story 11: five exports; every quotation anchors again on a fresh load", async () => {
      const panel = await ours(`panel/panel.html?tab=${tab}`, "[data-tab=export]");
      await panel.size(400, 760);
      await panel.click("[data-tab=export]");
      // What is saved is looked at instead of written to the disk of the machine that tests.
      await panel.run(() => {
        HTMLAnchorElement.prototype.click = function () {
          globalThis.saved.name = this.download;
        };
        URL.createObjectURL = (blob) => {
          globalThis.saved = { blob };
          return "#";
        };
      });
      const texts = {};
      for (const format of ["csv", "json", "jsonld", "html", "markdown"]) {
        await panel.click(`input[value=${format}]`);
        await until(`the ${format} export`, () => panel.text(`pre[data-export=${format}]`));
        await panel.click(".actions button", "Save");
        const [file, text] = await panel.run(async () => [globalThis.saved.name, await globalThis.saved.blob.text()]);
        assert.match(file, /^Tunnel-under-the-Tamar-.*\.(csv|json|jsonld|html|md)$/);
        assert.ok(text.includes("check against the article"), format);
        texts[format] = text;
      }
      for (const [format, text] of Object.entries(texts)) assert.ok(!/undefined|\[object|namedPerson \(/.test(text), format);
      assert.equal(JSON.parse(texts.json).version, 1);
      const annotations = JSON.parse(texts.jsonld);
      assert.equal(annotations["@context"][0], "http://www.w3.org/ns/anno.jsonld");
      const fresh = await session.open(server.url("/tunnel"));
      opened.push(fresh);
      const whole = await fresh.evaluate(() => document.body.textContent);
      const targets = annotations.first.items.flatMap((item) => [item.target].flat());
      const { report } = await tell(own, tab, { type: "page.snapshot" });
      const copies = report.duplicates.runs.reduce((n, run) => n + run.blocks.length, 0);
      assert.equal(annotations.first.items.filter((item) => item.motivation === "linking").length, copies);
      assert.ok(targets.length > 20);
      for (const { selector: [quote, position] } of targets) assert.equal(whole.slice(position.start, position.end), quote.exact);
      // A page that was lightly edited: the same words at the place they went to, not merely somewhere.
      const edited = edit(whole, [["three weeks", "five weeks"], ["commuters", "daily commuters"], ["bread", "fresh bread"]]);
      const again = targets.filter(({ selector: [quote, position] }) => reanchor(edited.text, quote, position) === edited.moved(position.start)).length;
      assert.ok(again < targets.length, "no quotation was touched by the edits");
      assert.ok(again / targets.length >= 0.95, `${again} of ${targets.length} anchor again on an edited page`);
      await panel.picture("panel-export");
      // Opened in a tab and jumped to by its text fragment.
      const link = texts.markdown.match(/\]\((http[^)]*#:~:text=[^)]*bread[^)]*)\)/)?.[1];
      assert.ok(link, "no link to the quotation about bread");
      const target = await session.open(link);
      opened.push(target);
      await until("the page to open at the quotation", () => target.evaluate(() => scrollY > 0), 10000);
    });

    test("story 10: a correction holds at once and after a reload; reset forgets it", async () => {
      const mentions = async (id) => (await tell(own, id, { type: "page.snapshot" })).report.entities.find((e) => e.name === name)?.mentions ?? 0;
      assert.ok((await mentions(tab)) > 0);
      await tell(own, tab, { type: "page.correct", one: { sort: "notNames", text: name } });
      assert.equal(await mentions(tab), 0);
      const again = await readPage(session, own, server.url("/tunnel"));
      opened.push(again.page);
      assert.equal(await mentions(again.tab), 0);
      const stored = JSON.stringify(await own.run("() => (globalThis.browser ?? chrome).storage.local.get(null)"));
      assert.ok(!stored.includes("127.0.0.1") && stored.includes(name.toLowerCase()), stored);
      const options = await ours("options/options.html", "section");
      await until("the correction in the list", async () => (await options.text()).includes(name.toLowerCase()));
      await options.click("button", "Reset everything");
      await options.click("button", "Really forget");
      await until("storage to be empty", () => own.run("async () => Object.keys(await (globalThis.browser ?? chrome).storage.local.get(null)).length === 0"));
    });

    test("every state has its sentence in the popup", async () => {
      const states = await readPage(session, own, server.url("/tunnel"));
      opened.push(states.page);
      const popup = await ours(`popup/popup.html?tab=${states.tab}`, ".row-line");
      await popup.size(360, 620);
      // Paused: it stays so when the popup is opened again, and hovering works after it is turned on again.
      await popup.click("[role=switch]", "Read this page");
      await until("the pause", async () => (await popup.text()).includes("Paused in this tab"));
      assert.equal(await session.painted(states.page), null);
      await popup.picture("popup-paused");
      await shut(popup);
      const later = await ours(`popup/popup.html?tab=${states.tab}`, ".say");
      await later.size(360, 620);
      await until("the pause to be told", async () => (await later.text()).includes("Paused here"));
      await later.click("[role=switch]", "Read this page");
      await until("marks again", () => session.painted(states.page));
      await shut(later);
      // Turned off everywhere, and on again.
      await own.run("async () => { const { storage } = globalThis.browser ?? chrome; await storage.local.set({ settings: { off: true } }); return true; }");
      const fresh = await session.open(server.url("/tunnel"));
      opened.push(fresh);
      const freshTab = await own.run("async () => (await (globalThis.browser ?? chrome).tabs.query({ active: true, currentWindow: true }))[0].id");
      const off = await ours(`popup/popup.html?tab=${freshTab}`, ".say");
      await off.size(360, 620);
      await until("the sentence", async () => (await off.text()).includes("turned off everywhere"));
      await off.picture("popup-off");
      await own.run("() => (globalThis.browser ?? chrome).storage.local.clear().then(() => true)");
      await shut(off);
      // A page that was never allowed: a popup in a tab brings no `activeTab`.
      const refused = await ours(`popup/popup.html?tab=${freshTab}`, ".say");
      await refused.size(360, 620);
      await until("the sentence", async () => /may not read this page yet/.test(await refused.text()));
      await refused.picture("popup-refused");
      await shut(refused);
      // The browser's own pages.
      const blank = await session.open("about:blank");
      opened.push(blank);
      const blankTab = await own.run("async () => (await (globalThis.browser ?? chrome).tabs.query({ active: true, currentWindow: true }))[0].id");
      const closed = await ours(`popup/popup.html?tab=${blankTab}`, ".say");
      await until("a sentence", async () => /Browser pages cannot be read|may not read this page yet/.test(await closed.text()));
    });

    test("the paste page reads the reader's own text", async () => {
      const paste = await ours("paste/paste.html", "textarea");
      await paste.run(() => document.querySelector("textarea").focus());
      await paste.type("Angela Brandt, who leads the harbour board of Rostock, said on Monday that ships from Denmark would wait.");
      await paste.click("button.main");
      await until("marks", () => paste.run(() => CSS.highlights.get("galley-person-light")?.size > 0), 30000);
      await until("the list", () => paste.run(() => document.querySelector("#side [role=tab]")));
      assert.match(await paste.text("[role=status]"), /0 repeats · 3 names · 1 claim$/);
      await paste.picture("paste-read");
    });

    test("settings: corrupted storage is mended, the file brings them back, a full list of sites is said", async () => {
      await own.run("() => (globalThis.browser ?? chrome).storage.local.set({ settings: { density: 7, kinds: 'x' }, corrections: 'broken', memory: [1, { title: 2 }] }).then(() => true)");
      const options = await ours("options/options.html", "section");
      assert.ok(await options.run(() => document.querySelector("input[value=standard]:checked") !== null));
      assert.ok((await options.text()).includes("0 articles are remembered."));
      await options.click("label.check", "Show an overview strip");
      await until("the choice to be kept", () => own.run("async () => (await (globalThis.browser ?? chrome).storage.local.get('settings')).settings.strip === true"));
      await options.run(() => {
        const field = document.querySelector("form input");
        field.value = "not a site";
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      await options.click("form button");
      await until("what to write", async () => (await options.text()).includes("Write the site like this"));
      await own.run("() => (globalThis.browser ?? chrome).storage.local.clear().then(() => true)");
    });

    test("a panel of a tab that has gone says so", async () => {
      const lost = await ours("panel/panel.html?tab=999999", "[role=status]");
      await until("a sentence", async () => (await lost.text()).includes("has been closed"));
    });
  });
}
