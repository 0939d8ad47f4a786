/**
 * Notes what changed since the page was read, and how much.
 *
 * Policy: one observer for the document and its open shadow roots; marks on text that changed are taken away
 * at once, because Chromium would go on painting the old offsets over new words. The elements that changed
 * are kept, so that only they are read again, but never more than `HUGE`: beyond that it is another page,
 * and only that is remembered. What we put on the page ourselves is no change. When to read again is the
 * shell's choice.
 */

import { localName, nodeType, rootOf } from "./nodes.js";
import { forget } from "./painter.js";

/** So many changes at once, or so many nodes added, are a new page rather than an edited one. */
const HUGE = 1000;
const WHAT = { childList: true, characterData: true, subtree: true };

/** The observations that go on. */
const watches = new Set();

const ours = (node) => nodeType(node) === 1 && localName(node).startsWith("galley-");

class Watch {
  constructor(document) {
    this.observer = new MutationObserver((records) => this.note(records));
    this.observer.observe(rootOf(document), WHAT);
    this.roots = new WeakSet();
    this.clear();
    watches.add(this);
  }

  clear() {
    this.changes = 0;
    this.changed = new Set();
    this.added = new Set();
  }

  note(records) {
    for (const record of records) {
      if (record.type === "characterData") {
        forget(record.target);
        this.add(record.target, 1);
        continue;
      }
      let changes = 0;
      for (const node of record.addedNodes) {
        if (ours(node)) continue;
        changes += 1;
        if (this.changes <= HUGE) this.added.add(node);
      }
      for (const node of record.removedNodes) if (!ours(node)) changes += 1;
      if (changes) this.add(record.target, changes);
    }
  }

  add(node, changes) {
    this.changes += changes;
    if (this.changes <= HUGE) this.changed.add(node);
    else if (this.changed.size) {
      this.changed.clear();
      this.added.clear();
    }
  }
}

export function watch(document) {
  return new Watch(document);
}

/** Also watches the shadow roots that a reading met. */
export function watchRoots(watch, reading) {
  for (const root of reading.roots) {
    if (watch.roots.has(root)) continue;
    watch.roots.add(root);
    watch.observer.observe(root, WHAT);
  }
}

/** 0: nothing changed since `take`; 1: a little; 2: so much that it is another page. */
export function changed(watch) {
  watch.note(watch.observer.takeRecords());
  return watch.changes === 0 ? 0 : watch.changes > HUGE ? 2 : 1;
}

/** Gives away what changed, and forgets it. */
export function take(watch) {
  const news = { changed: watch.changed, added: watch.added };
  watch.clear();
  return news;
}

export function unwatch(watch) {
  watch.observer.disconnect();
  watches.delete(watch);
}

/** Ends every observation, whoever began it. */
export function undoWatches() {
  for (const watch of [...watches]) unwatch(watch);
}
