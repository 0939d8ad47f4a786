/**
 * Who is named: entities by kind, with counts and other forms; one of them may be shown alone.
 */

import { h } from "preact";
import { useState } from "preact/hooks";
import { mentionsOf, named } from "../findings.js";
import { number, plural, t } from "../i18n.js";
import { Quoted } from "../ui/parts.js";
import { Main, Roving, Small } from "./rows.js";

/** @typedef {import("../types.js").Entity} Entity */

const kinds = /** @type {const} */ (["person", "organisation", "place", "other"]);

/** @param {import("./app.js").View} view */
export function Names(view) {
  const { report, fits } = view;
  const [sort, setSort] = useState("first");
  const [only, setOnly] = useState(/** @type {number | null} */ (null));
  const all = named(report).filter((entity) => fits([entity.name, ...entity.aliases].join(" ")));
  const collator = new Intl.Collator();
  const sorted = [...all].sort((a, b) => (sort === "count" ? b.mentions - a.mentions : sort === "name" ? collator.compare(a.name, b.name) : 0));
  /** @param {number | null} entity */
  const alone = (entity) => {
    setOnly(entity);
    view.only(entity);
  };
  return h("div", null,
    h("div", { class: "filters", role: "group", "aria-label": t("order") },
      [["first", t("sortFirst")], ["count", t("sortCount")], ["name", t("sortName")]].map(([id, words]) =>
        h("button", { type: "button", key: id, "aria-pressed": sort === id ? "true" : "false", onClick: () => setSort(id) }, words)),
      only === null ? null : h("button", { type: "button", onClick: () => alone(null) }, t("showAll"))),
    all.length === 0 ? h("p", { class: "note" }, view.query ? t("noRows") : t("noNames")) : null,
    h(Roving, { label: t("names") }, kinds.map((kind) => {
      const some = sorted.filter((entity) => entity.kind === kind);
      if (some.length === 0) return null;
      return h("section", { key: kind }, h("h2", null, `${t(`kinds_${kind}`)} `, h("span", { class: "note" }, number(some.length))),
        h("ul", null, some.map((entity) => h(NameRow, { key: entity.id, entity, view, only, alone }))));
    })));
}

/** @param {{entity: Entity, view: import("./app.js").View, only: number | null, alone: (entity: number | null) => void}} props */
function NameRow({ entity, view, only, alone }) {
  const mentions = mentionsOf(view.report, entity.id);
  return h("li", null, h("div", { class: "row" },
    h(Main, {
      act: () => view.jump(mentions.slice(0, 1)),
      over: (on) => view.focus(on ? mentions : []),
      current: view.current === `entity:${entity.id}`,
    },
      h(Quoted, null, entity.name), " ",
      h("span", { class: "count" }, plural("mentions", entity.mentions),
        entity.aliases.length ? [` · ${t("also")} `, h(Quoted, { key: "also" }, entity.aliases.slice(0, 3).join(" · "))] : null,
        entity.guess ? ` · ${t("probably", t(`kind_${entity.kind}`))}` : "")),
    h(Small, { label: `${t("onlyThis")}: ${entity.name}`, pressed: only === entity.id, act: () => alone(only === entity.id ? null : entity.id) }, t("onlyThis"))));
}
