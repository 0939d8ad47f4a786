/** Every word of the interface is in every catalogue, and every key that the code asks for exists. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { plural, speak, t } from "../../extension/i18n.js";

const top = new URL("../../extension/", import.meta.url).pathname;
const catalogue = (name) => JSON.parse(readFileSync(join(top, `_locales/${name}/messages.json`), "utf8"));
const en = catalogue("en");
const de = catalogue("de");

const files = (folder) => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? files(path) : /\.js$|manifest.*json$/.test(name) ? [path] : [];
});

test("both catalogues have the same keys, words and places for parts", () => {
  assert.deepEqual(Object.keys(de).sort(), Object.keys(en).sort());
  for (const [key, { message }] of Object.entries(en)) {
    assert.ok(message.trim(), key);
    assert.match(key, /^[A-Za-z0-9_]+$/);
    const parts = (text) => [...new Set(text.match(/\$\d/g) ?? [])].sort();
    assert.deepEqual(parts(de[key].message), parts(message), key);
  }
});

test("every key in the code has its words, and no words are left over", () => {
  const source = [...files(top), ...files(join(top, "../www"))].map((path) => readFileSync(path, "utf8")).join("\n");
  const used = new Set([...source.matchAll(/\b(?:t|preparePage)\(\s*"([A-Za-z0-9_]+)"/g), ...source.matchAll(/__MSG_([A-Za-z0-9_]+)__/g)].map((m) => m[1]));
  const plurals = new Set([...source.matchAll(/\bplural\(\s*"([A-Za-z0-9_]+)"/g)].map((m) => m[1]));
  for (const key of used) assert.ok(en[key], `no words for ${key}`);
  for (const key of plurals) assert.ok(en[`${key}_one`] && en[`${key}_other`], `no plural for ${key}`);
  const prefixes = [...source.matchAll(/`([A-Za-z]+_)\$\{/g)].map((m) => m[1]);
  const strings = new Set([...source.matchAll(/"([A-Za-z0-9_]+)"/g)].map((m) => m[1]));
  for (const key of Object.keys(en)) {
    const base = key.replace(/_(one|other)$/, "");
    assert.ok(used.has(key) || plurals.has(base) || strings.has(key) || prefixes.some((p) => key.startsWith(p)), `${key} is never used`);
  }
});

test("parts are put in, numbers are written in the reader's way, plurals are chosen", () => {
  speak(de, "de");
  assert.equal(t("repeatsBut", 1234), "Wiederholt Absatz 1.234, aber");
  assert.equal(plural("mentions", 1), "1 Nennung");
  assert.equal(plural("mentions", 2), "2 Nennungen");
  speak(en, "en");
  assert.equal(plural("repeatTitle", 31, "7"), "7 of 31 paragraphs repeat earlier text");
  assert.equal(t("no_such_key"), "no_such_key");
  assert.equal(t("isKind", "a $2 b", "Person"), "“a $2 b”: Person");
});
