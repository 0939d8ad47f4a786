/** The core's module and the trained weights, where the background sends them (`carriers.js`). */

import { Background, ask } from "../../messages.js";

globalThis.galleyModule = ask({ type: Background.core }).then(({ models, module }) => {
  // The core starts once its module is here.
  globalThis.galleyModels = new Uint8Array(models);
  return new Uint8Array(module);
});
globalThis.galleyAnswer = true;
