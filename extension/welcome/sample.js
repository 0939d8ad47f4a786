/**
 * The sample article of the welcome page and the demo. Written for this purpose and given to the public
 * domain (CC0); its people, bodies and figures are made up. Six paragraphs stand twice, as they do on
 * pages that keep an earlier version below the newer one; one of them with another number.
 */

const background = [
  "The tunnel under the Tamar estuary was closed on Friday night after engineers found water behind the eastern wall, about 300 metres from the Saltash entrance, during a routine inspection.",
  "“Nobody was in danger at any time, and nobody will be,” said Helen Trevorrow, the chief engineer of the Tamar Crossing Authority. “We closed it because we do not guess about walls.”",
  "According to a report by the Institute of Civil Engineering published in March, the wall had been repaired twice since 2014, and the second repair was meant to last for twenty years.",
  "Two people familiar with the inspection said the leak had first been noticed in August. The authority denied that, saying its sensors showed nothing unusual until last week.",
  "Devon County Council said it would pay for extra ferries until the tunnel opens again. Its leader, Martin Okafor, called the closure “a hard week for everyone who works on the other side”.",
];

export const sample = Object.freeze({
  title: "Tunnel under the Tamar to stay shut for three weeks",
  by: "Galley sample article",
  paragraphs: Object.freeze([
    "The road tunnel between Plymouth and Saltash will stay closed for at least three weeks, the Tamar Crossing Authority announced on Monday, leaving some 41,000 commuters a day to find another way across the river.",
    ...background,
    "The repair is expected to cost £4.2 million, the authority said in a statement, of which the Department for Transport would carry half.",
    "Trevorrow told the Western Courier that workers would drain the cavity behind the wall first. “Then we look, and then we decide,” she said. “I have been doing this for thirty years and I have never regretted looking.”",
    "The Western Courier reported that union officials had warned the authority about staffing in June. A spokesman for the union, which represents 180 tunnel workers, claimed that night shifts had been run with half the usual crew.",
    "Okafor rejected the claim. He said the council had seen the rosters and that they “show full crews on every night that matters”.",
    "Passenger numbers on the ferries rose by 64 per cent over the weekend. The longest queue at the Torpoint landing lasted almost two hours.",
    "Lisa Penhale, who runs a bakery in Saltash and lives in Plymouth, said she now gets up at three. “The bread does not care about the tunnel,” Penhale said.",
    "The authority may open one lane for ambulances earlier, possibly by the end of next week, Trevorrow added.",
  ]),
  // The same headline again, as where a page shows the newer and the older version of one report.
  earlierTitle: "Tunnel under the Tamar to stay shut for three weeks",
  earlier: Object.freeze([
    ...background,
    "The repair is expected to cost £3.6 million, the authority said in a statement, of which the Department for Transport would carry half.",
  ]),
});

/**
 * Puts the sample into an element.
 * @param {HTMLElement} article
 * @param {{title: string, by: string, paragraphs: readonly string[], earlierTitle?: string, earlier?: readonly string[]}} text
 */
export function show(article, text) {
  /** @param {string} name @param {string} words @param {string} [look] */
  const block = (name, words, look) => {
    const element = document.createElement(name);
    element.textContent = words;
    if (look) element.className = look;
    return element;
  };
  article.lang = "en";
  article.dir = "ltr";
  article.replaceChildren(
    block("h1", text.title),
    block("p", text.by, "by"),
    ...text.paragraphs.map((words) => block("p", words)),
    ...(text.earlierTitle ? [block("h2", text.earlierTitle)] : []),
    ...(text.earlier ?? []).map((words) => block("p", words)),
  );
}
