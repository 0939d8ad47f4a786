/** Random pages in a browser for some time, each from its seed; the exit status is 1 when one fails. */

import { bringWalk, walkSeeds } from "../../tests/dom/randompage.js";
import { article, begin } from "../../tests/dom/support.js";
import { browsers } from "../../tests/extension/harness.js";
import { flags } from "./pages.js";

const { seconds = "60", seed = "1", browser: chosen } = flags(process.argv.slice(2));
/** A call of the protocol must answer within two minutes. */
const turn = 30;

let failed = false;
for (const browser of chosen ? [chosen] : browsers) {
  const place = await begin(browser);
  let from = Number(seed);
  for (let left = Number(seconds); left > 0 && !failed; left -= turn) {
    const page = await place.open(article(""));
    await bringWalk(page);
    const done = await page.evaluate(walkSeeds, { from, milliseconds: Math.min(left, turn) * 1000 });
    if (done.wrong) {
      failed = true;
      console.log(`${browser}: the walk failed on seed ${done.seed}: ${done.wrong}`);
    }
    from = done.seed + 1;
    await page.close();
  }
  if (!failed) console.log(`${browser}: walk: ${from - Number(seed)} pages in ${seconds} s, seeds ${seed} to ${from - 1}, none failed`);
  await place.close();
}
process.exit(failed ? 1 : 0);
