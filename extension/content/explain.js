/**
 * What a card says: a model of the annotation under the pointer, in words. Pure.
 *
 * Policy: the smallest annotation wins; a name inside a source or a claim explains the name. A claim's
 * content opens no card by itself: it covers too much of the text to be meant.
 */

import { chain, claimPieces, hedgesOf, joined, mentionsOf, sourceWords } from "../findings.js";

/** @typedef {import("../types.js").Report} Report */
/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("../findings.js").Say} Say */

/** Layers of the core's paint table (`src/report.rs`). */
export const Layer = Object.freeze({
  person: 0, organisation: 1, place: 2, other: 3, date: 4, amount: 5, source: 6, cue: 7, content: 8, statement: 9,
});

/** @typedef {{block: number, start: number, end: number, layer: number, index: number}} Mark */

/** A mark's name for the pointer. @param {Mark} mark */
export const markId = (mark) => `${mark.layer}:${mark.index}:${mark.block}:${mark.start}`;

/**
 * Rows of `Annotator.at` as marks that may open a card, smallest first.
 * @param {ArrayLike<number>} rows
 * @param {{names: boolean, claims: boolean, quantities: boolean}} show
 * @returns {Mark[]}
 */
export function marks(rows, show) {
  /** @type {Mark[]} */
  const out = [];
  for (let i = 0; i + 4 < rows.length; i += 5) {
    const mark = { block: rows[i], start: rows[i + 1], end: rows[i + 2], layer: rows[i + 3], index: rows[i + 4] };
    if (mark.layer <= Layer.other ? show.names : mark.layer <= Layer.amount ? show.quantities : show.claims && mark.layer <= Layer.cue) out.push(mark);
  }
  return out;
}

/**
 * @typedef {{sort: "entity", entity: number, name: string, kind: string, guess: boolean, aliases: string[],
 *   title: string, description: string, place: Piece | null, mention: number, mentions: Piece[], claims: number}} EntityModel
 * @typedef {{sort: "quantity", words: string, kind: string, value: string, unit: string, approximate: boolean}} QuantityModel
 * @typedef {{sort: "claim", claim: number, links: {name: string, kind: string}[], cue: string, tone: string,
 *   content: string, quote: boolean, hedges: string, numbers: string, negated: boolean, pieces: Piece[], form: string}} ClaimModel
 * @typedef {{sort: "statement", statement: number, words: string, numbers: string, follows: string, pieces: Piece[]}} StatementModel
 * @typedef {EntityModel | QuantityModel | ClaimModel | StatementModel} Model
 */

/**
 * @param {Report} report
 * @param {Say} say
 * @param {Mark} mark
 * @returns {Model | null} nothing when the report does not know the mark (it has just been replaced)
 */
export function explain(report, say, mark) {
  if (mark.layer <= Layer.other) {
    const mention = report.mentions[mark.index];
    return mention ? entityModel(report, say, mention.entity, mention) : null;
  }
  if (mark.layer <= Layer.amount) {
    const quantity = report.quantities[mark.index];
    if (!quantity) return null;
    const { kind, value, unit, approximate } = quantity;
    return { sort: "quantity", words: say(quantity), kind, value, unit, approximate };
  }
  return mark.layer === Layer.statement ? statementModel(report, say, mark.index) : claimModel(report, say, mark.index);
}

/**
 * @param {Report} report @param {Say} say @param {number} index @param {Piece} [at] the mention asked about
 * @returns {EntityModel | null}
 */
export function entityModel(report, say, index, at) {
  const entity = report.entities[index];
  if (!entity) return null;
  const mentions = mentionsOf(report, index);
  const found = at ? mentions.findIndex((m) => m.block === at.block && m.start === at.start) : 0;
  return {
    sort: "entity",
    entity: index,
    name: entity.name,
    kind: entity.kind,
    guess: entity.guess,
    aliases: entity.aliases,
    title: entity.title ? say(entity.title) : "",
    description: entity.description ? cut(say(entity.description), 220) : "",
    place: entity.description,
    mention: Math.max(0, found),
    mentions,
    claims: entity.claims,
  };
}

/** @param {Report} report @param {Say} say @param {number} index @returns {ClaimModel | null} */
export function claimModel(report, say, index) {
  const claim = report.claims[index];
  if (!claim) return null;
  return {
    sort: "claim",
    claim: index,
    links: chain(report, claim).map((link) => ({ name: sourceWords(report, link, say), kind: link.sourceKind })),
    cue: joined(claim.cue, say),
    tone: claim.tone,
    content: cut(joined(claim.content, say), 500),
    quote: claim.kind === "direct",
    hedges: hedgesOf(claim, say).map(say).join(", "),
    numbers: numbers(report, say, claim.quantities),
    negated: claim.negated,
    pieces: claimPieces(claim),
    form: claim.kind,
  };
}

/** @param {Report} report @param {Say} say @param {number} index @returns {StatementModel | null} */
function statementModel(report, say, index) {
  const statement = report.statements[index];
  if (!statement) return null;
  const before = statement.follows === null ? undefined : report.claims[statement.follows];
  const piece = { block: statement.block, start: statement.start, end: statement.end };
  return {
    sort: "statement",
    statement: index,
    words: cut(say(piece), 500),
    numbers: numbers(report, say, statement.quantities),
    follows: before ? sourceWords(report, before, say) : "",
    pieces: [piece],
  };
}

/** @param {Report} report @param {Say} say @param {readonly number[]} indices */
function numbers(report, say, indices) {
  return indices.flatMap((i) => report.quantities[i] ?? []).map(say).join(", ");
}

/** At most `length` code units, cut after a word. @param {string} text @param {number} length */
export function cut(text, length) {
  if (text.length <= length) return text;
  const short = text.slice(0, length - 1);
  const space = short.lastIndexOf(" ");
  return `${(space > length / 2 ? short.slice(0, space) : short).replace(/[\ud800-\udbff]$/, "")}…`;
}
