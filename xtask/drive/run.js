/**
 * The product on a sample article: what was found, in numbers, and a browser with the extension on it.
 * `--check` does the same without a window and ends. Where no window can be shown (no browser, or no
 * screen) the demo is served on a local address instead.
 */

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { browsers, launch, root, serve, until } from "../../tests/extension/harness.js";
import { coreScripts } from "./pages.js";

const check = process.argv.includes("--check");
const screen = process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const article = readFileSync(join(root, "tests/pages/ferry-twice/source.html"), "utf8");
const server = await serve({ "/article.html": article }, join(root, "dist/www"));

if (!browsers.length) say("without a browser", foundInText());
for (const browser of check || !screen ? browsers : browsers.slice(0, 1)) await show(browser);
if (check) await server.close();
else if (!browsers.length || !screen) {
  if (browsers.length) console.log("There is no screen here to open a window on.");
  console.log(`The demo is at ${server.url("/index.html")} until this is stopped (Ctrl+C).`);
}

/** @param {string} where @param {{repeated: number, of?: number, names: number, claims: number}} found */
function say(where, found) {
  const of = found.of === undefined ? "" : ` of ${found.of}`;
  console.log(`${where}: ${found.repeated}${of} paragraphs repeat, ${found.names} names, ${found.claims} claims`);
}

/** What the core finds in the sample's bare text, natively. */
function foundInText() {
  const entities = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };
  const blocks = [...article.matchAll(/<(h1|h2|p|figcaption|li|blockquote)\b[^>]*>([\s\S]*?)<\/\1>/g)].map(([, tag, inner]) => ({
    kind: tag === "h1" ? "headline" : tag === "h2" ? "subhead" : "paragraph",
    text: inner.replace(/<[^>]*>/g, "").replace(/&(\w+);/g, (all, name) => entities[name] ?? all).replace(/\s+/g, " ").trim(),
  }));
  const input = `${JSON.stringify({ id: "sample", blocks })}\n`;
  const output = execFileSync("cargo", ["run", "--quiet", "--release", "--example", "annotate", "--", "--jsonl"], { cwd: root, input, encoding: "utf8" });
  const { entities: mentions, claims, duplicates } = JSON.parse(output);
  const copies = duplicates.filter((run) => run.kind === "copy").flatMap((run) => run.blocks);
  return { repeated: copies.length, names: new Set(mentions.map((m) => m.entity)).size, claims: claims.length };
}

/** @param {"chromium" | "firefox"} browser */
async function show(browser) {
  const headless = check || !screen;
  const session = await launch(browser, { headless });
  const page = await session.open(server.url("/article.html"));
  const found = await page.evaluate(`(async () => {
    ${coreScripts().join("\n")}
    await globalThis.galleyAnswer;
    const annotator = new galleyCore.Annotator(galleyCore.models, {});
    annotator.read(document);
    while (!annotator.step(1000));
    const { duplicates, entities, claims } = annotator.report();
    annotator.stop();
    return { repeated: duplicates.repeated, of: duplicates.of, names: entities.length, claims: claims.length };
  })()`);
  say(browser, found);
  await page.reload({ waitUntil: "load" });
  await session.press(page);
  if (headless) {
    await until("marks on the sample article", () => session.painted(page), 30000);
    await session.picture(page, "run");
    console.log(`${browser}: the marks are on the page`);
    await session.close();
    return;
  }
  console.log(`The article is open in ${browser}, with the extension on it; close the browser to end.`);
  session.browser.on("disconnected", () => process.exit(0));
}
