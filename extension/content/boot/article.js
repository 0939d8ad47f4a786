/**
 * Whether this document looks like an article: the rule of Mozilla's Readability, `isProbablyReaderable`
 * (paragraph length 140, score 20). Light: it runs on every page of a site the reader put on the list.
 */

const shortest = 140;
const enough = 20;

export function isArticle() {
  let score = 0;
  const seen = new Set();
  // A picture may be called "querySelectorAll".
  for (const element of Document.prototype.querySelectorAll.call(document, "p, pre, blockquote, div > br")) {
    const block = element.localName === "br" ? element.parentElement : element;
    if (!block || seen.has(block) || block.closest("li, nav, footer, aside, form")) continue;
    seen.add(block);
    const length = (block.textContent ?? "").trim().length;
    if (length < shortest || !block.checkVisibility()) continue;
    score += Math.sqrt(length - shortest);
    if (score > enough) return true;
  }
  return false;
}
