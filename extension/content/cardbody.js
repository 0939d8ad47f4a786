/**
 * What stands in a card: plain elements out of a model (`explain.js`).
 *
 * Policy: the page's words are text in `<bdi>`; every control is a button with words; a correction is
 * applied at once and can be taken back from the same place.
 */

import { day, number, plural, t, trouble } from "../i18n.js";
import { el, icon, quoted } from "./elements.js";

/** @typedef {import("../types.js").Piece} Piece */
/** @typedef {import("./explain.js").Model} Model */
/** @typedef {import("./explain.js").EntityModel} EntityModel */
/** @typedef {import("./explain.js").ClaimModel} ClaimModel */
/**
 * @typedef {{sort: "notNames" | "notClaims", text: string} | {sort: "kinds" | "same", text: string, as: string}} Correction
 * @typedef {{
 *   jump: (piece: Piece) => void,
 *   list: (wanted: {tab: "claims" | "names", entity?: number, claim?: number, statement?: number}) => void,
 *   correct: (one: Correction, where: "everywhere" | "page") => Promise<() => Promise<void>>,
 *   fewer: (mode: "click" | "never") => Promise<void>,
 *   settings: () => void,
 *   copy: (pieces: Piece[]) => Promise<void>,
 *   others: (entity: number) => {id: number, name: string}[],
 *   evidence: (claim: ClaimModel) => string,
 *   earlier: (name: string) => Promise<import("../memory.js").Earlier[]>
 * }} Actions
 * @typedef {{icons: HTMLElement, refill: (model: Model) => void, close: () => void, waits: (promise: Promise<void>) => void}} Frame
 */

const cog = "M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M12.6 3.4l-1.4 1.4M4.8 11.2l-1.4 1.4";

const letters = /** @type {Record<string, string>} */ ({
  person: "P", organisation: "O", place: "L", other: "N", date: "D", time: "D", money: "A", percent: "A", measure: "A", number: "A",
});

/**
 * @param {Model} model @param {Actions} actions @param {Frame} frame
 * @returns {Node[]}
 */
export function cardBody(model, actions, frame) {
  switch (model.sort) {
    case "entity":
      return entity(model, actions, frame);
    case "claim":
      return claim(model, actions, frame);
    case "quantity":
      return [
        head(model.words, kind(t(`kind_${model.kind}`), letters[model.kind]), frame),
        model.value ? el("p", { class: "soft" }, model.approximate ? `${t("about")} ` : "", quoted([model.value, model.unit].filter(Boolean).join(" "))) : null,
      ].filter((node) => node !== null);
    case "statement":
      return [
        head(t("noSourceNamed"), null, frame),
        el("blockquote", {}, quoted(model.words)),
        el("p", { class: "soft" }, t("noSourceMeans")),
        model.follows ? el("p", { class: "soft" }, t("followsFrom"), " ", quoted(model.follows)) : null,
        model.numbers ? el("dl", {}, ...fact(t("numbers"), quoted(model.numbers))) : null,
        el("footer", {}, copy(model.pieces, actions), button(t("showInList"), () => actions.list({ tab: "claims", statement: model.statement })), notClaim(model.words, actions, frame)),
      ].filter((node) => node !== null);
  }
}

/** @param {string} name @param {HTMLElement | null} label @param {Frame} frame */
function head(name, label, frame) {
  return el("header", {}, el("h2", { id: "galley-title" }, quoted(name)), label, frame.icons);
}

/** @param {string} word @param {string} [letter] */
function kind(word, letter) {
  return el("span", { class: "kind" }, letter ? el("span", { class: "letter", "aria-hidden": "true" }, letter) : null, word);
}

/** @param {string} words @param {() => void} act @param {Record<string, any>} [props] */
function button(words, act, props = {}) {
  return el("button", { type: "button", ...props, onclick: act }, words);
}

/** @param {string} name @param {Node | string} value */
const fact = (name, value) => [el("dt", {}, name), el("dd", {}, value)];

/** @param {EntityModel} model @param {Actions} actions @param {Frame} frame @returns {Node[]} */
function entity(model, actions, frame) {
  const word = t(`kind_${model.kind}`);
  const nodes = [head(model.name, kind(model.guess ? t("probably", word) : word, letters[model.kind]), frame)];
  if (model.aliases.length) {
    const shown = model.aliases.slice(0, 3);
    const also = el("p", { class: "also" }, `${t("also")} `);
    shown.forEach((alias, i) => also.append(i ? " · " : "", quoted(alias)));
    if (model.aliases.length > 3) also.append(` +${number(model.aliases.length - 3)}`);
    nodes.push(also);
  }
  if (model.title) nodes.push(el("p", { class: "soft" }, quoted(model.title)));
  if (model.description && model.place) {
    const place = model.place;
    nodes.push(el("blockquote", {}, "“", quoted(model.description), "” ", button(t("paragraph", place.block + 1), () => actions.jump(place))));
  } else {
    nodes.push(el("p", { class: "soft" }, t("noDescription")));
  }
  nodes.push(steps(model, actions), earlier(model, actions, frame), corrections(model, actions, frame));
  return nodes;
}

/** "In 3 earlier articles", when the reader lets names be remembered. @param {EntityModel} model @param {Actions} actions @param {Frame} frame */
function earlier(model, actions, frame) {
  const box = el("details", { class: "soft", hidden: true });
  frame.waits(actions.earlier(model.name).then((articles) => {
    if (articles.length === 0) return;
    box.hidden = false;
    box.append(
      el("summary", {}, plural("earlier", articles.length)),
      el("ul", {}, ...articles.slice(0, 10).map((one) => el("li", {}, quoted(one.title), ` · ${day(one.date)}`))),
    );
  }, () => {}));
  return box;
}

