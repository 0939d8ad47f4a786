/**
 * Our own articles, read in real browsers: every annotation is drawn into the text and compared with the
 * file beside the page. A difference is written to that file and fails, so that it is reviewed in the diff.
 */

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, root, shared } from "../extension/harness.js";
import { article, begin } from "./support.js";

const folder = join(root, "tests/pages");

/** The report of the page with every block's text. */
const read = async (page) => {
  // As text: the two browsers' drivers differ in how deep they carry objects.
  const said = await page.evaluate(() => {
    const annotator = globalThis.make();
    const report = annotator.report();
    const texts = Array.from({ length: report.blocks }, (_, block) => annotator.text(block, 0, 0xffffffff));
    const before = document.documentElement.outerHTML;
    annotator.fold({ substance: false });
    const folded = document.querySelectorAll("[hidden='until-found']").length;
    annotator.unfold();
    const restored = document.documentElement.outerHTML === before;
    const said = (piece) => piece && annotator.text(piece.block, piece.start, piece.end);
    const claims = report.claims.map((claim) => ({
      kind: claim.kind,
      source: said(claim.source),
      who: claim.speaker === null || claim.speaker === undefined ? claim.sourceKind : report.entities[claim.speaker].name,
      cue: claim.cue.map(said).join(" … "),
      content: claim.content.map(said).join(" … "),
      flags: ["negated", "question", "directive", "attitude"].filter((flag) => claim[flag]),
      parent: claim.parent,
    }));
    const described = report.entities.map((entity) => ({ ...entity, title: said(entity.title), description: said(entity.description) }));
    const named = report.mentions.map((m) => ({ ...m, text: said(m) }));
    const amounts = report.quantities.map((q) => ({ ...q, text: said(q) }));
    const statements = report.statements.map(said);
    annotator.stop();
    return JSON.stringify({ report, texts, folded, restored, claims, described, named, amounts, statements });
  });
  return JSON.parse(said);
};

/** Everything found, drawn for a person. */
function draw({ report, texts, claims, described, named, amounts, statements }) {
  const lines = [];
  const copies = new Map();
  for (const run of report.duplicates.runs) {
    for (const block of run.blocks) copies.set(block.block, `${run.kind} of ${block.originals.join(", ")} (${block.class})`);
  }
  texts.forEach((text, block) => {
    if (!text) return;
    lines.push(`${block}${copies.has(block) ? `  = ${copies.get(block)}` : ""}`, `  ${text}`);
    const names = named.filter((m) => m.block === block).map((m) => `${m.text} [${described[m.entity].kind} ${m.entity}${m.form === "name" ? "" : `, ${m.form}`}]`);
    if (names.length) lines.push(`  names: ${names.join("; ")}`);
    const found = amounts.filter((q) => q.block === block).map((q) => `${q.text} [${q.kind} ${q.approximate ? "~" : ""}${q.value}${q.unit ? ` ${q.unit}` : ""}]`);
    if (found.length) lines.push(`  amounts: ${found.join("; ")}`);
  });
  lines.push("", "entities");
  for (const e of described) {
    const more = [e.aliases.length ? `also ${e.aliases.join(", ")}` : "", e.title ? `title “${e.title}”` : "", e.description ? `described “${e.description}”` : ""];
    lines.push(`  ${e.id} ${e.name} (${e.kind}, ${e.mentions} mentions, ${e.claims} claims) ${more.filter(Boolean).join("; ")}`.trimEnd());
  }
  lines.push("", "claims");
  claims.forEach((c, i) => {
    lines.push(`  ${i} ${c.kind}${c.parent === null || c.parent === undefined ? "" : ` in ${c.parent}`}: ${c.source ?? "-"} [${c.who}] | ${c.cue || "-"} | ${c.content}${c.flags.length ? ` (${c.flags.join(", ")})` : ""}`);
  });
  lines.push("", "statements no one is named for", ...statements.map((s) => `  ${s}`));
  return `${lines.join("\n")}\n`;
}

describe("our own pages", () => {
  for (const browser of browsers) {
    describe(browser, () => {
      /** @type {Awaited<ReturnType<typeof begin>>} */
      let place;
      before(async () => (place = await begin(browser)));
      after(() => place.close());

      for (const slug of readdirSync(folder)) {
        test(slug, async () => {
          const page = await place.open(readFileSync(join(folder, slug, "source.html")));
          const found = await read(page);
          await page.close();
          const file = join(folder, slug, "expected.txt");
          const drawn = draw(found);
          const expected = existsSync(file) ? readFileSync(file, "utf8") : "";
          if (drawn !== expected) writeFileSync(file, drawn);
          assert.equal(drawn, expected, `${slug}/expected.txt was written anew: review the difference`);
          assert.ok(found.restored, "unfolding gives back the page as it was");
        });
      }

      test("an article that stands twice folds as a whole and comes back", async () => {
        const page = await place.open(readFileSync(join(folder, "ferry-twice/source.html")));
        const { report, folded, restored } = await read(page);
        await page.close();
        const copies = report.duplicates.runs.filter((run) => run.kind === "copy").flatMap((run) => run.blocks);
        assert.ok(copies.length >= 10, `${copies.length} copies`);
        assert.ok(copies.every((copy) => copy.originals.every((original) => original < copy.block)), "the first copy stays");
        assert.ok(folded >= 10, `${folded} folded`);
        assert.ok(restored);
      });

      const seed = join(shared, "seeds/article.txt");
      test("the seed article folds its second copy", { skip: existsSync(seed) ? false : "the seed article is not here" }, async () => {
        const lines = readFileSync(seed, "utf8").split("\n").map((line) => line.trim()).filter(Boolean);
        const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
        const title = lines[1];
        const body = lines.map((line) => (line === title ? `<h1>${escape(line)}</h1>` : `<p>${escape(line)}</p>`)).join("\n");
        const page = await place.open(article(`<main><article>${body}</article></main>`).replace("Test page", `${escape(title)} - MarketDash News`));
        const { report, texts, restored } = await read(page);
        await page.close();
        const copies = report.duplicates.runs.filter((run) => run.kind === "copy").flatMap((run) => run.blocks);
        const second = texts.map((text, block) => [text, block]).filter(([text]) => text === title)[1][1];
        assert.ok(copies.length >= 15, `${copies.length} copies`);
        assert.ok(copies.every((copy) => copy.block >= second), "nothing of the first copy is folded");
        assert.ok(restored);
      });
    });
  }
});
