/** One small newsroom application, written for React; preact runs the same source. Bundled by its test. */

import { createElement as h, useEffect, useState } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { first } from "./frameworks.story.js";

function Story() {
  const [{ round, rows, corrected }, set] = useState({ round: 0, rows: first, corrected: false });
  useEffect(() => {
    const acts = {
      correct: () => set((s) => ({ ...s, corrected: true })),
      rekey: () => set((s) => ({ ...s, round: s.round + 1, rows: s.rows.toReversed() })),
      drop: () => set((s) => ({ ...s, rows: s.rows.slice(0, -2) })),
      add: () => set((s) => ({ ...s, rows: [...s.rows, "Sam Penhale of Truro told reporters on Friday that the pier would open again in the spring, whatever it may cost."] })),
    };
    const act = (event) => acts[event.detail]();
    addEventListener("act", act);
    globalThis.mounted = true;
    return () => removeEventListener("act", act);
  }, []);
  return h("article", null, h("h1", null, "The harbour"), rows.map((text, i) => h("p", { key: `${round}:${i}` }, corrected && i === 1 ? text.replaceAll("Lisbon", "Porto") : text)));
}

const place = document.querySelector("#app");
if (place.firstElementChild) addEventListener("hydrate", () => hydrateRoot(place, h(Story)));
else createRoot(place).render(h(Story));
