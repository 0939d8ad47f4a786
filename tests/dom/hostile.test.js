/** Pages of a size or shape no page should have: read in slices, no long task, and left as they were. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers } from "../extension/harness.js";
import { article, begin } from "./support.js";

const story = Array.from({ length: 6 }, (_, i) => `<p>Ann Lee told reporters in Paris on Monday that exports had fallen by $${i + 1}.2 billion over the year, according to a report by the World Bank.</p>`).join("");

/** Makes each page in the page itself: a million nodes do not travel. */
const makers = {
  "three hundred thousand nodes": () => {
    const box = document.createElement("div");
    for (let i = 0; i < 100000; i += 1) box.append(Object.assign(document.createElement("i"), { textContent: "x" }), " ");
    document.body.append(box);
  },
  "one text node of ten million characters": () => document.body.append(Object.assign(document.createElement("p"), { textContent: "lorem ipsum ".repeat(833334) })),
  "lone surrogates, NUL and bidi controls": () => document.body.append(Object.assign(document.createElement("p"), { textContent: "\ud800 Ann \udc00 Lee \u0000 said \u202e it \u2066 was late \ud83d" })),
  "text in slots, columns, templates and right to left": () => {
    const box = document.createElement("div");
    box.innerHTML = `<div style="columns:2"><p>Bo Roe said it rained.</p></div><div style="display:contents"><p>Bo Roe said it snowed.</p></div>
      <div style="content-visibility:auto"><p>Bo Roe said it hailed.</p></div><div dir="rtl" style="writing-mode:vertical-rl"><p>Bo Roe said it was dry.</p></div>
      <template><p>Never Read</p></template><div aria-hidden="true"><p>Ann Lee stands here again as a clone.</p></div>`;
    document.body.append(box);
  },
};

/**
 * How deep a script can nest elements so that the browser itself still styles the page. Chromium's own styling
 * does not come back from 3,000 levels, without a line of ours in the page; Firefox's does from 10,000.
 */
const levels = { chromium: 2000, firefox: 10000 };

for (const browser of browsers) {
  describe(`hostile pages in ${browser}`, () => {
    /** @type {Awaited<ReturnType<typeof begin>>} */
    let place;
    before(async () => (place = await begin(browser)));
    after(() => place.close());

    test(`${levels[browser]} levels deep, with text in each`, async () => {
      const page = await place.open(article(story));
      const r = await page.evaluate((depth) => {
        let at = document.body;
        for (let i = 0; i < depth; i += 1) {
          const inner = document.createElement("div");
          inner.append(`Level ${i} of the page says something of its own.`);
          at.append(inner);
          at = inner;
        }
        at.append(Object.assign(document.createElement("p"), { textContent: "Ann Lee said at the very bottom that it was late." }));
        void document.body.getBoundingClientRect().height;
        const before = document.documentElement.outerHTML.length;
        const { Annotator, models } = globalThis.galleyCore;
        const annotator = new Annotator(models, {});
        annotator.begin(document);
        const times = [];
        const timed = (act) => {
          const start = performance.now();
          const answer = act();
          times.push(performance.now() - start);
          return answer;
        };
        while (!timed(() => annotator.readOn(8)));
        while (!timed(() => annotator.step(8)));
        annotator.paint({ density: "everything", names: true, claims: true });
        annotator.fold({ substance: true });
        const { blocks } = annotator.report();
        const last = annotator.text(blocks - 1, 0, 1e5);
        annotator.stop();
        times.sort((a, b) => a - b);
        return { blocks, last, same: before === document.documentElement.outerHTML.length, middle: times[times.length >> 1] };
      }, levels[browser]);
      assert.equal(r.blocks, levels[browser] + 7);
      assert.match(r.last, /very bottom/);
      assert.ok(r.same);
      assert.ok(r.middle < 50, `a slice took ${r.middle} ms`);
      assert.deepEqual(page.trouble, []);
      await page.close();
    });

    for (const [name, make] of Object.entries(makers)) {
      test(name, async () => {
        const page = await place.open(article(story));
        await page.evaluate(make);
        const r = await page.evaluate(async () => {
          // The page's own layout is not our work.
          void document.body.getBoundingClientRect().height;
          const before = document.documentElement.outerHTML.length;
          const { Annotator, models } = globalThis.galleyCore;
          const annotator = new Annotator(models, {});
          const slices = [];
          const timed = (act) => {
            const start = performance.now();
            const answer = act();
            slices.push(performance.now() - start);
            return answer;
          };
          const next = () => new Promise((done) => setTimeout(done));
          annotator.begin(document);
          let page = timed(() => annotator.readOn(8));
          for (; !page; page = timed(() => annotator.readOn(8))) await next();
          while (!timed(() => annotator.step(8))) await next();
          annotator.paint({ density: "everything", names: true, claims: true });
          const { blocks, mentions } = annotator.report();
          const pairs = mentions.map((m) => [annotator.text(m.block, m.start, m.end), annotator.range(m.block, m.start, m.end)?.toString().toWellFormed().replace(/\s+/g, " ").trim()]);
          annotator.stop();
          slices.sort((a, b) => a - b);
          return { blocks, pairs, same: before === document.documentElement.outerHTML.length, middle: slices[slices.length >> 1], slices: slices.length };
        });
        assert.ok(r.blocks >= 6 && r.same);
        assert.ok(r.pairs.length >= 6);
        for (const [text, range] of r.pairs) assert.equal(range, text);
        assert.ok(!r.pairs.some(([text]) => /Never|clone/.test(text)));
        assert.deepEqual(page.trouble, []);
        await page.close();
      });
    }
  });
}
