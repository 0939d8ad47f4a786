/** The five exports parse, and the page's words cannot break out of any of them. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fragmentLink } from "../../extension/content/fragment.js";
import { quote } from "../../extension/content/selectors.js";
import { cell, csv } from "../../extension/exports/csv.js";
import { gather } from "../../extension/exports/gather.js";
import { html } from "../../extension/exports/html.js";
import { json } from "../../extension/exports/json.js";
import { jsonld } from "../../extension/exports/jsonld.js";
import { markdown } from "../../extension/exports/markdown.js";
import { speak } from "../../extension/i18n.js";
import { blocks, snapshot } from "./report.fake.js";

speak(JSON.parse(readFileSync(new URL("../../extension/_locales/en/messages.json", import.meta.url), "utf8")), "en");

const text = blocks.join("\n");
const offsets = blocks.map((_, i) => blocks.slice(0, i).join("\n").length + (i ? 1 : 0));
const selectors = async (pieces) => pieces.map((p) => quote(text, offsets[p.block] + p.start, Math.min(offsets[p.block] + p.end, offsets[p.block] + blocks[p.block].length)));
const found = await gather(snapshot, selectors, "1.2.3", "2026-01-02T03:04:05Z");
const notice = "Found automatically; check against the article.";

test("every export says where it comes from and that it may be wrong", () => {
  for (const make of [markdown, csv, json, jsonld, html]) {
    const out = make(found);
    for (const words of [notice, "Galley 1.2.3", "2026-01-02T03:04:05Z", "news.example/a"]) assert.ok(out.includes(words), `${make.name} lacks ${words}`);
  }
});

test("cells that a spreadsheet would run are made words", () => {
  for (const start of ["=", "+", "-", "@", "\t", " ="]) assert.match(cell(`${start}1`), /^"?'/);
  assert.equal(cell("a \"b\", c"), '"a ""b"", c"');
  assert.equal(cell(-5), "-5");
  for (const [value] of csv(found).matchAll(/(?<=^|,|\n)(?:"(?:[^"]|"")*"|[^",\r\n]*)/g)) assert.doesNotMatch(value, /^"?[=+@-]/);
});

test("JSON holds to its schema's required fields", () => {
  const schema = JSON.parse(readFileSync(new URL("../../extension/exports/galley-1.schema.json", import.meta.url), "utf8"));
  const check = (value, rule, path) => {
    const at = rule.$ref ? schema.$defs[rule.$ref.split("/").pop()] : rule;
    for (const part of at.allOf ?? []) check(value, part, path);
    const types = [at.type ?? []].flat();
    const kind = value === null ? "null" : Array.isArray(value) ? "array" : Number.isInteger(value) ? "integer" : typeof value;
    if (types.length) assert.ok(types.includes(kind), `${path} is ${kind}`);
    if (at.enum) assert.ok(at.enum.includes(value), `${path}: ${value}`);
    if ("const" in at) assert.equal(value, at.const, path);
    if (at.maxLength !== undefined) assert.ok(value.length <= at.maxLength, path);
    if (at.minimum !== undefined) assert.ok(value >= at.minimum, path);
    if (value === null) return;
    for (const name of at.required ?? []) assert.ok(name in value, `${path}.${name} is missing`);
    for (const [name, inner] of Object.entries(at.properties ?? {})) if (value?.[name] !== undefined) check(value[name], inner, `${path}.${name}`);
    if (at.items) value.forEach((one, i) => check(one, at.items, `${path}[${i}]`));
  };
  check(JSON.parse(json(found)), schema, "$");
  assert.throws(() => check({ ...JSON.parse(json(found)), version: 2 }, schema, "$"));
});

test("JSON-LD selectors find the same characters again", () => {
  const page = JSON.parse(jsonld(found));
  assert.equal(page["@context"][0], "http://www.w3.org/ns/anno.jsonld");
  const targets = page.first.items.flatMap((item) => [item.target].flat());
  assert.ok(targets.length >= 7);
  for (const target of targets) {
    const [words, place] = target.selector;
    assert.equal(text.slice(place.start, place.end), words.exact);
    assert.ok(text.includes(words.prefix + words.exact + words.suffix));
  }
  assert.ok(page.first.items.every((item) => item.type === "Annotation" && !("rating" in item)));
});

test("words of the page stay words", () => {
  const bad = structuredClone(found);
  bad.title = "<script>alert(1)</script> [x](javascript:1)";
  bad.url = "javascript:alert(1)";
  bad.claims[0].quote = "</q><img src=x onerror=alert(1)> **bold**";
  bad.claims[0].link = "javascript:alert(1)";
  const page = html(bad);
  assert.doesNotMatch(page, /<script|<img|href="javascript/i);
  const notes = markdown(bad);
  assert.doesNotMatch(notes, /(^|[^\\])<script|(^|[^\\])\*\*bold/);
});

test("links open at the quotation, with context, short or long", () => {
  const short = fragmentLink("https://a.example/x#y", quote("He said it may rain on Sunday again today, they say.", 8, 19));
  assert.match(short, /^https:\/\/a\.example\/x#:~:text=/);
  assert.ok(short.includes(encodeURIComponent("it may rain")));
  const long = "word ".repeat(40).trim();
  assert.match(fragmentLink("https://a.example/", quote(long, 0, long.length)), /text=word%20word%20word%20word%20word,word/);
  assert.equal(fragmentLink("https://a.example/#z", { exact: "  ", prefix: "", suffix: "" }), "https://a.example/");
  assert.ok(fragmentLink("https://a.example/", { exact: "well-known", prefix: "", suffix: "" }).includes("well%2Dknown"));
});
