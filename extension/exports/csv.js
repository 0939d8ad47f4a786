/** One table: a row for every claim, statement, name and repeat (RFC 4180), safe to open in a spreadsheet. */

import { notice } from "./gather.js";

/**
 * A cell. One that a spreadsheet would take for a formula gets an apostrophe before it.
 * @param {string | number} value
 */
export function cell(value) {
  const text = String(value);
  const safe = /^[\s\uFEFF]*[=+\-@\t\r]/.test(text) && typeof value === "string" ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param {import("./gather.js").Gathered} found */
export function csv(found) {
  /** @type {(string | number)[][]} */
  const rows = [
    ["page", found.title, found.url, found.time, `Galley ${found.version}`, notice],
    ["row", "quote", "source or kind", "cue or class", "details", "paragraph", "link"],
    ...found.claims.map((c) => ["claim", c.quote, c.source, c.cue, [c.sourceKind, c.tone, ...c.hedges.map((h) => `hedge: ${h}`), ...c.numbers].join("; "), c.paragraph, c.link]),
    ...found.statements.map((s) => ["statement", s.quote, "", "", s.numbers.join("; "), s.paragraph, s.link]),
    ...found.names.map((n) => ["name", n.name, n.kind, n.guess ? "probably" : "", [...n.aliases, n.description].filter(Boolean).join("; "), n.mentions[0]?.paragraph ?? "", n.mentions[0]?.link ?? found.url]),
    ...found.repeats.map((r) => ["repeat", r.copy.quote, r.kind, r.class, r.differences.map((d) => `${d.kind}: ${d.original} → ${d.copy}`).join("; "), r.copy.paragraph, r.copy.link]),
  ];
  return `${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
