//! Sentences: where a full stop ends one.

use super::tokens::{Token, TokenClass};
use super::{Sentence, tokens::is_quote};

/// Cuts `tokens` of `text` into sentences; together they cover all tokens.
///
/// A stop ends a sentence when white space and something that can start one (capital, digit,
/// quotation mark) follow; the closing quotation marks and brackets behind it belong to it.
/// A line break of the page (`<br>`) ends one too.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut first = 0;
    let mut i = 0;
    while i < tokens.len() {
        let word = tokens[i].span.text(text);
        let gap = gap_after(text, tokens, i);
        let line_end = gap.contains('\n') && i + 1 < tokens.len() && starts_upper(text, tokens, i + 1);
        let stop =
            among!(word, "." | "!" | "?" | "…" | "...") || word.bytes().all(|b| b == b'.') && word.len() > 2;
        let abbreviated_end = word.len() > 2 && word.ends_with('.') && tokens[i].class == TokenClass::Word;
        if stop || abbreviated_end {
            // Closing marks that touch the stop.
            let mut end = i + 1;
            while end < tokens.len()
                && gap_after(text, tokens, end - 1).is_empty()
                && closes(tokens[end].span.text(text))
            {
                end += 1;
            }
            let spaced = end >= tokens.len() || !gap_after(text, tokens, end - 1).is_empty();
            let fresh = end >= tokens.len() || starts_upper(text, tokens, end);
            // After "Mr." or "U.S." only a word that rarely follows a name starts a new sentence.
            let certain = stop || (end < tokens.len() && opens_sentence(tokens[end].span.text(text)));
            if spaced && fresh && certain {
                out.push(Sentence { first: first as u32, end: end as u32 });
                first = end;
            }
            i = end;
            continue;
        }
        i += 1;
        if line_end {
            out.push(Sentence { first: first as u32, end: i as u32 });
            first = i;
        }
    }
    if first < tokens.len() {
        out.push(Sentence { first: first as u32, end: tokens.len() as u32 });
    }
    out
}

fn gap_after<'a>(text: &'a str, tokens: &[Token], i: usize) -> &'a str {
    let from = tokens[i].span.end as usize;
    let to = tokens.get(i + 1).map_or(text.len(), |t| t.span.start as usize);
    text.get(from..to).unwrap_or("")
}

fn closes(word: &str) -> bool {
    among!(word, ")" | "]" | "}") || word.chars().all(is_quote)
}

fn starts_upper(text: &str, tokens: &[Token], i: usize) -> bool {
    tokens[i..]
        .iter()
        .map(|t| t.span.text(text))
        .find(|w| !(w.chars().all(is_quote) || among!(*w, "(" | "[" | "—" | "–" | "-" | "•")))
        .and_then(|w| w.chars().next())
        .is_some_and(|c| c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase()))
}

fn opens_sentence(word: &str) -> bool {
    among!(
        word,
        "The"
            | "A"
            | "An"
            | "In"
            | "On"
            | "At"
            | "It"
            | "He"
            | "She"
            | "They"
            | "We"
            | "I"
            | "But"
            | "And"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "For"
            | "If"
            | "When"
            | "While"
            | "After"
            | "Before"
            | "There"
            | "His"
            | "Her"
            | "Their"
            | "Its"
            | "As"
            | "Asked"
            | "However"
            | "Last"
            | "Some"
            | "Such"
            | "With"
            | "By"
            | "So"
    )
}

#[cfg(test)]
mod tests {
    use super::super::BlockText;

    fn cut(text: &str) -> Vec<&str> {
        let read = BlockText::read(text);
        read.sentences.iter().map(|s| read.span(*s).text(text)).collect()
    }

    #[test]
    fn a_quotation_keeps_its_closing_mark() {
        assert_eq!(cut("“It is late.” He left."), ["“It is late.”", "He left."]);
    }

    #[test]
    fn titles_and_initials_do_not_end_a_sentence() {
        assert_eq!(cut("Mr. Lee met J. Doe. They ate."), ["Mr. Lee met J. Doe.", "They ate."]);
        assert_eq!(cut("She lives in the U.S. The rest left."), ["She lives in the U.S.", "The rest left."]);
    }

    #[test]
    fn lower_case_goes_on() {
        assert_eq!(cut("“Stop!” she said. No one did."), ["“Stop!” she said.", "No one did."]);
    }
}
