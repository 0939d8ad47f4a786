/**
 * Draws the icons: a proof sheet with one line marked. Writes PNG with nothing but Node's own zlib.
 * Run: node extension/icons/draw.mjs
 */

import { writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

/** @param {number} size @param {(x: number, y: number) => [number, number, number, number]} colour */
function png(size, colour) {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) rows.set(colour(x, y), y * (size * 4 + 1) + 1 + x * 4);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  /** @param {string} name @param {Buffer} body */
  const chunk = (name, body) => {
    const named = Buffer.concat([Buffer.from(name, "latin1"), body]);
    const out = Buffer.alloc(body.length + 12);
    out.writeUInt32BE(body.length, 0);
    named.copy(out, 4);
    out.writeUInt32BE(crc32(named), body.length + 8);
    return out;
  };
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Colour at a point of the unit square: sheet, lines of text, the marked line. @param {number} x @param {number} y */
function sheet(x, y) {
  const dx = Math.max(0.14 - x, x - 0.86, 0);
  const dy = Math.max(0.08 - y, y - 0.92, 0);
  if (Math.hypot(dx, dy) > 0.06) return [0, 0, 0, 0];
  /** @param {number} top @param {number} tall @param {number} from @param {number} to */
  const on = (top, tall, from, to) => y >= top && y < top + tall && x >= from && x < to;
  if (on(0.2, 0.1, 0.2, 0.8) || on(0.68, 0.1, 0.2, 0.6)) return [176, 186, 206, 255];
  if (on(0.4, 0.1, 0.2, 0.8)) return [255, 255, 255, 255];
  if (on(0.53, 0.07, 0.2, 0.8)) return [245, 190, 70, 255];
  return [29, 58, 120, 255];
}

for (const size of [16, 32, 48, 128]) {
  const fine = 4;
  const icon = png(size, (x, y) => {
    const sum = [0, 0, 0, 0];
    for (let i = 0; i < fine * fine; i += 1) {
      const [r, g, b, a] = sheet((x + ((i % fine) + 0.5) / fine) / size, (y + (Math.floor(i / fine) + 0.5) / fine) / size);
      sum[0] += r * a;
      sum[1] += g * a;
      sum[2] += b * a;
      sum[3] += a;
    }
    const alpha = sum[3] / (fine * fine);
    return sum[3] ? [sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3], alpha] : [0, 0, 0, 0];
  });
  writeFileSync(new URL(`${size}.png`, import.meta.url), icon);
}
