/**
 * The product on a sample article: what was found, in numbers, and a browser with the extension on it.
 * `--check` does the same without a window and ends. Without a browser the demo is served.
 */

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { browsers, launch, root, serve, until } from "../../tests/extension/harness.js";
import { coreScripts } from "./pages.js";

const check = process.argv.includes("--check");
const folder = join(root, "tests/pages");
const slug = existsSync(folder) ? readdirSync(folder).sort().find((name) => existsSync(join(folder, name, "source.html"))) : undefined;
const server = await serve(slug ? { "/article.html": readFileSync(join(folder, slug, "source.html"), "utf8") } : {}, join(root, "dist/www"));
const sample = slug ? "/article.html" : "/index.html";

if (!browsers.length) {
  console.log(`The demo: ${server.url("/index.html")}`);
  if (check) await server.close();
} else {
  for (const browser of check ? browsers : browsers.slice(0, 1)) await show(browser);
  if (check) await server.close();
}

/** @param {"chromium" | "firefox"} browser */
async function show(browser) {
  const session = await launch(browser, { headless: check });
  const page = await session.open(server.url(sample));
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
  console.log(`${browser}: ${found.repeated} of ${found.of} paragraphs repeat, ${found.names} names, ${found.claims} claims`);
  await page.reload({ waitUntil: "load" });
  await session.press(page);
  if (check) {
    await until("marks on the sample article", () => session.painted(page), 30000);
    await session.picture(page, "run");
    console.log(`${browser}: the marks are on the page`);
    await session.close();
    return;
  }
  console.log(`The article is open in ${browser}, with the extension on it; close the browser to end.`);
  session.browser.on("disconnected", () => process.exit(0));
}
