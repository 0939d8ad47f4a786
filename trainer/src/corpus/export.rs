//! The corpus for others: JSON Lines and BIO columns, one file of each a split.
//!
//! JSON Lines: one article a line; every offset counts Unicode code points of `text`, whose blocks are
//! joined by an empty line. BIO: one token a line with its name tag and its attribution tag (of nested
//! claims the outermost), an empty line between sentences, `# article` before each article.

use std::fmt::Write;
use std::path::Path;

use galley::span::Span;
use galley::text::tokens;
use serde_json::{Value, json};

use super::command::Corpus;
use super::whole::Whole;
use super::{Article, At};

/// Writes all exports into the folder `target`.
///
/// # Errors
/// When the folder or a file cannot be written.
pub fn write(corpus: &Corpus, target: &Path) -> Result<(), String> {
    let fail = |e: std::io::Error| format!("{}: {e}", target.display());
    std::fs::create_dir_all(target).map_err(fail)?;
    let articles = |split: &str| -> Vec<&Article> {
        corpus.articles.iter().map(|(a, _)| a).filter(|a| a.split() == split).collect()
    };
    let parts = [
        ("train", articles("train")),
        ("dev", articles("dev")),
        ("test", articles("test")),
        ("edge", corpus.edge.iter().map(|(a, _)| a).collect()),
        ("test-second", corpus.second.iter().map(|(a, _)| a).collect()),
    ];
    for (name, articles) in parts {
        let mut lines = String::new();
        let mut columns = String::new();
        for article in articles {
            let _ = writeln!(lines, "{}", document(article));
            bio(article, &mut columns);
        }
        std::fs::write(target.join(format!("{name}.jsonl")), lines).map_err(fail)?;
        std::fs::write(target.join(format!("{name}.bio")), columns).map_err(fail)?;
    }
    Ok(())
}

/// One article as JSON.
pub fn document(article: &Article) -> Value {
    let whole = Whole::new(article);
    let points = CodePoints::of(&whole.text);
    let range = |block: usize, span: Span| points.pair(whole.span(At { block, span }));
    let places = |at: &[At]| at.iter().map(|a| range(a.block, a.span)).collect::<Vec<_>>();
    let numbered = || article.blocks.iter().enumerate();
    let blocks: Vec<Value> = numbered()
        .map(|(n, b)| json!({"kind": b.kind, "span": range(n, Span::new(0, b.text.len() as u32))}))
        .collect();
    let sentences: Vec<Value> = numbered()
        .flat_map(|(n, b)| b.sentences.iter().map(move |(s, w)| (n, *s, *w)))
        .map(|(n, span, worth)| json!({"span": range(n, span), "checkworthy": worth}))
        .collect();
    let entities: Vec<Value> = numbered()
        .flat_map(|(n, b)| b.mentions.iter().map(move |m| (n, m)))
        .map(|(n, m)| {
            json!({"span": range(n, m.span), "kind": m.kind.to_ascii_uppercase().to_string(),
                   "named": m.kind.is_ascii_uppercase(), "id": m.entity})
        })
        .collect();
    let values: Vec<Value> = numbered()
        .flat_map(|(n, b)| b.values.iter().map(move |v| (n, v)))
        .map(|(n, v)| json!({"span": range(n, v.span), "kind": v.kind.to_string(), "value": v.value}))
        .collect();
    let claims: Vec<Value> = article
        .claims
        .iter()
        .map(|(number, c)| {
            let sources = places(&c.source);
            json!({
                "id": number, "kind": c.kind, "speaker": c.speaker, "source_type": c.source_type,
                "source": sources.first(), "source_spans": sources,
                "cue": places(&c.cue), "content": places(&c.content),
                "addressee": places(&c.addressee), "target": places(&c.target),
                "parent": c.parent, "same": c.same, "hedges": c.hedges, "flags": c.flags,
            })
        })
        .collect();
    let about = |key: &str| article.about.get(key);
    json!({
        "doc": article.id, "split": article.split(), "genre": about("genre"), "region": about("region"),
        "english": about("english"), "licence": "CC BY 4.0", "text": whole.text, "blocks": blocks,
        "sentences": sentences, "entities": entities, "values": values, "claims": claims,
    })
}

/// From bytes to code points.
struct CodePoints {
    /// The byte at which each code point begins.
    starts: Vec<u32>,
}

impl CodePoints {
    fn of(text: &str) -> Self {
        Self { starts: text.char_indices().map(|(i, _)| i as u32).collect() }
    }

    fn pair(&self, span: Span) -> [usize; 2] {
        [span.start, span.end].map(|byte| self.starts.partition_point(|s| *s < byte))
    }
}

/// The tag's name of a mention's kind.
const fn tag(kind: char) -> &'static str {
    match kind {
        'P' => "PER",
        'O' => "ORG",
        'L' => "LOC",
        'N' => "NORP",
        _ => "MISC",
    }
}

fn bio(article: &Article, out: &mut String) {
    let _ = writeln!(out, "# article {}", article.id);
    for (number, block) in article.blocks.iter().enumerate() {
        let names: Vec<(Span, &str)> = block
            .mentions
            .iter()
            .filter(|m| m.kind.is_ascii_uppercase())
            .map(|m| (m.span, tag(m.kind)))
            .collect();
        let outermost = article.claims.values().filter(|c| c.parent.is_none());
        let attribution: Vec<(Span, &str)> = outermost
            .flat_map(|c| [(&c.cue, "CUE"), (&c.source, "SOURCE"), (&c.content, "CONTENT")])
            .flat_map(|(places, role)| {
                places.iter().filter(|at| at.block == number).map(move |at| (at.span, role))
            })
            .collect();
        let all = tokens(&block.text);
        for (sentence, _) in &block.sentences {
            for token in all.iter().filter(|t| sentence.contains(t.span)) {
                let word = token.span.text(&block.text);
                let _ = writeln!(
                    out,
                    "{word}\t{}\t{}",
                    label(&names, token.span),
                    label(&attribution, token.span)
                );
            }
            out.push('\n');
        }
    }
}

/// The label of a token by the first span that holds it.
fn label(spans: &[(Span, &str)], token: Span) -> String {
    spans.iter().find(|(s, _)| s.overlaps(token)).map_or_else(
        || "O".to_owned(),
        |(span, name)| format!("{}-{name}", if token.start <= span.start { "B" } else { "I" }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_code_points_and_bio_follows_the_tokens() {
        let text = "---\nid: a\nsplit: dev\n---\n\nheadline\n0 “Ça”\n\np\n1 [S1 [P.lee Ann Lee]] [C1 said] [T1 it’s late].\n\n@1 indirect lee type=person\n";
        let (article, _) = Article::parse("a", text);
        let json = document(&article);
        let body: Vec<char> = json["text"].as_str().unwrap_or("").chars().collect();
        let span = &json["claims"][0]["content"][0];
        let (from, to) = (span[0].as_u64().unwrap_or(0) as usize, span[1].as_u64().unwrap_or(0) as usize);
        assert_eq!(body[from..to].iter().collect::<String>(), "it’s late");
        let mut columns = String::new();
        bio(&article, &mut columns);
        assert!(
            columns.contains("Ann\tB-PER\tB-SOURCE\nLee\tI-PER\tI-SOURCE\nsaid\tO\tB-CUE\n"),
            "{columns}"
        );
    }
}
