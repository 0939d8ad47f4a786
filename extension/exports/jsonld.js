/**
 * W3C Web Annotation: one annotation a mark, targets by quote and position (UTF-16 code units in the text
 * of the page's body). A claim's body is `schema.org/Claim`; never a rating.
 */

import { notice } from "./gather.js";

/** @typedef {import("./gather.js").Place} Place */

/** @param {import("./gather.js").Gathered} found */
export function jsonld(found) {
  const created = found.time;
  const creator = { type: "Software", name: `Galley ${found.version}` };
  /** @type {Record<string, unknown>[]} */
  const items = [];
  /** @param {readonly Place[]} places @param {string} motivation @param {Record<string, unknown>[]} body */
  const add = (places, motivation, body) => {
    const targets = places.filter((place) => place.selector).map((place) => target(found.url, place));
    if (targets.length) items.push({ id: `#annotation-${items.length + 1}`, type: "Annotation", motivation, created, creator, body, target: targets.length === 1 ? targets[0] : targets });
  };
  for (const claim of found.claims) {
    add(claim.parts.length ? claim.parts : [claim], "identifying", [
      { type: "schema:Claim", "schema:text": claim.quote, "schema:author": { "schema:name": claim.source }, "schema:appearance": found.url },
      text("classifying", claim.sourceKind),
      ...(claim.cue ? [text("describing", claim.cue)] : []),
    ]);
  }
  for (const one of found.statements) add([one], "classifying", [text("classifying", "noneGiven")]);
  for (const name of found.names) {
    for (const mention of name.mentions) add([mention], "tagging", [text("tagging", name.name), text("classifying", name.kind)]);
  }
  for (const repeat of found.repeats) {
    add([repeat.copy], "linking", [text("classifying", `${repeat.kind}: ${repeat.class}`), ...repeat.originals.filter((o) => o.selector).map((o) => ({ ...target(found.url, o), type: "SpecificResource" }))]);
  }
  return `${JSON.stringify({
    "@context": ["http://www.w3.org/ns/anno.jsonld", { schema: "https://schema.org/" }],
    id: "#page",
    type: ["AnnotationCollection"],
    label: `${found.title} · ${found.url} · ${created} · Galley ${found.version} · ${notice}`,
    total: items.length,
    first: { id: "#items", type: "AnnotationPage", startIndex: 0, items },
  }, null, 2)}\n`;
}

/** @param {string} purpose @param {string} value */
const text = (purpose, value) => ({ type: "TextualBody", purpose, value, format: "text/plain" });

/** @param {string} source @param {Place} place */
function target(source, place) {
  const { exact = "", prefix = "", suffix = "", start = 0, end = 0 } = place.selector ?? {};
  return {
    source,
    selector: [
      { type: "TextQuoteSelector", exact, prefix, suffix },
      { type: "TextPositionSelector", start, end },
    ],
  };
}
