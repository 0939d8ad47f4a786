/**
 * Pages that the tests of the extension read. Written for them; people, bodies and figures are made up.
 */

import { sample } from "../../extension/welcome/sample.js";

const escape = (text) => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);

/**
 * An ordinary news page.
 * @param {{title?: string, paragraphs: readonly string[], head?: string, body?: string, lang?: string, dir?: string}} article
 */
export const newsPage = ({ title = "A news page", paragraphs, head = "", body = "", lang = "en", dir = "ltr" }) => `<!doctype html>
<html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
<style>body{font:18px/1.6 Georgia,serif;max-width:40rem;margin:2rem auto 60rem;padding:0 3rem}</style>${head}</head>
<body><article><h1>${escape(title)}</h1>
${paragraphs.map((text) => (text.startsWith("## ") ? `<h2>${escape(text.slice(3))}</h2>` : `<p>${escape(text)}</p>`)).join("\n")}
</article>${body}</body></html>`;

/** The sample article with its earlier version below: six repeated paragraphs, one with another number. */
export const tunnel = [...sample.paragraphs, `## ${sample.earlierTitle}`, ...sample.earlier];

export const tunnelPage = newsPage({ title: sample.title, paragraphs: tunnel });

/** The words of the page for story 1: a name that is surely marked. */
export const name = "Helen Trevorrow";

/** German: repeats work, names and claims do not. */
const german = [
  "Der Tunnel unter der Elbe bleibt nach Angaben der Stadtverwaltung mindestens drei Wochen geschlossen, weil in einer Wand Wasser gefunden wurde und die Reparatur erst vorbereitet werden muss.",
  "Rund vierzigtausend Pendler müssen nun jeden Tag einen anderen Weg über den Fluss suchen, und die Fähren fahren seit Montag alle zehn Minuten, was nach Meinung vieler Fahrgäste nicht genügt.",
  "Die Kosten der Reparatur werden auf gut vier Millionen Euro geschätzt, von denen der Bund voraussichtlich die Hälfte übernimmt, wie aus einer Mitteilung hervorgeht, die am Abend verschickt wurde.",
];
export const germanPage = newsPage({ title: "Der Tunnel bleibt zu", lang: "de", paragraphs: [...german, "## Der Tunnel bleibt zu", ...german] });

export const homePage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Home</title></head><body><nav>${Array.from({ length: 30 }, (_, i) => `<a href="/s${i}">Story ${i}</a>`).join(" ")}</nav><p>Short.</p></body></html>`;

export const emptyPage = "<!doctype html><title>Empty</title><body></body>";

/** Styles that attack everything. */
export const hostilePage = newsPage({
  title: sample.title,
  paragraphs: tunnel,
  head: "<style>* { all: unset !important; display: block !important; z-index: 2147483647 !important; opacity: .3 !important; font-size: 60px !important } p { font-size: 18px !important; opacity: 1 !important } head, style, title { display: none !important }</style>",
});

export const darkPage = newsPage({ title: sample.title, paragraphs: tunnel, head: "<style>body{background:#121212;color:#e8e8e8}</style>" });

export const rtlPage = newsPage({ title: sample.title, paragraphs: tunnel, lang: "ar", dir: "rtl" });

export const strictHeaders = { "content-security-policy": "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types 'none'" };

/** A page that corrects itself, as applications do. */
export const correctingPage = newsPage({
  title: sample.title,
  paragraphs: tunnel,
  body: `<script>
    addEventListener("correct", () => {
      const first = document.querySelector("article p").firstChild;
      first.data = first.data.replace("three weeks", "five weeks").replace("Plymouth", "Exeter");
      document.querySelector("article").insertAdjacentHTML("beforeend", "<p>Correction: an earlier version named Plymouth in the first sentence, which Martin Okafor called a mistake.</p>");
    });
  </script>`,
});

/** An application with two articles at two addresses. */
export const twoArticles = newsPage({
  title: sample.title,
  paragraphs: tunnel,
  body: `<script>
    addEventListener("next", () => {
      history.pushState(null, "", "/second");
      document.querySelector("article").innerHTML = ${JSON.stringify(Array.from({ length: 8 }, (_, i) => `<p>Angela Brandt, who leads the harbour board of Rostock, said on day ${i + 1} that ships from Denmark would wait outside until the ${i + 2} cranes that Siemens built in Berlin had been tested again.</p>`).join(""))};
    });
  </script>`,
});
