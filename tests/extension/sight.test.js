/**
 * What a reader sees, measured on the picture: the lines under names in every sort of light and on paper;
 * and that a page with the extension goes on as one without.
 *
 * The picture of some words with marks is compared with the same words without. Only Chromium tells how
 * much script a page has run: there a page at rest is watched for five seconds, not for the story's sixty.
 */

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { browsers, until } from "./harness.js";
import { find, frontTab, peek, wordsAt } from "./inside.js";
import { darkPage, emptyPage, germanPage, homePage, name, newsPage, tunnel, tunnelPage } from "./pages.js";
import { sample } from "../../extension/welcome/sample.js";
import { stage } from "./stage.js";

/** A page that changes in the ways applications do. */
const changing = newsPage({
  title: sample.title, paragraphs: tunnel,
  body: `<script>
    const article = document.querySelector("article");
    globalThis.steps = [
      () => { article.querySelector("p").firstChild.data += " Nadia Petrov said so."; },
      () => { article.insertAdjacentHTML("beforeend", "<p>Nadia Petrov, who leads the ferry company of Torpoint, said on Friday that the boats would run all night.</p>"); },
      () => { const all = [...article.querySelectorAll("p")]; article.insertBefore(all[4], all[2]); },
      () => { const all = [...article.querySelectorAll("p")]; const copy = all[1].cloneNode(true); all[1].replaceWith(copy); },
      () => { [...article.querySelectorAll("h2, h2 ~ p")].forEach((e) => e.remove()); },
    ];
  </script>`,
});
const narrow = newsPage({ title: "A page without margins", paragraphs: tunnel, head: "<style>body{margin:0 !important;padding:0 4px !important;max-width:none !important}</style>" });
/** Two paragraphs in one element, whose hedges stand at the same place of each. */
const shared = newsPage({
  title: sample.title, paragraphs: tunnel,
  body: "<script>document.querySelector('article p').innerHTML = 'The ferry may open again in the last week of June, Helen Trevorrow said.<br><br>The canal may open again in the last week of July, Helen Trevorrow said.'</script>",
});
const paper = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n";

