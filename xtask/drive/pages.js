/** Pages from a folder, opened one after another in a few tabs, with the core in them as it is shipped. */

import { readFileSync, readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { launch, root, serve } from "../../tests/extension/harness.js";

/** Every *.html below a folder, sorted. @param {string} folder @returns {string[]} */
export function pagesIn(folder) {
  const out = [];
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) out.push(...pagesIn(path));
    else if (name.endsWith(".html")) out.push(path);
  }
  return out;
}

/** `--name value` pairs. @param {string[]} given @returns {Record<string, string>} */
export function flags(given) {
  const out = {};
  for (let i = 0; i + 1 < given.length; i += 2) out[given[i].replace(/^--/, "")] = given[i + 1];
  return out;
}

/** The scripts that bring the core, as they stand in a package. @param {"wasm" | "script"} encoding */
export const coreScripts = (encoding = "wasm") =>
  ["models", ...(encoding === "wasm" ? ["module", "wasm"] : [encoding])].map((name) => readFileSync(join(root, "dist/chromium/content/boot", `${name}.js`), "utf8"));

/** The path at which a folder's file is served. @param {string} path @param {string} folder */
export const addressOf = (path, folder) => path.slice(resolve(folder).length).split("/").map(encodeURIComponent).join("/");

/** Brings the core into a page. @param {import("puppeteer-core").Page} page @param {string[]} scripts */
export async function bringCore(page, scripts) {
  for (const script of scripts) await page.evaluate(script);
  await page.evaluate("globalThis.galleyAnswer.then?.((a) => { if (!a.ready) throw new Error(a.error) })");
}

/**
 * Opens every page with the core in it and calls back.
 * @param {{folder: string, browser: "chromium" | "firefox", tabs?: number, encoding?: "wasm" | "script"}} how
 * @param {(page: import("puppeteer-core").Page, name: string, path: string) => Promise<void>} each
 */
export async function eachPage({ folder, browser, tabs = 2, encoding = "wasm" }, each) {
  const paths = pagesIn(resolve(folder));
  const scripts = coreScripts(encoding);
  const server = await serve({}, resolve(folder));
  const session = await launch(browser, { extension: false, offline: true });
  let done = 0;
  const work = async () => {
    const page = await session.browser.newPage();
    for (let path = paths.shift(); path; path = paths.shift()) {
      await page.goto(server.url(addressOf(path, folder)), { waitUntil: "domcontentloaded", timeout: 60000 });
      await bringCore(page, scripts);
      await each(page, basename(path), path);
      done += 1;
      process.stderr.write(`\r  ${done} of ${done + paths.length} pages`);
    }
    await page.close();
  };
  try {
    await Promise.all(Array.from({ length: tabs }, work));
  } finally {
    process.stderr.write("\n");
    await session.close();
    await server.close();
  }
  return done;
}
