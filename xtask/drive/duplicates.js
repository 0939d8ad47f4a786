/**
 * What is recognised as repeated on every page of a folder, in a real browser: one line a page,
 * `{"page", "hide", "ms"}`. With `--blocks FILE` also the blocks that were read and are shown, for other
 * methods: `{"page", "ids", "texts"}`. Truth files are never read here.
 */

import { writeFileSync } from "node:fs";
import { eachPage, flags } from "./pages.js";

const { pages, browser = "chromium", out, blocks: blocksFile } = flags(process.argv.slice(2));

/** Runs in the page. Ids of the copies and of everything that goes with a folded one. */
const recognised = async () => {
  const { Annotator, models } = globalThis.galleyCore;
  const annotator = new Annotator(models, {});
  const start = performance.now();
  const { blocks } = annotator.read(document);
  while (!annotator.step(1000));
  const report = annotator.report();
  const ms = performance.now() - start;
  const id = "data-bench-id";
  const ids = new Set();
  for (const run of report.duplicates.runs) {
    // Pull quotes and teasers are recognised as copies, too, though they are listed only and never folded.
    if (run.kind === "similar") continue;
    for (const { block } of run.blocks) {
      const owner = annotator.element(block)?.closest(`[${id}]`);
      if (owner) ids.add(owner.getAttribute(id));
    }
  }
  const read = { ids: [], texts: [] };
  for (let block = 0; block < blocks; block += 1) {
    const element = annotator.element(block);
    const owner = element?.closest(`[${id}]`);
    if (!owner || !element.checkVisibility({ visibilityProperty: true })) continue;
    read.ids.push(owner.getAttribute(id));
    read.texts.push(annotator.text(block, 0, 1e9));
  }
  annotator.fold({ substance: true });
  for (const inner of document.querySelectorAll(`[data-galley-fold] [${id}]`)) ids.add(inner.getAttribute(id));
  annotator.stop();
  return { hide: [...ids].sort((a, b) => a.slice(1) - b.slice(1)), ms: Math.round(ms * 10) / 10, read };
};

const lines = [];
const blockLines = [];
await eachPage({ folder: pages, browser }, async (page, name) => {
  const { hide, ms, read } = await page.evaluate(recognised);
  lines.push(JSON.stringify({ page: name, hide, ms }));
  blockLines.push(JSON.stringify({ page: name, ...read }));
});
writeFileSync(out, lines.sort().join("\n") + "\n");
if (blocksFile) writeFileSync(blocksFile, blockLines.sort().join("\n") + "\n");
process.exit(0);
