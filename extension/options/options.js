/**
 * The settings page: everything the reader can choose, every correction, every site; and a way to forget
 * it all.
 */

import { h, render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { api, inChromium } from "../browser.js";
import { plural, t, trouble } from "../i18n.js";
import { everywhere, pattern, revoked } from "../levels.js";
import { forget, recall } from "../memory.js";
import { News, answer } from "../messages.js";
import { change, delays, keepCorrections, kinds, mend, mendCorrections, noCorrections, reset, watch } from "../settings.js";
import { Keys } from "../ui/keys.js";
import { dress, preparePage } from "../ui/page.js";
import { Check, Radios } from "../ui/parts.js";
import { Corrections } from "./corrections.js";
import { Sites } from "./sites.js";

/** @typedef {import("../settings.js").Settings} Settings */
/** @typedef {import("../types.js").Corrections} Fixes */

/** @param {{first: {settings: Settings, corrections: Fixes}}} props */
function Options({ first }) {
  const [settings, setSettings] = useState(first.settings);
  const [corrections, setCorrections] = useState(first.corrections);
  const [origins, setOrigins] = useState(/** @type {string[]} */ ([]));
  const [said, setSaid] = useState("");
  const [sure, setSure] = useState(false);
  const [kept, setKept] = useState(0);
  const file = useRef(/** @type {HTMLInputElement | null} */ (null));

  const allowed = () => void api.permissions.getAll().then((all) => setOrigins(all.origins ?? []));
  useEffect(() => {
    allowed();
    void recall().then((articles) => setKept(articles.length), () => {});
    const unwatch = watch((next, nextCorrections) => {
      setSettings(next);
      setCorrections(nextCorrections);
      dress(next.theme);
    });
    api.permissions.onAdded.addListener(allowed);
    const unanswer = answer({ [News.permissions]: allowed });
    return () => {
      unwatch();
      unanswer();
      api.permissions.onAdded.removeListener(allowed);
    };
  }, []);

  /** @param {() => Promise<unknown>} act @param {string} [words] */
  const attempt = async (act, words = "") => {
    try {
      await act();
      setSaid(words);
    } catch (error) {
      setSaid(trouble(error));
    }
  };
  /** @param {Partial<Settings>} patch */
  const keep = (patch) => attempt(() => change(patch), t("saved"));
  /** @param {Fixes} next */
  const fix = (next) => attempt(() => keepCorrections(next), t("saved"));

  /** @param {string} value */
  const setLevel = (value) => {
    const level = /** @type {Settings["level"]} */ (value);
    // Asked at once: the browser wants the click itself.
    if (level === "every") void api.permissions.request({ origins: [everywhere] }).then((ok) => (ok ? keep({ level }) : setSaid(t("refused"))));
    else void keep({ level });
  };

  const saveAll = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify({ format: "galley-settings", version: 1, settings, corrections }, null, 2)], { type: "application/json" }));
    link.download = "galley-settings.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  /** @param {File | undefined} chosen */
  const readAll = (chosen) => attempt(async () => {
    if (!chosen) return;
    const read = chosen.size < 5_000_000 ? parsed(await chosen.text()) : null;
    if (read?.format !== "galley-settings") {
      setSaid(t("importBad"));
      return;
    }
    await change(mend(read.settings));
    await keepCorrections(mendCorrections(read.corrections));
    setSaid(t("imported"));
  });

  return [
    h("h1", { key: "h" }, t("settings")),
    h("p", { key: "said", role: "status" }, said),
    h("section", { key: "level" },
      h(Radios, { name: "level", label: t("levelQuestion"), value: settings.level, change: setLevel, options: [
        ["click", t("level_click"), t("level_click_more")], ["sites", t("level_sites"), t("level_sites_more")], ["every", t("level_every"), t("level_every_more")],
      ] }),
      h(Check, { label: t("offEverywhere"), on: settings.off, change: (off) => keep({ off }) })),
    h(Sites, { key: "sites", settings, lost: revoked(settings, origins), keep, say: setSaid }),
    h("section", { key: "marks" }, h("h2", null, t("marksTitle")),
      h(Radios, { look: "row", name: "density", label: t("density"), value: settings.density, change: (density) => keep({ density: /** @type {any} */ (density) }), options: [["calm", t("density_calm")], ["standard", t("density_standard")], ["everything", t("density_everything")]] }),
      h("fieldset", null, h("legend", null, t("kindsMarked")), kinds.map((kind) => h(Check, {
        key: kind, label: t(`kinds_${kind}`), on: settings.kinds.includes(kind),
        change: (on) => keep({ kinds: kinds.filter((k) => (k === kind ? on : settings.kinds.includes(k))) }),
      }))),
      h(Check, { label: t("markNames"), on: settings.names, change: (names) => keep({ names }) }),
      h(Check, { label: t("markClaims"), on: settings.claims, change: (claims) => keep({ claims }) }),
      h(Check, { label: t("statementsMarked"), on: settings.statements, change: (statements) => keep({ statements }) }),
      h(Check, { label: t("foldAutomatically"), more: t("foldAutomaticallyMore"), on: settings.foldAutomatically, change: (foldAutomatically) => keep({ foldAutomatically }) }),
      h(Check, { label: t("stripSetting"), more: t("stripMore"), on: settings.strip, change: (strip) => keep({ strip }) }),
      // Firefox prints no highlights: there is nothing to choose.
      inChromium() ? h(Check, { label: t("printSetting"), more: t("printMore"), on: settings.printMarks, change: (printMarks) => keep({ printMarks }) }) : null,
      h(Check, { label: t("badgeSetting"), on: settings.badge, change: (badge) => keep({ badge }) })),
    h("section", { key: "cards" }, h("h2", null, t("cards")),
      h(Radios, { name: "mode", label: t("cardMode"), value: settings.cardMode, change: (cardMode) => keep({ cardMode: /** @type {any} */ (cardMode) }), options: /** @type {const} */ (["hover", "click", "alt", "never"]).map((mode) => /** @type {[string, string]} */ ([mode, t(`mode_${mode}`)])) }),
      h("label", { class: "line" }, t("cardDelay"), " ", h("select", { value: settings.cardDelay, onChange: (/** @type {Event} */ event) => keep({ cardDelay: Number(/** @type {HTMLSelectElement} */ (event.currentTarget).value) }) }, delays.map((delay) => h("option", { key: delay, value: delay }, t("milliseconds", delay))))),
      h(Check, { label: t("announce"), on: settings.announce, change: (announce) => keep({ announce }) })),
    h("section", { key: "looks" }, h("h2", null, t("appearance")),
      h(Radios, { look: "row", name: "theme", label: t("theme"), value: settings.theme, change: (theme) => keep({ theme: /** @type {any} */ (theme) }), options: /** @type {const} */ (["system", "light", "dark"]).map((theme) => /** @type {[string, string]} */ ([theme, t(`theme_${theme}`)])) }),
      h("label", { class: "line" }, t("languageSetting"), " ", h("select", { value: settings.language, onChange: (/** @type {Event} */ event) => keep({ language: /** @type {HTMLSelectElement} */ (event.currentTarget).value }).then(() => location.reload()) },
        h("option", { value: "browser" }, t("language_browser")), h("option", { value: "en", lang: "en" }, "English"), h("option", { value: "de", lang: "de" }, "Deutsch")))),
    h(Corrections, { key: "fixes", corrections, fix }),
    h("section", { key: "memory" }, h("h2", null, t("memory")),
      h(Check, { label: t("rememberSetting"), more: t("rememberMore"), on: settings.remember, change: (remember) => keep({ remember }) }),
      h("div", { class: "line" }, h("span", null, plural("remembered", kept)),
        h("button", { type: "button", disabled: kept === 0, onClick: () => attempt(async () => {
          await forget();
          setKept(0);
        }, t("forgotten")) }, t("forgetAll")))),
    h("section", { key: "keys", id: "keys" }, h("h2", null, t("keys")), h(Keys, null)),
    h("section", { key: "all" }, h("h2", null, t("everything")),
      h("div", { class: "line" },
        h("button", { type: "button", onClick: saveAll }, t("exportSettings")),
        h("button", { type: "button", onClick: () => file.current?.click() }, t("importSettings")),
        h("input", { ref: file, type: "file", class: "hidden", tabIndex: -1, accept: "application/json,.json", "aria-label": t("importSettings"), onChange: (/** @type {Event} */ event) => void readAll(/** @type {HTMLInputElement} */ (event.currentTarget).files?.[0]) })),
      h("div", { class: "line" }, sure
        ? h("button", { type: "button", class: "main", onClick: () => attempt(async () => {
            await reset();
            await api.permissions.remove({ origins: [...settings.sites.map(pattern), everywhere] }).catch(() => false);
            setSure(false);
            setKept(0);
            setCorrections(noCorrections);
          }, t("resetDone")) }, t("resetSure"))
        : h("button", { type: "button", onClick: () => setSure(true) }, t("reset"))),
      h("p", { class: "soft" }, `${t("nothingLeaves")} ${t("visible")}`)),
  ];
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const first = await preparePage("optionsTitle");
const app = document.getElementById("app");
if (app) render(h(/** @type {any} */ (Options), { first }), app);
if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
