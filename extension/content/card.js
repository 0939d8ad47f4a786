/**
 * The cards: one that comes and goes with the pointer, and up to three that the reader pinned.
 *
 * Problem: a card must be on top of any page, readable under any style, and never in the way. Policy: a
 * popover in a closed shadow root, placed beside the line under the pointer by floating-ui; it never
 * covers that line. Opened by key it is a dialog that takes the focus; opened by the pointer it takes
 * nothing; on a touch screen it is a sheet at the bottom that is dragged down to close. Who owns state:
 * this file owns the open cards, the pointer machine owns when.
 */

import { computePosition, flip, offset, shift } from "@floating-ui/core";
import { direction, t } from "../i18n.js";
import { cardBody } from "./cardbody.js";
import { createHost, el, icon, still, topmost } from "./elements.js";
import { page as document } from "./page.js";
import { cardCss } from "./styles.js";
import { timings } from "./timings.js";

/** @typedef {import("./explain.js").Model} Model */
/** @typedef {import("./layout.js").Box} Box */
/**
 * @typedef {{
 *   id: string, model: Model, fragment: () => Box | null, keyboard?: boolean, touch?: boolean,
 *   from?: HTMLElement
 * }} Opening
 * @typedef {import("./cardbody.js").Actions & {closed: (id: string) => void, theme: () => string, pageIsRtl: () => boolean}} CardActions
 */

/** A sheet dragged down by so many CSS pixels closes. */
const pulled = 60;

/**
 * What floating-ui asks of the page. A card is fixed and in the top layer, so the viewport is all that can
 * clip it: the search through the page's boxes that `@floating-ui/dom` does would cost every tab 3 kB.
 */
const platform = {
  /** @param {{reference: {getBoundingClientRect: () => DOMRect}, floating: HTMLElement}} elements */
  getElementRects: ({ reference, floating }) => ({ reference: reference.getBoundingClientRect(), floating: { x: 0, y: 0, ...size(floating) } }),
  /** @param {HTMLElement} element */
  getDimensions: (element) => size(element),
  getClippingRect: () => ({ x: 0, y: 0, width: Math.min(innerWidth, document.documentElement.clientWidth || innerWidth), height: innerHeight }),
};

/** @param {HTMLElement} element */
const size = (element) => ({ width: element.offsetWidth, height: element.offsetHeight });

/** @param {CardActions} actions */
export function createCards(actions) {
  /** @type {Card | null} */
  let loose = null;
  /** @type {Card[]} */
  let pinned = [];

  /** @param {Card} card */
  function gone(card) {
    if (loose === card) loose = null;
    pinned = pinned.filter((other) => other !== card);
    actions.closed(card.id);
  }

  return {
    /** @param {Opening} opening */
    async open(opening) {
      loose?.close(true);
      const card = new Card(opening, actions, gone, (wanted) => pin(card, wanted));
      loose = card;
      await card.show();
      return card;
    },
    /** The unpinned card's mark; empty when none is open. */
    get id() {
      return loose?.id ?? "";
    },
    /** The box of the unpinned card. */
    get box() {
      return loose?.box ?? null;
    },
    /** @param {EventTarget | null} target */
    owns(target) {
      return [loose, ...pinned].some((card) => card && card.host === target);
    },
    /** @param {EventTarget | null} target */
    ownsLoose(target) {
      return Boolean(loose && loose.host === target);
    },
    close() {
      loose?.close();
    },
    /** Closes every card at once, pinned or not. */
    clear() {
      for (const card of [loose, ...pinned]) card?.close(true);
    },
    pin() {
      if (loose) pin(loose, true);
    },
  };

  /** @param {Card} card @param {boolean} wanted */
  function pin(card, wanted) {
    if (wanted && !pinned.includes(card)) {
      if (pinned.length >= 3) pinned[0].close(true);
      pinned.push(card);
      if (loose === card) {
        loose = null;
        actions.closed(card.id);
      }
      card.keep();
    } else if (!wanted) {
      card.close();
    }
  }
}

