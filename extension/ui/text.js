/** Plain text as paragraphs of a page. Words are only ever text. */

/**
 * Replaces what an element holds by paragraphs, one a line of the text (an empty line parts two where
 * lines are wrapped).
 * @param {HTMLElement} article @param {string} text
 */
export function fill(article, text) {
  article.replaceChildren(...paragraphs(text).map((words) => {
    const p = document.createElement("p");
    p.dir = "auto";
    p.textContent = words;
    return p;
  }));
}

/**
 * Pure. Text whose lines are short and parted by empty lines is wrapped: its lines belong together.
 * @param {string} text @returns {string[]}
 */
export function paragraphs(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const full = lines.filter((line) => line.trim());
  const wrapped = full.length > 3 && lines.length > full.length && full.every((line) => line.length <= 90) && full.some((line) => line.length > 55);
  const parts = wrapped ? text.replace(/\r\n?/g, "\n").split(/\n\s*\n/).map((part) => part.replace(/\s*\n\s*/g, " ")) : lines;
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** Whether a file's text is text. @param {string} text */
export const isPlain = (text) => text.length > 0 && !text.includes("\u0000") && (text.match(/\ufffd/g)?.length ?? 0) < text.length / 100 + 1;
