/**
 * Styles of what we put over the page. The host's rules are important and reset everything first, so that
 * a page that styles `*` cannot reach in. Logical properties only: the card mirrors by `dir`.
 */

const base = `
*, *::before, *::after { box-sizing: border-box; }
:host {
  --ink: light-dark(#1b1b1f, #ececf1); --soft: light-dark(#5a5a66, #b4b4c0); --paper: light-dark(#ffffff, #232329);
  --edge: light-dark(#c9c9d4, #55555f); --tint: light-dark(#f0f0f5, #32323a); --accent: light-dark(#1d4fad, #9dbbf5);
}
:host, .sheet { color-scheme: light dark; }
.light { color-scheme: light; } .dark { color-scheme: dark; }
button { font: inherit; color: var(--accent); background: none; border: 1px solid transparent; border-radius: 4px;
  min-block-size: 24px; min-inline-size: 24px; padding: 1px 6px; margin: 0; cursor: pointer; text-align: start; }
button:hover { background: var(--tint); }
button:focus-visible, a:focus-visible, select:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
button[aria-disabled="true"] { color: var(--soft); cursor: default; }
.page { unicode-bidi: isolate; overflow-wrap: anywhere; }
@media (forced-colors: active) {
  button { border-color: ButtonText; color: ButtonText; background: ButtonFace; }
}
`;

const reset = `all: initial !important; display: block !important; visibility: visible !important; opacity: 1 !important;
  transform: none !important; filter: none !important; clip-path: none !important; contain: none !important;
  font: 14px/1.45 system-ui, sans-serif !important; color-scheme: light dark !important;`;

export const cardCss = `${base}
:host { ${reset} position: fixed !important; inset: auto !important; left: var(--x, 0px) !important; top: var(--y, 0px) !important;
  inline-size: min(320px, 100vw - 16px) !important; margin: 0 !important; padding: 0 !important; border: 0 !important;
  background: transparent !important; overflow: visible !important; pointer-events: auto !important; z-index: 2147483647 !important; }
:host(:not(:popover-open)) { display: none !important; }
.sheet { inline-size: 100%; max-block-size: min(360px, 60vh); overflow: auto; overscroll-behavior: contain; padding: 16px;
  background: var(--paper); color: var(--ink); border: 1px solid var(--edge); border-radius: 8px;
  box-shadow: 0 4px 18px rgb(0 0 0 / .22); user-select: text; -webkit-user-select: text; opacity: 1; transition: opacity var(--fade, 200ms); }
.sheet.gone { opacity: 0; }
.sheet:focus { outline: none; } .sheet:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
header { display: flex; gap: 8px; align-items: start; }
.pinned header { cursor: move; }
h2 { font-size: 16px; line-height: 1.3; margin: 0; font-weight: 650; flex: 1; min-inline-size: 0; }
.kind { display: inline-flex; gap: 5px; align-items: center; color: var(--soft); font-size: 12px; white-space: nowrap; padding-block: 3px; }
.letter { display: inline-grid; place-items: center; inline-size: 18px; block-size: 18px; border: 1px solid currentColor; border-radius: 4px; font-size: 11px; font-weight: 700; }
.icons { display: flex; gap: 2px; margin-inline-end: -6px; }
.icons button { color: var(--soft); padding: 0; inline-size: 24px; block-size: 24px; display: grid; place-items: center; }
svg { inline-size: 14px; block-size: 14px; fill: none; stroke: currentColor; stroke-width: 1.6; }
.icons [aria-pressed="true"] { color: var(--accent); background: var(--tint); }
p { margin: 6px 0 0; }
.also, .soft { color: var(--soft); font-size: 13px; }
small { display: block; color: var(--soft); font-size: 12px; line-height: 1.35; }
blockquote { margin: 6px 0 0; padding-inline-start: 10px; border-inline-start: 3px solid var(--edge); }
.clause { font-style: italic; }
.steps { display: flex; flex-wrap: wrap; align-items: center; gap: 2px; margin: 10px -7px 0; font-size: 13px; }
.steps .gap { flex: 1; }
.steps .turn { padding: 0; inline-size: 28px; text-align: center; font-size: 16px; line-height: 1; }
dl { display: grid; grid-template-columns: fit-content(40%) 1fr; gap: 2px 10px; margin: 8px 0 0; font-size: 13px; }
dt { color: var(--soft); } dd { margin: 0; }
footer { display: flex; flex-wrap: wrap; gap: 2px; margin: 12px -7px -6px; padding-block: 6px 10px; border-block-start: 1px solid var(--edge); font-size: 13px;
  position: sticky; inset-block-end: -16px; background: var(--paper); }
.cog { display: grid; place-items: center; margin-inline-start: auto; color: var(--soft); }
.choice:empty { display: none; }
.choice { display: flex; flex-wrap: wrap; gap: 4px; margin-block-start: 6px; inline-size: 100%; }
.choice button { border-color: var(--edge); }
select { font: inherit; max-inline-size: 100%; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 4px; min-block-size: 28px; }
summary { cursor: pointer; min-block-size: 24px; }
ul { margin: 4px 0 0; padding-inline-start: 18px; }
@media (pointer: coarse) {
  :host(:not([data-mouse])) { inset: auto 0 0 0 !important; left: 0 !important; top: auto !important; inline-size: 100% !important; }
  :host(:not([data-mouse])) .sheet { max-block-size: 50vh !important; border-radius: 12px 12px 0 0; }
  :host(:not([data-mouse])) header { touch-action: none; }
  :host(:not([data-mouse])) header::before { content: ""; position: absolute; inset-block-start: 6px; inset-inline-start: calc(50% - 18px); inline-size: 36px; block-size: 4px; border-radius: 2px; background: var(--edge); }
  button { min-block-size: 32px; }
}
@media (prefers-reduced-motion: reduce) { .sheet { transition: none; } }
@media (forced-colors: active) { .sheet { border: 2px solid CanvasText; } }
@media print { :host { display: none !important; } }
`;

