//! What a rule finds, as a line of words a claim: for the rules' own tests.

use super::link::{Linked, Tokens};
use super::prepared::Prepared;
use crate::page::BlockKind;
use crate::text::BlockText;

/// The claims that `rule` leaves of those `before` it in a paragraph.
pub(super) fn found(
    text: &str,
    before: &[Linked],
    rule: impl FnOnce(&Prepared<'_>, &mut Vec<Linked>),
) -> Vec<String> {
    let read = BlockText::read(text);
    let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
    let mut claims = before.to_vec();
    rule(&block, &mut claims);
    claims.iter().map(|c| line(&block, text, c)).collect()
}

/// A claim of one content, by the tokens of source, cue and content.
pub(super) fn claim(source: (u32, u32), cue: (u32, u32), content: (u32, u32)) -> Linked {
    let tokens = |(first, end)| Tokens { first, end };
    Linked { source: Some(tokens(source)), cue: Some(tokens(cue)), content: vec![tokens(content)] }
}

/// A claim as "source | cue | content … content", with "-" for what it lacks.
pub(super) fn line(block: &Prepared<'_>, text: &str, claim: &Linked) -> String {
    let words = |t: &Tokens| block.span(*t).text(text);
    let content: Vec<&str> = claim.content.iter().map(words).collect();
    let part = |t: Option<Tokens>| t.as_ref().map_or("-", words);
    format!("{} | {} | {}", part(claim.source), part(claim.cue), content.join(" … "))
}
