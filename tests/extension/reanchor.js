/**
 * Finding a quotation again in another version of its page, as a reader of Web Annotations does it: every
 * place that has the exact words, the one whose surroundings fit best, the nearest of equals.
 */

/** How many characters two texts share at their start. @param {string} a @param {string} b */
const shared = (a, b) => {
  let n = 0;
  while (n < Math.min(a.length, b.length) && a[n] === b[n]) n += 1;
  return n;
};
const backwards = (text) => [...text].reverse().join("");

/**
 * @param {string} text the other version
 * @param {{exact: string, prefix: string, suffix: string}} quote @param {{start: number, end: number}} position
 * @returns {number} where it starts; -1 when it is gone
 */
export function reanchor(text, quote, position) {
  let best = { at: -1, fit: -1, far: Infinity };
  for (let at = text.indexOf(quote.exact); at >= 0; at = text.indexOf(quote.exact, at + 1)) {
    const end = at + quote.exact.length;
    const fit = shared(backwards(text.slice(Math.max(0, at - quote.prefix.length), at)), backwards(quote.prefix)) + shared(text.slice(end, end + quote.suffix.length), quote.suffix);
    const far = Math.abs(at - position.start);
    if (fit > best.fit || (fit === best.fit && far < best.far)) best = { at, fit, far };
  }
  return best.at;
}

/**
 * A lightly edited version, and where each place of the first one went.
 * @param {string} text @param {[string, string][]} edits what is replaced, once each, in reading order
 */
export function edit(text, edits) {
  /** @type {{at: number, by: number}[]} */
  const moves = [];
  let out = text;
  let from = 0;
  let grown = 0;
  for (const [before, after] of edits) {
    const at = out.indexOf(before, from);
    if (at < 0) throw new Error(`"${before}" is not in the text`);
    out = out.slice(0, at) + after + out.slice(at + before.length);
    moves.push({ at: at - grown, by: after.length - before.length });
    grown += after.length - before.length;
    from = at + after.length;
  }
  return { text: out, moved: (/** @type {number} */ place) => place + moves.filter((move) => move.at < place).reduce((n, move) => n + move.by, 0) };
}
