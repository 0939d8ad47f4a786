/** A small report with its words, for tests of pure modules. */

import { key, wordsNeeded } from "../../extension/findings.js";

export const blocks = [
  "Ann Lee said exports fell by $1.2 billion.",
  "Reuters reported that two officials said talks “may” resume.",
  "=SUM(A1) The figure was 40 per cent.",
  "Ann Lee said exports fell by $1.5 billion.",
];

const at = (block, words, from = 0) => {
  const start = blocks[block].indexOf(words, from);
  if (start < 0) throw new Error(`no ${words} in block ${block}`);
  return { block, start, end: start + words.length };
};

const claim = (id, more) => ({
  id, kind: "indirect", source: null, cue: [], content: [], speaker: null, sourceKind: "noneGiven", tone: "neutral", target: null, addressee: null,
  hedges: [], quantities: [], negated: false, question: false, directive: false, attitude: false, parent: null, same: null, score: 0.5, ...more,
});

export const report = {
  blocks: 4, paragraphs: 4, words: 30, sentences: [],
  duplicates: { repeated: 1, of: 4, runs: [{ kind: "copy", blocks: [{ block: 3, originals: [0], class: "substance", differences: [{ kind: "number", original: at(0, "$1.2 billion"), copy: at(3, "$1.5 billion") }] }] }] },
  entities: [
    { id: 0, kind: "person", name: "Ann Lee", aliases: ["Lee"], title: null, description: null, relations: [], guess: false, mentions: 2, descriptions: 0, claims: 1 },
    { id: 1, kind: "organisation", name: "Reuters", aliases: [], title: null, description: null, relations: [], guess: true, mentions: 1, descriptions: 0, claims: 1 },
  ],
  mentions: [
    { entity: 0, form: "name", ...at(0, "Ann Lee") },
    { entity: 1, form: "name", ...at(1, "Reuters") },
    { entity: 0, form: "name", ...at(3, "Ann Lee") },
  ],
  quantities: [{ kind: "money", value: "1200000000", unit: "USD", approximate: false, ...at(0, "$1.2 billion") }, { kind: "percent", value: "40", unit: "%", approximate: false, ...at(2, "40 per cent") }],
  claims: [
    claim(0, { source: at(0, "Ann Lee"), cue: [at(0, "said")], content: [at(0, "exports fell by $1.2 billion")], speaker: 0, sourceKind: "namedPerson", quantities: [0] }),
    claim(1, { source: at(1, "Reuters"), cue: [at(1, "reported that")], content: [at(1, "two officials said talks “may” resume")], speaker: 1, sourceKind: "outlet" }),
    claim(2, { source: at(1, "two officials"), cue: [at(1, "said")], content: [at(1, "talks “may” resume")], sourceKind: "officialUnnamed", parent: 1, hedges: [at(1, "may")] }),
    claim(3, { cue: [at(1, "said")], content: [at(1, "talks")], attitude: true }),
  ],
  statements: [{ ...at(2, "=SUM(A1) The figure was 40 per cent."), score: 0.9, follows: null, quantities: [1] }],
};

export const say = (piece) => (blocks[piece.block] ?? "").slice(piece.start, piece.end).replace(/\s+/g, " ").trim();

export const words = Object.fromEntries(wordsNeeded(report).map((piece) => [key(piece), say(piece)]));

export const state = { phase: "done", title: "A | title", url: "https://news.example/a#old", language: "en", covered: true };

export const snapshot = { state, report, words, current: "" };