/** @param {EntityModel} model @param {Actions} actions */
function steps(model, actions) {
  let at = model.mention;
  const said = el("span", { "aria-live": "polite" });
  /** @param {number} by */
  const turn = (by) => {
    const next = model.mentions[at + by];
    if (!next) return;
    at += by;
    tell();
    actions.jump(next);
  };
  const back = button("‹", () => turn(-1), { class: "turn", "aria-label": t("previousMention") });
  const on = button("›", () => turn(1), { class: "turn", "aria-label": t("nextMention") });
  const tell = () => {
    said.textContent = plural("mentionOf", model.mentions.length, at + 1);
    back.setAttribute("aria-disabled", String(at <= 0));
    on.setAttribute("aria-disabled", String(at >= model.mentions.length - 1));
  };
  tell();
  const says = model.claims > 0 && button(plural("says", model.claims), () => actions.list({ tab: "claims", entity: model.entity }));
  return el("div", { class: "steps" }, back, said, on, el("span", { class: "gap" }), says || button(t("showInList"), () => actions.list({ tab: "names", entity: model.entity })));
}

/** @param {EntityModel} model @param {Actions} actions @param {Frame} frame */
function corrections(model, actions, frame) {
  const choice = el("div", { class: "choice" });
  const shut = (/** @type {Node[]} */ ...nodes) => choice.replaceChildren(...nodes);
  /** @param {Correction} one */
  const correct = (one) => done(one, actions, frame);
  const wrongKind = () =>
    shut(...["person", "organisation", "place", "other"]
      .filter((k) => k !== model.kind)
      .map((k) => button(t(`kind_${k}`), () => correct({ sort: "kinds", text: model.name, as: k }))));
  const same = () => {
    const others = actions.others(model.entity);
    const select = el("select", { "aria-label": t("sameAs") }, ...others.map((o) => el("option", { value: o.name }, o.name)));
    shut(select, button(t("join"), () => correct({ sort: "same", text: model.name, as: /** @type {HTMLSelectElement} */ (select).value })));
  };
  /** @param {"click" | "never"} mode */
  const choose = (mode) => actions.fewer(mode).then(frame.close, (error) => shut(el("p", { role: "status" }, trouble(error))));
  const fewer = () => shut(button(t("cardsOnClick"), () => choose("click")), button(t("cardsNever"), () => choose("never")));
  return el(
    "footer",
    {},
    button(t("notName"), () => correct({ sort: "notNames", text: model.name })),
    button(t("wrongKind"), wrongKind),
    actions.others(model.entity).length > 0 && button(t("sameAs"), same),
    button(t("fewerCards"), fewer),
    el("button", { type: "button", class: "cog", "aria-label": t("settings"), title: t("settings"), onclick: actions.settings }, icon(cog)),
    choice,
  );
}

/**
 * Applies a correction and turns the card into its receipt.
 * @param {Correction} one @param {Actions} actions @param {Frame} frame
 */
async function done(one, actions, frame) {
  const sheet = frame.icons.closest(".sheet");
  /** @param {string} words @param {...Node} buttons */
  const receipt = (words, ...buttons) => {
    sheet?.replaceChildren(head(one.text, null, frame), el("p", { role: "status" }, words), el("footer", {}, ...buttons));
    /** @type {HTMLElement | null} */ (sheet)?.focus({ preventScroll: true });
  };
  try {
    const undo = await actions.correct(one, "everywhere");
    receipt(
      t("correctedEverywhere"),
      button(t("onlyHere"), async () => {
        await undo();
        const undoHere = await actions.correct(one, "page");
        receipt(t("correctedHere"), button(t("undo"), () => undoHere().then(frame.close)));
      }),
      button(t("undo"), () => undo().then(frame.close)),
    );
  } catch (error) {
    receipt(trouble(error));
  }
}

/** @param {string} words @param {Actions} actions @param {Frame} frame */
const notClaim = (words, actions, frame) => button(t("notClaim"), () => done({ sort: "notClaims", text: words }, actions, frame));

/** @param {Piece[]} pieces @param {Actions} actions */
function copy(pieces, actions) {
  const copied = button(t("copyLink"), () =>
    actions.copy(pieces).then(
      () => (copied.textContent = t("copied")),
      () => (copied.textContent = t("notCopied")),
    ));
  return copied;
}

/** @param {ClaimModel} model @param {Actions} actions @param {Frame} frame @returns {Node[]} */
function claim(model, actions, frame) {
  const names = model.links.map((link) => link.name || t("noSourceNamed"));
  const inner = model.links[model.links.length - 1];
  const open = model.quote && !['"', "“", "„", "«", "‘", "'"].includes(model.content[0]);
  return [
    head(names.join(" ← "), null, frame),
    el("p", { class: "soft" }, quoted(model.cue), ` · ${t(`tone_${model.tone}`)}`, model.negated ? ` · ${t("denied")}` : ""),
    el("blockquote", { class: model.quote ? "" : "clause" }, open ? "“" : "", quoted(model.content), open ? "”" : ""),
    el(
      "dl",
      {},
      ...fact(t("sourceKind"), el("span", {}, model.links.map((l) => t(`source_${l.kind}`)).join(" ← "), el("small", {}, t(`sourceMeans_${inner?.kind ?? "noneGiven"}`)))),
      ...fact(t("hedge"), model.hedges ? quoted(model.hedges) : t("none")),
      ...(model.numbers ? fact(t("numbers"), quoted(model.numbers)) : []),
      ...fact(t("whyMarked"), actions.evidence(model)),
    ),
    el("footer", {}, copy(model.pieces, actions), button(t("showInList"), () => actions.list({ tab: "claims", claim: model.claim })), notClaim(model.content, actions, frame)),
  ];
}
