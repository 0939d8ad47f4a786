/**
 * Copy or save what was found, in five forms. Saving is a link to a blob: no permission is needed.
 */

import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { api, inExtension } from "../browser.js";
import { csv } from "../exports/csv.js";
import { gather } from "../exports/gather.js";
import { html } from "../exports/html.js";
import { json } from "../exports/json.js";
import { jsonld } from "../exports/jsonld.js";
import { markdown } from "../exports/markdown.js";
import { t } from "../i18n.js";
import { Radios } from "../ui/parts.js";

const formats = /** @type {Record<string, {make: (found: import("../exports/gather.js").Gathered) => string, type: string, ending: string}>} */ ({
  markdown: { make: markdown, type: "text/markdown", ending: "md" },
  csv: { make: csv, type: "text/csv", ending: "csv" },
  json: { make: json, type: "application/json", ending: "json" },
  jsonld: { make: jsonld, type: "application/ld+json", ending: "jsonld" },
  html: { make: html, type: "text/html", ending: "html" },
});

/** @param {import("./app.js").View} view */
export function Export(view) {
  const [format, setFormat] = useState("markdown");
  const [made, setMade] = useState({ format: "", text: "" });
  const [said, setSaid] = useState("");

  useEffect(() => {
    let alive = true;
    setSaid("");
    void gather(view.snapshot, view.selectors, inExtension() ? api.runtime.getManifest().version : "0.1.0", new Date().toISOString())
      .then((found) => alive && setMade({ format, text: formats[format].make(found) }), () => alive && setSaid(t("error_failed")));
    return () => {
      alive = false;
    };
  }, [format, view.snapshot]);

  // While another form is being written, the one before is not offered under its name.
  const text = made.format === format ? made.text : "";
  const save = () => {
    const { type, ending } = formats[format];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    link.download = `${fileName(view.snapshot.state.title)}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    setSaid(t("saved"));
  };
  return h("div", null,
    h(Radios, { name: "format", label: t("exportAs"), value: format, change: setFormat, options: Object.keys(formats).map((id) => /** @type {[string, string]} */ ([id, t(`format_${id}`)])) }),
    h("div", { class: "actions" },
      h("button", { type: "button", class: "main", disabled: !text, onClick: () => void view.write(text).then(() => setSaid(t("copied")), () => setSaid(t("notCopied"))) }, t("copy")),
      h("button", { type: "button", disabled: !text, onClick: save }, t("save")),
      h("span", { role: "status" }, said)),
    h("p", { class: "note" }, t("foundAutomatically")),
    h("pre", { tabIndex: 0, "aria-label": t("exportTitle"), "data-export": format }, text.length > 20000 ? `${text.slice(0, 20000)}\n…` : text));
}

/** @param {string} title */
function fileName(title) {
  return title.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "galley";
}
