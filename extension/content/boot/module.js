/** The core's module, in a script of its own: the text of the script that starts it stays as long as the core. */

import module from "../../../target/web/wasm/galley_bg.wasm";

globalThis.galleyModule = /** @type {Uint8Array} */ (/** @type {unknown} */ (module));
globalThis.galleyAnswer = true;
