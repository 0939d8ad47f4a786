/**
 * The first and only thing that runs on a page before it is known to be an article.
 *
 * Policy: light, reads a little and writes nothing. It says whether the core is here already (injected
 * twice, or orphaned by an update), whether the page looks like an article (the rule of Readability's
 * `isProbablyReaderable`), and its origin, so that a site which refuses WebAssembly is asked once.
 */

const SHORTEST = 140;
const ENOUGH = 20;

const isArticle = () => {
  let score = 0;
  for (const element of document.querySelectorAll("p, pre, article, div > br")) {
    const block = element.localName === "br" ? element.parentElement : element;
    if (!block || element.localName === "article" || block.closest("li, nav, footer, aside, form")) continue;
    const length = (block.textContent ?? "").trim().length;
    if (length < SHORTEST || !block.checkVisibility()) continue;
    score += Math.sqrt(length - SHORTEST);
    if (score > ENOUGH) return true;
  }
  return false;
};

globalThis.galleyAnswer = { here: Boolean(globalThis.galleyCore), article: isArticle(), origin: location.origin };