class Card {
  /**
   * @param {Opening} opening
   * @param {CardActions} actions
   * @param {(card: Card) => void} gone
   * @param {(wanted: boolean) => void} pin
   */
  constructor(opening, actions, gone, pin) {
    this.id = opening.id;
    this.opening = opening;
    this.actions = actions;
    this.gone = gone;
    this.pinned = false;
    /** What the card still waits for before it is placed. */
    this.ready = Promise.resolve();
    this.before = /** @type {Element | null} */ (null);
    this.stop = new AbortController();
    const { host, root } = createHost("galley-card", cardCss);
    this.host = host;
    host.setAttribute("popover", "manual");
    host.setAttribute("dir", direction() === "rtl" || actions.pageIsRtl() ? "rtl" : "ltr");
    if (!opening.touch) host.setAttribute("data-mouse", "");
    this.sheet = el("div", {
      class: `sheet ${actions.theme()}`,
      role: opening.keyboard ? "dialog" : "group",
      tabindex: "-1",
      "aria-labelledby": "galley-title",
    });
    root.append(this.sheet);
    this.pinButton = el("button", { type: "button", "aria-pressed": "false", title: t("pin"), "aria-label": t("pin"), onclick: () => pin(!this.pinned) }, icon("M5 2h6l-1 5 2 2v1H4V9l2-2zM8 10v4"));
    const close = el("button", { type: "button", title: t("close"), "aria-label": t("close"), onclick: () => this.close() }, icon("M4 4l8 8M12 4l-8 8"));
    this.icons = el("span", { class: "icons" }, this.pinButton, close);
    this.fill(opening.model);
    host.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        this.close();
      } else if (event.key === "p" && !event.ctrlKey && !event.metaKey && !event.altKey && !(event.composedPath()[0] instanceof HTMLSelectElement)) {
        pin(!this.pinned);
      }
    });
    this.drag();
  }

  /** @param {Model} model */
  fill(model) {
    this.sheet.replaceChildren(...cardBody(model, this.actions, {
      icons: this.icons,
      refill: (next) => this.fill(next),
      close: () => this.close(),
      waits: (promise) => (this.ready = promise),
    }));
  }

  /** Stays until the reader closes it. */
  keep() {
    this.pinned = true;
    this.pinButton.setAttribute("aria-pressed", "true");
    this.sheet.classList.add("pinned");
  }

  async show() {
    const { host, opening } = this;
    this.before = opening.from ?? document.activeElement;
    topmost().append(host);
    this.sheet.style.setProperty("--fade", still() ? "0ms" : `${timings.fadeIn}ms`);
    this.sheet.classList.add("gone");
    host.showPopover();
    await this.ready;
    await this.place();
    this.sheet.classList.remove("gone");
    if (opening.keyboard) this.sheet.focus({ preventScroll: true });
  }

  async place() {
    const fragment = this.opening.fragment();
    if (!fragment) return;
    const below = innerHeight - fragment.bottom;
    // The card scrolls inside rather than cover the line it explains.
    this.sheet.style.maxBlockSize = `min(360px, 60vh, ${Math.max(80, Math.floor(Math.max(below, fragment.top) - 24))}px)`;
    const reference = {
      getBoundingClientRect: () =>
        new DOMRect(fragment.left, fragment.top, fragment.right - fragment.left, fragment.bottom - fragment.top),
    };
    const { x, y } = await computePosition(reference, this.host, {
      platform: /** @type {any} */ (platform),
      strategy: "fixed",
      placement: fragment.top > below ? "top-start" : "bottom-start",
      middleware: [
        offset(8),
        flip({ padding: 8 }),
        shift({ padding: 8 }),
      ],
    });
    this.at(x, y);
  }

  /** @param {number} x @param {number} y */
  at(x, y) {
    this.host.style.setProperty("--x", `${Math.round(x)}px`);
    this.host.style.setProperty("--y", `${Math.round(y)}px`);
  }

  /** A pinned card follows its header; a sheet is pulled down by it and let go. */
  drag() {
    const { sheet, host, opening } = this;
    const { signal } = this.stop;
    sheet.addEventListener("pointerdown", (down) => {
      const target = /** @type {Element} */ (down.target);
      if ((!this.pinned && !opening.touch) || target.closest("button") || !target.closest("header")) return;
      const { left, top, width, height } = host.getBoundingClientRect();
      sheet.setPointerCapture(down.pointerId);
      /** @param {PointerEvent} move */
      const follow = (move) => {
        const [x, y] = [move.clientX - down.clientX, move.clientY - down.clientY];
        if (opening.touch) sheet.style.translate = `0 ${Math.max(0, y)}px`;
        // Never so far out that the header cannot be caught again.
        else this.at(within(left + x, innerWidth - width), within(top + y, innerHeight - Math.min(height, 60)));
      };
      /** @param {PointerEvent} up */
      const drop = (up) => {
        sheet.removeEventListener("pointermove", follow);
        if (!opening.touch) return;
        if (up.clientY - down.clientY > pulled) this.close(true);
        else sheet.style.translate = "";
      };
      sheet.addEventListener("pointermove", follow, { signal });
      sheet.addEventListener("pointerup", drop, { signal, once: true });
    }, { signal });
  }

  get box() {
    return this.host.isConnected ? this.host.getBoundingClientRect() : null;
  }

  /** @param {boolean} [now] without fading */
  close(now = false) {
    if (this.stop.signal.aborted) return;
    this.stop.abort();
    const inside = document.activeElement === this.host;
    const remove = () => this.host.remove();
    if (now || still()) remove();
    else {
      this.sheet.style.setProperty("--fade", `${timings.fadeOut}ms`);
      this.sheet.classList.add("gone");
      this.host.style.setProperty("pointer-events", "none", "important");
      setTimeout(remove, timings.fadeOut);
    }
    if (inside && this.before instanceof HTMLElement && this.before.isConnected) this.before.focus({ preventScroll: true });
    this.gone(this);
  }
}

/** @param {number} at @param {number} most */
const within = (at, most) => Math.min(Math.max(0, at), Math.max(0, most));
