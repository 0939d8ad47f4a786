//! Annotated text as the tagger will meet it: running text, cut by the core's own tokens.
//!
//! Token/BIO files are joined to running text first (spacing by the usual rules, three sentences a
//! block) and cut again, so that training and reading a page see the same tokens and sentences.

use std::path::Path;

use galley::entities::tagger::Words;
use galley::entities::tagger::viterbi::Tag;
use galley::page::Page;
use galley::span::Span;
use galley::text::{Text, tokens};

use crate::corpus::{AnnotatedBlock, Article};

/// A sentence of a token/BIO file.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Tokens.
    pub words: Vec<String>,
    /// BIO tags as written in the file.
    pub tags: Vec<String>,
    /// Bytes of each token in the document's text.
    pub offsets: Vec<(usize, usize)>,
}

/// A document of a token/BIO file, with its running text.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Name in the file.
    pub name: String,
    /// Running text: blocks are lines.
    pub text: String,
    /// Its sentences.
    pub rows: Vec<Row>,
}

/// Reads a file of `TOKEN<TAB>TAG` lines, blank lines between sentences, `# doc NAME` before documents.
///
/// # Errors
/// When the file cannot be read.
pub fn read_bio(path: &Path) -> std::io::Result<Vec<Document>> {
    let mut documents: Vec<Document> = Vec::new();
    let mut row = Row::default();
    let mut document = Document::default();
    let text = std::fs::read_to_string(path)?;
    for line in text.lines().chain(["", "# doc end"]) {
        if let (Some(name), false) = (line.strip_prefix("# doc"), line.contains('\t')) {
            if !row.words.is_empty() {
                document.rows.push(std::mem::take(&mut row));
            }
            if !document.rows.is_empty() {
                documents.push(std::mem::take(&mut document));
            }
            document = Document { name: name.trim().to_owned(), ..Document::default() };
        } else if let Some((word, tag)) = line.rsplit_once('\t') {
            row.words.push(word.to_owned());
            row.tags.push(tag.to_owned());
        } else if !row.words.is_empty() {
            document.rows.push(std::mem::take(&mut row));
        }
    }
    documents.iter_mut().for_each(Document::join);
    Ok(documents)
}

impl Document {
    /// The document made of an article of the corpus, a block a line, with the core's tokens. Lists of related
    /// articles are left out: they are no running text.
    pub fn from_article(article: &Article) -> Self {
        const TYPES: [&str; 5] = ["O", "PER", "ORG", "LOC", "MISC"];
        let mut out = Self { name: article.id.clone(), ..Self::default() };
        for block in &article.blocks {
            let start = out.text.len();
            out.text.push_str(&block.text);
            out.text.push('\n');
            let names: Vec<(Span, usize)> = names_of(block).collect();
            let cut = tokens(&block.text);
            for (sentence, _) in block.sentences.iter().filter(|_| block.kind != "related") {
                let mut row = Row::default();
                for token in cut.iter().map(|t| t.span).filter(|t| sentence.contains(*t)) {
                    let name = names.iter().find(|(span, _)| span.overlaps(token));
                    row.words.push(token.text(&block.text).to_owned());
                    row.offsets.push((start + token.start as usize, start + token.end as usize));
                    row.tags.push(name.map_or_else(
                        || "O".to_owned(),
                        |(span, kind)| {
                            format!("{}-{}", if token.start <= span.start { 'B' } else { 'I' }, TYPES[*kind])
                        },
                    ));
                }
                out.rows.push(row);
            }
        }
        out
    }

    /// Joins the sentences to running text, three to a block.
    pub fn join(&mut self) {
        self.text.clear();
        for (i, row) in self.rows.iter_mut().enumerate() {
            if i > 0 {
                self.text.push(if i % 3 == 0 { '\n' } else { ' ' });
            }
            row.offsets.clear();
            join(row, &mut self.text);
        }
    }
}

