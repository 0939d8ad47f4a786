/**
 * Pages that a framework draws: after every act of theirs, and after ours is undone, the page is that of a
 * control tab with the same acts and without the extension; the framework never trips over us.
 */

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { join } from "node:path";
import { build } from "esbuild";
import { browsers, launch, root, serve, until } from "./harness.js";
import { agent, readPage } from "./inside.js";
import { first } from "./frameworks.story.js";
import { newsPage } from "./pages.js";

const folder = join(root, "tests/extension");

async function bundle(alias) {
  const { outputFiles } = await build({
    entryPoints: [join(folder, "frameworks.app.js")], bundle: true, write: false, format: "iife", minify: true, alias,
    define: { "process.env.NODE_ENV": '"production"' }, logLevel: "silent",
  });
  return outputFiles[0].text;
}
const page = (app, drawn = "") => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The harbour</title></head><body><div id="app">${drawn}</div><script>${app.replaceAll("</script", "<\\/script")}</script></body></html>`;
const served = `<article><h1>The harbour</h1>${first.map((text) => `<p>${text}</p>`).join("")}</article>`;

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
      const react = await bundle({});
      const preact = await bundle({ react: "preact/compat", "react-dom/client": "preact/compat/client" });
      server = await serve({
        "/react": page(react), "/react-served": page(react, served),
        "/preact": page(preact), "/preact-served": page(preact, served), "/recycling": recycling,
      });
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

    for (const framework of ["react", "preact"]) {
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
