/** The core as JavaScript: the same module, translated, for pages that forbid WebAssembly. */

import { Annotator, __wbg_set_wasm } from "../../../target/web/script/galley_bg.js";
import * as core from "../../../target/web/script/galley_bg.wasm.js";

__wbg_set_wasm(core);
globalThis.galleyCore = { Annotator, models: globalThis.galleyModels, encoding: "script" };
globalThis.galleyModels = undefined;
globalThis.galleyAnswer = { ready: true };
