/** The trained weights, shared by both encodings of the core. */

import models from "../../../target/web/models.bin";

const decode = (/** @type {string} */ text) =>
  typeof Uint8Array.fromBase64 === "function"
    ? Uint8Array.fromBase64(text)
    : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

globalThis.galleyModels = decode(models);
globalThis.galleyAnswer = true;
