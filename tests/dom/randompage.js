/** Random pages for the walk, made in the page itself, and what must hold on any of them. */

/** Runs in the page: puts what fills the body of one seed in place. @param {number} seed */
export const fill = (seed) => {
  let state = seed >>> 0;
  const random = (n) => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 8) % n;
  const pick = (list) => list[random(list.length)];
  const blocks = ["p", "div", "section", "article", "aside", "li", "ul", "h2", "blockquote", "td", "tr", "table", "figure", "figcaption", "details", "summary", "dialog", "pre", "form", "label", "nav", "main", "x-card"];
  const inlines = ["b", "i", "a", "span", "q", "ruby", "rt", "sup", "br", "wbr", "img", "mark", "bdo", "slot", "button", "input", "svg", "math", "template", "script", "style", "textarea", "select", "option", "iframe", "noscript"];
  const words = ["Ann Lee ", "Reuters ", "said ", "told reporters that ", "it rained. ", "“No,” ", "3 percent ", "in Paris ", "\u202e", "\u0000", "\ud800", "👩‍👩‍👧", "漢字", "e\u0301", "  \n\t", "", "&", "<b>", "\u00ad", "\u200b", "x".repeat(300)];
  const styles = ["", "display:contents", "display:none", "visibility:hidden", "display:inline", "display:block", "float:left", "columns:2", "content-visibility:auto", "writing-mode:vertical-rl", "position:absolute;width:1px;height:1px;overflow:hidden"];
  const grow = (parent, depth) => {
    for (let n = random(6); n > 0; n -= 1) {
      const choice = random(10);
      if (choice < 4) parent.append(Array.from({ length: 1 + random(8) }, () => pick(words)).join(""));
      else if (choice === 4) parent.append(document.createComment(pick(words)));
      else if (choice === 5 && parent.lastChild) parent.append(parent.lastChild.cloneNode(true));
      else if (depth < 12) {
        const tag = pick(random(3) ? blocks : inlines);
        const element = document.createElement(tag);
        // A script's or a frame's words would run.
        if (tag === "script") element.type = "text/plain";
        if (random(4) === 0) element.setAttribute("style", pick(styles));
        if (random(8) === 0) element.setAttribute(pick(["hidden", "dir", "role", "aria-hidden", "contenteditable", "class", "id", "href", "slot", "open"]), pick(["", "true", "rtl", "navigation", "comments", "a", "#"]));
        parent.append(element);
        if (random(12) === 0 && ["div", "section", "p", "span", "x-card"].includes(tag)) grow(element.attachShadow({ mode: pick(["open", "closed"]) }), depth + 1);
        grow(element, depth + 1);
      }
    }
  };
  document.body.replaceChildren();
  for (let n = 1 + random(8); n > 0; n -= 1) grow(document.body, 0);
};

/** Runs in the page, after `fill`: "" or what does not hold. */
export const holds = () => {
  const { Annotator, models } = globalThis.galleyCore;
  const before = document.documentElement.outerHTML;
  const marks = { density: "everything", names: true, claims: true };
  const told = (annotator) => JSON.stringify([annotator.report(), Array.from({ length: annotator.report().blocks }, (_, b) => annotator.text(b, 0, 1e6))]);
  const whole = new Annotator(models, {});
  whole.read(document);
  while (!whole.step(1e9));
  // As many slices as there can be.
  const sliced = new Annotator(models, {});
  sliced.begin(document);
  while (!sliced.readOn(0));
  while (!sliced.step(0));
  if (told(whole) !== told(sliced)) return "read in slices it is another page";
  sliced.stop();
  sliced.free();
  const { mentions, quantities, claims } = whole.report();
  for (const piece of [...mentions, ...quantities, ...claims.flatMap((c) => [c.source, c.cue, c.content].flat().filter(Boolean))]) {
    const range = whole.range(piece.block, piece.start, piece.end);
    const clean = (text) => text.toWellFormed().replace(/\s+/gu, " ").trim();
    if (!range) return `no range for "${whole.text(piece.block, piece.start, piece.end)}"`;
    // A range passes over what is no text of the page; the words at its ends are its own.
    const text = clean(whole.text(piece.block, piece.start, piece.end));
    const [first, last] = [range.startContainer.data.slice(range.startOffset), range.endContainer.data.slice(0, range.endOffset)].map((part) => [...clean(part)]);
    if (!text.startsWith(first[0] ?? text[0]) || !text.endsWith(last.at(-1) ?? text.at(-1))) return `"${text}" begins with "${first.slice(0, 20).join("")}" and ends with "${last.slice(-20).join("")}"`;
  }
  whole.paint(marks);
  whole.fold({ substance: true });
  whole.bars();
  // After a change, and after it was taken back, the blocks are those of a fresh reading.
  const texts = (annotator) => JSON.stringify(Array.from({ length: annotator.report().blocks }, (_, b) => annotator.text(b, 0, 1e6)));
  const again = () => {
    whole.refresh();
    while (!whole.step(1e9));
    whole.paint(marks);
    const fresh = new Annotator(models, {});
    fresh.read(document);
    while (!fresh.step(1e9));
    const same = texts(whole) === texts(fresh);
    fresh.stop();
    fresh.free();
    return same;
  };
  const nodes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const changed = nodes[nodes.length >> 1];
  if (changed) {
    const [parent, next] = [changed.parentNode, changed.nextSibling];
    changed.remove();
    if (!again()) return `without ${changed.nodeName} it is read otherwise`;
    parent.insertBefore(changed, next);
    if (!again()) return `with ${changed.nodeName} put back it is read otherwise`;
  }
  whole.stop();
  whole.free();
  if (document.documentElement.outerHTML !== before) return "the page differs after undoing";
  return document.querySelectorAll("[data-galley-fold]").length + CSS.highlights.size ? "something of ours is left" : "";
};

/** Runs in the page: seeds from `from` on, so many or for so many milliseconds; the first that fails, or "". */
export const walkSeeds = async ({ from, many = Infinity, milliseconds = Infinity }) => {
  const end = performance.now() + milliseconds;
  for (let seed = from; seed < from + many && performance.now() < end; seed += 1) {
    globalThis.fillPage(seed);
    let wrong;
    try {
      wrong = globalThis.pageHolds();
    } catch (error) {
      wrong = String(error?.stack ?? error);
    }
    if (wrong) return { seed, wrong };
    globalThis.seedsDone = seed;
    if (seed % 16 === 0) await new Promise((next) => setTimeout(next));
  }
  return { seed: globalThis.seedsDone, wrong: "" };
};

/** Brings all of this into a page that has the core. @param {import("puppeteer-core").Page} page */
export const bringWalk = (page) => page.evaluate(`globalThis.fillPage = ${fill}; globalThis.pageHolds = ${holds};`);
