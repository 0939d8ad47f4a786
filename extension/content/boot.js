/**
 * The gate, registered for the sites the reader allowed: on an article it asks the background for the
 * rest; on any other page it does nothing more. It needs no storage and leaves nothing behind.
 */

import { api } from "../browser.js";
import { Background } from "../messages.js";
import { isArticle } from "./boot/article.js";

if (window === window.top && isArticle()) {
  // Nobody answers when the extension is being updated: the page is read on the next load.
  api.runtime.sendMessage({ type: Background.arrived }).catch(() => {});
}
