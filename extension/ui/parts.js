/**
 * Controls that our own pages share. Each says its state in words or by its role, never by colour alone.
 */

import { h } from "preact";

/** @typedef {import("preact").ComponentChildren} Children */

/**
 * A switch.
 * @param {{on: boolean, label: string, change: (on: boolean) => void, disabled?: boolean, children?: Children}} props
 */
export function Switch({ on, label, change, disabled = false, children }) {
  return h(
    "button",
    { type: "button", role: "switch", "aria-checked": on ? "true" : "false", "aria-label": label, class: "switch", disabled, onClick: () => change(!on) },
    h("span", { class: "track", "aria-hidden": "true" }, h("span", { class: "thumb" })),
    children,
  );
}

/**
 * One choice out of several.
 * @param {{name: string, label: string, value: string, options: [string, string, string?][], change: (value: string) => void, look?: "list" | "row" | "segments"}} props
 */
export function Radios({ name, label, value, options, change, look = "list" }) {
  return h(
    "fieldset",
    { class: `radios ${look}` },
    h("legend", null, label),
    options.map(([option, words, more]) =>
      h(
        "label",
        { key: option },
        h("input", { type: "radio", name, value: option, checked: value === option, onChange: () => change(option) }),
        h("span", null, words, more ? h("small", null, more) : null),
      )),
  );
}

/**
 * @param {{label: string, on: boolean, change: (on: boolean) => void, more?: string}} props
 */
export function Check({ label, on, change, more }) {
  return h(
    "label",
    { class: "check" },
    h("input", { type: "checkbox", checked: on, onChange: (/** @type {Event} */ event) => change(/** @type {HTMLInputElement} */ (event.currentTarget).checked) }),
    h("span", null, label, more ? h("small", null, more) : null),
  );
}

/** A small drawing, 16 units square; its button says what it does. @param {{path: string}} props */
export const Icon = ({ path }) => h("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" }, h("path", { d: path }));

export const cog = "M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M12.6 3.4l-1.4 1.4M4.8 11.2l-1.4 1.4";
export const keyboard = "M1.5 4h13v8h-13zM4 6.5h.5M7 6.5h.5M10 6.5h.5M12.2 6.5h.3M4.5 9.5h7";
export const twoSheets = "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3";
export const toFirst = "M3.5 2.5h9M8 13.5v-8M4.8 8.5L8 5.3l3.2 3.2";

/** Words of the page, apart from ours in direction. @param {{children?: Children}} props */
export const Quoted = ({ children }) => h("bdi", null, children);
