/** Entries of a list that crosses in pieces (`src/wasm/told.rs`). */
export function append(report, list, entries) {
  for (const entry of entries) report[list].push(entry);
}
