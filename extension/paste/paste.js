/**
 * A text of the reader's own, pasted or dropped, read by the same engine as a page. It stays in this tab:
 * nothing is kept.
 */

import { h, render } from "preact";
import { useRef, useState } from "preact/hooks";
import { summary, t } from "../i18n.js";
import { Panel } from "../panel/app.js";
import { preparePage } from "../ui/page.js";
import { fill, isPlain } from "../ui/text.js";
import { readHere } from "../ui/reader.js";

/** @param {{read: (text: string) => Promise<import("../types.js").State>}} props */
function Paste({ read }) {
  const [said, setSaid] = useState("");
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const file = useRef(/** @type {HTMLInputElement | null} */ (null));

  /** @param {string} text */
  const go = async (text) => {
    if (!text.trim()) return setSaid(t("pasteEmpty"));
    setSaid(t("analysing"));
    const state = await read(text);
    return setSaid(state.phase === "failed" ? t("state_failed") : summary(state));
  };
  /** @param {File | undefined} chosen */
  const take = async (chosen) => {
    if (!chosen) return;
    const text = chosen.size <= 20_000_000 ? await chosen.text() : "";
    if (!isPlain(text)) return setSaid(t("pasteBad"));
    if (field.current) field.current.value = text.slice(0, 200000);
    await go(text);
  };
  return h("div", {
    onDragOver: (/** @type {DragEvent} */ event) => event.preventDefault(),
    onDrop: (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      const { files, items } = event.dataTransfer ?? {};
      if (files?.length) void take(files[0]);
      else if (items?.length) void go(event.dataTransfer?.getData("text/plain") ?? "");
    },
  },
    h("h1", null, t("pasteTitle")), h("p", null, t("pasteLead")),
    h("label", { for: "field" }, t("pasteText")),
    h("textarea", { id: "field", ref: field, name: "text", spellcheck: false }),
    h("div", { class: "line" },
      h("button", { type: "button", class: "main", onClick: () => void go(field.current?.value ?? "") }, t("pasteRead")),
      h("button", { type: "button", onClick: () => file.current?.click() }, t("pasteFile")),
      h("input", { ref: file, type: "file", class: "hidden", tabIndex: -1, accept: "text/*,.txt,.md", "aria-label": t("pasteFile"), onChange: (/** @type {Event} */ event) => void take(/** @type {HTMLInputElement} */ (event.currentTarget).files?.[0]) }),
      h("span", { role: "status" }, said)));
}

await preparePage("pasteTitle");
const article = document.getElementById("text");
const head = document.getElementById("head");
const side = document.getElementById("side");
const { controller, link } = await readHere();
head?.addEventListener("submit", (event) => event.preventDefault());
side?.addEventListener("submit", (event) => event.preventDefault());
if (head && article && side) {
  head.ariaLabel = t("pasteTitle");
  side.ariaLabel = t("openList");
  render(h(Paste, { read: async (text) => {
    fill(article, text);
    await controller.read(true);
    render(h(Panel, { link, title: false }), side);
    return controller.state();
  } }), head);
}
