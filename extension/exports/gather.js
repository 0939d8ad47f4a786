/**
 * What every export holds, in plain rows with words and positions; the formats only write it down.
 */

import { chain, claimPieces, hedgesOf, joined, key, mentionsOf, named, shownClaims, sourceWords, unsourced, whole } from "../findings.js";
import { fragmentLink } from "../content/fragment.js";

/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("../types.js").Selector} Selector */
/** @typedef {import("../types.js").Snapshot} Snapshot */
/**
 * @typedef {{quote: string, paragraph: number, link: string, selector: Selector | null}} Place
 * @typedef {Place & {source: string, sourceKind: string, cue: string, tone: string, kind: string, hedges: string[],
 *   numbers: string[], chain: {name: string, kind: string}[], negated: boolean, parts: Place[]}} ClaimRow
 * @typedef {Place & {numbers: string[]}} StatementRow
 * @typedef {{name: string, kind: string, guess: boolean, aliases: string[], description: string, mentions: Place[]}} NameRow
 * @typedef {{kind: string, class: string, copy: Place, originals: Place[], differences: {kind: string, original: string, copy: string}[]}} RepeatRow
 * @typedef {{
 *   title: string, url: string, language: string, time: string, version: string,
 *   claims: ClaimRow[], statements: StatementRow[], names: NameRow[], repeats: RepeatRow[],
 *   repeated: number, of: number
 * }} Gathered
 */

/** The sentence that every export carries. It is part of the formats, so it stays English. */
export const notice = "Found automatically; check against the article.";

/**
 * @param {Snapshot} snapshot
 * @param {(pieces: readonly Piece[]) => Promise<(Selector | null)[]>} selectors
 * @param {string} version of the extension
 * @param {string} time ISO 8601
 * @returns {Promise<Gathered>}
 */
export async function gather(snapshot, selectors, version, time) {
  const { report, words, state } = snapshot;
  const say = (/** @type {Piece} */ piece) => words[key(piece)] ?? "";
  const claims = shownClaims(report).filter((claim) => claim.source || claim.speaker !== null);
  const statements = unsourced(report);
  const entities = named(report);
  const pieces = /** @type {Piece[]} */ ([]);
  const put = (/** @type {Piece} */ { block, start, end }) => void pieces.push({ block, start, end });
  claims.forEach((claim) => claimPieces(claim).forEach(put));
  statements.forEach((row) => row.pieces.forEach(put));
  entities.forEach((entity) => mentionsOf(report, entity.id).forEach(put));
  report.duplicates.runs.forEach((run) => run.blocks.forEach((b) => [whole(b.block), ...b.originals.map(whole)].forEach(put)));
  const found = await selectors(pieces);
  const at = new Map(pieces.map((piece, i) => [key(piece), found[i] ?? null]));
  /** @param {Piece} piece @returns {Place} */
  const place = (piece) => {
    const selector = at.get(key(piece)) ?? null;
    return {
      quote: say(piece),
      paragraph: piece.block + 1,
      link: selector ? fragmentLink(state.url, selector) : state.url,
      selector,
    };
  };
  const numbers = (/** @type {readonly number[]} */ indices) => indices.flatMap((i) => report.quantities[i] ?? []).map(say);
  return {
    title: state.title,
    url: state.url,
    language: state.language,
    time,
    version,
    repeated: report.duplicates.repeated,
    of: report.duplicates.of,
    claims: claims.map((claim) => {
      const main = [...claim.content].sort((a, b) => b.end - b.start - (a.end - a.start))[0] ?? claim.cue[0] ?? claimPieces(claim)[0];
      return {
        ...place(main),
        quote: joined(claim.content, say) || say(main),
        source: sourceWords(report, claim, say),
        sourceKind: claim.sourceKind,
        cue: joined(claim.cue, say),
        tone: claim.tone,
        kind: claim.kind,
        hedges: hedgesOf(claim, say).map(say),
        numbers: numbers(claim.quantities),
        chain: chain(report, claim).map((link) => ({ name: sourceWords(report, link, say), kind: link.sourceKind })),
        negated: claim.negated,
        parts: claim.content.map(place),
      };
    }),
    statements: statements.map((row) => ({ ...place(row.pieces[row.pieces.length - 1]), numbers: numbers(row.claim?.quantities ?? row.statement?.quantities ?? []) })),
    names: entities.map((entity) => ({
      name: entity.name,
      kind: entity.kind,
      guess: entity.guess,
      aliases: entity.aliases,
      description: entity.description ? say(entity.description) : "",
      mentions: mentionsOf(report, entity.id).map(place),
    })),
    repeats: report.duplicates.runs.flatMap((run) => run.blocks.map((copy) => ({
      kind: run.kind,
      class: copy.class,
      copy: place(whole(copy.block)),
      originals: copy.originals.map((block) => place(whole(block))),
      differences: copy.differences.map((d) => ({ kind: d.kind, original: d.original ? say(d.original) : "", copy: d.copy ? say(d.copy) : "" })),
    }))),
  };
}
