/**
 * Reading a report: the questions that card, panel and exports ask of it. Pure.
 *
 * Policy: a report holds places, not words; whoever asks brings `say`, which gives the words of a piece
 * (in the tab the core itself, in the panel a table). Nothing here judges: kinds, counts and order only.
 */

/** @typedef {import("./types.js").Report} Report */
/** @typedef {import("./types.js").Claim} Claim */
/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./types.js").Piece} Piece */
/** @typedef {import("./types.js").SourceKind} SourceKind */
/** @typedef {(piece: Piece) => string} Say */

/** @param {Piece} piece */
export const key = (piece) => `${piece.block}:${piece.start}-${piece.end}`;

/** @param {readonly Piece[]} pieces @param {Say} say */
export const joined = (pieces, say) => pieces.map(say).filter(Boolean).join(" … ");

/** Claims a reader is shown: beliefs, wishes and plans are kept out. @param {Report} report */
export const shownClaims = (report) => report.claims.filter((claim) => !claim.attitude);

/** Reported speech moves "will" to "would" and "shall" to "should", and "about" mostly says what it is about. */
const noDoubt = ["would", "should", "about"];

/** Whether a hedge does so by itself. @param {Piece} piece @param {Say} say */
export const doubts = (piece, say) => !noDoubt.includes(say(piece).toLowerCase());

/**
 * The words that hold a claim in doubt. The core gives every word that may do so; a reader is told only of
 * those that do so by themselves.
 * @param {Claim} claim @param {Say} say
 */
export const hedgesOf = (claim, say) => claim.hedges.filter((piece) => doubts(piece, say));

/**
 * Who a claim is laid to, in words; empty when nobody is named.
 * @param {Report} report @param {Claim} claim @param {Say} say
 */
export function sourceWords(report, claim, say) {
  const speaker = claim.speaker === null ? undefined : report.entities[claim.speaker];
  return speaker?.name ?? (claim.source ? say(claim.source) : "");
}

/**
 * A claim and the claims around it, outermost first. A loop in the report ends the walk.
 * @param {Report} report @param {Claim} claim
 */
export function chain(report, claim) {
  /** @type {Claim[]} */
  const links = [];
  /** @type {Claim | undefined} */
  let at = claim;
  while (at && !links.includes(at)) {
    links.unshift(at);
    at = at.parent === null ? undefined : report.claims[at.parent];
  }
  return links;
}

/** @typedef {{id: string, name: string, kind: SourceKind, entity: number | null, claims: Claim[]}} Group */

/**
 * Claims by source: most claims first, then in reading order. Claims that name no source are left to
 * `unsourced`.
 * @param {Report} report @param {Say} say @param {readonly Claim[]} claims
 * @returns {Group[]}
 */
export function bySource(report, say, claims = shownClaims(report)) {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  for (const claim of claims) {
    const name = sourceWords(report, claim, say);
    if (!name) continue;
    const id = claim.speaker === null ? `${claim.sourceKind}:${name.toLowerCase()}` : `entity:${claim.speaker}`;
    const group = groups.get(id);
    if (group) group.claims.push(claim);
    else groups.set(id, { id, name, kind: claim.sourceKind, entity: claim.speaker, claims: [claim] });
  }
  return [...groups.values()].sort((a, b) => b.claims.length - a.claims.length);
}

/**
 * @typedef {{piece: Piece, pieces: Piece[], claim: Claim | null, statement: import("./types.js").Statement | null,
 *   numbers: boolean, score: number}} Row
 */

/**
 * What no one is named for: claims without a source and statements, in reading order.
 * @param {Report} report
 * @returns {Row[]}
 */
export function unsourced(report) {
  const claims = shownClaims(report).filter((c) => !c.source && c.speaker === null);
  return [
    ...claims.map((claim) => claimRow(claim)),
    ...report.statements.map((statement) => ({
      piece: statement,
      pieces: [{ block: statement.block, start: statement.start, end: statement.end }],
      claim: null,
      statement,
      numbers: statement.quantities.length > 0,
      score: statement.score,
    })),
  ].sort(inReadingOrder);
}

/** @param {Claim} claim @returns {Row} */
export function claimRow(claim) {
  const pieces = claimPieces(claim);
  return {
    piece: claim.content[0] ?? claim.cue[0] ?? claim.source ?? { block: 0, start: 0, end: 0 },
    pieces,
    claim,
    statement: null,
    numbers: claim.quantities.length > 0,
    score: claim.score,
  };
}

/** @param {Row} a @param {Row} b */
export const inReadingOrder = (a, b) => a.piece.block - b.piece.block || a.piece.start - b.piece.start;

/** All pieces of a claim: source, cue, content. @param {Claim} claim @returns {Piece[]} */
export function claimPieces(claim) {
  return [...(claim.source ? [claim.source] : []), ...claim.cue, ...claim.content];
}

/**
 * The panel's footer: claims by how their source is known, and what has none. Adds up to the total.
 * @param {Report} report
 */
export function tally(report) {
  const out = { named: 0, unnamed: 0, documents: 0, none: unsourced(report).length, total: 0 };
  for (const claim of shownClaims(report)) {
    if (!claim.source && claim.speaker === null) continue;
    if (claim.sourceKind === "document") out.documents += 1;
    else if (["namedPerson", "namedOrganisation", "outlet"].includes(claim.sourceKind)) out.named += 1;
    else out.unnamed += 1;
  }
  out.total = out.named + out.unnamed + out.documents + out.none;
  return out;
}

/** Entities that are named at least once. @param {Report} report */
export const named = (report) => report.entities.filter((entity) => entity.mentions > 0);

/**
 * The mentions of an entity in reading order, without pronouns.
 * @param {Report} report @param {number} entity
 */
export const mentionsOf = (report, entity) => report.mentions.filter((m) => m.entity === entity && m.form !== "pronoun");

/** The pieces whose words the panel and the exports need. @param {Report} report @returns {Piece[]} */
export function wordsNeeded(report) {
  /** @type {(Piece | null)[]} */
  const pieces = [...report.mentions, ...report.quantities, ...report.statements];
  for (const entity of report.entities) pieces.push(entity.title, entity.description);
  for (const claim of report.claims) {
    pieces.push(claim.source, claim.target, claim.addressee, ...claim.cue, ...claim.content, ...claim.hedges);
  }
  for (const run of report.duplicates.runs) {
    for (const copy of run.blocks) {
      pieces.push(whole(copy.block), ...copy.originals.map(whole));
      for (const difference of copy.differences) pieces.push(difference.original, difference.copy);
    }
  }
  return /** @type {Piece[]} */ (pieces.filter((piece) => piece !== null));
}

/** A whole block, whatever its length: on the page from its first sentence to its last. @param {number} block @returns {Piece} */
export const whole = (block) => ({ block, start: 0, end: 0xffffffff });
