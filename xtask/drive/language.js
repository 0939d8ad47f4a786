/**
 * What every page of a folder declares as its language, and the running text that was read, in a real browser:
 * one line a page, `{"page", "declared", "blocks"}`.
 */

import { writeFileSync } from "node:fs";
import { eachPage, flags } from "./pages.js";

const { pages, browser = "chromium", out } = flags(process.argv.slice(2));

/** Runs in the page. */
const read = async () => {
  const { Annotator, models } = globalThis.galleyCore;
  const annotator = new Annotator(models, {});
  const { language } = annotator.read(document);
  while (!annotator.step(1000));
  const running = new Set(annotator.report().sentences.map((sentence) => sentence.block));
  const blocks = [...running].sort((a, b) => a - b).map((block) => annotator.text(block, 0, 1e9));
  annotator.stop();
  return { declared: language, blocks };
};

const lines = [];
await eachPage({ folder: pages, browser }, async (page, name) => {
  lines.push(JSON.stringify({ page: name, ...(await page.evaluate(read)) }));
});
writeFileSync(out, lines.sort().join("\n") + "\n");
process.exit(0);
