/**
 * Notices that the page moved on: another article at another address, or other words in this one.
 *
 * Policy: changes are gathered for a short time; nothing is done while the page is hidden; a page that
 * never stops changing is given up quietly after so many rounds a minute, until it navigates. What we
 * put there ourselves is no change. Who owns state: this file owns its observer and its timer.
 */

import { page as document } from "./page.js";
import { timings } from "./timings.js";

/**
 * @param {{changed: () => Promise<unknown>, navigated: () => void, ours: (node: Node) => boolean}} actions
 * @returns {() => void} stops watching
 */
export function watchPage(actions) {
  const stopping = new AbortController();
  const { signal } = stopping;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let since = 0;
  let waiting = false;
  /** @type {number[]} */
  let rounds = [];
  let address = place();

  const run = async () => {
    timer = undefined;
    if (place() !== address) return moved();
    if (document.hidden) {
      waiting = true;
      return undefined;
    }
    const now = performance.now();
    rounds = rounds.filter((at) => now - at < 60000);
    if (rounds.length >= timings.rounds) return undefined;
    rounds.push(now);
    since = 0;
    waiting = false;
    await actions.changed();
    return undefined;
  };

  const soon = () => {
    const now = performance.now();
    since ||= now;
    clearTimeout(timer);
    timer = setTimeout(run, Math.max(0, Math.min(timings.changes, since + timings.changesAtMost - now)));
  };

  function moved() {
    if (place() === address) return undefined;
    address = place();
    rounds = [];
    since = 0;
    clearTimeout(timer);
    timer = undefined;
    actions.navigated();
    return undefined;
  }

  const observer = new MutationObserver((records) => {
    if (records.some(theirs)) soon();
  });
  /** @param {MutationRecord} record */
  const theirs = (record) => {
    if (actions.ours(record.target)) return false;
    if (record.type === "childList") return [...record.addedNodes, ...record.removedNodes].some((node) => !actions.ours(node));
    return true;
  };
  observer.observe(document.documentElement, { childList: true, characterData: true, subtree: true });

  const { navigation } = /** @type {any} */ (globalThis);
  // The address changes before the new text is there: read once the page had time to draw.
  const later = () => setTimeout(moved, timings.changes);
  navigation?.addEventListener("navigatesuccess", later, { signal });
  addEventListener("popstate", later, { signal });
  document.addEventListener("visibilitychange", () => waiting && !document.hidden && soon(), { signal });

  return () => {
    stopping.abort();
    observer.disconnect();
    clearTimeout(timer);
  };
}

/** The address without its fragment. */
const place = () => location.href.split("#")[0];
