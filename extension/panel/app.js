/**
 * The list: claims, names and repeats of one page, searched, jumped to, exported. One component for the
 * side panel, the sidebar, a tab, and our own pages.
 *
 * Policy: it owns nothing of the page: it asks for a snapshot and asks again when told that something
 * changed. The list keeps its place; only the page moves.
 */

import { h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { write } from "../content/actions.js";
import { fragmentLink } from "../content/fragment.js";
import { claimRow, joined, key, shownClaims, named, sourceWords, unsourced, whole } from "../findings.js";
import { number, plural, t } from "../i18n.js";
import { Page } from "../messages.js";
import { Claims } from "./claims.js";
import { Export } from "./export.js";
import { Names } from "./names.js";
import { Repeats } from "./repeats.js";

/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("../types.js").Snapshot} Snapshot */
/** @typedef {import("../messages.js").Message} Message */
/** @typedef {{tab?: string, entity?: number, claim?: number, statement?: number, run?: number}} Wanted */
/**
 * How the list reaches the page it belongs to.
 * @typedef {{
 *   ask: (message: Message) => Promise<any>,
 *   listen: (heard: {changed: () => void, current: (id: string) => void, show: (wanted: Wanted) => void}) => () => void,
 *   wanted: () => Promise<Wanted | null>,
 *   read: (() => Promise<void>) | null
 * }} Link
 * @typedef {{
 *   report: import("../types.js").Report, say: (piece: Piece) => string, query: string,
 *   fits: (text: string) => boolean, source: (claim: import("../types.js").Claim) => string,
 *   jump: (pieces: readonly Piece[]) => void, focus: (pieces: readonly Piece[]) => void,
 *   only: (entity: number | null) => void, copy: (pieces: readonly Piece[]) => Promise<void>,
 *   write: (text: string) => Promise<void>, selectors: (pieces: readonly Piece[]) => Promise<(import("../types.js").Selector | null)[]>,
 *   current: string, wanted: Wanted | null, snapshot: Snapshot
 * }} View
 */

const tabs = /** @type {const} */ (["claims", "names", "repeats", "export"]);

