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
 * @param {{name: string, label: string, value: string, options: [string, string, string?][], change: (value: string) => void, row?: boolean}} props
 */
export function Radios({ name, label, value, options, change, row = false }) {
  return h(
    "fieldset",
    { class: row ? "radios row" : "radios" },
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

/** Words of the page, apart from ours in direction. @param {{children?: Children}} props */
export const Quoted = ({ children }) => h("bdi", null, children);
