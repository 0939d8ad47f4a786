/**
 * Lists with one stop for the Tab key: arrows move inside, Home and End jump (roving tabindex).
 */

import { h } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** @param {{label: string, children?: import("preact").ComponentChildren}} props */
export function Roving({ label, children }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const last = useRef(/** @type {Element | null} */ (null));

  const buttons = () => /** @type {HTMLButtonElement[]} */ ([...(box.current?.querySelectorAll("button[data-row]") ?? [])]);

  useLayoutEffect(() => {
    const all = buttons();
    const stop = all.find((button) => button === last.current) ?? all[0];
    for (const button of all) button.tabIndex = button === stop ? 0 : -1;
  });

  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    const all = buttons();
    const at = all.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const heads = all.filter((button) => button.dataset.row === "main");
    const head = heads.filter((button) => all.indexOf(button) <= at).length - 1;
    const rtl = getComputedStyle(all[at]).direction === "rtl";
    const to = {
      ArrowDown: heads[head + 1],
      ArrowUp: all[at].dataset.row === "main" ? heads[head - 1] : heads[head],
      [rtl ? "ArrowLeft" : "ArrowRight"]: all[at + 1],
      [rtl ? "ArrowRight" : "ArrowLeft"]: all[at - 1],
      Home: heads[0],
      End: heads[heads.length - 1],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    for (const button of all) button.tabIndex = button === to ? 0 : -1;
    last.current = to;
    to.focus();
  };

  return h(
    "div",
    { ref: box, role: "group", "aria-label": label, onKeyDown, onFocusIn: (/** @type {FocusEvent} */ event) => {
      if (event.target instanceof Element && event.target.matches("button[data-row]")) last.current = event.target;
    } },
    children,
  );
}

/**
 * The main button of a row.
 * @param {{act: () => void, over?: (on: boolean) => void, expanded?: boolean, current?: boolean, children?: import("preact").ComponentChildren}} props
 */
export function Main({ act, over, expanded, current, children }) {
  return h("button", {
    type: "button", class: "what", "data-row": "main",
    "aria-expanded": expanded === undefined ? undefined : expanded ? "true" : "false",
    "aria-current": current ? "true" : undefined,
    onClick: act,
    onPointerEnter: over && (() => over(true)), onPointerLeave: over && (() => over(false)),
    onFocus: over && (() => over(true)), onBlur: over && (() => over(false)),
  }, children);
}

/** A further button of a row. @param {{label: string, act: () => void, pressed?: boolean, children?: import("preact").ComponentChildren}} props */
export function Small({ label, act, pressed, children }) {
  return h("button", { type: "button", class: "small", "data-row": "more", "aria-label": label, title: label, "aria-pressed": pressed === undefined ? undefined : String(pressed), onClick: act }, children);
}
