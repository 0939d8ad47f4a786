//! Annotates text without a browser.
//!
//! Without options: reads a text from standard input (a line a block) and prints it with its
//! annotations drawn in. With `--jsonl`: reads JSON Lines, `{"id","text"}` (a line of the text is a
//! block) or `{"id","blocks":[{"kind","text"}]}`, and writes a line of findings for each, with offsets
//! into the text (blocks joined by "\n") counted in `--offsets chars` (default), `utf16` or `bytes`.
//! A line that cannot be read is reported on standard error and makes the exit status 1 at the end.

use std::io::{BufRead, Read, Write};
use std::process::ExitCode;

use galley::claims::ClaimKind;
use galley::duplicates::RunKind;
use galley::entities::{EntityKind, MentionForm};
use galley::page::{Block, BlockKind};
use galley::{Analysis, Findings, Models, Options, Page, Place};
use serde_json::{Value, json};

const USAGE: &str = "usage: annotate [--jsonl [--offsets chars|utf16|bytes]] < INPUT";

/// What offsets count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Chars,
    Utf16,
    Bytes,
}

fn main() -> ExitCode {
    let (mut lines, mut unit) = (false, Unit::Chars);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match (argument.as_str(), lines) {
            ("--jsonl", _) => lines = true,
            ("--offsets", _) => match arguments.next().as_deref() {
                Some("chars") => unit = Unit::Chars,
                Some("utf16") => unit = Unit::Utf16,
                Some("bytes") => unit = Unit::Bytes,
                _ => return refuse(USAGE),
            },
            _ => return refuse(USAGE),
        }
    }
    let models = match Models::embedded() {
        Ok(models) => models,
        Err(error) => return refuse(&error.to_string()),
    };
    let done = if lines { json_lines(&models, unit) } else { drawn(&models) };
    done.unwrap_or_else(|error| refuse(&error.to_string()))
}

fn refuse(words: &str) -> ExitCode {
    eprintln!("{words}");
    ExitCode::from(2)
}

fn find(page: &Page, models: &Models) -> Findings {
    let mut analysis = Analysis::new(Options { max_bytes: u32::MAX, ..Options::default() });
    analysis.advance(page, models, &mut || true);
    analysis.finish()
}

fn json_lines(models: &Models, unit: Unit) -> std::io::Result<ExitCode> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut status = ExitCode::SUCCESS;
    for (n, line) in std::io::stdin().lock().split(b'\n').enumerate() {
        let line = line?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match page_of(&line) {
            Ok((id, page)) => {
                let findings = find(&page, models);
                writeln!(out, "{}", report(&id, &page, &findings, unit))?;
            }
            Err(words) => {
                eprintln!("line {}: {words}", n + 1);
                status = ExitCode::FAILURE;
            }
        }
    }
    out.flush()?;
    Ok(status)
}

fn page_of(line: &[u8]) -> Result<(Value, Page), String> {
    let value: Value = serde_json::from_slice(line).map_err(|e| e.to_string())?;
    let id = value.get("id").cloned().unwrap_or(Value::Null);
    let word = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let mut page = if let Some(blocks) = value.get("blocks").and_then(Value::as_array) {
        let mut page = Page::default();
        for block in blocks {
            let text = word(block, "text").ok_or("a block has no text")?;
            page.blocks.push(Block::new(kind_of(&word(block, "kind").unwrap_or_default()), text));
        }
        page
    } else {
        Page::from_lines(&word(&value, "text").ok_or("neither text nor blocks")?)
    };
    page.language = word(&value, "language").unwrap_or_default();
    page.published = word(&value, "published").unwrap_or_default();
    page.title = word(&value, "title").unwrap_or_default();
    Ok((id, page))
}

fn kind_of(word: &str) -> BlockKind {
    match word {
        "headline" => BlockKind::Headline,
        "subhead" => BlockKind::Subhead,
        "standfirst" => BlockKind::Standfirst,
        "byline" => BlockKind::Byline,
        "dateline" => BlockKind::Dateline,
        "quote" => BlockKind::Quote,
        "caption" => BlockKind::Caption,
        "credit" => BlockKind::Credit,
        "list" | "listItem" => BlockKind::ListItem,
        "cell" => BlockKind::Cell,
        "related" => BlockKind::Related,
        "furniture" => BlockKind::Furniture,
        _ => BlockKind::Paragraph,
    }
}

/// Offsets into the joined text, in the wanted unit.
struct Offsets {
    blocks: Vec<Vec<(u32, u32)>>,
    bases: Vec<u32>,
}

impl Offsets {
    fn new(page: &Page, unit: Unit) -> Self {
        let (mut blocks, mut bases, mut base) = (Vec::new(), Vec::new(), 0);
        for block in &page.blocks {
            let mut table = Vec::new();
            let mut count = 0;
            for (byte, c) in block.text.char_indices() {
                table.push((byte as u32, count));
                count += match unit {
                    Unit::Chars => 1,
                    Unit::Utf16 => c.len_utf16() as u32,
                    Unit::Bytes => c.len_utf8() as u32,
                };
            }
            table.push((block.text.len() as u32, count));
            blocks.push(table);
            bases.push(base);
            base += count + 1;
        }
        Self { blocks, bases }
    }

