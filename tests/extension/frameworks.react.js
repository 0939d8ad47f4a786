/** The newsroom application written for React; preact runs the same source. Bundled by its test. */

import { createElement as h, useEffect, useState } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { hear, mount, shown, start } from "./frameworks.story.js";

function Story() {
  const [now, set] = useState(start);
  useEffect(() => hear(set), []);
  return h("article", null, h("h1", null, "The harbour"), shown(now).map(({ key, text }) => h("p", { key }, text)));
}

mount((place) => createRoot(place).render(h(Story)), (place) => hydrateRoot(place, h(Story)));
