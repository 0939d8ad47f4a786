/**
 * More articles to try. Written for this purpose and given to the public domain (CC0); people, bodies and
 * figures are made up.
 */

/** @type {{title: string, by: string, paragraphs: string[], earlierTitle?: string, earlier?: string[]}[]} */
export const samples = [
  {
    title: "Live: Reservoir above Kandy falls to lowest level in nine years",
    by: "Galley sample article: a live blog",
    paragraphs: [
      "16:40",
      "The water level in the reservoir above Kandy fell to 31 per cent on Wednesday, the lowest since 2017, Sri Lanka’s Irrigation Department said, as the north-east monsoon arrived two weeks late.",
      "“We have water for forty days, and the forecast is for thirty-five,” Nirmala Jayasuriya, who heads the department’s Kandy office, told reporters. “That is not a comfortable number.”",
      "16:05",
      "The National Water Supply and Drainage Board urged households to save water and said night cuts might begin on Monday. It did not say which districts would be affected.",
      "15:30",
      "A senior official, who asked not to be named because talks with the power company are under way, said the turbines at Polgolla could be stopped as early as Friday.",
      "Ceylon Daily reported that the power company, citing its own forecasts, expects to buy electricity worth 2.1 billion rupees in January.",
      "15:10",
      "The water level in the reservoir above Kandy fell to 33 per cent on Wednesday, the lowest since 2017, Sri Lanka’s Irrigation Department said, as the north-east monsoon arrived two weeks late.",
      "14:45",
      "The National Water Supply and Drainage Board urged households to save water and said night cuts might begin on Monday. It did not say which districts would be affected.",
      "14:20",
      "Farmers in Matale have lost about a fifth of the season’s rice, according to a survey published by the University of Peradeniya in December.",
      "It is understood that the cabinet will discuss help for farmers next week. The finance ministry declined to comment.",
    ],
  },
  {
    title: "Museum in Trieste says stolen maps were never stolen",
    by: "Galley sample article: many speakers",
    paragraphs: [
      "Three maps of the Adriatic that were reported stolen from the Museum of Navigation in Trieste last year had been in a drawer all along, the museum’s director admitted on Tuesday.",
      "“I would like to say that I am embarrassed, and I am,” said Carla Benedetti. “But I am also holding the maps.”",
      "The Italian police said they would close the case, which had occupied eleven officers for four months. The prosecutor’s office in Trieste confirmed this.",
      "An auction house in Vienna, which had been accused of selling one of the maps, demanded an apology. “We told everyone that our map was ours,” its spokeswoman, Eva Lindner, said. “Nobody listened, because a theft is a better story.”",
      "Il Quotidiano reported in March that two former employees had described the museum’s catalogue as “a novel in several volumes”. One of them, Paolo Riva, told the newspaper that a third of the entries had no shelf mark.",
      "Benedetti disputed that figure and put it at 4 per cent. An internal report seen by the newspaper says 29 per cent.",
      "The insurers have asked for the return of €340,000. The museum has said it will pay “as soon as the drawer is empty of surprises”, a phrase that the insurers’ lawyer called unhelpful.",
      "The maps may go on show in spring, Benedetti said, together with the drawer.",
    ],
  },
];
