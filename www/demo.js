/**
 * The demo: the same core and the same content modules on a plain page, no extension needed.
 *
 * Policy: everything comes with this script, styles included; nothing is fetched and nothing is kept.
 */

import { h, render } from "preact";
import { useRef, useState } from "preact/hooks";
import "../extension/content/boot/models.js";
import "../extension/content/boot/module.js";
import "../extension/content/boot/wasm.js";
import marksCss from "../extension/content/content.css";
import { core } from "../extension/content/core.js";
import { speak, summary, t } from "../extension/i18n.js";
import panelCss from "../extension/panel/panel.css";
import { Panel } from "../extension/panel/app.js";
import articleCss from "../extension/ui/article.css";
import { dress } from "../extension/ui/page.js";
import { Check, Radios } from "../extension/ui/parts.js";
import { readHere } from "../extension/ui/reader.js";
import { fill } from "../extension/ui/text.js";
import uiCss from "../extension/ui/ui.css";
import { sample, show } from "../extension/welcome/sample.js";
import de from "../extension/_locales/de/messages.json";
import en from "../extension/_locales/en/messages.json";
import { samples } from "./samples.js";

/** @typedef {import("../extension/types.js").State} State */
/** @typedef {{title: string, by: string, paragraphs: readonly string[], earlierTitle?: string, earlier?: readonly string[]}} Text */

const german = /^de\b/.test(navigator.language);
speak(german ? de : en, german ? "de" : "en");
dress("system");
document.title = t("demoTitle");
document.adoptedStyleSheets = [uiCss, articleCss, panelCss, marksCss].map((css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
});

/** @type {Text[]} */
const texts = [sample, ...samples];

/** @param {{read: (fill: () => void) => Promise<State>, controller: ReturnType<typeof import("../extension/content/controller.js").createController>, article: HTMLElement, first: State}} props */
function Demo({ read, controller, article, first }) {
  const [state, setState] = useState(first);
  const [chosen, setChosen] = useState(0);
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  /** @param {() => void} put */
  const go = async (put) => setState(await read(put));
  return h("div", null,
    h("h1", null, t("demoTitle")), h("p", null, t("demoMachine"), " ", t("nothingLeaves")),
    h("div", { class: "line" },
      h("label", null, t("demoSample"), " ", h("select", { value: chosen, onChange: (/** @type {Event} */ event) => {
        const next = Number(/** @type {HTMLSelectElement} */ (event.currentTarget).value);
        setChosen(next);
        void go(() => show(article, texts[next]));
      } }, texts.map((one, i) => h("option", { key: i, value: i }, one.title))))),
    h("details", null, h("summary", null, t("demoOwn")),
      h("label", { for: "field" }, t("pasteText")), h("textarea", { id: "field", ref: field, spellcheck: false }),
      h("button", { type: "button", class: "main", onClick: () => void go(() => fill(article, field.current?.value ?? "")) }, t("pasteRead"))),
    h("div", { class: "line" },
      h("span", { role: "status", id: "summary" }, state.phase === "done" ? summary(state) : state.phase === "failed" ? `${t("state_failed")} ${state.error}` : t("analysing")),
      h(Check, { label: t("foldRepeats"), on: state.folded, change: (on) => {
        controller.fold(on);
        setState(controller.state());
      } }),
      h(Radios, { look: "row", name: "density", label: t("marks"), value: state.density, options: [["calm", t("density_calm")], ["standard", t("density_standard")], ["everything", t("density_everything")]], change: (density) => {
        controller.setMarks({ density: /** @type {any} */ (density) });
        setState(controller.state());
      } })));
}

const head = document.getElementById("head");
const side = document.getElementById("side");
const article = document.getElementById("text");
if (head && side && article) {
  head.ariaLabel = t("demoTitle");
  side.ariaLabel = t("openList");
  for (const form of [head, side]) form.addEventListener("submit", (event) => event.preventDefault());
  const { controller, link } = await readHere({
    core: async () => {
      const answered = await /** @type {any} */ (globalThis).galleyAnswer;
      if (!answered?.ready) throw new Error(answered?.error || "core-missing");
      return core();
    },
  });
  /** @param {() => void} put */
  const read = async (put) => {
    put();
    await controller.read(true);
    return controller.state();
  };
  const first = await read(() => show(article, sample));
  render(h(Demo, { read, controller, article, first }), head);
  render(h(Panel, { link, title: false }), side);
}
