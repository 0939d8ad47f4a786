/**
 * The gate, registered for the sites the reader allowed: on an article it asks the background for the
 * rest; on any other page it does nothing more. It needs no storage and leaves nothing behind. A page that
 * is drawn in advance waits until the reader comes: its tab still shows another.
 */

import { api } from "../browser.js";
import { Background } from "../messages.js";
import { isArticle } from "./boot/article.js";
import { page } from "./page.js";

function arrive() {
  if (window !== window.top || !isArticle()) return;
  // Nobody answers when the extension is being updated: the page is read on the next load.
  api.runtime.sendMessage({ type: Background.arrived }).catch(() => {});
}

if (/** @type {any} */ (page).prerendering) page.addEventListener("prerenderingchange", arrive, { once: true });
else arrive();
