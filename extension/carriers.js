/**
 * The scripts of `content/boot` that bring the core's bytes to where the core starts.
 *
 * Problem: Firefox keeps the text of every script it injects for minutes, twice; with the bytes in it that was the
 * most of what a tab held of ours. Policy: there the background sends them in a message, which carries bytes as they
 * are. Chromium's messages do not, but it forgets the text of a script that has run: there scripts hold them.
 */

// Outside the packages there is no such name.
export const carriers = typeof BROWSER === "string" && BROWSER === "firefox" ? ["bytes"] : ["models", "module"];

/** Where the bytes stand in the package whose background sends them. */
export const carried = Object.freeze({ models: "core/models.bin", module: "core/galley.wasm" });
