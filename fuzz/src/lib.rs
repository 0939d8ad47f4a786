//! What the core is fed with: one function a target, each taking any bytes and panicking when something
//! that must hold does not.
//!
//! Problem: a page may hold anything, and a panic stops the core. Policy: the same bodies run under a
//! driver of their own ([`drive`]), on stable Rust, for a second in `cargo test` and for as long as wanted
//! with `cargo xtask fuzz`. Inputs are made from a seed and printed when they fail. Not handled: coverage
//! guidance (that needs a nightly compiler); mutation of a seed corpus takes its place.

pub mod drive;
pub mod edits;
mod input;

use std::sync::OnceLock;

use galley::duplicates;
use galley::text::{BlockText, Text};
use galley::{Findings, Models, Options, Page, Place, analyze, report};

pub use input::Input;

/// A target: its name and its body.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 6] = [
    ("text", text),
    ("duplicates", duplicates),
    ("entities", entities),
    ("claims", claims),
    ("analyze", whole),
    ("edits", edits::edits),
];

/// The models that ship, opened once.
pub fn models() -> &'static Models {
    static MODELS: OnceLock<Models> = OnceLock::new();
    MODELS.get_or_init(|| Models::embedded().unwrap_or_default())
}

/// Tokens lie in the text, in order, on the borders of characters; sentences cover them.
fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let cut = BlockText::read(&text);
    let mut last = 0;
    for token in &cut.tokens {
        assert!(token.span.start >= last && token.span.end > token.span.start, "tokens are in order");
        last = token.span.end;
        assert!(!token.span.text(&text).is_empty(), "a token is words of the text");
    }
    let mut next = 0;
    for sentence in &cut.sentences {
        assert_eq!(sentence.first, next, "sentences follow each other");
        next = sentence.end;
    }
    assert_eq!(next as usize, cut.tokens.len(), "sentences cover all tokens");
}

/// A copy stands on the page, and so do its originals, which are not copies themselves.
fn duplicates(bytes: &[u8]) {
    let page = Input::new(bytes).page();
    let found = duplicates::find(&page);
    let copies: Vec<_> = found.runs.iter().flat_map(|r| r.blocks.iter().map(|b| b.block)).collect();
    for run in found.runs.iter().filter(|r| r.kind == duplicates::RunKind::Copy) {
        for copy in &run.blocks {
            assert!(copy.block.index() < page.blocks.len() && !copy.originals.is_empty());
            assert!(copies.iter().filter(|c| **c == copy.block).count() == 1, "listed once");
            for difference in &copy.differences {
                let places = difference.original.iter().chain(&difference.copy);
                places.for_each(|place| inside(&page, place));
            }
        }
    }
    assert_eq!(found, duplicates::find(&page), "the same page gives the same findings");
}

/// Names lie in the text and do not overlap.
fn entities(bytes: &[u8]) {
    let page = Input::new(bytes).page();
    let cut = Text::read(&page, u32::MAX);
    let found = galley::entities::find(&page, &cut, models());
    for mention in &found.mentions {
        inside(&page, &mention.place);
        assert!((mention.entity.0 as usize) < found.entities.len());
    }
    found.quantities.iter().for_each(|q| inside(&page, &q.place));
}

/// Claims lie in the text; what they point at exists.
fn claims(bytes: &[u8]) {
    let page = Input::new(bytes).page();
    let cut = Text::read(&page, u32::MAX);
    let names = galley::entities::find(&page, &cut, models());
    let found = galley::claims::find(&page, &cut, &names, models());
    for claim in &found.claims {
        let places = claim.source.iter().chain(&claim.cue).chain(&claim.content).chain(&claim.hedges);
        places.for_each(|place| inside(&page, place));
        assert!(claim.parent.is_none_or(|p| (p.0 as usize) < found.claims.len()));
        assert!(claim.speaker.is_none_or(|s| (s.0 as usize) < names.entities.len()));
    }
    found.statements.iter().for_each(|s| inside(&page, &s.place));
}

/// The whole flow, report included; any limit of bytes.
fn whole(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    let max_bytes = if input.byte() < 128 { u32::MAX } else { u32::from(input.byte()) * 16 };
    let page = input.page();
    let options = Options { max_bytes, ..Options::default() };
    let report = analyze(&page, models(), &options);
    assert_eq!(report.blocks as usize, page.blocks.len());
    assert!(report == analyze(&page, models(), &options), "the same page gives the same report");
}

/// Whether a place is words of the page.
fn inside(page: &Page, place: &Place) {
    let words = page.blocks.get(place.block.index()).map(|b| place.span.text(&b.text));
    assert!(words.is_some_and(|w| !w.is_empty()), "a place is words of the page: {place:?}");
}

/// Everything found and reported, for comparing.
fn told(page: &Page, found: &Findings) -> report::Report {
    report::report(page, found)
}
