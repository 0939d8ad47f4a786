// @ts-check
// Lets a program of npm annotate texts, for comparison: `peers.js NAME FOLDER TEXTS OUT`.
// TEXTS holds one {"id","text"} a line; OUT gets one {"id","entities":[{"start","end","kind"}]} a line,
// offsets in characters (code points) of the text. Every line of a text is annotated by itself, as a paragraph.

import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{start: number, end: number, kind: string}} Found offsets in UTF-16 of one line */

const [name, folder, texts, out] = process.argv.slice(2);
const load = createRequire(join(folder, 'package.json'));

/** @returns {(line: string) => Found[]} */
function compromise() {
  const nlp = load('compromise');
  return (line) => {
    const doc = nlp(line);
    /** @type {[string, any][]} */
    const kinds = [['person', doc.people()], ['organisation', doc.organizations()], ['place', doc.places()]];
    return kinds.flatMap(([kind, view]) => view.json({ offset: true }).map((/** @type {any} */ found) => ({
      start: found.offset.start, end: found.offset.start + found.offset.length, kind,
    })));
  };
}

/** Its web model has types for dates, amounts, addresses and the like: what is no name is counted as nothing. */
function wink() {
  const nlp = load('wink-nlp')(load('wink-eng-lite-web-model'));
  const its = nlp.its;
  /** @type {Map<string, number>} */
  const types = new Map();
  const kinds = new Map(Object.entries({ PERSON: 'person', ORGANIZATION: 'organisation', LOCATION: 'place', GPE: 'place' }));
  process.on('exit', () => console.error(`wink-nlp found: ${[...types].map(([t, n]) => `${t} ${n}`).join(', ') || 'nothing'}`));
  return (/** @type {string} */ line) => {
    /** @type {Found[]} */
    const found = [];
    const doc = nlp.readDoc(line);
    let from = 0;
    doc.entities().each((/** @type {any} */ entity) => {
      const type = entity.out(its.type);
      types.set(type, (types.get(type) ?? 0) + 1);
      const words = entity.out();
      const start = line.indexOf(words, from);
      const kind = kinds.get(type);
      if (start >= 0) {
        from = start + words.length;
        if (kind) found.push({ start, end: from, kind });
      }
    });
    return found;
  };
}

const annotate = name === 'compromise' ? compromise() : wink();
const lines = readFileSync(texts, 'utf8').split('\n').filter(Boolean).map((row) => {
  const { id, text } = JSON.parse(row);
  /** @type {Found[]} */
  const entities = [];
  let base = 0;
  for (const line of text.split('\n')) {
    for (const { start, end, kind } of annotate(line)) {
      const before = base + [...line.slice(0, start)].length;
      entities.push({ start: before, end: before + [...line.slice(start, end)].length, kind });
    }
    base += [...line].length + 1;
  }
  return JSON.stringify({ id, entities });
});
writeFileSync(out, `${lines.join('\n')}\n`);
