/**
 * The core as WebAssembly. The answer says whether the page's policy let it in: Chromium applies the
 * page's Content-Security-Policy to content scripts, and then the other encoding takes its place.
 */

import start, { Annotator } from "../../../target/web/wasm/galley.js";

globalThis.galleyAnswer = start({ module_or_path: globalThis.galleyModule }).then(
  () => {
    globalThis.galleyCore = { Annotator, models: globalThis.galleyModels, encoding: "wasm" };
    globalThis.galleyModels = undefined;
    return { ready: true };
  },
  (error) => ({ ready: false, refused: error instanceof WebAssembly.CompileError, error: String(error) }),
);
globalThis.galleyModule = undefined;
