/** Paragraphs parted by empty lines (`<br><br>`) instead of elements: blocks of their own in one element. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers } from "../extension/harness.js";
import { article, begin } from "./support.js";

/** Paragraphs with nothing in common, so that a second copy of them is one. */
const harbour = [
  "The harbour of Lisbon was closed on Monday after a storm had torn two cranes from their rails and thrown them across the northern quay, the port authority said in a statement.",
  "Nobody was hurt, because the night shift had been sent home at ten, said Ann Lee, who runs the authority and had watched the forecasts since the weekend before.",
  "Ships bound for the city were led to Setúbal, where the pilots worked through the night and the last of eleven freighters was made fast shortly before dawn.",
  "Repairs will take three weeks at least and cost 4.2 million euros, according to an estimate by the engineers who walked the quay in the morning.",
];
const council = "<p>The council meets on Thursday to hear what the engineers have to say about the older quays, which stand on wooden piles.</p>";
const parted = (paragraphs) => `<div>${paragraphs.join("<br><br>\n")}</div>`;

for (const browser of browsers) {
  describe(`paragraphs parted by empty lines in ${browser}`, () => {
    /** @type {Awaited<ReturnType<typeof begin>>} */
    let place;
    before(async () => (place = await begin(browser)));
    after(() => place.close());
    const on = async (html, act, given) => {
      const page = await place.open(html);
      try {
        const result = await page.evaluate(act, given);
        assert.deepEqual(page.trouble, []);
        return result;
      } finally {
        await page.close();
      }
    };

    test("each is a block, and ranges land in it", async () => {
      const html = `<h1>One headline<br><br>in two lines</h1><div>Ann Lee of Paris left.<br><br>Bo Roe <b>told Reuters</b><br>that it rained.<br> \n<br><br><i>“No,” Ruth Okello said.</i><br><br></div><p>One line<br>and another.</p>`;
      const r = await on(article(html), () => {
        const annotator = globalThis.make();
        const { blocks, mentions } = annotator.report();
        const texts = Array.from({ length: blocks }, (_, b) => annotator.text(b, 0, 1e6));
        const pairs = mentions.map((m) => [annotator.text(m.block, m.start, m.end), annotator.range(m.block, m.start, m.end).toString()]);
        const last = document.querySelector("i").firstChild;
        const at = [...annotator.at(last, 7)].slice(0, 1);
        annotator.stop();
        return { texts, pairs, at, named: mentions.some((m) => m.block === 3) };
      });
      assert.deepEqual(r.texts, [
        "One headline in two lines", "Ann Lee of Paris left.", "Bo Roe told Reuters that it rained.", "“No,” Ruth Okello said.", "One line and another.",
      ]);
      assert.ok(r.pairs.length > 2 && r.named);
      for (const [is, stands] of r.pairs) assert.equal(stands, is);
      assert.deepEqual(r.at, [3]);
    });

    test("a copy of all of them folds with its element, and is given back", async () => {
      const r = await on(article(`<h1>Storm</h1>${parted(harbour)}${council}${parted(harbour)}`), () => {
        const before = document.body.innerHTML;
        const annotator = globalThis.make();
        annotator.fold({ substance: false });
        const hidden = [...document.querySelectorAll("[hidden]")].map((e) => [...document.querySelectorAll("div")].indexOf(e));
        const { repeated } = annotator.report().duplicates;
        const bars = annotator.bars().map(({ folded, parted }) => [folded, parted]);
        annotator.unfold();
        const back = document.body.innerHTML === before;
        annotator.fold({ substance: false });
        // News in the folded element are no copy of anything: they must be seen.
        document.querySelectorAll("div")[1].append(document.createElement("br"), document.createElement("br"), "Twelve cranes were sold to Rostock by auction on Friday, said Sam Penhale of the shipyard.");
        annotator.refresh();
        while (!annotator.step(1000));
        const seen = document.querySelectorAll("[hidden]").length;
        const later = annotator.bars().map(({ folded, parted }) => [folded, parted]);
        annotator.stop();
        return { hidden, repeated, bars, back, seen, later, left: document.querySelectorAll("[hidden],[data-galley-fold]").length };
      });
      assert.deepEqual(r, { hidden: [1], repeated: 4, bars: [[true, false]], back: true, seen: 0, later: [[false, true]], left: 0 });
    });

    test("a copy of some of them is listed, and nothing is hidden", async () => {
      const other = "Twelve cranes were sold to Rostock by auction on Friday, said Sam Penhale of the shipyard, and none of them will come back to the Tagus.";
      const r = await on(article(`<h1>Storm</h1>${parted(harbour)}${council}${parted([other, ...harbour.slice(0, 3)])}`), () => {
        const annotator = globalThis.make();
        annotator.fold({ substance: false });
        const { runs, repeated } = annotator.report().duplicates;
        const bars = annotator.bars().map(({ block, folded, parted }) => [block, folded, parted]);
        const folded = annotator.toggle(0, true);
        const hidden = document.querySelectorAll("[hidden]").length;
        annotator.stop();
        return { blocks: runs.flatMap((run) => run.blocks.map((b) => b.block)), repeated, bars, folded, hidden };
      });
      assert.deepEqual(r, { blocks: [7, 8, 9], repeated: 3, bars: [[7, false, true]], folded: false, hidden: 0 });
    });

    test("a change of one leaves the others as they were", async () => {
      const r = await on(article(parted(harbour)), () => {
        const annotator = globalThis.make();
        annotator.paint({ density: "everything", names: true, claims: true });
        const before = annotator.report();
        document.querySelector("div").childNodes[0].data = "It rained in Rome, Bo Roe said.";
        annotator.refresh();
        while (!annotator.step(1000));
        const after = annotator.report();
        annotator.paint({ density: "everything", names: true, claims: true });
        const texts = [0, 1].map((b) => annotator.text(b, 0, 99).slice(0, 13));
        const below = (report) => JSON.stringify([report.sentences, report.quantities].map((list) => list.filter((one) => one.block > 0)));
        const stands = [below(before) === below(after), after.sentences.length];
        annotator.stop();
        return { texts, stands };
      });
      assert.deepEqual(r.texts, ["It rained in ", "Nobody was hu"]);
      assert.deepEqual(r.stands, [true, 4]);
    });
  });
}
