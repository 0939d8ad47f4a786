/**
 * The names of all messages, in one place, and the two ways to send them.
 *
 * Policy: a message is `{type, ...}`; whoever answers replies with `{ok: true, value}` or
 * `{ok: false, error}`, so that an error's words arrive as words. Pages of ours that annotate
 * themselves (welcome, paste) cannot be reached by `tabs.sendMessage` in every browser: they listen
 * for the same message sent to the whole extension with their tab's number.
 */

import { api } from "./browser.js";

/** Asked of a tab that is being read. */
export const Page = Object.freeze({
  state: "page.state",
  snapshot: "page.snapshot",
  analyse: "page.analyse",
  marks: "page.marks",
  fold: "page.fold",
  hide: "page.hide",
  walk: "page.walk",
  focus: "page.focus",
  jump: "page.jump",
  only: "page.only",
  selectors: "page.selectors",
  correct: "page.correct",
  pause: "page.pause",
});

/** Asked of the background. */
export const Background = Object.freeze({
  analyse: "background.analyse",
  arrived: "background.arrived",
  renew: "background.renew",
  command: "background.command",
  catalogue: "background.catalogue",
  panel: "background.panel",
  options: "background.options",
  remember: "background.remember",
  earlier: "background.earlier",
  core: "background.core",
});

/** Told to everyone. */
export const News = Object.freeze({
  changed: "news.changed",
  current: "news.current",
  show: "news.show",
  permissions: "news.permissions",
});

/** @typedef {{type: string, tab?: number, [key: string]: any}} Message */

/**
 * @param {{ok: boolean, value?: any, error?: string} | undefined} reply
 * @returns {any}
 */
function open(reply) {
  if (!reply) throw new Error("no-answer");
  if (!reply.ok) throw new Error(reply.error || "failed");
  return reply.value;
}

/**
 * Asks the background.
 * @param {Message} message
 */
export async function ask(message) {
  return open(await api.runtime.sendMessage(message));
}

/**
 * Asks a tab.
 * @param {number} tab
 * @param {Message} message
 */
export async function askTab(tab, message) {
  try {
    const reply = await api.tabs.sendMessage(tab, message);
    if (reply) return open(reply);
  } catch (error) {
    if (error instanceof Error && !/establish|receiving|closed|exist/i.test(error.message)) throw error;
  }
  return open(await api.runtime.sendMessage({ ...message, tab }));
}

/**
 * Tells everyone who listens; nobody listening is no error.
 * @param {Message} message
 */
export function tell(message) {
  try {
    api.runtime.sendMessage(message).catch(() => {});
  } catch {
    // The extension was updated under this page: there is nobody left to tell.
  }
}

/**
 * Answers messages.
 * @param {Record<string, (message: Message, sender: chrome.runtime.MessageSender) => any>} answers
 * @param {(message: Message) => boolean} [mine] whether a message is for this listener
 * @returns {() => void} stops listening
 */
export function answer(answers, mine = () => true) {
  /** @param {Message} message @param {chrome.runtime.MessageSender} sender @param {(reply: any) => void} reply */
  const listener = (message, sender, reply) => {
    const act = message && Object.hasOwn(answers, message.type) ? answers[message.type] : undefined;
    if (!act || !mine(message)) return undefined;
    // Called at once, not after a turn: some answers need the reader's click that the message carries.
    const value = new Promise((resolve) => resolve(act(message, sender)));
    value.then(
      (found) => reply({ ok: true, value: found }),
      (error) => reply({ ok: false, error: error instanceof Error ? error.message : String(error) }),
    );
    return true;
  };
  api.runtime.onMessage.addListener(listener);
  return () => api.runtime.onMessage.removeListener(listener);
}
