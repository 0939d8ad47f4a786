/**
 * The ring: shows for a moment where a row of the panel stands in the text, without touching the text.
 */

import { el, still } from "./elements.js";
import { around } from "./layout.js";
import { timings } from "./timings.js";

/** @typedef {import("./layout.js").Box} Box */

/** @param {ReturnType<typeof import("./layer.js").createLayer>} layer */
export function createRing(layer) {
  /** @type {import("./layer.js").Thing | null} */
  let thing = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const clear = () => {
    clearTimeout(timer);
    if (thing) layer.remove(thing);
    thing = null;
  };

  return {
    clear,
    /**
     * @param {() => readonly Box[]} boxes of the words, in viewport pixels
     * @param {boolean} [fades] whether it goes by itself
     */
    show(boxes, fades = true) {
      clear();
      const node = el("div", { class: fades ? "piece ring" : "piece", "aria-hidden": "true" });
      thing = {
        node,
        box: () => {
          const all = boxes();
          return all.length ? around(all) : null;
        },
        put: (ring, box) => {
          ring.style.cssText = `left:${box.left - 4}px;top:${box.top - 3}px;width:${box.right - box.left + 8}px;height:${box.bottom - box.top + 6}px`;
        },
      };
      layer.add(thing);
      layer.place();
      if (fades) timer = setTimeout(clear, still() ? timings.ringStill : timings.ring);
    },
  };
}
