/** Pages that change: what is found after each change is what a fresh reading finds, and nothing stale is painted. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers } from "../extension/harness.js";
import { article, begin, bring } from "./support.js";

const said = (who, what) => `<p>${who} told reporters in Paris on Monday that ${what}, according to a report by the World Bank. “We shall see,” ${who} said.</p>`;
const names = ["Ann Lee", "Martin Okafor", "Helen Trevorrow", "Amina Yusuf", "Ruth Okello", "Mark Olsen"];
const story = names.map((who, i) => said(who, `exports had fallen by $${i + 1}.2 billion over the year`)).join("");

/** Paragraphs with nothing in common, so that a second copy of them is one. */
const harbour = [
  "The harbour of Lisbon was closed on Monday after a storm had torn two cranes from their rails and thrown them across the northern quay, the port authority said in a statement.",
  "Nobody was hurt, because the night shift had been sent home at ten, said Ann Lee, who runs the authority and had watched the forecasts since the weekend before.",
  "Ships bound for the city were led to Setúbal, where the pilots worked through the night and the last of eleven freighters was made fast shortly before dawn.",
  "Repairs will take three weeks at least and cost 4.2 million euros, according to an estimate by the engineers who walked the quay in the morning.",
].map((text) => `<p>${text}</p>`).join("");

/** Runs in the page: reads again what changed and gives the report. */
const tools = () => {
  globalThis.again = (annotator) => {
    const answer = annotator.refresh();
    while (!annotator.step(1000));
    annotator.paint({ density: "everything", names: true, claims: true });
    return answer;
  };
  // Numbers of names are kept over changes: names are compared by their words.
  globalThis.told = (annotator) => {
    const report = annotator.report();
    const name = (i) => (i === null || i === undefined ? null : report.entities[i].name);
    const texts = Array.from({ length: report.blocks }, (_, b) => annotator.text(b, 0, 1e6));
    const { duplicates, quantities, statements, sentences, paragraphs, words } = report;
    return JSON.stringify({
      texts, duplicates, quantities, statements, sentences, paragraphs, words,
      mentions: report.mentions.map((m) => ({ ...m, entity: name(m.entity) })),
      claims: report.claims.map((c) => ({ ...c, speaker: name(c.speaker) })),
      entities: report.entities.filter((e) => e.mentions).map((e) => ({ ...e, id: 0 })).sort((a, b) => (a.name + a.kind < b.name + b.kind ? -1 : 1)),
    });
  };
  globalThis.painted = () => {
    const kinds = ["person", "organisation", "place", "other", "date", "amount", "cue"];
    return kinds.reduce((n, kind) => n + (CSS.highlights.get(`galley-${kind}-light`)?.size ?? 0), 0);
  };
};

