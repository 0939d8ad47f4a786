/** Markdown that reads as notes: quote, source, cue, and a link that opens at the quote. */

import { notice } from "./gather.js";

/** Words of the page must not become marks of the notes. @param {string} text */
export const plain = (text) => text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~]/g, "\\$&");

/** @param {string} url */
const target = (url) => url.replace(/[()\s<>]/g, (c) => encodeURIComponent(c).replace("(", "%28").replace(")", "%29"));

/** @param {import("./gather.js").Gathered} found */
export function markdown(found) {
  const out = [`# ${plain(found.title || found.url)}`, "", `<${target(found.url)}>`, "", `${found.time} · Galley ${found.version}`, "", `*${notice}*`, ""];
  if (found.claims.length) out.push("## Who says so", "");
  for (const claim of found.claims) {
    const chain = claim.chain.length > 1 ? claim.chain.map((link) => plain(link.name || "?")).join(" ← ") : plain(claim.source);
    out.push(`- > ${plain(claim.quote)}`, `  **${chain}** (${claim.sourceKind}), “${plain(claim.cue)}”${claim.hedges.length ? `, hedged: ${plain(claim.hedges.join(", "))}` : ""} · [¶${claim.paragraph}](${target(claim.link)})`);
  }
  if (found.statements.length) out.push("", "## No source named", "");
  for (const one of found.statements) out.push(`- ${plain(one.quote)} · [¶${one.paragraph}](${target(one.link)})`);
  if (found.names.length) out.push("", "## Names", "");
  for (const name of found.names) {
    const first = name.mentions[0];
    out.push(`- **${plain(name.name)}** (${name.guess ? "probably " : ""}${name.kind}), ${name.mentions.length}×${name.aliases.length ? `, also ${plain(name.aliases.join(", "))}` : ""}${name.description ? `: “${plain(name.description)}”` : ""}${first ? ` · [¶${first.paragraph}](${target(first.link)})` : ""}`);
  }
  if (found.repeats.length) out.push("", `## Repeats (${found.repeated} of ${found.of} paragraphs)`, "");
  for (const repeat of found.repeats) {
    const differences = repeat.differences.map((d) => `${d.kind}: ${plain(d.original || "–")} → ${plain(d.copy || "–")}`).join("; ");
    out.push(`- ¶${repeat.copy.paragraph} repeats ¶${repeat.originals.map((o) => o.paragraph).join(", ¶")} (${repeat.kind}, ${repeat.class})${differences ? `: ${differences}` : ""}`);
  }
  return `${out.join("\n")}\n`;
}
