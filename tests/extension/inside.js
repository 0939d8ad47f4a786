/**
 * What only a test can see: inside closed shadow roots, and from a page of the extension's own.
 *
 * Problem: the shipped card and bars are closed to every script. Policy: the browsers' own protocols look
 * inside (CDP pierces, BiDi serialises shadow trees); nothing in the product opens for tests. Messages go
 * from the welcome page, which the extension itself opened, as the popup and the panel send them.
 */

import { until } from "./harness.js";

/**
 * @typedef {{name: string, text: string, attributes: Record<string, string>, box: () => Promise<{x: number, y: number, width: number, height: number}>}} Peek
 */

/**
 * Every element inside the hosts of one name, outermost first.
 * @returns {Promise<Peek[]>}
 */
export async function peek(session, page, host) {
  return session.chromium ? peekChromium(page, host) : peekFirefox(session, page, host);
}

/** The first element inside a host that fits. */
export async function find(session, page, host, fits) {
  return (await peek(session, page, host)).find(fits);
}

/** All words in the hosts of one name; empty when none is open. */
export async function words(session, page, host) {
  const [first] = await peek(session, page, host);
  return first?.text ?? "";
}

/** Waits until a card has faded in: a picture of half a card helps nobody. */
export async function drawn(session, page) {
  await until("the card to be drawn", async () => (await (await find(session, page, "galley-card", (e) => e.attributes.class?.startsWith("sheet")))?.opacity()) === 1);
}

/** A real click on a button inside, by its words or its name. */
export async function click(session, page, host, label) {
  const button = await until(`a button "${label}" in ${host}`, () => find(session, page, host, (e) => e.name === "button" && (e.text.includes(label) || e.attributes["aria-label"]?.includes(label))));
  const { x, y, width, height } = await button.box();
  await page.mouse.click(x + width / 2, y + height / 2);
}

async function peekChromium(page, host) {
  const cdp = page.galleyCdp ?? (page.galleyCdp = await page.createCDPSession());
  const { root } = await cdp.send("DOM.getDocument", { depth: -1, pierce: true });
  const out = [];
  const text = (node) => (node.nodeType === 3 ? node.nodeValue : (node.children ?? []).map(text).join(""));
  const gather = (node) => {
    if (node.nodeType === 1) {
      const attributes = {};
      for (let i = 0; i < (node.attributes ?? []).length; i += 2) attributes[node.attributes[i]] = node.attributes[i + 1];
      out.push({
        name: node.localName, text: text(node), attributes,
        box: async () => {
          const { model } = await cdp.send("DOM.getBoxModel", { nodeId: node.nodeId });
          const [x, y, right, , , bottom] = model.border;
          return { x, y, width: right - x, height: bottom - y };
        },
        opacity: async () => {
          const { object } = await cdp.send("DOM.resolveNode", { nodeId: node.nodeId });
          const { result } = await cdp.send("Runtime.callFunctionOn", { objectId: object.objectId, functionDeclaration: "function () { return getComputedStyle(this).opacity; }", returnByValue: true });
          return Number(result.value);
        },
      });
    }
    for (const child of node.children ?? []) gather(child);
  };
  const walk = (node) => {
    if (node.localName === host) for (const shadow of node.shadowRoots ?? []) for (const child of shadow.children ?? []) gather(child);
    for (const child of node.children ?? []) walk(child);
  };
  walk(root);
  return out;
}

async function contextOf(session, page) {
  const url = page.url();
  const { result } = await session.browser.connection.send("browsingContext.getTree", {});
  return result.contexts.find((c) => c.url === url)?.context;
}

async function peekFirefox(session, page, host) {
  const { connection } = session.browser;
  const context = await contextOf(session, page);
  const { result } = await connection.send("script.callFunction", {
    functionDeclaration: "(name) => [...document.getElementsByTagName(name)]",
    awaitPromise: false, target: { context }, arguments: [{ type: "string", value: host }],
    serializationOptions: { maxDomDepth: 30, maxObjectDepth: 3, includeShadowTree: "all" },
  });
  const out = [];
  const text = (node) => (node.value?.nodeType === 3 ? node.value.nodeValue : (node.value?.children ?? []).map(text).join(""));
  const gather = (node) => {
    if (node.value?.nodeType === 1) {
      out.push({
        name: node.value.localName, text: text(node), attributes: node.value.attributes ?? {},
        box: async () => {
          const answer = await connection.send("script.callFunction", {
            functionDeclaration: "(e) => { const b = e.getBoundingClientRect(); return JSON.stringify({x: b.x, y: b.y, width: b.width, height: b.height}); }",
            awaitPromise: false, target: { context }, arguments: [{ sharedId: node.sharedId }],
          });
          return JSON.parse(answer.result.result.value);
        },
        opacity: async () => {
          const answer = await connection.send("script.callFunction", { functionDeclaration: "(e) => getComputedStyle(e).opacity", awaitPromise: false, target: { context }, arguments: [{ sharedId: node.sharedId }] });
          return Number(answer.result.result.value);
        },
      });
    }
    for (const child of node.value?.children ?? []) gather(child);
  };
  for (const one of result.result?.value ?? []) for (const child of one.value?.shadowRoot?.value?.children ?? []) gather(child);
  return out;
}

