/**
 * The layer of our own things that stand beside or over the text: bars, gutter marks, ring.
 *
 * Problem: they must follow the page without being in its tree. Policy: one host on `documentElement`,
 * absolutely positioned things in it, measured against the host itself, all reads before all writes, at
 * most once a frame and only when something moved. When the page throws the host away it is put back.
 * Who owns state: whoever adds a thing removes it.
 */

import { createHost } from "./elements.js";
import { page as document } from "./page.js";
import { layerCss } from "./styles.js";

/** @typedef {import("./layout.js").Box & {end?: boolean}} Place `end`: at the right edge, ending there */
/** A page that takes our host away so many times does not want it. */
const mostReturns = 3;

/**
 * @typedef {{
 *   node: HTMLElement,
 *   box: () => Place | null,
 *   put: (node: HTMLElement, box: Place) => void
 * }} Thing `box` is in viewport pixels, `put` gets it in the layer's own
 */

export function createLayer() {
  const { host, root } = createHost("galley-layer", layerCss);
  /** @type {Set<Thing>} */
  const things = new Set();
  const stopping = new AbortController();
  const { signal } = stopping;
  let frame = 0;
  let returns = 0;

  /** Puts every thing where its text is now. */
  function place() {
    frame = 0;
    if (!host.isConnected || things.size === 0) return;
    const origin = host.getBoundingClientRect();
    const read = [...things].map((thing) => ({ thing, box: thing.box() }));
    for (const { thing, box } of read) {
      // A box that is scrolled out of an inner scroller has no size or lies elsewhere: hide it, but keep
      // it reachable by key.
      thing.node.classList.toggle("out", box === null);
      if (box) thing.put(thing.node, { ...box, left: box.left - origin.left, right: box.right - origin.left, top: box.top - origin.top, bottom: box.bottom - origin.top });
    }
  }

  const soon = () => {
    if (!frame && things.size > 0) frame = requestAnimationFrame(place);
  };
  const sizes = new ResizeObserver(soon);
  const children = new MutationObserver(() => {
    if (things.size > 0 && !host.isConnected && returns < mostReturns) {
      returns += 1;
      document.documentElement.append(host);
      soon();
    }
  });

  return {
    host,
    root,
    soon,
    place,
    /** @param {Thing} thing */
    add(thing) {
      if (!host.isConnected && returns < mostReturns) document.documentElement.append(host);
      if (things.size === 0) {
        sizes.observe(document.documentElement);
        if (document.body) sizes.observe(document.body);
        children.observe(document.documentElement, { childList: true });
        addEventListener("resize", soon, { signal, passive: true });
        document.addEventListener("scroll", (event) => event.target instanceof Document || soon(), { signal, passive: true, capture: true });
      }
      things.add(thing);
      root.append(thing.node);
      soon();
    },
    /** @param {Thing} thing */
    remove(thing) {
      things.delete(thing);
      thing.node.remove();
      if (things.size === 0) {
        sizes.disconnect();
        children.disconnect();
        host.remove();
      }
    },
    stop() {
      stopping.abort();
      sizes.disconnect();
      children.disconnect();
      cancelAnimationFrame(frame);
      host.remove();
      things.clear();
    },
  };
}
