/** The application that every framework draws: its paragraphs, of which four stand there twice, and its acts. */

const rows = [
  "The harbour of Lisbon was closed on Monday after a storm had torn two cranes from their rails and thrown them across the northern quay, the port authority said in a statement.",
  "Nobody in Lisbon was hurt, because the night shift had been sent home at ten, said Ann Lee, who runs the authority and had watched the forecasts since the weekend before.",
  "Ships bound for the city were led to Setúbal, where the pilots worked through the night and the last of eleven freighters was made fast shortly before dawn.",
  "Repairs will take three weeks at least and cost 4.2 million euros, according to an estimate by the engineers who walked the quay in the morning.",
];
export const first = [...rows, "Martin Okafor told Reuters on Tuesday that the insurers had been asked for a meeting, and that he expected an answer within days.", ...rows];
const added = "Sam Penhale of Truro told reporters on Friday that the pier would open again in the spring, whatever it may cost.";

export const start = { round: 0, rows: first.map((text, id) => ({ id, text })), corrected: false };

/** From a state to the next; a state is never changed. */
export const acts = {
  correct: (s) => ({ ...s, corrected: true }),
  withdraw: (s) => ({ ...s, corrected: false }),
  rekey: (s) => ({ ...s, round: s.round + 1, rows: s.rows.toReversed() }),
  turn: (s) => ({ ...s, rows: [...s.rows.slice(3), ...s.rows.slice(0, 3)] }),
  drop: (s) => ({ ...s, rows: s.rows.slice(0, -2) }),
  add: (s) => ({ ...s, rows: [...s.rows, { id: Math.max(0, ...s.rows.map((row) => row.id)) + 1, text: s.rows.length % 2 ? added : first[s.rows.length % first.length] }] }),
};

/** The paragraphs of a state, each with the key by which its framework knows it again. */
export const shown = (s) => s.rows.map(({ id, text }, i) => ({ key: `${s.round}:${id}`, text: s.corrected && i === 1 ? text.replaceAll("Lisbon", "Porto") : text }));

/** Hears acts until it is told to stop, and tells the test that the application lives. @param {(act: (s: typeof start) => typeof start) => void} apply */
export function hear(apply) {
  const act = (event) => apply(acts[event.detail]);
  addEventListener("act", act);
  globalThis.mounted = true;
  return () => removeEventListener("act", act);
}

/** Draws at once into an empty place; takes over a served one when it is told to. */
export function mount(draw, takeOver) {
  const place = document.querySelector("#app");
  if (place.firstElementChild) addEventListener("hydrate", () => takeOver(place));
  else draw(place);
}
