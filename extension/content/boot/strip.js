/** Brings the overview strip, where the reader turned it on. */

import { createStrip } from "../strip.js";

/** @type {any} */ (globalThis).galleyStrip = createStrip;
globalThis.galleyAnswer = true;
