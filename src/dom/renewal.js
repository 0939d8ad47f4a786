/**
 * Puts a report together from the earlier one and what is new (`src/report/renewal.rs`).
 *
 * Policy: the earlier report is left as it is, since a card may still be reading it: entries whose numbers
 * moved are copied, all others are shared. Nothing is decided here.
 */

/** Where numbers went; nothing when none moved. @param {[number, number, number][]} moves */
const forward = (moves) => {
  if (!moves.length) return null;
  const [first, , count] = moves[moves.length - 1];
  const to = new Uint32Array(first + count);
  for (const [from, now, n] of moves) for (let i = 0; i < n; i += 1) to[from + i] = now + i;
  return (old) => to[old];
};

/** One list: entries of the earlier one, moved by `go` where there is something to move, and fresh ones. */
const put = (earlier, { order, fresh }, go) => {
  // Nothing came, went or moved: the list itself stands.
  if (!go && !fresh.length && order.length <= 1 && (order[0]?.[1] ?? 0) === earlier.length) return earlier;
  let next = 0;
  const pieces = order.map(([first, count]) => {
    if (first === 0xffffffff) return fresh.slice(next, (next += count));
    const stood = earlier.slice(first, first + count);
    return go ? stood.map(go) : stood;
  });
  // Few pieces, and the browser copies each at once; too many are no arguments of one call.
  return pieces.length < 100 ? [].concat(...pieces) : pieces.flat();
};

export function renewed(earlier, renewal) {
  const [block, quantity, claim] = renewal.moves.map(forward);
  const place = block ? (piece) => piece && { ...piece, block: block(piece.block) } : (piece) => piece;
  const places = block ? (pieces) => pieces.map(place) : (pieces) => pieces;
  const numbers = quantity ? (list) => list.map(quantity) : (list) => list;
  const link = claim ? (number) => (number === null ? null : claim(number)) : (number) => number;
  const here = block && place;
  const renumbered = (one) => ({
    ...one,
    id: link(one.id), parent: link(one.parent), same: link(one.same), quantities: numbers(one.quantities),
  });
  const copied = (one) => ({
    ...one,
    block: block(one.block),
    originals: one.originals.map(block),
    differences: one.differences.map((d) => ({ ...d, original: place(d.original), copy: place(d.copy) })),
  });
  const { blocks, paragraphs, words, english, repeated, regions } = renewal;
  const out = {
    blocks,
    paragraphs,
    words,
    english,
    sentences: put(earlier.sentences, renewal.sentences, here),
    duplicates: {
      repeated,
      of: paragraphs,
      runs: put(earlier.duplicates.runs, renewal.runs, block && ((run) => ({ ...run, blocks: run.blocks.map(copied) }))),
    },
    entities: put(
      earlier.entities, renewal.entities,
      block && ((entity) => ({ ...entity, title: place(entity.title), description: place(entity.description) })),
    ),
    mentions: put(earlier.mentions, renewal.mentions, here),
    quantities: put(earlier.quantities, renewal.quantities, here),
    claims: put(
      earlier.claims, renewal.claims,
      // Where no block moved, no place did.
      block
        ? (one) => ({
            ...renumbered(one),
            source: place(one.source), target: place(one.target), addressee: place(one.addressee),
            cue: places(one.cue), content: places(one.content), hedges: places(one.hedges),
          })
        : (quantity || claim) && renumbered,
    ),
    statements: put(
      earlier.statements, renewal.statements,
      (block || quantity || claim) &&
        ((one) => ({ ...place(one), follows: link(one.follows), quantities: numbers(one.quantities) })),
    ),
  };
  // As in a report made at once: not there when the page is one article.
  if (regions.length) out.regions = regions;
  return out;
}

/** Entries of a list that crosses in pieces. */
export function append(report, list, entries) {
  for (const entry of entries) report[list].push(entry);
}
