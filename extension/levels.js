/**
 * The three levels of presence: on click, on chosen sites, on every article.
 *
 * Policy: what runs without a click is what the reader asked for AND the browser still allows; the less
 * of the two. Site patterns cover one scheme and host. Pure; the background applies it.
 */

/** @typedef {import("./settings.js").Settings} Settings */

export const everywhere = "*://*/*";

/** @param {string} origin "https://example.org" @returns {string} a match pattern */
export const pattern = (origin) => `${origin.replace(/:\d+$/, "")}/*`;

/**
 * The origin of an address that can be put on the list of sites; empty when it cannot.
 * @param {string | undefined} url
 */
export function originOf(url) {
  try {
    const { protocol, origin } = new URL(url ?? "");
    return protocol === "http:" || protocol === "https:" ? origin : "";
  } catch {
    return "";
  }
}

/**
 * Where the gate script is registered.
 * @param {Settings} settings
 * @param {readonly string[]} granted match patterns the browser allows
 * @returns {{matches: string[], excludeMatches: string[]} | null} nothing: register nothing
 */
export function registration(settings, granted) {
  if (settings.off) return null;
  const all = granted.includes(everywhere) || granted.includes("<all_urls>");
  const excludeMatches = settings.paused.map(pattern);
  if (settings.level === "every" && all) return { matches: [everywhere], excludeMatches };
  if (settings.level === "click") return null;
  const matches = settings.sites.map(pattern).filter((site) => (all || granted.includes(site)) && !excludeMatches.includes(site));
  return matches.length ? { matches: [...new Set(matches)], excludeMatches: [] } : null;
}

/**
 * Sites on the list that the browser no longer allows.
 * @param {Settings} settings @param {readonly string[]} granted
 */
export function revoked(settings, granted) {
  const all = granted.includes(everywhere) || granted.includes("<all_urls>");
  return settings.sites.filter((site) => !all && !granted.includes(pattern(site)));
}
