/**
 * How long reading takes, by length of the article, browser and encoding: models and core to first mark,
 * the longest task, and an update of one paragraph. Milliseconds, the middle of three runs.
 */

import { begin, article, bring } from "../../tests/dom/support.js";
import { browsers } from "../../tests/extension/harness.js";

const sentences = [
  "Ann Lee told reporters in Paris on Monday that exports had fallen by $1.2 billion over the year.",
  "According to a report by the World Bank, the harbour of Lisbon was closed for three weeks in March.",
  "“We shall see what the engineers say,” said Martin Okafor, who leads the county council.",
  "The repair is expected to cost 4.2 million euros, of which the ministry would carry half.",
];

/** Paragraphs of about 60 words, no two alike. @param {number} words */
const text = (words) =>
  Array.from({ length: Math.ceil(words / 60) }, (_, i) => `<p>Part ${i} of ${words}. ${sentences.map((s, k) => s.replace(/\d/, String((i * 7 + k) % 10))).join(" ")}</p>`).join("");

/** Runs in the page. */
const measure = async () => {
  const { Annotator, models } = globalThis.galleyCore;
  let longest = 0;
  const timed = (act) => {
    const start = performance.now();
    const answer = act();
    longest = Math.max(longest, performance.now() - start);
    return answer;
  };
  const paint = (annotator) => timed(() => annotator.paint({ density: "standard", names: true, claims: true }));
  const finish = async (annotator) => {
    while (!timed(() => annotator.step(8))) await new Promise((next) => setTimeout(next));
  };
  const start = performance.now();
  const annotator = timed(() => new Annotator(models, {}));
  timed(() => annotator.read(document));
  await finish(annotator);
  paint(annotator);
  const first = performance.now() - start;
  document.querySelectorAll("p")[1].firstChild.data += " Bo Roe agreed.";
  await new Promise((next) => setTimeout(next));
  const again = performance.now();
  annotator.refresh();
  await finish(annotator);
  paint(annotator);
  const update = performance.now() - again;
  annotator.stop();
  return { first, longest, update };
};

console.log("browser    encoding     words  first mark  longest task  update of a paragraph  (ms)");
for (const browser of browsers) {
  const place = await begin(browser);
  for (const encoding of browser === "chromium" ? ["wasm", "script"] : ["wasm"]) {
    for (const words of [1000, 10000, 100000]) {
      const runs = [];
      for (let i = 0; i < 3; i += 1) {
        const page = await place.open(article(text(words)), { encoding: null });
        await bring(page, encoding);
        runs.push(await page.evaluate(measure));
        await page.close();
      }
      const middle = (key) => runs.map((r) => r[key]).sort((a, b) => a - b)[1].toFixed(1);
      console.log([browser.padEnd(10), encoding.padEnd(8), String(words).padStart(9), middle("first").padStart(11), middle("longest").padStart(13), middle("update").padStart(22)].join(" "));
    }
  }
  await place.close();
}
process.exit(0);
