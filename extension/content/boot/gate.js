/**
 * The first thing that runs on a page: is the content script here already (injected twice), does the page
 * look like an article, and what is its origin, so that a site which refuses WebAssembly is asked once.
 */

import { isArticle } from "./article.js";

globalThis.galleyAnswer = {
  here: Boolean(/** @type {any} */ (globalThis).galleyShell),
  article: isArticle(),
  origin: location.origin,
};
