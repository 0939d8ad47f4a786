/**
 * Notes that the page changed since it was read, and how much.
 *
 * Policy: one observer, which keeps two numbers and no nodes; marks on text that changed are taken away
 * at once, because Chromium would go on painting the old offsets over new words. What we put on the page
 * ourselves is no change. When to read again is the shell's choice.
 */

import { localName, nodeType, rootOf } from "./nodes.js";
import { forget } from "./painter.js";

/** So many changes at once, or so many nodes added, are a new page rather than an edited one. */
const HUGE = 1000;

const ours = (node) => nodeType(node) === 1 && localName(node).startsWith("galley-");

class Watch {
  constructor(document) {
    this.changes = 0;
    this.observer = new MutationObserver((records) => this.note(records));
    this.observer.observe(rootOf(document), { childList: true, characterData: true, subtree: true });
  }

  note(records) {
    for (const record of records) {
      if (record.type === "characterData") {
        this.changes += 1;
        forget(record.target);
        continue;
      }
      for (const nodes of [record.addedNodes, record.removedNodes]) {
        for (const node of nodes) if (!ours(node)) this.changes += 1;
      }
    }
  }
}

export function watch(document) {
  return new Watch(document);
}

/** 0: nothing changed since the last call; 1: a little; 2: so much that it is another page. */
export function changed(watch) {
  watch.note(watch.observer.takeRecords());
  const { changes } = watch;
  watch.changes = 0;
  return changes === 0 ? 0 : changes > HUGE ? 2 : 1;
}

export function unwatch(watch) {
  watch.observer.disconnect();
}
