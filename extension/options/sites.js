/** The two lists of sites, both editable by hand. */

import { h } from "preact";
import { useState } from "preact/hooks";
import { api } from "../browser.js";
import { t } from "../i18n.js";
import { originOf, pattern } from "../levels.js";

/** @typedef {import("../settings.js").Settings} Settings */

/** @param {{settings: Settings, lost: string[], keep: (patch: Partial<Settings>) => Promise<void>, say: (words: string) => void}} props */
export function Sites({ settings, lost, keep, say }) {
  /** @param {string} origin */
  const allow = (origin) => api.permissions.request({ origins: [pattern(origin)] });
  return h("section", null, h("h2", null, t("sites")),
    h(List, {
      title: t("sitesAlways"), sites: settings.sites, say,
      add: (origin) => void allow(origin).then((ok) => (ok ? keep({ level: settings.level === "click" ? "sites" : settings.level, sites: [...settings.sites.filter((s) => s !== origin), origin] }) : say(t("refused")))),
      remove: (origin) => {
        void api.permissions.remove({ origins: [pattern(origin)] }).catch(() => false);
        void keep({ sites: settings.sites.filter((s) => s !== origin) });
      },
      more: (origin) => (lost.includes(origin) ? [t("notAllowed"), " ", h("button", { type: "button", onClick: () => void allow(origin) }, t("allow"))] : null),
    }),
    h(List, {
      title: t("sitesNever"), sites: settings.paused, say,
      add: (origin) => void keep({ paused: [...settings.paused.filter((s) => s !== origin), origin] }),
      remove: (origin) => void keep({ paused: settings.paused.filter((s) => s !== origin) }),
    }));
}

/** @param {{title: string, sites: string[], add: (origin: string) => void, remove: (origin: string) => void, say: (words: string) => void, more?: (origin: string) => any}} props */
function List({ title, sites, add, remove, say, more }) {
  const [text, setText] = useState("");
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    const written = text.trim();
    const origin = originOf(/^[a-z]+:\/\//i.test(written) ? written : `https://${written}`);
    if (!origin || !/\./.test(origin) && !/localhost|127/.test(origin)) return say(t("badSite"));
    setText("");
    add(origin);
  };
  return h("div", null, h("h3", null, title),
    sites.length ? h("ul", null, sites.map((site) => h("li", { key: site }, h("span", null, h("bdi", null, site), " ", more?.(site)),
      h("button", { type: "button", "aria-label": t("removeOne", site), onClick: () => remove(site) }, t("remove"))))) : h("p", { class: "soft" }, t("emptyList")),
    h("form", { class: "line", onSubmit: submit },
      h("input", { type: "text", inputMode: "url", value: text, placeholder: t("siteExample"), "aria-label": `${title}: ${t("siteAdd")}`, onInput: (/** @type {Event} */ event) => setText(/** @type {HTMLInputElement} */ (event.currentTarget).value) }),
      h("button", { type: "submit" }, t("add"))));
}
