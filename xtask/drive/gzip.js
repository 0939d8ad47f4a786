/**
 * Whether some files keep to a budget: `node gzip.js NAME BYTES FILE...` prints what they weigh compressed
 * (gzip -9, each by itself) and fails when that is more than BYTES.
 */

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [name, most, ...files] = process.argv.slice(2);
const weight = files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
console.log(`  ${name}: ${weight} of ${most} bytes compressed`);
if (weight > Number(most)) {
  console.error(`${name} has outgrown its budget`);
  process.exit(1);
}