for (const browser of browsers) {
  describe(`living pages in ${browser}`, () => {
    /** @type {Awaited<ReturnType<typeof begin>>} */
    let place;
    before(async () => (place = await begin(browser)));
    after(() => place.close());
    const on = async (html, act, given) => {
      const page = await place.open(html);
      try {
        await page.evaluate(tools);
        const result = await page.evaluate(act, given);
        assert.deepEqual(page.trouble, []);
        return result;
      } finally {
        await page.close();
      }
    };

    for (const seed of [3, 11, 42]) {
      test(`after any edits the report is that of a fresh reading (seed ${seed})`, async () => {
        const html = article(`<main><article><h1>Exports fall</h1>${story}<div><section>${story}</section><ul><li>One item by Ann Lee</li><li>Two</li></ul></div></article><div id="shadow"></div></main>`);
        const differs = await on(html, (seed) => {
          let state = seed;
          const random = (n) => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 8) % n;
          const root = document.querySelector("#shadow").attachShadow({ mode: "open" });
          root.innerHTML = "<p>Bo Roe told reporters in Rome on Friday that imports rose.</p><slot></slot>";
          const all = () => [...document.querySelectorAll("p,li,section,div,ul"), ...root.querySelectorAll("p")];
          const pick = () => all()[random(all().length)];
          const words = () => ["Angela Brandt said so.", "It rained in Lisbon.", "Nothing.", "“No,” Mark Olsen said.", ""][random(5)];
          const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
          const edits = [
            () => { const t = document.createTreeWalker(pick(), 4).nextNode(); if (t) t.data = words(); },
            () => { const t = document.createTreeWalker(pick(), 4).nextNode(); if (t?.data.length > 9) t.splitText(5); },
            () => pick().append(words()),
            () => pick().after(element(["p", "div", "span", "article"][random(4)], words())),
            () => pick().remove(),
            () => { const a = pick(); const b = pick(); if (!a.contains(b) && a.id !== "shadow") b.before(a); },
            () => { const a = pick(); if (a.id !== "shadow") { const at = a.parentNode; const next = a.nextSibling; a.remove(); a.append(words()); at?.insertBefore(a, next); } },
            () => { const a = pick(); a.innerHTML = `<b>Ann Lee</b> told <i>Reuters</i> that it was ${random(9)} percent.<br>${words()}<p>${words()}</p> and more`; },
            () => pick().append(element("p", "In a slot, Ruth Okello said it was late.")),
            () => document.querySelector("article")?.prepend(element("p", "Sam Penhale of Truro said that the pier would open.")),
            () => pick().normalize(),
            () => { pick().innerHTML = `${words()}<br><br>Ann Lee told <i>Reuters</i> that it was ${random(9)} percent.<br> <br>${words()}`; },
            () => pick().append(document.createElement("br"), document.createElement("br"), words()),
            () => document.querySelector("br")?.remove(),
          ];
          const annotator = globalThis.make();
          for (let round = 0; round < 40; round += 1) {
            for (let n = 1 + random(3); n > 0; n -= 1) if (all().length) edits[random(edits.length)]();
            globalThis.again(annotator);
            const fresh = globalThis.make();
            const [is, ought] = [globalThis.told(annotator), globalThis.told(fresh)];
            fresh.unpaint();
            if (is !== ought) {
              let at = 0;
              while (is[at] === ought[at]) at += 1;
              return `round ${round}: ${is.slice(at - 200, at + 200)}\n--- is not ---\n${ought.slice(at - 200, at + 200)}`;
            }
          }
          annotator.stop();
          return "";
        }, seed);
        assert.equal(differs, "");
      });
    }

    test("text replaced in place is never painted with the old marks, not for one frame", async () => {
      const r = await on(article(story), async () => {
        const annotator = globalThis.make();
        annotator.paint({ density: "everything", names: true, claims: true });
        const before = globalThis.painted();
        const third = document.querySelectorAll("p")[2];
        third.firstChild.data = "Altogether other words stand here now, and none of them is a name.";
        // Before the next frame is drawn, with nothing read again.
        const standing = await new Promise((done) => requestAnimationFrame(() => done(globalThis.painted())));
        const late = annotator.range(2, 0, 5);
        globalThis.again(annotator);
        const { mentions } = annotator.report();
        const here = mentions.filter((m) => m.block === 2).length;
        annotator.stop();
        return { before, standing, late: late === null, here, left: CSS.highlights.size };
      });
      assert.ok(r.standing < r.before, `${r.standing} of ${r.before} marks stand`);
      assert.deepEqual([r.late, r.here, r.left], [true, 0, 0]);
    });

    test("names keep their numbers, and a folded run stays folded, while news come in above", async () => {
      const twice = article(`<h1>Exports fall</h1><div id="news"></div>${harbour}<p>The council meets on Thursday to hear what the engineers have to say about the older quays, which stand on wooden piles.</p>${harbour}<p>The end of it all.</p>`);
      const r = await on(twice, () => {
        const annotator = globalThis.make();
        annotator.fold({ substance: false });
        const folded = () => document.querySelectorAll("[data-galley-fold]").length;
        const numbers = () => Object.fromEntries(annotator.report().entities.filter((e) => e.mentions).map((e) => [e.name, e.id]));
        const before = [folded(), numbers()];
        for (let i = 0; i < 4; i += 1) {
          document.querySelector("#news").prepend(Object.assign(document.createElement("p"), { textContent: `Angela Brandt told Siemens in Rostock on day ${i} that the ${i + 2} cranes would be tested again.` }));
          globalThis.again(annotator);
        }
        const after = [folded(), numbers()];
        // The first copy goes: what was its copy is the only one left, and is given back.
        for (const p of [...document.querySelectorAll("#news ~ p")].slice(0, 4)) p.remove();
        globalThis.again(annotator);
        const alone = [folded(), annotator.bars().length];
        annotator.stop();
        return { before, after, alone, left: document.querySelectorAll("[data-galley-fold],[hidden]").length };
      });
      assert.ok(r.before[0] >= 3, `${r.before[0]} blocks are folded`);
      assert.equal(r.after[0], r.before[0]);
      for (const [name, number] of Object.entries(r.before[1])) assert.equal(r.after[1][name], number, name);
      assert.ok(r.after[1]["Angela Brandt"] >= Object.keys(r.before[1]).length);
      assert.deepEqual(r.alone, [0, 0]);
      assert.equal(r.left, 0);
    });

    test("a hundred thousand changes at once are another page, and cost no more than that", async () => {
      const r = await on(article(`${story}<p id="ticker">0</p>`), async () => {
        const annotator = globalThis.make();
        const text = document.querySelector("#ticker").firstChild;
        for (let i = 0; i < 100000; i += 1) text.data = String(i);
        const start = performance.now();
        const answer = annotator.refresh();
        const took = performance.now() - start;
        while (!annotator.step(8)) await new Promise((next) => setTimeout(next));
        const last = annotator.text(annotator.report().blocks - 1, 0, 99);
        annotator.stop();
        return { answer, took, last };
      });
      assert.deepEqual(r.answer, { changed: true, huge: true });
      assert.equal(r.last, "99999");
    });

    test("only what changed is read again", async () => {
      const long = article(Array.from({ length: 400 }, (_, i) => `<p id="p${i}">${names[i % 6]} said on day ${i} that it rained.</p>`).join(""));
      const r = await on(long, () => {
        const annotator = globalThis.make();
        let asked = 0;
        const style = globalThis.getComputedStyle;
        globalThis.getComputedStyle = (...given) => {
          asked += 1;
          return style.call(globalThis, ...given);
        };
        document.querySelector("#p7").firstChild.data = "Helen Trevorrow said it was dry.";
        annotator.refresh();
        while (!annotator.step(1000));
        const few = asked;
        const words = annotator.text(7, 0, 99);
        annotator.stop();
        return { few, words };
      });
      assert.equal(r.words, "Helen Trevorrow said it was dry.");
      assert.ok(r.few > 0 && r.few <= 12, `styles of ${r.few} elements were asked for`);
    });

    test("changed words are read without a walk over the page or a look at its layout, and as a fresh reading has them", async () => {
      const page = await place.open(article(Array.from({ length: 400 }, (_, i) => `<p>${names[i % 6]} said on day ${i} that <i>it rained</i>.</p>`).join("")), { encoding: null });
      await page.evaluate(() => {
        globalThis.asked = 0;
        const count = (proto, name, kind) => {
          const { [kind]: own, ...rest } = Object.getOwnPropertyDescriptor(proto, name);
          Object.defineProperty(proto, name, { ...rest, [kind](...given) { globalThis.asked += 1; return own.apply(this, given); } });
        };
        count(Node.prototype, "nextSibling", "get");
        count(Element.prototype, "getBoundingClientRect", "value");
      });
      await bring(page, "wasm");
      await page.evaluate(tools);
      const r = await page.evaluate(() => {
        const annotator = globalThis.make();
        annotator.paint({ density: "everything", names: true, claims: true });
        const paragraphs = document.querySelectorAll("p");
        const after = (change) => {
          change();
          globalThis.asked = 0;
          globalThis.again(annotator);
          const { asked } = globalThis;
          const fresh = globalThis.make();
          const same = globalThis.told(annotator) === globalThis.told(fresh);
          fresh.stop();
          return { asked, same };
        };
        const out = [
          () => (paragraphs[7].firstChild.data = "Angela Brandt said it was dry, but "),
          () => (paragraphs[9].textContent = "Mark Olsen told reporters that Rome was dry."),
          () => (paragraphs[11].innerHTML = "First, Ann Lee said so.<br><br>Then Bo Roe did.<br><br>Nobody else."),
          () => (paragraphs[11].innerHTML = "Ann Lee said so."),
          () => { paragraphs[13].style.display = "none"; paragraphs[13].firstChild.data = "Hidden, said Ann Lee, that "; },
          () => { paragraphs[13].style.display = ""; paragraphs[13].firstChild.data = "Seen again, said Ann Lee, that "; },
          () => { paragraphs[15].firstChild.data = "Both Ann Lee and "; paragraphs[399].firstChild.data = "And last Bo Roe said in Lisbon that "; },
          () => (document.title = "Another title"),
        ].map(after);
        annotator.stop();
        return out;
      });
      assert.deepEqual(page.trouble, []);
      await page.close();
      assert.deepEqual(r.map(({ same }) => same), r.map(() => true));
      for (const [i, { asked }] of r.entries()) assert.ok(asked < 40, `change ${i} had ${asked} elements asked for`);
    });
  });
}
