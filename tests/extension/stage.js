/**
 * What most tests of the extension stand on: served pages, one browser with the extension in it, the
 * extension's own page to speak from. Set up before the tests of a suite and taken down after them; pages
 * that a test opened are closed when it ends.
 */

import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before } from "node:test";
import { launch, root, serve } from "./harness.js";
import { agent, readPage } from "./inside.js";
import { openOwn } from "./ownpages.js";

/**
 * @param {"chromium" | "firefox"} browser
 * @param {Parameters<typeof serve>[0]} pages by path
 * @param {Parameters<typeof launch>[1]} [how]
 */
export function stage(browser, pages, how) {
  const on = {
    server: /** @type {Awaited<ReturnType<typeof serve>>} */ (/** @type {unknown} */ (null)),
    session: /** @type {Awaited<ReturnType<typeof launch>>} */ (/** @type {unknown} */ (null)),
    own: /** @type {Awaited<ReturnType<typeof agent>>} */ (/** @type {unknown} */ (null)),
    /** What is closed when the test ends. @type {{close: () => Promise<any>}[]} */
    opened: [],
    /** Opens a page and reads it. */
    async reading(path, more) {
      const read = await readPage(on.session, on.own, on.server.url(path), more);
      on.opened.push(read.page);
      return read;
    },
    /** Opens a page that is not read. */
    async visit(path) {
      const page = await on.session.open(on.server.url(path));
      on.opened.push(page);
      return page;
    },
    /** Opens a page of the extension's own. */
    async ours(path, ready) {
      const page = await openOwn(on.session, on.own, path, ready);
      on.opened.push(page);
      return page;
    },
    /** Closes one before its test ends. */
    async shut(page) {
      on.opened.splice(on.opened.indexOf(page), 1);
      await page.close();
    },
  };
  before(async () => {
    on.server = await serve(pages);
    on.session = await launch(browser, how);
    on.own = await agent(on.session);
  });
  afterEach(async () => {
    await Promise.allSettled(on.opened.splice(0).map((page) => page.close()));
  });
  after(async () => {
    await on.session?.close();
    await on.server?.close();
  });
  return on;
}

/**
 * A copy of the package that has a site in its manifest: no protocol can press Chromium's own question.
 * @param {"chromium" | "firefox"} browser @param {string} site a match pattern
 * @returns {string} its folder, which the caller removes
 */
export function allowedPackage(browser, site) {
  const copy = mkdtempSync(join(tmpdir(), "galley-"));
  cpSync(join(root, "dist", browser), copy, { recursive: true });
  const path = join(copy, "manifest.json");
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), host_permissions: [site] }));
  return copy;
}
