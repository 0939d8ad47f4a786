/**
 * A page to print: no script, no style from elsewhere; every word of the article is escaped. In the
 * language of the interface.
 */

import { language, number, plural, t } from "../i18n.js";
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
<html lang="${e(language())}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${e(found.title)}</title>
<style>body{font:11pt/1.45 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em}li{margin:.4em 0;break-inside:avoid}small,.soft{color:#555}q{quotes:none}bdi{unicode-bidi:isolate}</style>
<h1><bdi>${e(found.title)}</bdi></h1>
<p class="soft"><a href="${href(found.url)}">${e(found.url)}</a><br>${e(found.time)} · Galley ${e(found.version)}<br>${e(notice)}</p>
${part(t("whoSaysSo"), found.claims.map((c) => `<b><bdi>${e(c.chain.length > 1 ? c.chain.map((l) => l.name).join(" ← ") : c.source)}</bdi></b> <small>${e(t(`source_${c.sourceKind}`))} · ${e(c.cue)}${c.hedges.length ? ` · ${e(t("hedgedBy", c.hedges.join(", ")))}` : ""}</small><br><q>${e(c.quote)}</q> ${at(c)}`))}${part(t("noSourceNamed"), found.statements.map((s) => `<q>${e(s.quote)}</q> ${at(s)}`))}${part(t("names"), found.names.map((n) => `<b><bdi>${e(n.name)}</bdi></b> <small>${e(n.guess ? t("probably", t(`kind_${n.kind}`)) : t(`kind_${n.kind}`))} · ${e(plural("mentions", n.mentions.length))}</small>${n.description ? ` <q>${e(n.description)}</q>` : ""} ${n.mentions[0] ? at(n.mentions[0]) : ""}`))}${part(`${t("repeats")}: ${plural("repeatCount", found.of, number(found.repeated))}`, found.repeats.map((r) => `${e(t("repeatsOf", r.copy.paragraph, r.originals.map((o) => number(o.paragraph)).join(", ¶")))} <small>${e(t(`group_${r.kind}`))}; ${e(t(`class_${r.class}`))}</small>${r.differences.map((d) => `<br>${e(t(`difference_${d.kind}`))}: ${e(d.original || "–")} → ${e(d.copy || "–")}`).join("")}`))}</html>
`;
}