    fn piece(&self, place: &Place) -> (u32, u32) {
        let at = |byte: u32| {
            let table = &self.blocks[place.block.index()];
            let row = table.partition_point(|(known, _)| *known < byte).min(table.len() - 1);
            self.bases[place.block.index()] + table[row].1
        };
        (at(place.span.start), at(place.span.end))
    }
}

const fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
        EntityKind::Other => "other",
    }
}

const fn claim_name(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::AccordingTo => "according_to",
        ClaimKind::Direct => "direct",
        ClaimKind::Mixed => "mixed",
        ClaimKind::Indirect => "indirect",
        ClaimKind::Allegation => "allegation",
    }
}

fn report(id: &Value, page: &Page, findings: &Findings, unit: Unit) -> Value {
    let offsets = Offsets::new(page, unit);
    let pieces = |places: &[Place]| places.iter().map(|p| offsets.piece(p)).collect::<Vec<_>>();
    let entity = |n: u32| findings.entities.entities.get(n as usize);
    let entities: Vec<Value> = findings
        .entities
        .mentions
        .iter()
        .filter(|m| m.form == MentionForm::Name)
        .filter_map(|m| {
            let (start, end) = offsets.piece(&m.place);
            let kind = kind_name(entity(m.entity.0)?.kind);
            Some(json!({"start": start, "end": end, "kind": kind, "entity": m.entity.0}))
        })
        .collect();
    let claims: Vec<Value> = findings
        .claims
        .claims
        .iter()
        .map(|c| {
            let mut claim = json!({
                "kind": claim_name(c.kind),
                "source": c.source.as_ref().map(|p| offsets.piece(p)),
                "cue": pieces(&c.cue),
                "content": pieces(&c.content),
                "score": c.score,
                "attitude": c.attitude,
            });
            if let Some(speaker) = c.speaker.and_then(|s| entity(s.0)) {
                claim["speaker"] = json!(speaker.name);
            }
            if let Some(parent) = c.parent {
                claim["parent"] = json!(parent.0);
            }
            claim
        })
        .collect();
    let duplicates: Vec<Value> = findings
        .duplicates
        .runs
        .iter()
        .map(|run| {
            let kind = match run.kind {
                RunKind::Copy => "copy",
                RunKind::OnPurpose => "onPurpose",
                RunKind::Similar => "similar",
            };
            let blocks: Vec<Value> = run
                .blocks
                .iter()
                .map(|b| json!({"block": b.block.0, "originals": b.originals.iter().map(|o| o.0).collect::<Vec<_>>()}))
                .collect();
            json!({"kind": kind, "blocks": blocks})
        })
        .collect();
    let sentences: Vec<(u32, u32)> = page
        .numbered()
        .flat_map(|(block, _)| {
            let cut = findings.text.block(block);
            cut.sentences.iter().map(move |s| Place { block, span: cut.span(*s) })
        })
        .map(|place| offsets.piece(&place))
        .collect();
    json!({"id": id, "entities": entities, "claims": claims, "duplicates": duplicates, "sentences": sentences})
}

/// Prints the text with its annotations between brackets: kind and words of names, amounts, and the
/// parts of claims (S source, C cue, T content with the claim's number).
fn drawn(models: &Models) -> std::io::Result<ExitCode> {
    let mut text = String::new();
    std::io::stdin().lock().read_to_string(&mut text)?;
    let page = Page::from_lines(&text);
    let findings = find(&page, models);
    let mut out = std::io::stdout().lock();
    for (id, block) in page.numbered() {
        let mut marks: Vec<(u32, u32, String)> = Vec::new();
        let mut mark = |place: &Place, label: String| {
            if place.block == id {
                marks.push((place.span.start, place.span.end, label));
            }
        };
        for mention in &findings.entities.mentions {
            let kind = findings
                .entities
                .entities
                .get(mention.entity.0 as usize)
                .map_or("other", |e| kind_name(e.kind));
            mark(&mention.place, format!("{kind} {}", mention.entity.0));
        }
        for quantity in &findings.entities.quantities {
            mark(&quantity.place, format!("= {}{}", quantity.value, quantity.unit));
        }
        for (n, claim) in findings.claims.claims.iter().enumerate() {
            claim.source.iter().for_each(|p| mark(p, format!("S{n}")));
            claim.cue.iter().for_each(|p| mark(p, format!("C{n}")));
            claim.content.iter().for_each(|p| mark(p, format!("T{n}")));
        }
        // Longer marks outside; closing brackets before opening ones at the same place.
        marks.sort_by_key(|(start, end, _)| (*start, u32::MAX - *end));
        let mut edges: Vec<(u32, u8, String)> = Vec::new();
        for (start, end, label) in marks {
            edges.push((start, 1, format!("[{label}: ")));
            edges.push((end, 0, "]".to_owned()));
        }
        edges.sort_by_key(|(at, opens, _)| (*at, *opens));
        let mut from = 0;
        for (at, _, sign) in edges {
            write!(out, "{}{sign}", block.text.get(from..at as usize).unwrap_or(""))?;
            from = at as usize;
        }
        writeln!(out, "{}", block.text.get(from..).unwrap_or(""))?;
    }
    Ok(ExitCode::SUCCESS)
}
