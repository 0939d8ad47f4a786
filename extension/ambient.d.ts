// What the bundler turns into values, and the names that the injected scripts share.

declare module "*.css" {
  const text: string;
  export default text;
}
declare module "*.bin" {
  const base64: string;
  export default base64;
}
declare module "*.wasm" {
  const bytes: Uint8Array;
  export default bytes;
}

/** What an injected script answers: `scripting.executeScript` gives it back. */
declare var galleyAnswer: unknown;
declare var galleyModels: Uint8Array | undefined;
declare var galleyModule: Uint8Array | Promise<Uint8Array> | undefined;

/** Which package this is: the bundler says so. */
declare const BROWSER: string | undefined;
declare var galleyCore: import("./types.js").Core | undefined;

interface Uint8ArrayConstructor {
  fromBase64?(text: string): Uint8Array;
}
