/**
 * Markdown that reads as notes: quote, source, cue, and a link that opens at the quote. In the language of
 * the interface.
 */

import { number, plural, t } from "../i18n.js";
import { notice } from "./gather.js";

/** Words of the page must not become marks of the notes. @param {string} text */
export const plain = (text) => text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~]/g, "\\$&");

/** @param {string} url */
const target = (url) => url.replace(/[()\s<>]/g, (c) => encodeURIComponent(c).replace("(", "%28").replace(")", "%29"));

/** @param {import("./gather.js").Gathered} found */
export function markdown(found) {
  const out = [`# ${plain(found.title || found.url)}`, "", `<${target(found.url)}>`, "", `${found.time} · Galley ${found.version}`, "", `*${notice}*`, ""];
  if (found.claims.length) out.push(`## ${t("whoSaysSo")}`, "");
  for (const claim of found.claims) {
    const chain = claim.chain.length > 1 ? claim.chain.map((link) => plain(link.name || "?")).join(" ← ") : plain(claim.source);
    out.push(`- > ${plain(claim.quote)}`, `  **${chain}** (${t(`source_${claim.sourceKind}`)}), “${plain(claim.cue)}”${claim.hedges.length ? `, ${t("hedgedBy", plain(claim.hedges.join(", ")))}` : ""} · [¶${claim.paragraph}](${target(claim.link)})`);
  }
  if (found.statements.length) out.push("", `## ${t("noSourceNamed")}`, "");
  for (const one of found.statements) out.push(`- ${plain(one.quote)} · [¶${one.paragraph}](${target(one.link)})`);
  if (found.names.length) out.push("", `## ${t("names")}`, "");
  for (const name of found.names) {
    const first = name.mentions[0];
    out.push(`- **${plain(name.name)}** (${name.guess ? t("probably", t(`kind_${name.kind}`)) : t(`kind_${name.kind}`)}), ${plural("mentions", name.mentions.length)}${name.aliases.length ? `, ${t("also")} ${plain(name.aliases.join(", "))}` : ""}${name.description ? `: “${plain(name.description)}”` : ""}${first ? ` · [¶${first.paragraph}](${target(first.link)})` : ""}`);
  }
  if (found.repeats.length) out.push("", `## ${t("repeats")}: ${plural("repeatCount", found.of, number(found.repeated))}`, "");
  for (const repeat of found.repeats) {
    const differences = repeat.differences.map((d) => `${t(`difference_${d.kind}`)}: ${plain(d.original || "–")} → ${plain(d.copy || "–")}`).join("; ");
    out.push(`- ${t("repeatsOf", repeat.copy.paragraph, repeat.originals.map((o) => number(o.paragraph)).join(", ¶"))} (${t(`group_${repeat.kind}`)}; ${t(`class_${repeat.class}`)})${differences ? `: ${differences}` : ""}`);
  }
  return `${out.join("\n")}\n`;
}
