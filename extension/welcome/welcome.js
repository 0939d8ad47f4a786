/**
 * The first page: our own article, annotated, with three things to try, the choice of levels, the keys.
 *
 * Policy: it needs no permission; doing a thing ticks it off; it never opens another tab by itself.
 */

import { h, render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { api } from "../browser.js";
import { t, trouble } from "../i18n.js";
import { everywhere } from "../levels.js";
import { Panel } from "../panel/app.js";
import { change } from "../settings.js";
import { Keys } from "../ui/keys.js";
import { preparePage } from "../ui/page.js";
import { Radios } from "../ui/parts.js";
import { readHere } from "../ui/reader.js";
import { sample, show } from "./sample.js";

/** @typedef {"hover" | "fold" | "list"} Task */
/** @typedef {import("../settings.js").Settings} Settings */

/** @type {(task: Task) => void} */
let ticked = () => {};

/** @param {{done: string[], fold: () => void, list: () => void}} props */
function Tasks({ done: before, fold, list }) {
  const [done, setDone] = useState(before);
  useEffect(() => {
    ticked = (task) => setDone((now) => {
      if (now.includes(task)) return now;
      const next = [...now, task];
      void change({ welcomed: next }).catch(() => {});
      return next;
    });
  }, []);
  /** @type {Record<Task, (() => void) | null>} */
  const acts = { hover: null, fold, list };
  return h("div", null,
    h("div", { class: "brand" }, h("img", { src: "../icons/48.png", alt: "" }), h("h1", null, t("welcomeTitle"))), h("p", null, t("welcomeLead")),
    h("h2", null, t("tasks")),
    h("ol", { class: "tasks" }, /** @type {const} */ (["hover", "fold", "list"]).map((task) => {
      const is = done.includes(task);
      const act = acts[task];
      return h("li", { key: task, class: is ? "ticked" : "", "data-task": task, "data-done": is ? "true" : "false" },
        h("b", { class: "tick", "aria-hidden": "true" }, is ? "✓" : ""),
        h("span", null, t(`task_${task}`), h("small", { role: "status" }, is ? t("taskDone") : t("taskOpen"))),
        act ? h("button", { type: "button", onClick: act }, task === "fold" ? t("fold") : t("openList")) : null);
    })));
}

/** @param {{settings: Settings}} props */
function Choices({ settings }) {
  const [level, setLevel] = useState(settings.level);
  const [said, setSaid] = useState("");
  /** @param {string} value */
  const choose = (value) => {
    const next = /** @type {Settings["level"]} */ (value);
    const granted = next === "every" ? api.permissions.request({ origins: [everywhere] }) : Promise.resolve(true);
    void granted.then(async (ok) => {
      setSaid(ok ? t("saved") : t("refused"));
      if (ok) await change({ level: next });
      setLevel(ok ? next : level);
    }).catch((error) => setSaid(trouble(error)));
  };
  return h("div", null,
    h("div", { class: "level" },
      h(Radios, { name: "level", label: t("levelQuestion"), value: level, change: choose, options: [
        ["click", t("level_click"), t("level_click_more")], ["sites", t("level_sites"), t("level_sites_more")], ["every", t("level_every"), t("level_every_more")],
      ] }),
      h("p", { role: "status" }, said)),
    h("h2", null, t("keys")), h(Keys, null),
    h("p", null, `${t("nothingLeaves")} ${t("visible")}`),
    h("button", { type: "button", class: "main", onClick: () => setSaid(t("doneThanks")) }, t("done")));
}

const { settings } = await preparePage("welcomeTitle");
const head = document.getElementById("head");
const list = document.getElementById("list");
const side = document.getElementById("side");
const article = document.getElementById("text");
if (head && list && side && article) {
  for (const form of [head, list, side]) form.addEventListener("submit", (event) => event.preventDefault());
  // A named form is a landmark: all of the page is reachable by one.
  head.ariaLabel = t("welcomeTitle");
  list.ariaLabel = t("openList");
  side.ariaLabel = t("levelQuestion");
  show(article, sample);
  let panel = false;
  const openList = () => {
    ticked("list");
    if (!panel) render(h(Panel, { link, title: false }), list);
    panel = true;
    list.scrollIntoView({ block: "nearest" });
  };
  const { controller, link } = await readHere({
    changed: (state) => state.folded && ticked("fold"),
    opened: (sort) => sort === "entity" && ticked("hover"),
    list: openList,
  });
  render(h(Tasks, { done: settings.welcomed, fold: () => controller.fold(!controller.state().folded), list: openList }), head);
  render(h(Choices, { settings }), side);
  await controller.read(true);
}
