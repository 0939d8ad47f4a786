/**
 * The toolbar's popup: what was found in this tab, and the switches.
 *
 * Policy: opening it reads the tab (that is the reader's click). Every switch applies at once. A browser
 * permission is asked for directly in the click, after the sentence that says what it means.
 */

import { h, render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { api } from "../browser.js";
import { number, plural, t, trouble as sentence } from "../i18n.js";
import { everywhere, originOf, pattern } from "../levels.js";
import { Background, News, Page, answer, ask, askTab } from "../messages.js";
import { openPanel } from "../openpanel.js";
import { change } from "../settings.js";
import { Icon, Radios, Switch, cog, keyboard } from "../ui/parts.js";
import { preparePage } from "../ui/page.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../settings.js").Settings} Settings */
/** @typedef {{tab: chrome.tabs.Tab, settings: Settings}} Props */

/** Reasons that are not failures of ours; each has its sentence. */
const reasons = ["browserPage", "pdf", "noPermission", "off"];

/** @param {Props} props */
function Popup({ tab, settings: first }) {
  const id = tab.id ?? -1;
  const origin = originOf(tab.url);
  const [settings, setSettings] = useState(first);
  const [state, setState] = useState(/** @type {State | null} */ (null));
  const [trouble, setTrouble] = useState("");
  const [said, setSaid] = useState("");
  /** Whether the browser lets us read this site without a click. */
  const [allowed, setAllowed] = useState(true);
  const [shortcut, setShortcut] = useState("");

  /** @param {boolean} anyway */
  const read = async (anyway) => {
    setTrouble("");
    try {
      setState(await ask({ type: Background.analyse, id, anyway }));
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : "failed");
    }
  };

  const check = async () => setAllowed(!origin || (await api.permissions.contains({ origins: [pattern(origin)] })));

  useEffect(() => {
    void check();
    api.permissions.onAdded.addListener(check);
    void (async () => {
      const now = await askTab(id, { type: Page.state }).catch(() => null);
      if (now && (now.phase !== "idle" || now.paused)) setState(now);
      else if (settings.off) setTrouble("off");
      else await read(false);
    })();
    void api.commands.getAll().then((all) => setShortcut(all.find((c) => c.name === "toggle")?.shortcut ?? ""));
    const unanswer = answer({
      [News.changed]: ({ state: next }, sender) => {
        if (sender.tab?.id === id || sender.tab?.id === undefined) setState(next);
      },
      [News.permissions]: () => void check(),
    });
    return () => {
      unanswer();
      api.permissions.onAdded.removeListener(check);
    };
  }, []);

  /** @param {import("../messages.js").Message} message */
  const tell = async (message) => {
    const next = await askTab(id, message);
    if (next) setState(next);
  };
  /** @param {Partial<Settings>} patch */
  const keep = async (patch) => {
    try {
      setSettings(await change(patch));
      setSaid("");
    } catch (error) {
      setSaid(sentence(error));
    }
  };

  /** @param {string} value */
  const setLevel = (value) => {
    const level = /** @type {Settings["level"]} */ (value);
    const origins = level === "every" ? [everywhere] : [pattern(origin)];
    // Asked at once, inside the click: a browser forgets the click while we wait for anything.
    const granted = level === "click" ? Promise.resolve(true) : api.permissions.request({ origins });
    const sites = settings.sites.filter((site) => site !== origin);
    const before = { level: settings.level, sites: settings.sites };
    // Kept before the answer: some browsers close this popup while they ask.
    void keep(level === "sites" ? { level, sites: [...sites, origin] } : level === "every" ? { level } : { level: sites.length ? "sites" : "click", sites });
    void granted.then(async (ok) => {
      if (!ok) {
        await keep(before);
        setSaid(t("refused"));
      }
      await check();
    });
  };
  const allow = () => void api.permissions.request({ origins: [level === "every" ? everywhere : pattern(origin)] }).then(check);

  const paused = Boolean(state?.paused);
  const on = Boolean(state && state.phase !== "idle");
  const level = settings.level === "every" ? "every" : origin && settings.sites.includes(origin) ? "sites" : "click";

  return [
    h("div", { class: "head", key: "head" },
      h("h1", null, h("bdi", null, tab.url?.startsWith(api.runtime.getURL("")) ? t("name") : (hostOf(tab.url) || t("name")))),
      state && h(Switch, {
        on, label: t("onHere"),
        change: async (wanted) => {
          if (wanted) await read(true);
          else setState(await askTab(id, { type: Page.pause }));
        },
      }, on ? t("on") : t("pausedHere"))),
    origin && h("div", { class: "levels", key: "levels" },
      h(Radios, {
        look: "segments", name: "level", label: t("whenToRead"), value: level, change: setLevel,
        options: [["click", t("level_click")], ["sites", t("level_site")], ["every", t("level_every")]],
      }),
      level === "click" ? h("p", { class: "note" }, t("askNote")) : null,
      level !== "click" && !allowed ? h("div", { class: "say", role: "status" }, t("state_revoked"), h("div", null, h("button", { type: "button", onClick: allow }, t("allow")))) : null),
    said ? h("p", { class: "say", role: "alert", key: "said" }, said) : null,
    trouble
      ? h(Trouble, { key: "trouble", name: trouble, read, resume: async () => {
          await keep({ off: false });
          await read(false);
        } })
      : paused
        ? h("p", { key: "paused", class: "say", role: "status" }, t("pausedMore"))
        : h(Found, { key: "found", state, tell, keep, read }),
    h("div", { class: "foot", key: "foot" },
      h("button", { type: "button", disabled: state?.phase !== "done", onClick: () => {
        void openPanel({ id, windowId: tab.windowId, index: tab.index }).then(() => close());
      } }, t("openList")),
      h("button", { type: "button", disabled: state?.phase !== "done", onClick: () => {
        void openPanel({ id, windowId: tab.windowId, index: tab.index }, { tab: "export" }).then(() => close());
      } }, t("export")),
      h("span", { class: "gap" }),
      h("button", { type: "button", class: "plain", "aria-label": t("keys"), title: t("keys"), onClick: () => void api.tabs.create({ url: api.runtime.getURL("options/options.html#keys") }) }, h(Icon, { path: keyboard })),
      h("button", { type: "button", class: "plain", "aria-label": t("settings"), title: t("settings"), onClick: () => void api.runtime.openOptionsPage() }, h(Icon, { path: cog }))),
    h("p", { class: "note", key: "note" }, t("nothingLeaves"), shortcut ? ` ${t("keyHides", shortcut)}` : ""),
  ];
}

