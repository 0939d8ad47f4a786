/**
 * What is repeated: each run with its first and later place, and the two versions compared. Differences
 * in fact come first (the core found them), then every changed word.
 */

import { diffArrays } from "diff";
import { h } from "preact";
import { useState } from "preact/hooks";
import { whole } from "../findings.js";
import { list, number, plural, ranges, t } from "../i18n.js";
import { Icon, Quoted, toFirst } from "../ui/parts.js";
import { Main, Roving, Small } from "./rows.js";

/** @typedef {import("../types.js").Run} Run */
/** @typedef {import("../types.js").CopiedBlock} CopiedBlock */
/** @typedef {import("./app.js").View} View */

/** @param {View} view */
export function Repeats(view) {
  const { report, fits, say } = view;
  const runs = report.duplicates.runs.map((run, index) => ({ run, index })).filter(({ run }) => run.blocks.some((b) => fits(say(whole(b.block)))));
  if (runs.length === 0) return h("p", { class: "note" }, view.query ? t("noRows") : t("noRepeats"));
  return h(Roving, { label: t("repeats") }, /** @type {const} */ (["copy", "onPurpose", "similar"]).map((kind) => {
    const some = runs.filter(({ run }) => run.kind === kind);
    if (some.length === 0) return null;
    return h("section", { key: kind },
      h("h2", null, `${t(`group_${kind}`)} `, h("span", { class: "note" }, number(some.reduce((n, { run }) => n + run.blocks.length, 0)))),
      h("ul", null, some.map(({ run, index }) => h(RunRow, { key: index, run, index, view }))));
  }));
}

/** @param {{run: Run, index: number, view: View}} props */
function RunRow({ run, index, view }) {
  const [open, setOpen] = useState(view.wanted?.run === index);
  const copies = run.blocks.map((b) => whole(b.block));
  const first = run.blocks[0];
  const worst = run.blocks.some((b) => b.class === "substance") ? "substance" : run.blocks.some((b) => b.class === "wording") ? "wording" : "exact";
  const original = first?.originals[0] ?? 0;
  return h("li", null,
    h("div", { class: "row" },
      h(Main, { act: () => view.jump(copies.slice(0, 1)), over: (on) => view.focus(on ? copies : []) },
        h(Quoted, null, short(view.say(copies[0]))), " ",
        h("span", { class: "count line" }, `${t("firstPlace", original + 1)}, ${plural("laterPlaces", run.blocks.length, list(ranges(run.blocks.map((b) => b.block + 1))))} · ${t(`class_${worst}`)}`)),
      h(Small, { label: t("goToFirst"), act: () => view.jump([whole(original)]) }, h(Icon, { path: toFirst })),
      h(Small, { label: t("compare"), pressed: open, act: () => setOpen(!open) }, t("compare"))),
    open ? run.blocks.map((copy) => h(Compare, { key: copy.block, copy, view })) : null);
}

/** @param {string} text */
const short = (text) => (text.length > 120 ? `${text.slice(0, 118).replace(/[\ud800-\udbff]$/, "")}…` : text);

/** @param {{copy: CopiedBlock, view: View}} props */
function Compare({ copy, view }) {
  const [side, setSide] = useState(false);
  const [copied, setCopied] = useState(false);
  const before = copy.originals.map((block) => view.say(whole(block))).join(" ");
  const after = view.say(whole(copy.block));
  // Whole words, so that "4.2" against "3.6" is one change and not two.
  const parts = diffArrays(before.split(/(\s+)/), after.split(/(\s+)/)).map((part) => ({ ...part, value: part.value.join("") }));
  /** @param {"added" | "removed" | "both"} which */
  const text = (which) => h("bdi", null, parts.map((part, i) => {
    if (part.added) return which === "removed" ? null : h("ins", { key: i }, h("span", { class: "hidden" }, `${t("insertedMark")} `), part.value);
    if (part.removed) return which === "added" ? null : h("del", { key: i }, h("span", { class: "hidden" }, `${t("deletedMark")} `), part.value);
    return part.value;
  }));
  const facts = copy.differences;
  return h("div", { class: "compare" },
    facts.length ? h("ul", { class: "note" }, facts.map((d, i) => h("li", { key: i }, `${t(`difference_${d.kind}`)}: `,
      d.original ? h(Quoted, null, view.say(d.original)) : t("added"), d.original && d.copy ? " → " : " ", d.copy ? h(Quoted, null, view.say(d.copy)) : t("leftOut")))) : null,
    side
      ? h("div", { class: "versions" }, h("div", null, h("b", null, t("firstVersion")), " ", text("removed")), h("div", null, h("b", null, t("laterVersion")), " ", text("added")))
      : h("p", { class: "diff" }, text("both")),
    h("div", { class: "actions" },
      h("button", { type: "button", onClick: () => setSide(!side) }, side ? t("inline") : t("sideBySide")),
      h("button", { type: "button", onClick: () => void view.write(`${t("firstVersion")}: ${before}\n\n${t("laterVersion")}: ${after}\n`).then(() => setCopied(true)) }, copied ? t("copied") : t("copyDifferences"))));
}
