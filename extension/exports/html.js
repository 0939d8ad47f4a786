/** A page to print: no script, no style from elsewhere; every word of the article is escaped. */

import { notice } from "./gather.js";

/** @param {string | number} text */
export const escaped = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** Links lead to pages only. @param {string} url */
const href = (url) => (/^(https?|file):/i.test(url) ? escaped(url) : "#");

/** @param {import("./gather.js").Gathered} found */
export function html(found) {
  const e = escaped;
  /** @param {import("./gather.js").Place} place */
  const at = (place) => `<a href="${href(place.link)}">¶${place.paragraph}</a>`;
  /** @param {string} title @param {string[]} rows */
  const part = (title, rows) => (rows.length ? `<h2>${e(title)}</h2>\n<ul>\n${rows.map((row) => `<li>${row}</li>`).join("\n")}\n</ul>\n` : "");
  return `<!doctype html>
<html lang="${e(found.language || "en")}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${e(found.title)}</title>
<style>body{font:11pt/1.45 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em}li{margin:.4em 0;break-inside:avoid}small,.soft{color:#555}q{quotes:none}bdi{unicode-bidi:isolate}</style>
<h1><bdi>${e(found.title)}</bdi></h1>
<p class="soft"><a href="${href(found.url)}">${e(found.url)}</a><br>${e(found.time)} · Galley ${e(found.version)}<br>${e(notice)}</p>
${part("Who says so", found.claims.map((c) => `<b><bdi>${e(c.chain.length > 1 ? c.chain.map((l) => l.name).join(" ← ") : c.source)}</bdi></b> <small>${e(c.sourceKind)} · ${e(c.cue)}${c.hedges.length ? ` · hedged: ${e(c.hedges.join(", "))}` : ""}</small><br><q>${e(c.quote)}</q> ${at(c)}`))}${part("No source named", found.statements.map((s) => `<q>${e(s.quote)}</q> ${at(s)}`))}${part("Names", found.names.map((n) => `<b><bdi>${e(n.name)}</bdi></b> <small>${n.guess ? "probably " : ""}${e(n.kind)} · ${n.mentions.length}×</small>${n.description ? ` <q>${e(n.description)}</q>` : ""} ${n.mentions[0] ? at(n.mentions[0]) : ""}`))}${part(`Repeats: ${found.repeated} of ${found.of} paragraphs`, found.repeats.map((r) => `¶${r.copy.paragraph} repeats ¶${r.originals.map((o) => o.paragraph).join(", ¶")} <small>${e(r.kind)}, ${e(r.class)}</small>${r.differences.map((d) => `<br>${e(d.kind)}: ${e(d.original || "–")} → ${e(d.copy || "–")}`).join("")}`))}</html>
`;
}