/** @param {{state: State | null, tell: (message: import("../messages.js").Message) => Promise<void>, keep: (patch: Partial<Settings>) => Promise<void>, read: (anyway: boolean) => Promise<void>}} props */
function Found({ state, tell, keep, read }) {
  if (!state || state.phase === "analysing" || state.phase === "idle") return h("p", { role: "status", class: "say" }, t("analysing"));
  if (state.phase === "failed") return h(Failed, { details: state.error, again: () => read(true) });
  if (state.phase === "notArticle") {
    return h("div", { class: "say", role: "status" }, t("state_notArticle"), h("div", null, h("button", { type: "button", onClick: () => read(true) }, t("analyseAnyway"))));
  }
  /** @param {Record<string, any>} marks */
  const mark = (marks) => tell({ type: Page.marks, marks });
  const { names } = state;
  const total = names.person + names.organisation + names.place + names.other;
  const kinds = /** @type {const} */ (["person", "organisation", "place", "other"]).filter((k) => names[k] > 0).map((k) => plural(`some_${k}`, names[k]));
  return h("div", { role: "status", class: "found" },
    h("div", { class: "row-line" }, h("b", null, t("repeats")),
      h("span", null, state.repeated ? plural("repeatCount", state.of, number(state.repeated)) : t("noRepeats")),
      h(Switch, { on: state.folded, label: t("foldRepeats"), disabled: state.repeated === 0, change: (on) => tell({ type: Page.fold, on }) }, h("span", null, t("fold")))),
    h("div", { class: "row-line" }, h("b", null, t("names")),
      h("span", null, total ? number(total) : t("noNames")),
      h(Switch, { on: state.namesOn && !state.hidden, label: t("markNames"), change: (on) => mark({ names: on, hidden: false }) }),
      total ? h("small", null, kinds.map((words) => words.replaceAll(" ", "\u00a0")).join(" · ")) : null),
    h("div", { class: "row-line" }, h("b", null, t("claims")),
      h("span", null, state.claims ? number(state.claims) : t("noClaims")),
      h(Switch, { on: state.claimsOn && !state.hidden, label: t("markClaims"), change: (on) => mark({ claims: on, hidden: false }) }),
      state.claims ? h("small", null, plural("withoutSource", state.unsourced)) : null),
    state.covered ? null : h("p", { class: "say" }, t("state_language")),
    state.truncated ? h("p", { class: "say" }, t("state_tooLong")) : null,
    h("div", { class: "density" }, h(Radios, {
      look: "segments", name: "density", label: t("marks"), value: state.density,
      options: [["calm", t("density_calm")], ["standard", t("density_standard")], ["everything", t("density_everything")]],
      change: (density) => {
        void mark({ density });
        void keep({ density: /** @type {any} */ (density) });
      },
    })));
}

/** @param {{name: string, read: (anyway: boolean) => Promise<void>, resume: () => Promise<void>}} props */
function Trouble({ name, read, resume }) {
  if (!reasons.includes(name)) return h(Failed, { details: name, again: () => read(true) });
  return h("div", { class: "say", role: "status" }, t(`state_${name}`),
    name === "pdf" ? h("div", null, h("button", { type: "button", onClick: () => void api.tabs.create({ url: api.runtime.getURL("paste/paste.html") }) }, t("pasteInstead"))) : null,
    name === "noPermission" ? h("div", null, h("button", { type: "button", onClick: () => void read(false) }, t("tryAgain"))) : null,
    name === "off" ? h("div", null, h("button", { type: "button", onClick: () => void resume() }, t("turnOn"))) : null);
}

/** @param {{details: string, again: () => Promise<void>}} props */
function Failed({ details, again }) {
  const [copied, setCopied] = useState(false);
  return h("div", { class: "say", role: "alert" }, t("state_failed"),
    h("div", null,
      h("button", { type: "button", onClick: () => void navigator.clipboard.writeText(`Galley ${api.runtime.getManifest().version}\n${navigator.userAgent}\n${details}`).then(() => setCopied(true)) }, copied ? t("copied") : t("copyDetails")),
      h("button", { type: "button", onClick: () => void again() }, t("tryAgain"))));
}

/** @param {string | undefined} url */
function hostOf(url) {
  try {
    return new URL(url ?? "").host;
  } catch {
    return "";
  }
}

const { settings } = await preparePage("name");
const wanted = Number(new URLSearchParams(location.search).get("tab"));
const tab = wanted ? await api.tabs.get(wanted) : (await api.tabs.query({ active: true, currentWindow: true }))[0];
const app = document.getElementById("app");
if (app && tab) render(h(/** @type {any} */ (Popup), { tab, settings }), app);
