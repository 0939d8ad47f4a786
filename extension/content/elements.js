/**
 * Making elements of our own in a page that is not ours.
 *
 * Policy: nodes are made one by one and words are only ever text; no markup is parsed. What lives in the
 * page lives in a closed shadow root on `documentElement`, outside the tree the page's own scripts know.
 * The host resets everything and its rules are important, so that no page style reaches in.
 */

import { page as document } from "./page.js";

/**
 * @param {string} name
 * @param {Record<string, any>} [props] attributes; `on...` are listeners; false and null are left out
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function el(name, props = {}, ...children) {
  const node = document.createElement(name);
  for (const [prop, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (prop.startsWith("on")) node.addEventListener(prop.slice(2), value);
    else node.setAttribute(prop, value === true ? "" : String(value));
  }
  for (const child of children) if (child) node.append(child);
  return node;
}

/** Words of the page, kept apart from ours in direction. @param {string} text @param {string} [name] */
export function quoted(text, name = "bdi") {
  return el(name, { class: "page" }, text);
}

/**
 * A host with a closed shadow root.
 * @param {string} name of the element; a plain unknown name, since custom elements are out of reach here
 * @param {string} css
 * @returns {{host: HTMLElement, root: ShadowRoot}}
 */
export function createHost(name, css) {
  const host = document.createElement(name);
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  // Keys typed into our controls are not the page's shortcuts.
  for (const type of ["keydown", "keyup", "keypress"]) host.addEventListener(type, (event) => event.stopPropagation());
  return { host, root };
}

/**
 * Where a host must stand to be on top and clickable: all that is outside of a modal dialog, or of what is
 * shown full screen, can be seen and not clicked.
 * @returns {Element}
 */
export function topmost() {
  const dialogs = document.querySelectorAll("dialog:modal");
  return dialogs[dialogs.length - 1] ?? document.fullscreenElement ?? document.documentElement;
}

/** @returns {boolean} whether the reader asked for less motion */
export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** A small drawing, 16 units square. @param {string} path */
export function icon(path) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
