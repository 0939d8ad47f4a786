/**
 * Every delay of the card and the ring, in milliseconds, in one table. The first five are those that
 * Wikipedia's Page Previews ship; the others are ours (README of the extension's design: intent first).
 */
export const timings = Object.freeze({
  prepare: 150,
  open: 500,
  close: 300,
  fadeIn: 200,
  fadeOut: 150,
  /** The next card while one is open, or this soon after one closed. */
  warm: 150,
  warmFor: 300,
  /** No opening so soon after a scroll. */
  afterScroll: 200,
  /** An unpinned card closes when the page moved by so many CSS pixels. */
  scrollAway: 120,
  /** Faster than this (CSS pixels a millisecond) the pointer is on its way to somewhere else. */
  speed: 0.6,
  ring: 1200,
  ringStill: 2000,
  /** Changes of the page are gathered so long, but never longer than `changesAtMost`. */
  changes: 250,
  changesAtMost: 2000,
  /** Rounds of re-reading a minute before giving up quietly. */
  rounds: 30,
  /** Length of one slice of work. */
  slice: 8,
});
