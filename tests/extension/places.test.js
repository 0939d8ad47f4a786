/**
 * Where text lives on a page: each place is read, its marks are seen, and the card opens on them; text that
 * no reader sees is left out.
 *
 * That marks are seen is taken from the picture: the words with marks differ from the words without.
 */

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { browsers, until } from "./harness.js";
import { find, rest, words } from "./inside.js";
import { newsPage, tunnel } from "./pages.js";
import { stage } from "./stage.js";
import { sample } from "../../extension/welcome/sample.js";

const who = "Nadia Petrov";
const said = `<p id="there">${who}, who leads the ferry company of Torpoint, told reporters on Friday that the boats would run all night.</p>`;
const shadow = (inner, outer = "") => `<div id="host"><template shadowrootmode="open">${inner}</template>${outer}</div>`;

/** Places that a reader sees. */
const seen = {
  "an open shadow root": shadow(said),
  "a shadow root inside another": shadow(shadow(said)),
  "a slot": shadow("<section><slot></slot></section>", said),
  "a slot of a name, with another before it": shadow(`<slot name="late"></slot><slot></slot>`, said.replace("<p", `<p slot="late"`)),
  "display: contents": `<div style="display:contents">${said}</div>`,
  "content-visibility": `<div style="content-visibility:auto;contain-intrinsic-size:auto 400px;margin-top:3000px">${said}</div>`,
  "columns": `<div style="columns:3;column-gap:2rem">${said.replaceAll("<p", `<p style="break-inside:auto"`)}</div>`,
  "right to left": `<div dir="rtl" lang="ar">${said}</div>`,
  "vertical text": `<div style="writing-mode:vertical-rl;height:400px">${said}</div>`,
};

/** Places that no reader sees, or that are other documents. */
const unseen = {
  "a template": `<template>${said}</template>`,
  "a slide that a carousel cloned": `<div class="carousel"><div><p>The boats of the ferry company wait at the quay of Torpoint.</p></div><div aria-hidden="true">${said}</div></div>`,
  "a frame of the same origin": `<iframe srcdoc='<!doctype html><title>Inner</title><article>${said.repeat(4)}</article>' style="width:100%;height:300px"></iframe>`,
};

/** Ways in which a page shows paragraphs that a browser's own rule for hidden text does not reach. */
const shown = {
  "runs on in a line": "article p { display: inline }",
  "has no box of its own": "article p { display: contents }",
  "is a cell": "article p { display: table-cell }",
  "is unset by its page": "article p { all: unset !important; display: block !important }",
};

const pages = Object.fromEntries([
  ...Object.values({ ...seen, ...unseen }).map((html, i) => [`/place${i}`, newsPage({ title: sample.title, paragraphs: tunnel, body: html })]),
  ...Object.values(shown).map((rules, i) => [`/shown${i}`, newsPage({ title: sample.title, paragraphs: tunnel, head: `<style>${rules}</style>` }).replace(/<p>(.*)<\/p>/g, "<p><span>$1</span></p>")]),
]);
const pathOf = (name) => `/place${[...Object.keys(seen), ...Object.keys(unseen)].indexOf(name)}`;

/** Runs in the page: scrolls to the name and gives its first box. */
const spot = async (name) => {
  const find = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.id === "there") return element;
      const inner = element.shadowRoot && find(element.shadowRoot);
      if (inner) return inner;
    }
    return null;
  };
  const element = find(document);
  const before = [scrollX, scrollY];
  const told = new Promise((done) => document.addEventListener("scroll", done, { once: true }));
  element.scrollIntoView({ block: "center" });
  if (scrollX !== before[0] || scrollY !== before[1]) await told;
  // Text that was not drawn yet has its box from the next frame on.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const range = document.createRange();
  range.setStart(element.firstChild, 0);
  range.setEnd(element.firstChild, name.length);
  const { x, y, width, height } = range.getClientRects()[0];
  return { x, y, width, height };
};

for (const browser of browsers) {
  describe(`where text lives in ${browser}`, { timeout: 240000 }, () => {
    const on = stage(browser, pages);
    const { reading } = on;
    let session;
    before(() => void ({ session } = on));
    const listed = async (ask) => (await ask("page.snapshot")).report.entities.some((e) => e.name === who && e.mentions);

    for (const name of Object.keys(seen)) {
      test(`${name}: read, marked, and with a card`, async () => {
        const { page, ask } = await reading(pathOf(name));
        assert.ok(await listed(ask), "not read");
        const box = await page.evaluate(spot, who);
        const { x, y } = await page.evaluate(() => ({ x: scrollX, y: scrollY }));
        await page.mouse.move(2, 2);
        const shot = () => page.screenshot({ clip: { x: box.x + x - 6, y: box.y + y - 6, width: box.width + 12, height: box.height + 12 }, encoding: "base64" });
        const marked = await shot();
        assert.equal(await shot(), marked, "the picture does not stand still");
        await ask("page.hide", { on: true });
        await until("the marks to be seen to go", async () => (await shot()) !== marked);
        await ask("page.hide", { on: false });
        await rest(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
        await until("a card", async () => (await words(session, page, "galley-card")).includes(who));
        await ask("page.pause");
        assert.equal(await session.painted(page), null);
        assert.deepEqual(page.trouble, []);
      });
    }

    Object.keys(shown).forEach((way, i) =>
      test(`folded text that ${way} is out of sight, under its bar`, async () => {
        const { page, ask } = await reading(`/shown${i}`);
        await ask("page.fold", { on: true });
        const told = await page.evaluate(() => {
          const seen = (within) => [...document.querySelectorAll(`${within} span`)].filter((span) => span.checkVisibility()).length;
          return { folded: document.querySelectorAll("[data-galley-fold] span").length, seen: seen("[data-galley-fold]"), others: seen("article") };
        });
        assert.ok(told.folded > 0 && told.others > 0, "nothing folded, or all of it");
        assert.equal(told.seen, 0);
        await until("a bar", () => find(session, page, "galley-layer", (e) => e.attributes.class === "bar"));
      }),
    );

    for (const name of Object.keys(unseen)) {
      test(`${name}: not read`, async () => {
        const { page, ask } = await reading(pathOf(name));
        assert.equal(await listed(ask), false);
        assert.ok((await ask("page.state")).repeated >= 5);
        const inner = await page.evaluate(() => [...document.querySelectorAll("iframe")].map((frame) => frame.contentWindow.CSS.highlights.size));
        assert.deepEqual(inner, name.startsWith("a frame") ? [0] : []);
        assert.deepEqual(page.trouble, []);
      });
    }
  });
}
