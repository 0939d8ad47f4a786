/**
 * Notices that the ground under the text changed: the system's theme, the page's own switch, or an
 * extension that darkens pages; and that the page turned its direction round.
 *
 * Problem: the marks' colours are chosen from the measured ground of each block, the margin's side from its
 * direction. Policy: watch what such switches write (attributes of `html` and `body`) and the system's
 * preference, and measure again only when the page's own colours or direction really are others. A page that fades from one to the other is looked at once
 * more when the fade has ended. Who owns state: this file, until it is stopped.
 */

import { page as document } from "./page.js";

/**
 * @param {() => void} changed
 * @returns {() => void} stops watching
 */
export function watchTheme(changed) {
  const stopping = new AbortController();
  const { signal } = stopping;
  let frame = 0;
  let before = looks();

  const look = () => {
    frame = 0;
    const now = looks();
    if (now === before) return;
    before = now;
    changed();
  };
  const soon = () => {
    frame ||= requestAnimationFrame(look);
  };
  const observer = new MutationObserver(soon);
  for (const element of [document.documentElement, document.body]) if (element) observer.observe(element, { attributes: true });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", soon, { signal });
  document.addEventListener("transitionend", (event) => {
    if (/color/.test(event.propertyName)) soon();
  }, { signal, passive: true });

  return () => {
    stopping.abort();
    observer.disconnect();
    cancelAnimationFrame(frame);
  };
}

/** Colours and direction of the page as a whole, as one word to compare. */
function looks() {
  return [document.documentElement, document.body].map((element) => {
    const style = element && getComputedStyle(element);
    return style ? `${style.backgroundColor} ${style.color} ${style.direction}` : "";
  }).join("|");
}
