/** Every correction the reader made, each with a way back. */

import { h } from "preact";
import { t } from "../i18n.js";

/** @typedef {import("../types.js").Corrections} Fixes */

/** @param {{corrections: Fixes, fix: (next: Fixes) => Promise<void>}} props */
export function Corrections({ corrections, fix }) {
  /** @type {{words: string, rest: Fixes}[]} */
  const rows = [
    ...corrections.notNames.map((text) => ({ words: t("isNotName", text), rest: { ...corrections, notNames: corrections.notNames.filter((one) => one !== text) } })),
    ...corrections.kinds.map((pair) => ({ words: t("isKind", pair[0], t(`kind_${pair[1]}`)), rest: { ...corrections, kinds: corrections.kinds.filter((one) => one !== pair) } })),
    ...corrections.same.map((pair) => ({ words: t("isSame", pair[0], pair[1]), rest: { ...corrections, same: corrections.same.filter((one) => one !== pair) } })),
    ...corrections.notClaims.map((text) => ({ words: t("isNotClaim", text), rest: { ...corrections, notClaims: corrections.notClaims.filter((one) => one !== text) } })),
  ];
  return h("section", null, h("h2", null, t("corrections")), h("p", { class: "soft" }, t("correctionsNote")),
    rows.length ? h("ul", null, rows.map(({ words, rest }) => h("li", { key: words }, h("span", null, h("bdi", null, words)),
      h("button", { type: "button", "aria-label": t("removeOne", words), onClick: () => void fix(rest) }, t("undo"))))) : h("p", { class: "soft" }, t("emptyList")));
}