/** Firefox: evaluates a function in a page of any sort; values cross as JSON. */
export async function evaluate(session, context, source, ...args) {
  const { result } = await session.browser.connection.send("script.evaluate", {
    expression: `Promise.resolve((${source})(...${JSON.stringify(args)})).then((v) => JSON.stringify(v ?? null))`,
    awaitPromise: true, userActivation: true, target: { context },
  });
  if (result.type === "exception") throw new Error(result.exceptionDetails.text);
  return JSON.parse(result.result.value);
}

/** The extension's own welcome page, from which a test may speak as the popup and the panel do. */
export async function agent(session) {
  if (session.chromium) {
    const target = await session.browser.waitForTarget((t) => t.url().includes("/welcome/welcome.html"));
    const page = await target.page();
    return { page, run: (source, ...args) => page.evaluate(`(${source})(...${JSON.stringify(args)})`), url: page.url() };
  }
  const { connection } = session.browser;
  const own = await until("the welcome page", async () => {
    const { result } = await connection.send("browsingContext.getTree", {});
    return result.contexts.find((c) => c.url.includes("/welcome/welcome.html"));
  });
  return {
    page: null,
    context: own.context,
    url: own.url,
    run: (source, ...args) => evaluate(session, own.context, source, ...args),
  };
}

/** The number of the tab in front. */
export const frontTab = (own) => own.run("async () => (await (globalThis.browser ?? chrome).tabs.query({ active: true, currentWindow: true }))[0].id");

/** Sends a message to a tab and gives what it answers. */
export async function tell(own, tab, message) {
  const reply = await own.run("(tab, message) => (globalThis.browser ?? chrome).tabs.sendMessage(tab, message)", tab, message);
  if (!reply?.ok) throw new Error(reply?.error ?? "no answer");
  return reply.value;
}

/** Opens a page, presses the button, waits until it has been read and, where wanted, marked. */
export async function readPage(session, own, url, { marks = true, prepare = null } = {}) {
  const page = await session.open(url);
  await prepare?.(page);
  await session.press(page);
  const tab = await frontTab(own);
  await until(`${url} to be read`, async () => !["idle", "analysing"].includes((await tell(own, tab, { type: "page.state" })).phase), 30000);
  if (marks) await until("marks", () => session.painted(page));
  await closePopup(session);
  return { page, tab, ask: (type, more = {}) => tell(own, tab, { type, ...more }) };
}

/** Where some words of the page stand, once scrolling to them has been told: no card opens while a page scrolls. */
export async function wordsAt(page, text, nth = 0) {
  return page.evaluate(async (wanted, n) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let left = n;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(wanted);
      if (at < 0 || left-- > 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const before = [scrollX, scrollY];
      const told = new Promise((done) => document.addEventListener("scroll", done, { once: true }));
      range.startContainer.parentElement.scrollIntoView({ block: "center" });
      if (scrollX !== before[0] || scrollY !== before[1]) await told;
      const box = range.getClientRects()[0];
      return { x: box.x + box.width / 2, y: box.y + box.height / 2, left: box.left, top: box.top, bottom: box.bottom, right: box.right };
    }
    throw new Error(`no "${wanted}" on the page`);
  }, text, nth);
}

/** Moves the pointer to a place slowly enough to be meant. */
export async function rest(page, { x, y }) {
  await page.mouse.move(x - 1, y);
  await page.mouse.move(x, y);
}

/** Closes the popup, as a click elsewhere does: Firefox keeps it open, and with it the keyboard. */
export async function closePopup(session) {
  if (session.chromium) return;
  await session.chrome(`() => {
    const window = Services.wm.getMostRecentWindow("navigator:browser");
    for (const panel of window.document.querySelectorAll("panel")) if (panel.state === "open") panel.hidePopup();
    window.gBrowser.selectedBrowser.focus();
    return true;
  }`);
}
