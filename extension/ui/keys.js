/** The keys, as the browser has them now: shown on the welcome page and in the settings. */

import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { api } from "../browser.js";
import { t } from "../i18n.js";

export function Keys() {
  const [commands, setCommands] = useState(/** @type {chrome.commands.Command[]} */ ([]));
  useEffect(() => void api.commands.getAll().then(setCommands), []);
  const chromium = api.runtime.getURL("").startsWith("chrome-extension:");
  return h("div", null,
    h("dl", null,
      commands.filter((c) => !c.name?.startsWith("_execute")).map((c) => [
        h("dt", { key: c.name }, h("kbd", null, c.shortcut || t("notSet"))),
        h("dd", { key: `${c.name}-what` }, c.description),
      ]),
      /** @type {const} */ (["walk", "card", "density"]).map((one) => [
        h("dt", { key: one }, t(`key_${one}_keys`)),
        h("dd", { key: `${one}-what` }, t(`key_${one}`)),
      ])),
    chromium
      ? h("p", null, h("button", { type: "button", class: "plain", onClick: () => void api.tabs.create({ url: "chrome://extensions/shortcuts" }) }, t("changeKeys")))
      : h("p", { class: "soft" }, t("changeKeysFirefox")));
}
