/** The paragraphs of the application's article: four of them stand there twice. */

const rows = [
  "The harbour of Lisbon was closed on Monday after a storm had torn two cranes from their rails and thrown them across the northern quay, the port authority said in a statement.",
  "Nobody in Lisbon was hurt, because the night shift had been sent home at ten, said Ann Lee, who runs the authority and had watched the forecasts since the weekend before.",
  "Ships bound for the city were led to Setúbal, where the pilots worked through the night and the last of eleven freighters was made fast shortly before dawn.",
  "Repairs will take three weeks at least and cost 4.2 million euros, according to an estimate by the engineers who walked the quay in the morning.",
];
export const first = [...rows, "Martin Okafor told Reuters on Tuesday that the insurers had been asked for a meeting, and that he expected an answer within days.", ...rows];
