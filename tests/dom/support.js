/** The core on a page of a test, without the extension: the scripts as they stand in the package. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch, root, serve } from "../extension/harness.js";

const script = (browser, name) => readFileSync(join(root, "dist", browser, "content/boot", `${name}.js`), "utf8");

/**
 * A browser and a server for one file of tests.
 * @param {"chromium" | "firefox"} browser
 */
export async function begin(browser) {
  const server = await serve();
  const session = await launch(browser, { extension: false });
  let number = 0;
  return {
    session,
    server,
    /**
     * Opens a page with the core in it.
     * @param {string} html @param {{encoding?: "wasm" | "script" | null, headers?: Record<string, string>, hash?: string}} [how]
     */
    async open(html, { encoding = "wasm", headers, hash = "" } = {}) {
      const path = `/page${(number += 1)}`;
      server.pages[path] = { body: html, headers };
      const page = await session.open(server.url(path) + hash);
      if (encoding) await bring(page, encoding);
      return page;
    },
    async close() {
      await session.close();
      await server.close();
    },
  };
}

/** Brings the core into a page; `make()` then gives an annotator that has read and found. */
export async function bring(page, encoding) {
  // The JavaScript encoding is in Chromium's package only, and runs anywhere.
  for (const name of ["models", ...(encoding === "wasm" ? ["module"] : []), encoding]) await page.evaluate(script("chromium", name));
  await page.evaluate(async () => {
    const answer = await globalThis.galleyAnswer;
    if (!answer.ready) throw new Error(answer.error);
    globalThis.make = (settings = {}) => {
      const { Annotator, models } = globalThis.galleyCore;
      const annotator = new Annotator(models, settings);
      annotator.read(document);
      while (!annotator.step(1000));
      return annotator;
    };
  });
}

/** A page around some body. */
export const article = (body, head = "") =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Test page</title>${head}</head><body>${body}</body></html>`;