export const layerCss = `${base}
:host { ${reset} position: absolute !important; inset: 0 auto auto 0 !important; inline-size: 0 !important; block-size: 0 !important;
  overflow: visible !important; margin: 0 !important; padding: 0 !important; border: 0 !important; pointer-events: none !important;
  z-index: 2147483646 !important; user-select: none !important; -webkit-user-select: none !important; }
.piece { position: absolute; pointer-events: none; border: 2px solid var(--accent); border-radius: 4px; }
.ring { animation: fade 1200ms ease-in forwards; }
@media (prefers-reduced-motion: reduce) { .ring { animation: none; } }
@keyframes fade { 0%, 60% { opacity: 1; } 100% { opacity: 0; } }
.walk { position: absolute; pointer-events: none; padding: 0; min-block-size: 0; min-inline-size: 0; border: 0; border-radius: 4px;
  background: transparent; }
.walk, .walk:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.walk:focus-visible { box-shadow: 0 0 0 2px var(--paper); }
.bar { position: absolute; pointer-events: auto; display: flex; flex-wrap: nowrap; align-items: center; gap: 4px; block-size: 36px; padding-inline: 8px;
  background: var(--tint); color: var(--ink); border: 1px solid var(--edge); border-radius: 6px; font-size: 13px; line-height: 1.2; overflow: hidden; }
.bar button { white-space: nowrap; flex: none; }
.bar .said { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; flex: 0 1 auto; min-inline-size: 0; padding-inline-end: 4px; color: var(--ink); }
.bar .open { color: var(--ink); flex: 0 1 auto; overflow: hidden; text-overflow: ellipsis; }
.bar.thin { block-size: 26px; font-size: 12px; }
.gutter { position: absolute; pointer-events: auto; inline-size: 24px; block-size: 24px; min-block-size: 24px; padding: 0; background: none; }
.gutter i { display: block; margin: auto; inline-size: 17px; block-size: 17px; border: 1.5px solid currentColor; border-radius: 50%; font: 700 11px/14px system-ui, sans-serif; font-style: normal; text-align: center; }
.gutter { color: rgb(0 0 0 / .6); } .gutter.ondark { color: rgb(255 255 255 / .7); }
.strip { position: fixed; inset-block: 0; inset-inline-end: 0; inline-size: 8px; pointer-events: none; display: flex; flex-direction: column; }
.strip .line { position: relative; flex: 1; pointer-events: auto; cursor: pointer; background: var(--tint); opacity: .85; }
.strip i { position: absolute; inset-inline-end: 0; inline-size: 4px; background: var(--ink); } .strip .repeat { inline-size: 8px; background: var(--accent); opacity: .7; }
.strip button { pointer-events: auto; align-self: flex-end; background: var(--paper); border-color: var(--edge); font-size: 12px; white-space: nowrap; }
.out { opacity: 0 !important; pointer-events: none !important; }
@media (forced-colors: active) {
  .bar, .piece { border-color: CanvasText; } .gutter { color: CanvasText; border-color: transparent; background: none; forced-color-adjust: none; } .walk { outline-color: Highlight; }
}
@media print { :host { display: none !important; } }
`;
