/**
 * The whole extension on pages with every sort of Content-Security-Policy: the reader presses the button,
 * the names are marked, nothing is asked of the network, and no site is refused twice.
 */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers, launch, serve, until } from "./harness.js";

const body = Array.from({ length: 6 }, (_, i) => `<p>Angela Merkel told reporters in Paris that exports had fallen by $${i + 1}.2 billion over the last year, according to a report which the World Bank published in Washington on the ${i + 3}rd of March.</p>`).join("");
const html = (head = "") => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Exports fall</title>${head}
<link rel="icon" href="data:,"></head><body><article><h1>Exports fall again</h1>${body}</article></body></html>`;
const policy = (value, name = "content-security-policy") => ({ body: html(), headers: { [name]: value } });

const pages = {
  "/none": { body: html() },
  "/upgrade": policy("upgrade-insecure-requests"),
  "/unsafe-eval": policy("script-src 'self' 'wasm-unsafe-eval'"),
  "/https": policy("default-src https: data: 'unsafe-inline'"),
  "/self": policy("script-src 'self' 'unsafe-inline'"),
  "/nonce": policy("script-src 'nonce-x' 'strict-dynamic'"),
  "/nothing": policy("default-src 'none'; script-src 'none'"),
  "/report-only": policy("script-src 'none'", "content-security-policy-report-only"),
  "/meta": { body: html(`<meta http-equiv="content-security-policy" content="script-src 'none'">`) },
  "/trusted": policy("script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"),
  "/sandbox": policy("sandbox allow-scripts"),
};

for (const browser of browsers) {
  describe(`policies in ${browser}`, () => {
    let session;
    let server;
    before(async () => {
      server = await serve(pages);
      session = await launch(browser);
    });
    after(async () => {
      await session?.close();
      await server?.close();
    });

    for (const path of Object.keys(pages)) {
      test(path, async () => {
        const page = await session.open(server.url(path));
        const before = page.requests.length;
        const html = await page.evaluate(() => document.body.outerHTML);
        await session.press(page);
        const marks = await until(`marks on ${path}`, () => session.painted(page), 30000);
        assert.ok(marks["galley-person-light"] >= 6, JSON.stringify(marks));
        assert.equal(await page.evaluate(() => document.body.outerHTML), html);
        assert.deepEqual(page.requests.slice(before).filter((url) => url.startsWith("http")), []);
        // Chromium writes the one refused attempt of an origin to the page's console.
        const ours = page.trouble.filter((words) => !/Content.Security.Policy|WebAssembly/i.test(words));
        assert.deepEqual(ours, []);
        await session.picture(page, `policy-${path.slice(1)}`);
        await page.close();
      });
    }

    test("a site that refused once is not asked again", { skip: browser === "firefox" && "Firefox refuses nothing" }, async () => {
      const page = await session.open(server.url("/nothing"));
      await page.evaluate(() => {
        globalThis.refused = 0;
        document.addEventListener("securitypolicyviolation", () => (globalThis.refused += 1));
      });
      await session.press(page);
      await until("marks", () => session.painted(page));
      assert.equal(await page.evaluate(() => globalThis.refused), 0);
      await page.close();
    });

    test("a page that is no article is left alone", async () => {
      server.pages["/front"] = "<!DOCTYPE html><title>x</title><p>Short.</p>";
      const page = await session.open(server.url("/front"));
      await session.press(page);
      if (session.chromium) {
        const popup = await session.popup();
        await until("the popup says so", () => popup.evaluate(() => document.body.innerText.includes("article")));
      }
      assert.equal(await session.painted(page), null);
      assert.deepEqual(page.trouble, []);
      await page.close();
    });
  });
}
