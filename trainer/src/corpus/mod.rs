//! The corpus: original articles with inline annotation.
//!
//! The format is described in `corpus/GUIDELINES.md`. A file is a front matter, blocks of one
//! sentence a line, bracketed marks inside, and `@` lines with what is known of each claim. Loading
//! keeps plain text and byte spans apart, so that everything that trains or checks works on the same
//! text a reader of the page would see.

pub mod agreement;
pub mod check;
mod claims;
pub mod command;
mod cues;
pub mod export;
pub mod overlap;
mod parse;
pub mod statistics;
pub mod whole;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use galley::page::{Block, BlockKind, Page};
use galley::span::Span;

/// One article.
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// File name without its ending.
    pub id: String,
    /// Front matter, by key.
    pub about: BTreeMap<String, String>,
    /// Blocks in order.
    pub blocks: Vec<AnnotatedBlock>,
    /// Claims by number.
    pub claims: BTreeMap<u32, Claim>,
}

/// One block with its marks.
#[derive(Debug, Clone, Default)]
pub struct AnnotatedBlock {
    /// The kind as written in the file.
    pub kind: String,
    /// Plain text: the sentences joined by one space.
    pub text: String,
    /// Sentences with check-worthiness: 1 worth checking, 0 a fact not worth it, -1 no fact.
    pub sentences: Vec<(Span, i8)>,
    /// Named and unnamed mentions.
    pub mentions: Vec<Mention>,
    /// Dates and quantities with their normalised value.
    pub values: Vec<Value>,
    /// Hedge words.
    pub hedges: Vec<Span>,
}

/// A mention of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where (bytes of the block's text).
    pub span: Span,
    /// 'P' person, 'O' organisation, 'L' place, 'X' other name, 'N' nationality; lower case without the name.
    pub kind: char,
    /// The entity's id in this article; empty for a nationality without one.
    pub entity: String,
}

/// A date (`D`) or quantity (`Q`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Where.
    pub span: Span,
    /// 'D' or 'Q'.
    pub kind: char,
    /// The value as written in the mark.
    pub value: String,
}

/// A place in the article: block number and span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// Block number.
    pub block: usize,
    /// Bytes of that block's text.
    pub span: Span,
}

/// A claim.
#[derive(Debug, Clone, Default)]
pub struct Claim {
    /// `according_to`, direct, mixed, indirect, allegation.
    pub kind: String,
    /// Entity id of the speaker, or "none".
    pub speaker: String,
    /// Kind of source.
    pub source_type: String,
    /// Source words.
    pub source: Vec<At>,
    /// Cue words.
    pub cue: Vec<At>,
    /// Content pieces.
    pub content: Vec<At>,
    /// Who was told.
    pub addressee: Vec<At>,
    /// Who is accused.
    pub target: Vec<At>,
    /// The claim this one is nested in.
    pub parent: Option<u32>,
    /// The claim with the same content.
    pub same: Option<u32>,
    /// Hedge words as written in the `@` line.
    pub hedges: Vec<String>,
    /// neg, question, directive, attitude.
    pub flags: Vec<String>,
}

/// What is wrong with a file: line number (0 when the whole file) and words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// The block kinds of the format.
pub const KINDS: [&str; 11] = [
    "headline",
    "standfirst",
    "byline",
    "dateline",
    "p",
    "subhead",
    "quote",
    "caption",
    "list",
    "related",
    "credit",
];
/// The claim kinds.
pub const CLAIM_KINDS: [&str; 5] = ["according_to", "direct", "mixed", "indirect", "allegation"];
/// The source types.
pub const SOURCE_TYPES: [&str; 8] =
    ["person", "organisation", "official", "unnamed", "document", "outlet", "passive", "none"];
/// The claim flags.
pub const FLAGS: [&str; 4] = ["neg", "question", "directive", "attitude"];

impl Article {
    /// The corpus's articles in the order of their names, with the faults of each file.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn load_all(folder: &Path) -> std::io::Result<Vec<(Self, Vec<Fault>)>> {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(folder)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
        files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
        files.sort();
        files
            .iter()
            .map(|file| {
                let id = file.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
                Ok(Self::parse(&id, &std::fs::read_to_string(file)?))
            })
            .collect()
    }

    /// train, dev or test.
    pub fn split(&self) -> &str {
        self.about.get("split").map_or("", String::as_str)
    }

    /// Number of words.
    pub fn words(&self) -> usize {
        self.blocks.iter().map(|b| b.text.split_whitespace().count()).sum()
    }

    /// The words at `at`.
    pub fn text(&self, at: At) -> &str {
        self.blocks.get(at.block).map_or("", |b| at.span.text(&b.text))
    }

    /// The article as the core reads it.
    pub fn page(&self) -> Page {
        let blocks = self.blocks.iter().map(|b| Block::new(block_kind(&b.kind), b.text.clone())).collect();
        Page { language: "en".into(), blocks, ..Page::default() }
    }
}

/// The core's kind for a kind of the format.
pub fn block_kind(kind: &str) -> BlockKind {
    match kind {
        "headline" => BlockKind::Headline,
        "standfirst" => BlockKind::Standfirst,
        "byline" => BlockKind::Byline,
        "dateline" => BlockKind::Dateline,
        "subhead" => BlockKind::Subhead,
        "quote" => BlockKind::Quote,
        "caption" => BlockKind::Caption,
        "list" => BlockKind::ListItem,
        "related" => BlockKind::Related,
        "credit" => BlockKind::Credit,
        _ => BlockKind::Paragraph,
    }
}
