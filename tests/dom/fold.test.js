/** Folding, giving back, and following a page that changes. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers } from "../extension/harness.js";
import { article, begin } from "./support.js";

const paragraphs = [
  "The harbour of Lisbon was closed on Monday after a storm had torn two cranes from their rails and thrown them across the northern quay, the port authority said in a statement.",
  "Nobody was hurt, because the night shift had been sent home at ten, said Ann Lee, who runs the authority and had watched the forecasts since the weekend before.",
  "Ships bound for the city were led to Setúbal, where the pilots worked through the night and the last of eleven freighters was made fast shortly before dawn.",
  "Repairs will take three weeks at least and cost 4.2 million euros, according to an estimate by the engineers who walked the quay in the morning.",
].map((text) => `<p>${text}</p>`);
const twice = article(`<h1>Storm closes the harbour</h1>${paragraphs.join("")}<p>The council meets on Thursday to hear what the engineers have to say about the older quays, which stand on wooden piles.</p>${paragraphs.join("")}<p>The end of it all.</p>`);

for (const browser of browsers) {
  describe(`folding in ${browser}`, () => {
    /** @type {Awaited<ReturnType<typeof begin>>} */
    let place;
    before(async () => (place = await begin(browser)));
    after(() => place.close());
    const on = async (html, act, how) => {
      const page = await place.open(html, how);
      try {
        const result = await page.evaluate(act);
        assert.deepEqual(page.trouble, []);
        return result;
      } finally {
        await page.close();
      }
    };

    test("the later copy folds as one run, the first stays, and all comes back exactly", async () => {
      const r = await on(twice, () => {
        const before = document.documentElement.outerHTML;
        const annotator = globalThis.make();
        annotator.fold({ substance: false });
        const folded = [...document.querySelectorAll("[data-galley-fold]")];
        const all = [...document.querySelectorAll("p")];
        const bars = annotator.bars().map((bar) => ({ ...bar, anchor: all.indexOf(bar.anchor) }));
        const hidden = folded.map((e) => [all.indexOf(e), e.getAttribute("hidden")]);
        annotator.unfold();
        const after = document.documentElement.outerHTML;
        annotator.fold({ substance: false });
        annotator.stop();
        return { bars, hidden, same: before === after, stopped: before === document.documentElement.outerHTML };
      });
      assert.deepEqual(r.hidden, [5, 6, 7, 8].map((i) => [i, "until-found"]));
      assert.equal(r.bars.length, 1);
      assert.deepEqual([r.bars[0].folded, r.bars[0].blocks, r.bars[0].class, r.bars[0].anchor], [true, 4, "exact", 5]);
      assert.ok(r.same && r.stopped);
    });

    test("attributes of every kind come back as they were written, and the page's own changes stay", async () => {
      const dressed = [`class="" style="color: red"`, `data-x='a"b' id=p2 lang=en-GB`, `STYLE="" title=" two  spaces "`, `aria-label="x" class="b  a" hidden-by="no"`];
      const copies = paragraphs.map((p, i) => p.replace("<p>", `<p ${dressed[i]}>`)).join("");
      const r = await on(article(`<h1>Storm closes the harbour</h1>${paragraphs.join("")}<div>${copies}</div>`), () => {
        const before = document.documentElement.outerHTML;
        const annotator = globalThis.make();
        annotator.fold({ substance: false });
        const copies = [...document.querySelectorAll("div p")];
        const folded = copies.filter((p) => p.matches('[data-galley-fold][hidden="until-found"]')).length;
        annotator.unfold();
        const same = before === document.documentElement.outerHTML;
        annotator.fold({ substance: false });
        // What the page writes meanwhile is the page's.
        copies[0].className = "late";
        copies[1].style.color = "green";
        copies[2].hidden = true;
        annotator.stop();
        return { folded, same, late: copies.map((p) => [p.className, p.style.color, p.getAttribute("hidden"), p.hasAttribute("data-galley-fold")]) };
      });
      assert.deepEqual([r.folded, r.same], [4, true]);
      assert.deepEqual(r.late, [["late", "red", null, false], ["", "green", null, false], ["", "", "", false], ["b  a", "", null, false]]);
    });

    test("the order of attributes and classes without meaning change nothing", async () => {
      const found = async (write) => on(article(`<h1>Storm closes the harbour</h1>${paragraphs.map((p, i) => write(p, i)).join("")}<section>${paragraphs.map((p, i) => write(p, i + 7)).join("")}</section>`), () => JSON.stringify(globalThis.make().report().duplicates));
      const plain = await found((p) => p);
      assert.match(plain, /"exact"/);
      assert.equal(await found((p, i) => p.replace("<p>", `<p class="x${i} css-1q${i}z" data-n="${i}" lang="en">`)), plain);
      assert.equal(await found((p, i) => p.replace("<p>", `<p lang="en" data-n="${i}" class="css-1q${i}z x${i}">`)), plain);
    });

    test("of boxes that overlap each paragraph stays once", async () => {
      const more = `<p>Fishermen on the eastern side lent their own boats to the pilots, and by the evening a dozen of them were carrying ropes and lamps between the ships.</p>`;
      const all = [...paragraphs, more];
      const box = (from) => `<section>${all.slice(from, from + 3).join("")}</section>`;
      const r = await on(article(`<h1>Storm closes the harbour</h1>${box(0)}${box(1)}${box(2)}`), () => {
        const annotator = globalThis.make();
        annotator.fold({ substance: false });
        const folded = [...document.querySelectorAll("p")].map((p) => p.hasAttribute("data-galley-fold"));
        annotator.stop();
        return { folded, left: document.querySelectorAll("[data-galley-fold],[hidden]").length };
      });
      assert.deepEqual(r, { folded: [false, false, false, true, true, false, true, true, false], left: 0 });
    });

    test("one run opens and folds by hand", async () => {
      const r = await on(twice, () => {
        const annotator = globalThis.make();
        annotator.fold({ substance: false });
        const count = () => document.querySelectorAll("[data-galley-fold]").length;
        const steps = [count()];
        annotator.toggle(0, false);
        steps.push(count());
        annotator.fold({ substance: false });
        steps.push(count());
        annotator.toggle(0, true);
        steps.push(count());
        return { steps, unknown: annotator.toggle(99, true) };
      });
      assert.deepEqual(r.steps, [4, 0, 0, 4]);
      assert.equal(r.unknown, false);
    });

    test("what the browser showed for a search stays open", async () => {
      const r = await on(twice, () => {
        const annotator = globalThis.make();
        annotator.fold({ substance: false });
        // What find-in-page does to such an element.
        document.querySelector("[data-galley-fold]").removeAttribute("hidden");
        const bars = annotator.bars();
        return { folded: bars.map((b) => b.folded), left: document.querySelectorAll("[data-galley-fold],[hidden]").length };
      });
      assert.deepEqual(r, { folded: [false], left: 0 });
    });

    test("text that only a screen reader is given keeps nothing and is not folded", async () => {
      const dot = `<div style="position:absolute;width:1px;height:1px;overflow:hidden">${paragraphs.join("")}</div>`;
      const folded = await on(article(`${dot}<h1>Storm closes the harbour</h1>${paragraphs.join("")}`), () => {
        globalThis.make().fold({ substance: true });
        return document.querySelectorAll("[data-galley-fold]").length;
      });
      assert.equal(folded, 0);
    });

    test("what is in use is not folded", async () => {
      const uses = {
        focus: (copy) => {
          copy.append(Object.assign(document.createElement("button"), { textContent: "x" }));
          copy.lastChild.focus();
        },
        selection: (copy) => getSelection().selectAllChildren(copy),
      };
      for (const [name, use] of Object.entries(uses)) {
        const left = await on(twice, `(() => {
          const copy = document.querySelectorAll("p")[6];
          const annotator = make();
          (${use})(copy);
          annotator.fold({ substance: false });
          return document.querySelectorAll("[data-galley-fold]").length;
        })()`);
        assert.equal(left, 0, name);
      }
      const target = twice.replace("wooden piles.</p><p>", `wooden piles.</p><p id="here">`);
      assert.equal(await on(target, () => {
        globalThis.make().fold({ substance: true });
        return document.querySelector("#here").hasAttribute("data-galley-fold");
      }, { hash: "#here" }), false, "target of the address");
    });

    test("a copy in which media plays stays open until it is silent", async () => {
      const r = await on(twice, () => {
        const copy = document.querySelectorAll("p")[6];
        const video = document.createElement("video");
        copy.append(video);
        let paused = false;
        Object.defineProperty(video, "paused", { get: () => paused });
        const annotator = globalThis.make();
        const folded = () => document.querySelectorAll("[data-galley-fold]").length;
        annotator.fold({ substance: false });
        const playing = folded();
        paused = true;
        annotator.fold({ substance: false });
        const silent = folded();
        annotator.stop();
        return { playing, silent };
      });
      assert.deepEqual(r, { playing: 0, silent: 4 });
    });

    test("folding twice is folding once, and a folded page reads like an open one", async () => {
      const r = await on(twice, () => {
        const annotator = globalThis.make();
        const found = JSON.stringify(annotator.report().duplicates);
        annotator.fold({ substance: false });
        const once = document.documentElement.outerHTML;
        annotator.fold({ substance: false });
        const again = globalThis.make();
        const same = { html: once === document.documentElement.outerHTML, found: found === JSON.stringify(again.report().duplicates) };
        annotator.stop();
        return same;
      });
      assert.deepEqual(r, { html: true, found: true });
    });

    test("a folded block that the page makes anew is shown, and folds again when it is read", async () => {
      const r = await on(twice, async () => {
        const annotator = globalThis.make();
        annotator.fold({ substance: false });
        const copy = document.querySelectorAll("[data-galley-fold]")[1];
        copy.replaceWith(Object.assign(document.createElement("p"), { textContent: copy.textContent }));
        await new Promise((done) => setTimeout(done));
        annotator.refresh();
        while (!annotator.step(1000));
        const shown = document.querySelectorAll("[data-galley-fold]").length;
        annotator.fold({ substance: false });
        const folded = document.querySelectorAll("[data-galley-fold]").length;
        annotator.stop();
        return { shown, folded, left: document.querySelectorAll("[data-galley-fold],[hidden]").length };
      });
      assert.deepEqual(r, { shown: 0, folded: 4, left: 0 });
    });

    test("a copy that only narrow windows show is a copy only there", async () => {
      const [first, ...rest] = paragraphs;
      const narrow = `<style>@media (min-width: 700px) { .narrow { display: none } }</style><div class="narrow">${[first, ...rest].join("")}</div>`;
      const page = await place.open(article(`<h1>Storm closes the harbour</h1>${paragraphs.join("")}${narrow}`));
      const folds = () => page.evaluate(() => {
        const annotator = globalThis.make();
        annotator.fold({ substance: false });
        const folded = document.querySelectorAll(".narrow [data-galley-fold]").length;
        annotator.stop();
        return folded;
      });
      await page.setViewport({ width: 1000, height: 700 });
      const wide = await folds();
      await page.setViewport({ width: 500, height: 700 });
      assert.deepEqual([wide, await folds()], [0, 4]);
      await page.close();
    });

    test("a selection over folds copies the text that is shown and nothing of ours", async () => {
      const r = await on(twice, () => {
        const open = document.body.innerText;
        const annotator = globalThis.make();
        annotator.fold({ substance: false });
        getSelection().selectAllChildren(document.body);
        const text = getSelection().toString();
        annotator.stop();
        const lines = (all) => all.split("\n").map((line) => line.trim()).filter(Boolean);
        const known = new Set(lines(open));
        return { ours: lines(text).filter((line) => !known.has(line)), once: lines(text).filter((line) => line.startsWith("Nobody was hurt")).length };
      });
      assert.deepEqual(r.ours, []);
      assert.ok(r.once >= 1);
    });

    test("the line being read stays where it is", async () => {
      const long = twice.replaceAll("<p>", `<p style="font-size:40px">`);
      const moved = await on(long, () => {
        const annotator = globalThis.make();
        const last = [...document.querySelectorAll("p")].at(-1);
        last.style.marginBottom = "2000px";
        last.scrollIntoView({ block: "start" });
        const tops = [last.getBoundingClientRect().top];
        annotator.fold({ substance: false });
        tops.push(last.getBoundingClientRect().top);
        annotator.unfold();
        tops.push(last.getBoundingClientRect().top);
        return tops.map((top) => Math.abs(top - tops[0]));
      });
      assert.ok(Math.max(...moved) <= 2, String(moved));
    });

    test("a changed paragraph is read again, its marks vanish at once, and folds stay", async () => {
      const r = await on(twice, async () => {
        const annotator = globalThis.make();
        const all = { density: "everything", names: true, claims: true };
        annotator.paint(all);
        annotator.fold({ substance: false });
        const sizes = () => ["person", "place", "organisation", "date", "amount", "cue"].reduce((n, k) => n + (CSS.highlights.get(`galley-${k}-light`)?.size ?? 0), 0);
        const nothing = annotator.refresh();
        const before = sizes();
        const text = document.querySelectorAll("p")[1].firstChild;
        text.data = "Somebody else was there.";
        await new Promise((done) => setTimeout(done));
        const vanished = sizes();
        const minor = annotator.refresh();
        while (!annotator.step(1000));
        annotator.paint(all);
        const again = annotator.refresh();
        const words = Array.from({ length: 12 }, (_, i) => annotator.text(i, 0, 1e5));
        const folded = document.querySelectorAll("[data-galley-fold]").length;
        // The original is gone: what was its copy is the only one left.
        annotator.stop();
        return { nothing, minor, again, before, vanished, words, folded, left: document.querySelectorAll("[data-galley-fold],[hidden]").length };
      });
      assert.deepEqual(r.nothing, { changed: false, huge: false });
      assert.deepEqual(r.minor, { changed: true, huge: false });
      assert.deepEqual(r.again, { changed: false, huge: false });
      assert.ok(r.vanished < r.before, `${r.vanished} of ${r.before} marks stand`);
      assert.ok(r.words.includes("Somebody else was there."));
      assert.equal(r.left, 0);
    });

    test("after any sequence of updates the page is as if we had never been there", async () => {
      const differs = await on(twice, async () => {
        // Two tabs in one: the same updates on a copy of the document that never met the core.
        const control = document.implementation.createHTMLDocument("");
        control.replaceChild(control.importNode(document.documentElement, true), control.documentElement);
        let state = 7;
        const random = (n) => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % n;
        const updates = [
          (doc, i) => (doc.querySelectorAll("p")[i % doc.querySelectorAll("p").length].firstChild.data += " More."),
          (doc, i) => doc.body.append(Object.assign(doc.createElement("p"), { textContent: `News ${i}` })),
          (doc, i) => doc.querySelectorAll("p").length > 4 && doc.querySelectorAll("p")[i % 3].remove(),
          (doc, i) => doc.body.prepend(doc.querySelectorAll("p")[i % doc.querySelectorAll("p").length]),
          (doc, i) => doc.querySelectorAll("p")[i % doc.querySelectorAll("p").length].classList.toggle("x"),
          (doc, i) => {
            const p = doc.querySelectorAll("p")[i % doc.querySelectorAll("p").length];
            p.replaceWith(Object.assign(doc.createElement("p"), { textContent: p.textContent }));
          },
        ];
        const annotator = globalThis.make();
        const wishes = [
          () => annotator.fold({ substance: true }), () => annotator.unfold(), () => annotator.bars(),
          () => annotator.toggle(0, random(2) === 1), () => annotator.paint({ density: "everything", names: true, claims: true }),
          () => { annotator.refresh(); while (!annotator.step(1000)); },
        ];
        for (let round = 0; round < 120; round += 1) {
          const [update, i] = [updates[random(updates.length)], random(1000)];
          update(document, i);
          update(control, i);
          for (let n = random(3); n > 0; n -= 1) wishes[random(wishes.length)]();
        }
        annotator.stop();
        const [is, ought] = [document.body.outerHTML, control.body.outerHTML];
        return is === ought && CSS.highlights.size === 0 ? "" : `${is.slice(0, 3000)}\n---\n${ought.slice(0, 3000)}`;
      });
      assert.equal(differs, "");
    });
  });
}
