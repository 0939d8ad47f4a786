/**
 * What a card can do, in terms of the parts of the controller.
 */

import { t } from "../i18n.js";
import { named } from "../findings.js";
import { fragmentLink } from "./fragment.js";
import { page as document } from "./page.js";
import { selectors } from "./selectors.js";

/** @typedef {import("../types.js").Piece} Piece */

/**
 * @param {{
 *   reading: ReturnType<typeof import("./reading.js").createReading>,
 *   jump: (pieces: Piece[]) => void,
 *   list: (wanted: import("./controller.js").Wanted) => void,
 *   options: () => void,
 *   correct: import("./cardbody.js").Actions["correct"],
 *   rangeOf: (piece: Piece) => Range | null,
 *   keep: (patch: Partial<import("../settings.js").Settings>) => Promise<unknown>,
 *   settings: () => import("../settings.js").Settings,
 *   closed: (id: string) => void,
 *   earlier: import("./cardbody.js").Actions["earlier"]
 * }} parts
 * @returns {import("./card.js").CardActions}
 */
export function cardActions(parts) {
  const { reading, rangeOf } = parts;
  return {
    jump: (piece) => parts.jump([piece]),
    list: parts.list,
    correct: parts.correct,
    settings: parts.options,
    closed: parts.closed,
    earlier: parts.earlier,
    fewer: async (mode) => void (await parts.keep({ cardMode: mode })),
    theme: () => {
      const { theme } = parts.settings();
      return theme === "system" ? "" : theme;
    },
    pageIsRtl: () => getComputedStyle(document.body ?? document.documentElement).direction === "rtl",
    others: (entity) => named(reading.report).filter((other) => other.id !== entity).map(({ id, name }) => ({ id, name })),
    evidence: (claim) => {
      const form = { according_to: "why_cue", direct: "why_quoted", mixed: "why_partly", indirect: "why_cue", allegation: "why_allegation" }[claim.form] ?? "why_cue";
      return t(form, claim.cue);
    },
    copy: async (pieces) => {
      const [whole] = selectors([longest(pieces)], rangeOf);
      if (!whole) throw new Error("gone");
      await write(`“${whole.exact.trim()}”\n${document.title}\n${fragmentLink(location.href, whole)}`);
    },
  };
}

/** @param {readonly Piece[]} pieces */
const longest = (pieces) => [...pieces].sort((a, b) => b.end - b.start - (a.end - a.start))[0];

/**
 * Puts words on the clipboard; pages without a secure origin have only the older way.
 * @param {string} text
 */
export async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("style", "position:fixed;inset-block-start:0;opacity:0");
    document.documentElement.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("not-copied");
  }
}