/// Appends a sentence's tokens to `text` with the usual spacing and notes where they stand.
fn join(row: &mut Row, text: &mut String) {
    const NOT_BEFORE: &[&str] = &[
        ",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "…", "'", "’", "'s", "’s", "'S", "n't", "n’t",
        "'re", "'ve", "'ll", "'d", "'m", "’re", "’ve", "’ll", "’d", "’m", "''", "...", "”",
    ];
    const NOT_AFTER: &[&str] = &["(", "[", "{", "$", "£", "€", "#", "``", "“", "‘"];
    let (mut quoted, mut glued) = (false, true);
    for word in &row.words {
        let surface = match word.as_str() {
            "``" | "''" => "\"",
            "-LRB-" => "(",
            "-RRB-" => ")",
            "-LSB-" => "[",
            "-RSB-" => "]",
            "-LCB-" => "{",
            "-RCB-" => "}",
            other => other,
        };
        let mut before = NOT_BEFORE.contains(&word.as_str()) || NOT_BEFORE.contains(&surface);
        let mut after = false;
        if surface == "\"" {
            before = quoted;
            after = !quoted;
            quoted = !quoted;
        }
        if NOT_AFTER.contains(&word.as_str()) || matches!(surface, "(" | "[" | "{") {
            after = true;
        }
        if !glued && !before {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(surface);
        row.offsets.push((start, text.len()));
        glued = after;
    }
}

/// Spans of a tag sequence: first token, one past the last, type. An inside tag that continues
/// nothing begins a span.
pub fn spans(tags: &[String]) -> Vec<(usize, usize, &str)> {
    let mut out: Vec<(usize, usize, &str)> = Vec::new();
    let mut open = false;
    for (i, tag) in tags.iter().enumerate() {
        let (prefix, kind) = tag.split_once('-').unwrap_or((tag, ""));
        match out.last_mut() {
            Some(last) if open && prefix == "I" && last.2 == kind => last.1 = i + 1,
            _ if prefix == "O" => {}
            _ => out.push((i, i + 1, kind)),
        }
        open = prefix != "O";
    }
    out
}

/// The tagger's kind (1 person, 2 organisation, 3 place, 4 other) of a file's type; `None`: no name.
pub fn kind_of_type(name: &str) -> Option<usize> {
    match name {
        "PER" => Some(1),
        "ORG" => Some(2),
        "LOC" => Some(3),
        "MISC" | "EVENT" | "WORK" | "PRODUCT" | "NORP" => Some(4),
        _ => None,
    }
}

/// The names annotated in a block of the corpus, with the tagger's kinds.
pub fn names_of(block: &AnnotatedBlock) -> impl Iterator<Item = (Span, usize)> {
    block.mentions.iter().filter_map(|mention| {
        let kind = match mention.kind {
            'P' => 1,
            'O' => 2,
            'L' => 3,
            'X' | 'N' => 4,
            _ => return None,
        };
        Some((mention.span, kind))
    })
}

/// A text to train on, cut and tagged.
#[derive(Debug)]
pub struct Example {
    /// Its words.
    pub words: Words,
    /// Tags, a list a sentence.
    pub tags: Vec<Vec<Tag>>,
    /// Whether names of the kind *other* are annotated; if not, an outside tag may hide one.
    pub full: bool,
    /// How often it is seen in a round.
    pub weight: usize,
}

impl Example {
    /// Cuts `page` and tags it with `names`: block number, bytes in the block, kind.
    pub fn new(page: &Page, names: &[(usize, usize, usize, usize)], full: bool, weight: usize) -> Self {
        let text = Text::read(page, u32::MAX);
        let words = Words::read(page, &text);
        let mut tags = Vec::new();
        for (block, first, sentence) in words.sentences() {
            let tokens = &text.block(block).tokens[first as usize..first as usize + sentence.len()];
            let mut row = vec![0; tokens.len()];
            for (_, start, end, kind) in names.iter().filter(|n| n.0 == block.index()) {
                let mut begun = false;
                for (tag, token) in row.iter_mut().zip(tokens) {
                    if (token.span.end as usize) > *start && (token.span.start as usize) < *end {
                        *tag = (2 * kind - usize::from(!begun)) as Tag;
                        begun = true;
                    }
                }
            }
            tags.push(row);
        }
        Self { words, tags, full, weight }
    }

    /// The example made of a document of a token/BIO file.
    pub fn from_document(document: &Document, full: bool, weight: usize) -> Self {
        let page = Page::from_lines(&document.text);
        let mut names = Vec::new();
        for row in &document.rows {
            for (from, to, kind) in spans(&row.tags) {
                if let Some(kind) = kind_of_type(kind) {
                    let (start, end) = (row.offsets[from].0, row.offsets[to - 1].1);
                    let line_start = document.text[..start].rfind('\n').map_or(0, |n| n + 1);
                    let block = document.text[..start].matches('\n').count();
                    names.push((block, start - line_start, end - line_start, kind));
                }
            }
        }
        Self::new(&page, &names, full, weight)
    }

    /// The example made of an article of the corpus.
    pub fn from_article(article: &Article, weight: usize) -> Self {
        let mut names = Vec::new();
        for (n, block) in article.blocks.iter().enumerate() {
            names.extend(
                names_of(block).map(|(span, kind)| (n, span.start as usize, span.end as usize, kind)),
            );
        }
        Self::new(&article.page(), &names, true, weight)
    }
}
