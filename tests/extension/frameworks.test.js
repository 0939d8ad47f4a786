/**
 * Pages that a framework draws: after every act of theirs, and after ours is undone, the page is that of a
 * control tab with the same acts and without the extension; the framework never trips over us.
 */

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { browsers, launch, serve, until } from "./harness.js";
import { agent, readPage } from "./inside.js";
import { applications } from "./frameworks.bundle.js";
import { acts, first } from "./frameworks.story.js";
import { newsPage } from "./pages.js";

const frameworks = ["react", "preact", "vue", "svelte"];
const page = ({ script }, drawn = "") => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The harbour</title></head><body><div id="app">${drawn}</div><script>${script.replaceAll("</script", "<\\/script")}</script></body></html>`;

/** A list of twelve rows that are used again and again, as virtual lists do. */
const recycling = newsPage({
  title: "The harbour",
  paragraphs: first,
  body: `<section id="list"></section><script>
    const all = Array.from({ length: 300 }, (_, i) => "Row " + i + ": " + ${JSON.stringify(first)}[i % ${first.length}]);
    const list = document.querySelector("#list");
    for (let i = 0; i < 12; i += 1) list.append(Object.assign(document.createElement("p"), { textContent: all[i] }));
    let last = 0;
    addEventListener("act", () => {
      for (let n = 0; n < 5; n += 1) {
        const row = list.firstElementChild;
        row.firstChild.data = all[12 + last++];
        list.append(row);
      }
    });
  </script>`,
});

for (const browser of browsers) {
  describe(`pages of frameworks in ${browser}`, { timeout: 240000 }, () => {
    let server;
    let session;
    let own;
    let opened = [];
    before(async () => {
      const pages = { "/recycling": recycling };
      for (const [name, app] of Object.entries(await applications())) Object.assign(pages, { [`/${name}`]: page(app), [`/${name}-served`]: page(app, app.served) });
      server = await serve(pages);
      session = await launch(browser);
      own = await agent(session);
    });
    afterEach(async () => {
      await Promise.allSettled(opened.splice(0).map((one) => one.isClosed() || one.close()));
    });
    after(async () => {
      await session?.close();
      await server?.close();
    });

    /** The same acts in a control tab and in one that is read; gives both, and how the reader's may be asked. */
    async function pair(path) {
      const control = await session.open(server.url(path));
      const { page: read, ask } = await readPage(session, own, server.url(path));
      opened.push(control, read);
      const both = (act, given) => Promise.all([control, read].map((one) => one.evaluate(act, given)));
      const alike = async (when) => {
        const [ought, is] = await both(() => document.body.innerText);
        assert.equal(is, ought, when);
      };
      const settled = (name) => until(`${name} to be listed`, async () => {
        const { state, report } = await ask("page.snapshot");
        return state.phase === "done" && report.entities.some((e) => e.name === name && e.mentions);
      });
      return { control, read, ask, both, alike, settled };
    }
    const act = (detail) => dispatchEvent(new CustomEvent("act", { detail }));
    const fold = async (ask, read) => {
      await ask("page.fold", { on: true });
      await until("folded text", () => read.evaluate(() => document.querySelector("[data-galley-fold]") !== null));
    };
    async function undone({ control, read, ask, both }) {
      await ask("page.pause");
      assert.equal(await session.painted(read), null);
      const [ought, is] = await both(() => document.body.outerHTML);
      assert.equal(is, ought);
      assert.equal(await read.evaluate(() => document.querySelectorAll("galley-layer,galley-card,[data-galley-fold]").length), 0);
      assert.deepEqual([...control.trouble, ...read.trouble], []);
    }

    for (const framework of frameworks) {
      test(`${framework}: text corrected in place, keys renewed, rows added and dropped, marked and folded`, async () => {
        const tabs = await pair(`/${framework}`);
        const { read, ask, both, alike, settled } = tabs;
        await alike("marked");
        await both(act, "correct");
        await settled("Porto");
        await alike("corrected");
        await fold(ask, read);
        for (const detail of ["rekey", "drop", "add"]) await both(act, detail);
        await settled("Sam Penhale");
        await undone(tabs);
      });

      test(`${framework}: takes over a served page that is marked and folded`, async () => {
        const tabs = await pair(`/${framework}-served`);
        const { read, ask, both, settled } = tabs;
        await fold(ask, read);
        await both(() => dispatchEvent(new Event("hydrate")));
        await until("both to be taken over", async () => (await both(() => globalThis.mounted === true)).every(Boolean));
        await both(act, "correct");
        await both(act, "add");
        await settled("Sam Penhale");
        await undone(tabs);
      });

      test(`${framework}: any acts of the page and of the reader in turn, from a served page on`, async () => {
        const tabs = await pair(`/${framework}-served`);
        const { read, ask, both } = tabs;
        let state = 5;
        const random = (n) => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 8) % n;
        const wishes = [
          () => ask("page.fold", { on: true }), () => ask("page.fold", { on: false }), () => ask("page.hide", { on: random(2) === 1 }),
          () => ask("page.marks", { marks: { density: ["calm", "standard", "everything"][random(3)] } }),
          () => ask("page.analyse", { anyway: true }),
          () => until("the page to be read", async () => (await ask("page.state")).phase === "done"),
        ];
        await fold(ask, read);
        await both(() => dispatchEvent(new Event("hydrate")));
        await until("both to be taken over", async () => (await both(() => globalThis.mounted === true)).every(Boolean));
        const names = Object.keys(acts);
        for (let round = 0; round < 30; round += 1) {
          for (let n = 1 + random(2); n > 0; n -= 1) await both(act, names[random(names.length)]);
          for (let n = random(3); n > 0; n -= 1) await wishes[random(wishes.length)]();
        }
        await undone(tabs);
      });
    }

    test("a list that uses its rows again", async () => {
      const tabs = await pair("/recycling");
      const { read, ask, both, alike } = tabs;
      const blocks = async () => (await ask("page.snapshot")).report.sentences.length;
      assert.ok((await blocks()) > 0);
      for (let n = 0; n < 5; n += 1) await both(act);
      await alike("moved");
      const texts = () => read.evaluate(() => [...document.querySelectorAll("p")].map((p) => p.textContent));
      await until("the rows in view to be read", async () => {
        const { report, words, state } = await ask("page.snapshot");
        const shown = (await texts()).join(" ");
        const said = report.mentions.map((m) => words[`${m.block}:${m.start}-${m.end}`]);
        return state.phase === "done" && said.length > 0 && said.every((word) => shown.includes(word));
      });
      await fold(ask, read);
      for (let n = 0; n < 3; n += 1) await both(act);
      await undone(tabs);
    });
  });
}
