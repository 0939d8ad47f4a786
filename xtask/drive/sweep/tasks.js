/**
 * Chromium: the tasks of a tab's main thread while the extension is at work, by their own accounting.
 *
 * Policy: a task's time is the processor's (`tdur`), not the clock's, so that what else the machine does
 * is not counted. A task is ours when script ran in it and none of that came from the page or from the
 * protocol that drives the browser. Not handled: Firefox, which tells of no tasks.
 */

const categories = ["devtools.timeline", "disabled-by-default-devtools.timeline"];
const scripts = new Set(["FunctionCall", "EvaluateScript", "RunMicrotasks", "TimerFire", "FireAnimationFrame"]);
const theirs = /^(?:https?|pptr|file|about|blob|data):/;

/** @param {import("puppeteer-core").Page} page */
export const beginTrace = (page) => page.tracing.start({ categories });

/**
 * Ends the trace; gives our tasks, longest first: milliseconds, and what took most of each.
 * @param {import("puppeteer-core").Page} page @returns {Promise<{ms: number, what: string}[]>}
 */
export async function endTrace(page) {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
  const ours = (event) => /^chrome-extension:.*\/content\//.test(event.args?.data?.url ?? "");
  // A thread that ran our content script is the page's: the popup's and the background's have other processes.
  const on = new Set(traceEvents.filter((event) => event.name === "EvaluateScript" && ours(event)).map((event) => `${event.pid}:${event.tid}`));
  const here = traceEvents.filter((event) => event.ph === "X" && on.has(`${event.pid}:${event.tid}`));
  const tasks = here.filter((event) => event.name === "RunTask").sort((a, b) => a.ts - b.ts);
  const calls = here.filter((event) => scripts.has(event.name)).sort((a, b) => a.ts - b.ts);
  const out = [];
  let at = 0;
  for (const task of tasks) {
    while (at < calls.length && calls[at].ts < task.ts) at += 1;
    const inside = [];
    for (let i = at; i < calls.length && calls[i].ts < task.ts + task.dur; i += 1) inside.push(calls[i]);
    if (!inside.length || inside.some((event) => theirs.test(event.args?.data?.url ?? ""))) continue;
    out.push({ ms: (task.tdur ?? task.dur) / 1000, task });
  }
  out.sort((a, b) => b.ms - a.ms);
  return out.slice(0, 3).map(({ ms, task }) => ({ ms, what: within(here, task) }));
}

/** The dearest events inside a task: what each is, where its script stands, how long it took. */
function within(events, task) {
  const inside = events.filter((event) => event !== task && event.ts >= task.ts && event.ts < task.ts + task.dur && event.tdur > 2000);
  const told = ({ name, tdur, args: { data: { functionName = "", url = "", lineNumber = 0, columnNumber = 0 } = {} } }) =>
    [name, functionName, url && `${url.split("/").pop()}:${lineNumber}:${columnNumber}`, `${(tdur / 1000).toFixed(0)} ms`].filter(Boolean).join(" ");
  return inside.sort((a, b) => b.tdur - a.tdur).slice(0, 4).map(told).join(", ");
}
