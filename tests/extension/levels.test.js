/**
 * When Galley may read: the popup asks for one site, the browser allows it, only that site is read without
 * a click; taken away, the popup says so. Off and paused sites win over both.
 *
 * Chromium asks in a window of its own that no protocol can press. There a copy of the package that names
 * the site in its manifest is given and refused it on the browser's own page for extensions, as a reader
 * may do. Firefox answers by its own setting, so the click in the popup goes all the way.
 */

import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { browsers, until } from "./harness.js";
import { allowedPackage, stage } from "./stage.js";
import { frontTab, readPage, tell } from "./inside.js";
import { openOwn } from "./ownpages.js";
import { homePage, tunnelPage } from "./pages.js";

for (const browser of browsers) {
  describe(`levels in ${browser}`, { timeout: 180000 }, () => {
    const site = "http://127.0.0.1/*";
    const copy = browser === "chromium" ? allowedPackage(browser, site) : undefined;
    const on = stage(browser, { "/tunnel": tunnelPage, "/home": homePage }, { extension: copy, preferences: { "extensions.webextOptionalPermissionPrompts": false } });
    const { opened } = on;
    let server;
    let session;
    let own;
    before(async () => {
      ({ server, session, own } = on);
      if (session.chromium) await access("ON_CLICK");
    });
    after(() => copy && rmSync(copy, { recursive: true }));

    const registered = () => own.run("async () => (await (globalThis.browser ?? chrome).scripting.getRegisteredContentScripts()).map((one) => one.matches)");
    const granted = () => own.run("async () => (await (globalThis.browser ?? chrome).permissions.getAll()).origins");
    const keep = (settings) => own.run("(settings) => (globalThis.browser ?? chrome).storage.local.set({ settings }).then(() => true)", settings);

    /** Chromium: what the reader chooses under "Site access". */
    async function access(hostAccess) {
      const page = await session.open("chrome://extensions/");
      await page.evaluate((extensionId, choice) => chrome.developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: choice }), session.id, hostAccess);
      await page.close();
    }

    test("at first nothing is registered and nothing is allowed", async () => {
      assert.deepEqual(await registered(), []);
      assert.deepEqual(await granted(), []);
    });

    test("always on this site: exactly one origin, read without a click, and not what is no article", async () => {
      const { tab } = await readPage(session, own, server.url("/tunnel")).then((read) => (opened.push(read.page), read));
      const popup = await openOwn(session, own, `popup/popup.html?tab=${tab}`, ".row-line");
      opened.push(popup);
      if (session.chromium) {
        await keep({ level: "sites", sites: [server.origin] });
        assert.deepEqual(await registered(), [], "registered without a permission");
        await access("ON_ALL_SITES");
      } else await popup.tap("input[value=sites]");
      await until("the permission", async () => (await granted()).includes(site));
      assert.deepEqual(await granted(), [site]);
      await until("the registration", async () => (await registered()).length === 1);
      assert.deepEqual(await registered(), [[site]]);
      const page = await session.open(server.url("/tunnel"));
      opened.push(page);
      await until("marks without a click", () => session.painted(page), 30000);
      const home = await session.open(server.url("/home"));
      opened.push(home);
      const homeTab = await frontTab(own);
      await assert.rejects(tell(own, homeTab, { type: "page.state" }), "something runs on a page that is no article");
    });

    test("a permission that was taken away is told, nothing runs, and the settings list it", async () => {
      assert.deepEqual(await granted(), [site]);
      if (session.chromium) await access("ON_CLICK");
      else await own.run("(site) => browser.permissions.remove({ origins: [site] })", site);
      await until("nothing to be registered", async () => (await registered()).length === 0);
      const { page, tab } = await readPage(session, own, server.url("/tunnel"));
      opened.push(page);
      const popup = await openOwn(session, own, `popup/popup.html?tab=${tab}`, ".levels");
      opened.push(popup);
      await popup.size(360, 640);
      await until("the sentence", async () => (await popup.text(".levels")).includes("No longer allowed on this site."));
      assert.ok((await popup.text(".levels button")).includes("Allow"));
      await popup.picture("popup-revoked");
      const options = await openOwn(session, own, "options/options.html", "section");
      opened.push(options);
      await until("the site in the list", async () => /127\.0\.0\.1.*No longer allowed by your browser/s.test(await options.text()));
      await page.reload();
      assert.equal(await session.painted(page), null);
    });

    test("off and never on a site win over what is allowed", async () => {
      await keep({ level: "sites", sites: [server.origin], paused: [server.origin] });
      const page = await session.open(server.url("/tunnel"));
      opened.push(page);
      assert.deepEqual(await registered(), []);
      await keep({ off: true });
      const popup = await openOwn(session, own, `popup/popup.html?tab=${await frontTab(own)}`, ".say");
      opened.push(popup);
      await until("the sentence", async () => (await popup.text()).includes("turned off everywhere"));
      await own.run("() => (globalThis.browser ?? chrome).storage.local.clear().then(() => true)");
    });
  });
}
