/**
 * The shapes that cross between the core, the page and our own pages, written once.
 * The report's shapes are the JavaScript side of `src/report.rs`: offsets are UTF-16 code units in a
 * block's text, end-exclusive. Nothing here runs.
 *
 * @typedef {{block: number, start: number, end: number}} Piece
 *
 * @typedef {"person" | "organisation" | "place" | "other"} EntityKind
 * @typedef {{kind: "demonym" | "acronym", text: string}} Relation
 * @typedef {{
 *   id: number, kind: EntityKind, name: string, aliases: string[], title: Piece | null,
 *   description: Piece | null, relations: Relation[], guess: boolean, mentions: number,
 *   descriptions: number, claims: number
 * }} Entity
 * @typedef {Piece & {entity: number, form: "name" | "description" | "pronoun"}} Mention
 * @typedef {"date" | "time" | "money" | "percent" | "measure" | "number"} QuantityKind
 * @typedef {Piece & {kind: QuantityKind, value: string, unit: string, approximate: boolean}} Quantity
 *
 * @typedef {"according_to" | "direct" | "mixed" | "indirect" | "allegation"} ClaimKind
 * @typedef {"namedPerson" | "namedOrganisation" | "officialUnnamed" | "unnamedPeople" | "document" |
 *   "outlet" | "passive" | "noneGiven"} SourceKind
 * @typedef {"neutral" | "doubting" | "asserting"} Tone
 * @typedef {{
 *   id: number, kind: ClaimKind, source: Piece | null, cue: Piece[], content: Piece[],
 *   speaker: number | null, sourceKind: SourceKind, tone: Tone, target: Piece | null,
 *   addressee: Piece | null, hedges: Piece[], quantities: number[], negated: boolean,
 *   question: boolean, directive: boolean, attitude: boolean, parent: number | null,
 *   same: number | null, score: number
 * }} Claim
 * @typedef {Piece & {score: number, follows: number | null, quantities: number[]}} Statement
 *
 * @typedef {"number" | "date" | "name" | "negation" | "attribution" | "quotation" | "wording"} DifferenceKind
 * @typedef {{kind: DifferenceKind, original: Piece | null, copy: Piece | null}} Difference
 * @typedef {"exact" | "wording" | "substance"} CopyClass
 * @typedef {{block: number, originals: number[], class: CopyClass, differences: Difference[]}} CopiedBlock
 * @typedef {{kind: "copy" | "onPurpose" | "similar", blocks: CopiedBlock[]}} Run
 * @typedef {{repeated: number, of: number, runs: Run[]}} Duplicates
 *
 * @typedef {{
 *   blocks: number, paragraphs: number, words: number, sentences: Piece[], duplicates: Duplicates,
 *   entities: Entity[], mentions: Mention[], quantities: Quantity[], claims: Claim[],
 *   statements: Statement[], english?: boolean, regions?: Region[]
 * }} Report
 * One article of an endless page: its first block, one past its last.
 * @typedef {{from: number, to: number, paragraphs: number, words: number}} Region
 *
 * What the popup and the badge count (`src/report/counts.rs`); `words` only where the page has several articles.
 * @typedef {{
 *   english?: boolean, words?: number, repeated: number, of: number, names: Record<EntityKind, number>, claims: number,
 *   unsourced: number
 * }} Counts
 *
 * @typedef {"calm" | "standard" | "everything"} Density
 * @typedef {{
 *   density: Density, names: boolean, claims: boolean, dark?: "auto", kinds?: string[], faded?: number
 * }} Marks
 * @typedef {{
 *   run: number, folded: boolean, anchor: Element, block: number, original: number, blocks: number, parted: boolean,
 *   class: CopyClass, differences: Difference[]
 * }} Bar
 *
 * Strings are normalised (see `settings.js`); no addresses of pages are ever kept.
 * @typedef {{
 *   notNames: string[], kinds: [string, EntityKind][], same: [string, string][], notClaims: string[]
 * }} Corrections
 *
 * The one export of the core (`src/wasm.rs`).
 * @typedef {{
 *   read(root: Document): {blocks: number, words: number, article: boolean, language: string},
 *   begin(root: Document): void,
 *   readOn(milliseconds: number): {blocks: number, words: number, article: boolean, language: string} | null,
 *   step(milliseconds: number): boolean,
 *   paintNames(marks: Marks): number,
 *   reportOn(milliseconds: number): Report | null,
 *   report(): Report | null,
 *   counts(): Counts | null,
 *   margin(): Uint32Array,
 *   text(block: number, start: number, end: number): string,
 *   paint(marks: Marks): number,
 *   paintIn(marks: Marks, milliseconds: number): boolean,
 *   paintOn(milliseconds: number): boolean,
 *   unpaint(): void,
 *   focus(pieces: Uint32Array): void,
 *   at(node: Text, offset: number): Uint32Array,
 *   range(block: number, start: number, end: number): Range | null,
 *   element(block: number): Element | null,
 *   fold(options: {substance: boolean}): void,
 *   unfold(): void,
 *   bars(): Bar[],
 *   toggle(run: number, folded: boolean): boolean,
 *   refresh(): {changed: boolean, huge: boolean},
 *   stop(): void
 * }} Annotator
 * What is asked of it once the page is read.
 * @typedef {Omit<Annotator, "read" | "begin" | "readOn" | "step" | "paintNames" | "refresh" | "stop">} Shown
 * @typedef {{new (models: Uint8Array | undefined, settings: {corrections: Corrections, css?: string}): Annotator, undo(): void}} AnnotatorClass
 * @typedef {{Annotator: AnnotatorClass, models: Uint8Array | undefined, encoding?: "wasm" | "script", css?: string}} Core `models`: until the
 *   core has opened them, `css`: the rules of the marks, for shadow roots
 *
 * @typedef {"idle" | "analysing" | "done" | "notArticle" | "failed"} Phase
 * What the popup, the badge and the panel's head show of one tab.
 * @typedef {{
 *   phase: Phase, title: string, url: string, language: string, covered: boolean, words: number,
 *   truncated: boolean, repeated: number, of: number,
 *   names: Record<EntityKind, number>, claims: number, unsourced: number,
 *   density: Density, namesOn: boolean, claimsOn: boolean, hidden: boolean, folded: boolean, paused: boolean,
 *   error: string
 * }} State
 *
 * The words of the pieces a page of ours shows, by `key(piece)` of `findings.js`.
 * @typedef {Record<string, string>} Words
 * @typedef {{state: State, report: Report, words: Words, current: string}} Snapshot
 *
 * A Web Annotation target of one piece.
 * @typedef {{exact: string, prefix: string, suffix: string, start: number, end: number}} Selector
 */

export {};
