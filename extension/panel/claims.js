/**
 * Who says so: claims by source, in order, without a source, with numbers, hedged. Kinds and counts in
 * words; no score is shown, it only orders what nobody is named for.
 */

import { h } from "preact";
import { useState } from "preact/hooks";
import { bySource, chain, claimRow, hedgesOf, inReadingOrder, joined, key, shownClaims, sourceWords, tally, unsourced } from "../findings.js";
import { number, t } from "../i18n.js";
import { Icon, Quoted, twoSheets } from "../ui/parts.js";
import { Main, Roving, Small } from "./rows.js";

/** @typedef {import("../findings.js").Row} Row */
/** @typedef {import("./app.js").View} View */

/** @param {View} view */
export function Claims(view) {
  const { report, say, fits, wanted } = view;
  const [filter, setFilter] = useState("source");
  const [open, setOpen] = useState(/** @type {Record<string, boolean>} */ ({}));
  const claims = shownClaims(report);
  const rows = claims.map(claimRow);
  const none = unsourced(report);
  const all = [...rows.filter((row) => !none.some((other) => other.claim === row.claim)), ...none].sort(inReadingOrder);
  const withNumbers = all.filter((row) => row.numbers);
  const hedged = all.filter((row) => row.claim && hedgesOf(row.claim, say).length > 0);
  const sums = tally(report);
  const shown = (/** @type {Row} */ row) => fits(rowWords(row, view));

  const filters = /** @type {[string, string][]} */ ([
    ["source", t("bySource")],
    ["order", t("inOrder")],
    ["none", t("noSource", number(none.length))],
    ["numbers", t("withNumbers", number(withNumbers.length))],
    ["hedged", t("hedgedCount", number(hedged.length))],
  ]);
  const flat = { order: all, none: [...none].sort((a, b) => Number(b.numbers) - Number(a.numbers) || b.score - a.score), numbers: withNumbers, hedged }[filter];
  const groups = bySource(report, say, claims).map((group) => ({ ...group, rows: group.claims.map(claimRow).filter((row) => shown(row) || fits(group.name)) })).filter((g) => g.rows.length);
  const lost = none.filter(shown);

  return h("div", null,
    h("div", { class: "filters", role: "group", "aria-label": t("order") }, filters.map(([id, words]) =>
      h("button", { type: "button", key: id, "aria-pressed": filter === id ? "true" : "false", onClick: () => setFilter(id) }, words))),
    all.length === 0 ? h("p", { class: "note" }, t("noClaims")) : null,
    h(Roving, { label: t("claims") },
      flat
        ? h("ul", null, flat.filter(shown).map((row) => h(ClaimRow, { key: rowKey(row), row, view, source: true })))
        : h("ul", null,
            groups.map((group) => {
              const expanded = open[group.id] ?? (view.query !== "" || group.entity === (wanted?.entity ?? -1) || group.claims.some((c) => c.id === wanted?.claim));
              return h("li", { key: group.id },
                h("div", { class: "row" },
                  h(Main, { expanded, act: () => setOpen({ ...open, [group.id]: !expanded }), current: view.current === `entity:${group.entity}` },
                    h(Quoted, null, group.name), " ",
                    h("span", { class: "soft", title: t(`sourceMeans_${group.kind}`) }, t(`source_${group.kind}`)), " ",
                    h("span", { class: "many" }, number(group.claims.length)),
                    inner(group, view))),
                expanded ? h("ul", null, group.rows.map((row) => h(ClaimRow, { key: rowKey(row), row, view }))) : null);
            }),
            lost.length ? h("li", { key: "none" },
              h("div", { class: "row" }, h(Main, { expanded: open.none ?? wanted?.statement !== undefined, act: () => setOpen({ ...open, none: !(open.none ?? wanted?.statement !== undefined) }) },
                h("span", null, t("noSourceNamed")), " ", h("span", { class: "many" }, number(lost.length)))),
              (open.none ?? wanted?.statement !== undefined) ? h("ul", null, lost.map((row) => h(ClaimRow, { key: rowKey(row), row, view }))) : null) : null)),
    all.length ? h("p", { class: "note tally" }, t("tally", sums.named, sums.unnamed, sums.documents, sums.none)) : null);
}

const tick = "M3 8.5l3.5 3.5L13 4.5";

/** @param {Row} row */
const rowKey = (row) => (row.claim ? `claim:${row.claim.id}` : `statement:${key(row.piece)}`);

/** @param {Row} row @param {View} view */
export function rowWords(row, view) {
  return row.claim ? joined([...row.pieces], view.say) : view.say(row.pieces[0]);
}

/** What stands behind a source: "← unnamed people 3". @param {import("../findings.js").Group} group @param {View} view */
function inner(group, view) {
  /** @type {Map<string, number>} */
  const kinds = new Map();
  for (const claim of view.report.claims) {
    if (claim.parent !== null && group.claims.some((c) => c.id === claim.parent)) kinds.set(claim.sourceKind, (kinds.get(claim.sourceKind) ?? 0) + 1);
  }
  const words = [...kinds].map(([kind, n]) => `${t(`source_${kind}`)} ${number(n)}`);
  return words.length ? h("span", { class: "soft behind" }, ` ← ${words.join(", ")}`) : null;
}

/** @param {{row: Row, view: View, source?: boolean}} props */
function ClaimRow({ row, view, source = false }) {
  const { claim } = row;
  const words = claim ? joined(claim.content, view.say) || joined(claim.cue, view.say) : view.say(row.pieces[0]);
  const links = claim ? chain(view.report, claim).map((link) => sourceWords(view.report, link, view.say) || t("noSourceNamed")) : [];
  const [copied, setCopied] = useState(false);
  return h("li", null, h("div", { class: "row" },
    h(Main, {
      act: () => view.jump(row.pieces),
      over: (on) => view.focus(on ? row.pieces : []),
      current: Boolean(row.claim ? view.current === `claim:${row.claim.id}` : view.current === `statement:${view.report.statements.findIndex((one) => one === row.statement)}`),
    },
      source || links.length > 1 ? [h("b", { key: "b" }, h(Quoted, null, links.join(" ← ") || t("noSourceNamed"))), ": "] : null,
      h(Quoted, null, words), " ",
      h("span", { class: "count" },
        claim && claim.cue.length ? [h(Quoted, { key: "cue" }, joined(claim.cue, view.say)), " · "] : null,
        claim && claim.tone !== "neutral" ? `${t(`tone_${claim.tone}`)} · ` : "",
        claim && hedgesOf(claim, view.say).length ? `${t("hedged")} · ` : "",
        t("inParagraph", row.piece.block + 1))),
    h(Small, { label: copied ? t("copied") : t("copyRow"), act: () => void view.copy(row.pieces).then(() => setCopied(true)) }, h(Icon, { path: copied ? tick : twoSheets }))));
}

