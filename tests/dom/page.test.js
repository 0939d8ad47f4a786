/** Reading, painting and undoing on pages of every sort, in the page itself. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers, until } from "../extension/harness.js";
import { article, begin } from "./support.js";

const said = (who, what) => `<p>${who} told reporters in Paris on Monday that ${what}, according to a report by the World Bank. “We shall see,” ${who} said.</p>`;
const story = Array.from({ length: 6 }, (_, i) => said("Ann Lee", `exports had fallen by $${i + 1}.2 billion over the year`)).join("");

for (const browser of browsers) {
  describe(`the page side in ${browser}`, () => {
    /** @type {Awaited<ReturnType<typeof begin>>} */
    let place;
    before(async () => (place = await begin(browser)));
    after(() => place.close());

    /** Opens a page, runs `act` in it, and expects no trouble. */
    const on = async (html, act, how = {}, given) => {
      const page = await place.open(html, how);
      try {
        const result = await page.evaluate(act, given);
        assert.deepEqual(page.trouble, []);
        return result;
      } finally {
        await page.close();
      }
    };

    test("painting changes nothing, and stopping leaves nothing", async () => {
      const result = await on(article(`<h1>Exports fall</h1>${story}`), () => {
        const look = () => [document.documentElement.outerHTML, document.body.innerText, document.documentElement.scrollHeight];
        let shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((e) => (shift += e.value))).observe({ type: "layout-shift", buffered: false });
        const before = look();
        const annotator = globalThis.make();
        const painted = annotator.paint({ density: "everything", names: true, claims: true });
        const during = look();
        annotator.stop();
        annotator.stop();
        return { painted, during, before, after: look(), left: CSS.highlights.size, shift };
      });
      assert.ok(result.painted > 10, `${result.painted} ranges`);
      assert.deepEqual(result.during, result.before);
      assert.deepEqual(result.after, result.before);
      assert.equal(result.left, 0);
      assert.equal(result.shift, 0);
    });

    test("offsets are right beside emoji, combining marks and CJK", async () => {
      const odd = `<p>😀 <b>👩‍👩‍👧</b> “Ann Lee” 漢字 e\u0301 told <i>Reuters</i> in Łódź that it rained 3 percent, according to Ann Lee.</p>`;
      const pairs = await on(article(odd + story), () => {
        const annotator = globalThis.make();
        const { mentions, quantities } = annotator.report();
        return [...mentions, ...quantities].map((p) => [
          annotator.text(p.block, p.start, p.end),
          annotator.range(p.block, p.start, p.end).toString().replace(/\s+/g, " "),
        ]);
      });
      assert.ok(pairs.length > 10);
      for (const [text, range] of pairs) assert.equal(range, text);
      assert.ok(pairs.some(([text]) => text === "Ann Lee"));
      assert.ok(pairs.some(([text]) => text === "3 percent"));
    });

    test("what a place says is found from its text node, smallest first", async () => {
      const ok = await on(article(story), () => {
        const annotator = globalThis.make();
        const mention = annotator.report().mentions[0];
        const range = annotator.range(mention.block, mention.start, mention.end);
        const rows = annotator.at(range.startContainer, range.startOffset);
        const away = annotator.at(document.querySelector("title").firstChild, 0);
        return rows[0] === mention.block && rows[1] === mention.start && rows[2] === mention.end && away.length === 0;
      });
      assert.ok(ok);
    });

    test("only text of the page is read", async () => {
      const html = article(`${story}
        <script type="text/plain">Hidden Script</script><style>.hidden-style{}</style><noscript>No Script</noscript>
        <template><p>In A Template</p></template><textarea>In A Field</textarea><select><option>In A Choice</option></select>
        <svg><text>In A Drawing</text></svg><div contenteditable>In An Editor</div><galley-layer>Our Own</galley-layer>
        <p>First line<br>second line</p><p>Read <b>mo</b>re</p><div>Own text<p>inner text</p>more own text</div>`);
      const texts = await on(html, () => {
        const annotator = globalThis.make();
        const out = [];
        for (let i = 0; annotator.element(i); i += 1) out.push(annotator.text(i, 0, 1e6));
        return out;
      });
      for (const never of ["Hidden", "Script", "Template", "Field", "Choice", "Drawing", "Editor", "Our Own"]) {
        assert.ok(!texts.some((text) => text.includes(never)), `${never}: ${texts.filter((t) => t.includes(never))}`);
      }
      for (const there of ["First line second line", "Read more", "Own text more own text", "inner text"]) {
        assert.ok(texts.includes(there), `${there} is missing in ${JSON.stringify(texts.slice(6))}`);
      }
    });

    test("open shadow roots and slots are read and painted", async () => {
      const result = await on(article(`<div id="host">${story}</div>`), () => {
        const host = document.querySelector("#host");
        const root = host.attachShadow({ mode: "open" });
        root.innerHTML = "<p>Bo Roe told reporters in Rome on Friday that imports rose.</p><slot></slot>";
        const css = "::highlight(galley-person-light) { text-decoration: underline }";
        const annotator = globalThis.make({ css });
        const texts = [0, 1].map((i) => annotator.text(i, 0, 1e6));
        annotator.paint({ density: "everything", names: true, claims: true });
        const sheets = root.adoptedStyleSheets.length;
        annotator.stop();
        return { texts, sheets, left: root.adoptedStyleSheets.length };
      });
      assert.match(result.texts[0], /^Bo Roe told/);
      assert.match(result.texts[1], /^Ann Lee told/);
      assert.deepEqual([result.sheets, result.left], [1, 0]);
    });

    test("hidden blocks are known as hidden: their text is not counted as an article's", async () => {
      const hidden = (style) => on(article(`<div style="${style}">${story}</div>`), () => {
        const { Annotator, models } = globalThis.galleyCore;
        return new Annotator(models, {}).read(document).article;
      });
      assert.equal(await hidden(""), true);
      for (const style of ["display:none", "visibility:hidden", "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"]) {
        const inner = style.startsWith("position") ? article(story.replaceAll("<p>", `<p style="${style}">`)) : null;
        if (inner) {
          const found = await on(inner, () => {
            const { Annotator, models } = globalThis.galleyCore;
            return new Annotator(models, {}).read(document).article;
          });
          assert.equal(found, false, style);
        } else assert.equal(await hidden(style), false, style);
      }
    });

    test("hostile pages do no harm", async () => {
      const clobbered = `<form><input name="firstChild"><input name="nodeType"><input name="getAttribute">${story}</form><img name="body"><img name="defaultView">`;
      const names = `<p>&lt;img src=x onerror=alert(1)&gt; told reporters that \u202e it was late, said <b>__proto__</b> constructor.</p>`;
      const pages = {
        empty: "",
        nothing: article(""),
        deep: article(`${story}<div id="deep" hidden></div>`),
        clobbered: article(clobbered),
        names: article(names + story),
        long: article(`<p id="long"></p>`),
      };
      for (const [name, html] of Object.entries(pages)) {
        const result = await on(html, (name) => {
          // Hidden, because Chromium's own layout does not end on a tree so deep.
          if (name === "deep") {
            let at = document.querySelector("#deep");
            for (let i = 0; i < 10000; i += 1) at = at.appendChild(document.createElement("div"));
            at.textContent = "the bottom of it all";
          }
          if (name === "long") document.querySelector("#long").textContent = "Ann Lee said it was late in Paris. ".repeat(30000) + "\ud800";
          const before = document.documentElement.outerHTML;
          const annotator = globalThis.make();
          annotator.paint({ density: "everything", names: true, claims: true });
          annotator.fold({ substance: true });
          const { blocks } = annotator.report();
          annotator.stop();
          return { blocks, same: before === document.documentElement.outerHTML };
        }, {}, name);
        assert.ok(result.same, name);
        assert.equal(result.blocks > 0, name !== "empty" && name !== "nothing", name);
      }
    });

    test("broken models are refused in words", async () => {
      const words = await on(article(story), () => {
        try {
          new globalThis.galleyCore.Annotator(new Uint8Array([1, 2, 3]), {});
          return "nothing was thrown";
        } catch (error) {
          return `${error instanceof Error} ${error.message}`;
        }
      });
      assert.match(words, /^true the models cannot be read/);
    });

    test("the ground of a block decides between light and dark", async () => {
      const sizes = await on(article(`<div style="background:#111;color:#eee">${story}</div><div style="background:#fff">${said("Bo Roe", "imports rose")}</div>`), () => {
        const annotator = globalThis.make();
        annotator.paint({ density: "everything", names: true, claims: false });
        return ["light", "dark"].map((shade) => CSS.highlights.get(`galley-person-${shade}`)?.size ?? 0);
      });
      assert.ok(sizes[0] > 0 && sizes[1] > sizes[0], String(sizes));
    });

    test("far from the window marks have no ranges until they come near or are printed", async () => {
      const long = Array.from({ length: 200 }, (_, i) => `<p id="p${i}">${said("Ann Lee", `exports had fallen by ${i} percent`).slice(3, -4)}</p>`).join("");
      const inner = `<div id="box" style="height:300px;overflow:auto">${long.replaceAll('id="p', 'id="q')}</div>`;
      const page = await place.open(article(`${long}<div style="display:contents" id="none">Bo Roe told reporters in Rome that it rained.</div>${inner}`));
      try {
        const all = await page.evaluate(() => {
          globalThis.annotator = globalThis.make();
          const painted = annotator.paint({ density: "everything", names: true, claims: true });
          globalThis.marked = (id) => [...CSS.highlights.get("galley-person-light") ?? []].some((range) => document.getElementById(id).contains(range.startContainer));
          globalThis.sum = () => [...CSS.highlights].reduce((n, [, highlight]) => n + highlight.size, 0);
          return [painted, sum()];
        });
        assert.ok(all[1] < all[0] / 4, `${all[1]} of ${all[0]} ranges at first`);
        const marked = (...ids) => page.evaluate((ids) => ids.map((id) => globalThis.marked(id)), ids);
        const become = async (what, ids, ought) => until(what, async () => JSON.stringify(await marked(...ids)) === JSON.stringify(ought));
        assert.deepEqual(await marked("p0", "p199", "none", "q199"), [true, false, true, false]);
        assert.ok((await page.evaluate(() => sum())) < all[0] / 4);
        await page.evaluate(() => document.getElementById("p199").scrollIntoView({ block: "end" }));
        await become("what came near to be marked", ["p0", "p199"], [false, true]);
        await until("what is within a window's height to be marked, and nothing else", () => page.evaluate(() => {
          const near = ({ top, bottom }) => bottom >= -innerHeight && top <= 2 * innerHeight;
          return [...document.querySelectorAll("body > p")].every((p) => globalThis.marked(p.id) === near(p.getBoundingClientRect()));
        }));
        await page.evaluate(() => document.getElementById("box").scrollIntoView({ block: "end" }));
        await become("the box", ["q0", "q199"], [true, false]);
        await page.evaluate(() => (document.getElementById("box").scrollTop = 1e6));
        await become("what came near in its box", ["q0", "q199"], [false, true]);
        const printed = await page.evaluate(() => {
          dispatchEvent(new Event("beforeprint"));
          const during = sum();
          dispatchEvent(new Event("afterprint"));
          return [during, sum()];
        });
        assert.equal(printed[0], all[0], "on paper all are near");
        assert.ok(printed[1] < all[0] / 4);
        const left = await page.evaluate(async () => {
          annotator.stop();
          scrollTo(0, 0);
          // Whoever observes is told by now what came near.
          await new Promise((told) => new IntersectionObserver(told).observe(document.getElementById("p0")));
          dispatchEvent(new Event("beforeprint"));
          return CSS.highlights.size;
        });
        assert.equal(left, 0);
        assert.deepEqual(page.trouble, []);
      } finally {
        await page.close();
      }
    });
  });
}
