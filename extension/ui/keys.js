/** The keys, as the browser has them now: shown on the welcome page and in the settings. */

import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { api, inChromium } from "../browser.js";
import { t } from "../i18n.js";

/** Keys that work while the walk's ring or a card has the focus; names of keys are the same everywhere. */
const walking = /** @type {const} */ ([
  ["next", ["→", "n"]], ["previous", ["←", "p"]], ["claim", ["c"]], ["same", ["."]],
  ["open", ["Enter"]], ["pin", ["p"]], ["close", ["Escape"]], ["density", ["1", "2", "3"]],
]);

export function Keys() {
  const [commands, setCommands] = useState(/** @type {chrome.commands.Command[]} */ ([]));
  useEffect(() => void api.commands.getAll().then(setCommands), []);
  return h("div", { class: "keys" },
    h("dl", null, commands.filter((c) => !c.name?.startsWith("_execute")).map((c) => [
      h("dt", { key: c.name }, h("kbd", null, c.shortcut || t("notSet"))),
      h("dd", { key: `${c.name}-what` }, c.description),
    ])),
    inChromium()
      ? h("p", null, h("button", { type: "button", class: "plain", onClick: () => void api.tabs.create({ url: "chrome://extensions/shortcuts" }) }, t("changeKeys")))
      : h("p", { class: "soft" }, t("changeKeysFirefox")),
    h("h3", null, t("walkKeys")),
    h("dl", null, walking.map(([one, keys]) => [
      h("dt", { key: one }, keys.map((key) => [h("kbd", { key }, key), " "])),
      h("dd", { key: `${one}-what` }, t(`key_${one}`)),
    ])));
}