/** @param {{link: Link, title?: boolean}} props */
export function Panel({ link, title = true }) {
  const [snapshot, setSnapshot] = useState(/** @type {Snapshot | null} */ (null));
  const [trouble, setTrouble] = useState("");
  const [tab, setTab] = useState("claims");
  const [query, setQuery] = useState("");
  const [current, setCurrent] = useState("");
  const [wanted, setWanted] = useState(/** @type {Wanted | null} */ (null));
  const [round, setRound] = useState(0);
  const search = useRef(/** @type {HTMLInputElement | null} */ (null));

  useEffect(() => {
    let alive = true;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const load = async () => {
      try {
        const next = await link.ask({ type: Page.snapshot });
        if (!alive) return;
        setSnapshot(next);
        setCurrent(next.current);
        setTrouble("");
      } catch (error) {
        if (!alive) return;
        setSnapshot(null);
        setTrouble(error instanceof Error && error.message === "panelGone" ? "panelGone" : "panelNothing");
      }
    };
    /** @param {Wanted | null} next */
    const show = (next) => {
      if (!next) return;
      setWanted(next);
      setQuery("");
      if (next.tab && tabs.includes(/** @type {any} */ (next.tab))) setTab(next.tab);
      setRound((n) => n + 1);
    };
    void load();
    void link.wanted().then(show);
    const stop = link.listen({
      changed: () => {
        clearTimeout(timer);
        timer = setTimeout(load, 60);
      },
      current: setCurrent,
      show,
    });
    return () => {
      alive = false;
      clearTimeout(timer);
      stop();
    };
  }, [link]);

  const view = useMemo(() => {
    if (!snapshot) return null;
    const { report, words } = snapshot;
    const wantedWords = query.trim().toLowerCase();
    /** @param {Piece} piece */
    const say = (piece) => words[key(piece)] ?? "";
    return /** @type {View} */ ({
      report, say, query: wantedWords, current, wanted, snapshot, write,
      fits: (text) => !wantedWords || text.toLowerCase().includes(wantedWords),
      source: (claim) => sourceWords(report, claim, say),
      jump: (pieces) => void link.ask({ type: Page.jump, pieces }).catch(() => setTrouble("panelLost")),
      focus: (pieces) => void link.ask({ type: Page.focus, pieces, ring: true }).catch(() => {}),
      only: (entity) => void link.ask({ type: Page.only, entity }).catch(() => {}),
      selectors: (pieces) => link.ask({ type: Page.selectors, pieces }),
      copy: async (pieces) => {
        const longest = [...pieces].sort((a, b) => b.end - b.start - (a.end - a.start))[0];
        const [found] = await link.ask({ type: Page.selectors, pieces: [longest] });
        const { title: page, url } = snapshot.state;
        await write(found ? `“${found.exact.trim()}”\n${page}\n${fragmentLink(url, found)}` : `“${say(longest)}”\n${page}\n${url}`);
      },
    });
  }, [snapshot, query, current, wanted]);

  const counts = useMemo(() => view && tally(view), [view]);
  useEffect(() => {
    if (!view || !query.trim()) return;
    void link.ask({ type: Page.focus, pieces: matches(view) }).catch(() => {});
  }, [query, view]);

  if (!view || !counts || view.snapshot.state.phase !== "done") {
    const phase = view?.snapshot.state.phase;
    const words = trouble === "panelGone" ? t("panelGone") : phase === "analysing" ? t("analysing") : phase === "notArticle" ? t("state_notArticle") : phase === "failed" ? t("state_failed") : t("panelNothing");
    return h("div", { class: "panel" },
      title ? h("h1", null, t("name")) : null,
      h("p", { role: "status" }, words),
      phase === "failed" ? h("p", { class: "note" }, view?.snapshot.state.error) : null,
      phase === "notArticle" ? h("button", { type: "button", onClick: () => void link.ask({ type: Page.analyse, anyway: true }) }, t("analyseAnyway")) : null,
      link.read && !phase && trouble !== "panelGone" ? h("button", { type: "button", onClick: () => void link.read?.() }, t("readThis")) : null);
  }

  const label = { claims: t("claims"), names: t("names"), repeats: t("repeats"), export: t("exportTitle") };
  const body = { claims: Claims, names: Names, repeats: Repeats, export: Export }[tab] ?? Claims;
  const { found, of } = counts[/** @type {"claims"} */ (tab)] ?? { found: 0, of: 0 };
  /** @param {KeyboardEvent} event */
  const onTabKey = (event) => {
    const at = tabs.indexOf(/** @type {any} */ (tab));
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
    const next = tabs[(at + step * rtl + tabs.length) % tabs.length];
    setTab(next);
    /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.currentTarget).querySelector(`[data-tab="${next}"]`))?.focus();
  };
  return h("div", { class: "panel", onKeyDown: (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "/" || !(event.target instanceof Element) || event.target.matches("input, textarea, select")) return;
    event.preventDefault();
    search.current?.focus();
  } },
    title ? h("h1", null, h("bdi", null, view.snapshot.state.title || t("name"))) : null,
    h("div", { class: "search" }, h("input", {
      ref: search, type: "search", value: query, placeholder: t("search"), "aria-label": t("searchIn"),
      onInput: (/** @type {Event} */ event) => setQuery(/** @type {HTMLInputElement} */ (event.currentTarget).value),
    })),
    h("p", { class: "hidden", role: "status" }, query.trim() ? plural("foundOf", of, number(found)) : ""),
    h("div", { class: "tabs", role: "tablist", onKeyDown: onTabKey }, tabs.map((id) => h("button", {
      type: "button", role: "tab", key: id, id: `tab-${id}`, "data-tab": id, "aria-controls": "list", "aria-selected": tab === id ? "true" : "false",
      tabIndex: tab === id ? 0 : -1, onClick: () => setTab(id),
    }, label[id], id === "export" ? "" : ` ${number(counts[id].of)}`))),
    h("div", { role: "tabpanel", id: "list", "aria-labelledby": `tab-${tab}` },
      trouble === "panelLost" ? h("p", { class: "note", role: "status" }, t("panelLost")) : null,
      view.snapshot.state.covered ? null : h("p", { class: "note" }, t("state_language")),
      query.trim() ? h("p", { class: "note" }, plural("foundOf", of, number(found))) : null,
      h(body, { ...view, key: round })),
    h(Legend, null));
}

/** What each mark looks like, in words and line. */
function Legend() {
  return h("details", { class: "legend" }, h("summary", null, t("legend")), h("p", null,
    /** @type {const} */ (["person", "organisation", "place", "date", "amount"]).map((kind) => [h("span", { key: kind, class: kind }, t(`kinds_${kind}`)), " "]),
    h("span", null, h("i", null, t("claim"))), " ",
    h("span", null, `? ${t("noSourceNamed")}`), " ", h("span", null, `~ ${t("hedged")}`)));
}

/** How many rows each list has, and how many fit the search. @param {View} view */
function tally(view) {
  const { report, fits, say } = view;
  const rows = [...shownClaims(report).filter((c) => c.source || c.speaker !== null).map(claimRow), ...unsourced(report)];
  const entities = named(report);
  const runs = report.duplicates.runs;
  return {
    claims: { of: rows.length, found: rows.filter((row) => fits(joined(row.pieces, say) + (row.claim ? view.source(row.claim) : ""))).length },
    names: { of: entities.length, found: entities.filter((e) => fits([e.name, ...e.aliases].join(" "))).length },
    repeats: { of: report.duplicates.repeated, found: runs.filter((run) => run.blocks.some((b) => fits(say(whole(b.block))))).length },
  };
}

/** The pieces whose words fit the search. @param {View} view @returns {Piece[]} */
function matches(view) {
  const { report, fits, say } = view;
  const pieces = [
    ...report.mentions.filter((m) => fits(say(m)) || fits(report.entities[m.entity]?.name ?? "")),
    ...report.claims.flatMap((claim) => claim.content.filter((piece) => fits(say(piece)))),
  ];
  return pieces.slice(0, 500).map(({ block, start, end }) => ({ block, start, end }));
}
