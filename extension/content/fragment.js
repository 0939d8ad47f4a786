/**
 * Links that open a page at a quotation (text fragments). Pure.
 *
 * Policy: the quotation itself where it is short, its first and last words where it is long, and always
 * words around it, so that a sentence that stands twice on the page is found in the right place.
 */

/** @param {string} words */
const encoded = (words) => encodeURIComponent(words).replace(/-/g, "%2D");

/**
 * @param {string} url of the page; an older fragment is dropped
 * @param {{exact: string, prefix: string, suffix: string}} quote
 */
export function fragmentLink(url, quote) {
  const page = url.split("#")[0];
  const exact = quote.exact.replace(/\s+/g, " ").trim();
  if (!exact) return page;
  const words = exact.split(" ");
  const text = words.length > 12 ? `${encoded(words.slice(0, 5).join(" "))},${encoded(words.slice(-5).join(" "))}` : encoded(exact);
  const before = wholeWords(quote.prefix, -1);
  const after = wholeWords(quote.suffix, 1);
  return `${page}#:~:text=${before ? `${encoded(before)}-,` : ""}${text}${after ? `,-${encoded(after)}` : ""}`;
}

/** Up to three whole words next to the quotation. @param {string} context @param {1 | -1} side */
function wholeWords(context, side) {
  // Words across a paragraph's edge are no context: browsers match inside one block.
  const near = side < 0 ? (context.split("\n").pop() ?? "") : (context.split("\n")[0] ?? "");
  const joins = side < 0 ? /\s$/.test(near) : /^\s/.test(near);
  const words = near.trim().split(/\s+/).filter(Boolean);
  if (!joins || words.length === 0) return "";
  const whole = side < 0 ? words.slice(1).slice(-3) : words.slice(0, -1).slice(0, 3);
  return whole.join(" ");
}