for (const browser of browsers) {
  describe(`sight in ${browser}`, { timeout: 240000 }, () => {
    const on = stage(browser, {
      "/tunnel": tunnelPage, "/dark": darkPage, "/changing": changing, "/control": changing, "/narrow": narrow, "/shared": shared, "/home": homePage, "/empty": emptyPage, "/german": germanPage,
      "/paper.pdf": { body: paper, headers: { "content-type": "application/pdf" } },
    });
    const { reading, visit, ours, shut } = on;
    let session;
    let own;
    before(() => void ({ session, own } = on));

    /**
     * How many picture elements of some words differ between two looks, and how many of those stand out
     * against the ground at 3:1 or more (WCAG 1.4.11).
     */
    async function difference(page, act) {
      await page.mouse.move(2, 2);
      const at = await wordsAt(page, name);
      const { x, y } = await page.evaluate(() => ({ x: scrollX, y: scrollY }));
      const clip = { x: at.left + x, y: at.top + y, width: at.right - at.left, height: at.bottom - at.top + 6 };
      const shot = () => page.screenshot({ clip, encoding: "base64" });
      const first = await shot();
      await act();
      return page.evaluate(async (pictures) => {
        const [a, b] = await Promise.all(pictures.map(async (picture) => {
          const image = new Image();
          image.src = `data:image/png;base64,${picture}`;
          await image.decode();
          const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
          canvas.drawImage(image, 0, 0);
          return canvas.getImageData(0, 0, image.width, image.height).data;
        }));
        const light = (pixels, i) => [0.2126, 0.7152, 0.0722].reduce((sum, part, k) => {
          const c = pixels[i + k] / 255;
          return sum + part * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        }, 0);
        const grounds = new Map();
        for (let i = 0; i < b.length; i += 4) grounds.set(light(b, i), (grounds.get(light(b, i)) ?? 0) + 1);
        const ground = [...grounds].sort((one, other) => other[1] - one[1])[0][0];
        let differ = 0;
        let clear = 0;
        for (let i = 0; i < a.length; i += 4) {
          if (a[i] === b[i] && a[i + 1] === b[i + 1] && a[i + 2] === b[i + 2]) continue;
          differ += 1;
          const here = light(a, i);
          if ((Math.max(here, ground) + 0.05) / (Math.min(here, ground) + 0.05) >= 3) clear += 1;
        }
        return { differ, clear };
      }, [first, await shot()]);
    }

    test("stories 4 and 9: a line is seen on light and dark grounds and in forced colours", async () => {
      for (const [path, look] of [["/tunnel", {}], ["/dark", {}], ["/tunnel", { forced: true }]]) {
        const { page, ask } = await reading(path);
        await session.appear(page, look);
        const seen = await difference(page, () => ask("page.hide", { on: true }));
        assert.ok(seen.clear > 100, `${path} ${JSON.stringify(look)}: ${JSON.stringify(seen)}`);
        await session.appear(page, {});
        await shut(page);
      }
    });

    test("margins: beside the text where there is room, on a dark page pale, without margins nowhere", async () => {
      for (const [path, some] of [["/tunnel", true], ["/dark", true], ["/narrow", false]]) {
        const { page } = await reading(path);
        const marks = async () => (await peek(session, page, "galley-layer")).filter((e) => e.attributes.class?.startsWith("gutter"));
        if (some) await until("marks in the margin", async () => (await marks()).some((mark) => mark.attributes.class.includes("ondark") === (path === "/dark")));
        await session.picture(page, `margin${path.replace("/", "-")}`);
        await shut(page);
      }
    });

    test("margins: paragraphs that share an element have each its own, and none is left behind", async () => {
      const { page, ask } = await reading("/shared");
      const marks = async () => (await peek(session, page, "galley-layer")).filter((e) => e.attributes.class?.startsWith("gutter"));
      const all = async () => (await marks()).length;
      await until("marks in the margin", async () => (await all()) >= 2);
      const before = await all();
      for (const claims of [false, true]) await ask("page.marks", { marks: { density: "standard", names: true, claims } });
      await until("the same marks", async () => (await all()) === before);
      await ask("page.pause");
      assert.equal(await page.evaluate(() => document.querySelectorAll("galley-layer").length), 0);
      assert.deepEqual(page.trouble, []);
    });

    test("margins: a page that turns round or dark takes its marks along", async () => {
      const { page } = await reading("/tunnel");
      const mark = () => find(session, page, "galley-layer", (e) => e.attributes.class?.startsWith("gutter"));
      const side = async () => (await (await mark())?.box())?.x;
      const column = await page.evaluate(() => document.querySelector("article p").getBoundingClientRect().toJSON());
      await until("a mark before the column", async () => (await side()) < column.left);
      await page.evaluate(() => (document.documentElement.dir = "rtl"));
      await until("the mark behind it", async () => (await side()) >= column.right);
      await page.evaluate(() => (document.body.style.cssText = "background:#121212;color:#eee"));
      await until("a pale mark", async () => (await mark()).attributes.class.includes("ondark"));
      assert.deepEqual(page.trouble, []);
    });

    test("on paper there are no marks, unless the reader wants them", { skip: browser === "firefox" && "Firefox prints no highlights" }, async () => {
      for (const printMarks of [false, true]) {
        await own.run("(printMarks) => chrome.storage.local.set({ settings: { printMarks } }).then(() => true)", printMarks);
        const { page, ask } = await reading("/tunnel");
        await page.emulateMediaType("print");
        await session.picture(page, `print-${printMarks ? "marks" : "plain"}`);
        const { differ } = await difference(page, () => ask("page.hide", { on: true }));
        assert.equal(differ > 100, printMarks, `${differ} picture elements`);
        await shut(page);
      }
      await own.run("() => chrome.storage.local.clear().then(() => true)");
    });

    test("story 8: a page that changes says the same with and without us; no bar is orphaned; at rest nothing runs", async () => {
      const control = await visit("/control");
      const { page, ask } = await reading("/changing");
      const { report } = await ask("page.snapshot");
      assert.ok(report.duplicates.repeated > 4, JSON.stringify(report.duplicates));
      await ask("page.fold", { on: true });
      const bars = async () => (await peek(session, page, "galley-layer")).filter((e) => e.attributes.class?.startsWith("bar")).length;
      await until("bars", bars);
      await ask("page.fold", { on: false });
      const steps = await control.evaluate(() => globalThis.steps.length);
      for (let step = 0; step < steps; step += 1) {
        for (const one of [control, page]) await one.evaluate((n) => globalThis.steps[n](), step);
        // Folded text is in the page, and not in what `innerText` calls rendered.
        const [without, withUs] = await Promise.all([control, page].map((one) => one.evaluate((folded) => document.querySelector("article")[folded ? "textContent" : "innerText"], step > 2)));
        assert.equal(withUs, without, `after step ${step}`);
        if (step === 1) await until("the new name", async () => (await ask("page.snapshot")).report.entities.some((e) => e.name === "Nadia Petrov" && e.mentions > 1), 8000);
        if (step === 2) {
          await ask("page.fold", { on: true });
          await until("bars again", bars);
        }
      }
      await until("no bar without its text", async () => (await bars()) === 0);
      assert.deepEqual(page.trouble, []);
      if (!session.chromium) return;
      const script = async () => (await page.metrics()).ScriptDuration;
      let at = await script();
      await until("the page to come to rest", async () => {
        const before = at;
        at = await script();
        return at === before;
      });
      const end = Date.now() + 5000;
      await until("five seconds to pass", () => Date.now() > end);
      assert.ok((await script()) - at < 0.005, `${(await script()) - at} s of script at rest`);
    });

    test("story 12: each page that cannot be read has its sentence in the popup, and no badge", async () => {
      for (const [path, sentence, badge] of [
        ["/home", /does not look like an article/, false], ["/empty", /does not look like an article/, false],
        ["/german", /Names and claims need English/, true], ["/paper.pdf", /PDF viewer is closed to extensions/, false],
      ]) {
        const page = await visit(path);
        await session.press(page);
        const tab = await frontTab(own);
        const popup = await ours(`popup/popup.html?tab=${tab}`, "h1");
        await until(`${sentence} on ${path}`, async () => sentence.test(await popup.text()));
        const shown = await own.run("(id) => (globalThis.browser ?? chrome).action.getBadgeText({ tabId: id })", tab);
        assert.equal(shown !== "", badge, `${path}: badge "${shown}"`);
        await shut(popup);
        await shut(page);
      }
    });
  });
}
