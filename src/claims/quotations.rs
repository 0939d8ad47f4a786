//! Quotation marks: which tokens stand inside a quotation.
//!
//! Problem: pages mix curly, straight, single and foreign marks, leave them open, and reopen them at
//! every paragraph. Policy: a mark opens or closes by its shape, or by what stands around it; a single
//! mark counts only when its partner fits, because it is an apostrophe more often than a quotation. An
//! unclosed quotation ends with its block. Nobody owns state; a quotation that runs over blocks is
//! joined where claims are linked.

use crate::text::{Token, TokenClass, is_capitalised};

/// What a token is to a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Quoted {
    /// Outside.
    #[default]
    No,
    /// An opening mark.
    Open,
    /// Inside.
    Inside,
    /// A closing mark.
    Close,
}

/// A quotation as a range of tokens, marks included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// The opening mark.
    pub first: u32,
    /// One past the closing mark, or the end of the block.
    pub end: u32,
    /// Whether a closing mark was found.
    pub closed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Opens only, closed by the given mark.
    Opens(char),
    /// Closes only.
    Closes,
    /// Either, by place.
    Either,
    /// Either, but an apostrophe unless its partner fits.
    Single,
}

fn shape(mark: char) -> Option<Shape> {
    Some(match mark {
        '“' => Shape::Opens('”'),
        '„' => Shape::Opens('“'),
        '«' => Shape::Opens('»'),
        '‹' => Shape::Opens('›'),
        '「' => Shape::Opens('」'),
        '『' => Shape::Opens('』'),
        '”' | '»' | '›' | '」' | '』' => Shape::Closes,
        '"' => Shape::Either,
        '‘' | '\'' | '’' => Shape::Single,
        _ => return None,
    })
}

/// All outermost quotations of a block, in reading order.
pub fn quotations(text: &str, tokens: &[Token]) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let Some(closing) = opens(text, tokens, i) else {
            i += 1;
            continue;
        };
        let end = find_close(text, tokens, i, closing);
        let single = matches!(closing, '’' | '\'');
        match end {
            Some(end) => {
                out.push(Quotation { first: i as u32, end: end as u32 + 1, closed: true });
                i = end + 1;
            }
            // A single mark without a partner is an apostrophe, unless it can only open words that run on into the
            // next paragraph.
            None if single && !runs_on(text, tokens, i) => i += 1,
            None => {
                out.push(Quotation { first: i as u32, end: tokens.len() as u32, closed: false });
                break;
            }
        }
    }
    out
}

/// The closing mark that fits when token `i` opens a quotation.
fn opens(text: &str, tokens: &[Token], i: usize) -> Option<char> {
    let token = tokens.get(i)?;
    if token.class != TokenClass::Quote {
        return None;
    }
    let mark = token.span.text(text).chars().next()?;
    match shape(mark)? {
        Shape::Opens(closing) => Some(closing),
        // »German« and ”Swedish” marks: what closes elsewhere opens here, by its place.
        Shape::Closes => {
            let closing = match mark {
                '»' => '«',
                '›' => '‹',
                '”' => '”',
                _ => return None,
            };
            let later = |t: &Token| t.class == TokenClass::Quote && t.span.text(text).starts_with(closing);
            (fits_open(text, tokens, i) && tokens.get(i + 1..)?.iter().any(later)).then_some(closing)
        }
        Shape::Either => fits_open(text, tokens, i).then_some('"'),
        Shape::Single if mark == '’' => None,
        Shape::Single => fits_open(text, tokens, i).then_some(if mark == '‘' { '’' } else { '\'' }),
    }
}

/// Whether something quotable follows at once and nothing stands right before.
fn fits_open(text: &str, tokens: &[Token], i: usize) -> bool {
    let span = tokens[i].span;
    let before = text.get(..span.start as usize).and_then(|s| s.chars().next_back());
    let after = text.get(span.end as usize..).and_then(|s| s.chars().next());
    before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '“' | '"' | '\'' | '‘' | ':' | '/')
    }) && after.is_some_and(|c| !c.is_whitespace())
}

/// Whether an opening single mark without a partner begins a speech that its block does not end: a curly one at the
/// block's beginning or behind a sentence or comma, in front of a capital and several words.
fn runs_on(text: &str, tokens: &[Token], i: usize) -> bool {
    let begins = match i.checked_sub(1).map(|p| tokens[p].span.text(text)) {
        None => true,
        Some(before) => among!(before, "." | "," | ":" | "!" | "?"),
    };
    let curly = tokens[i].span.text(text).starts_with('‘');
    let capital = tokens.get(i + 1).is_some_and(|t| is_capitalised(t.span.text(text)));
    curly && begins && capital && tokens.len() - i > 6
}

fn fits_close(text: &str, tokens: &[Token], i: usize) -> bool {
    let span = tokens[i].span;
    let before = text.get(..span.start as usize).and_then(|s| s.chars().next_back());
    let after = text.get(span.end as usize..).and_then(|s| s.chars().next());
    // French marks stand off from their words.
    let apart = matches!(text.get(span.start as usize..).and_then(|s| s.chars().next()), Some('»' | '›'));
    before.is_some_and(|c| apart || !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric())
}

fn find_close(text: &str, tokens: &[Token], open: usize, closing: char) -> Option<usize> {
    let mut depth = 0u32;
    let opening = tokens[open].span.text(text).chars().next();
    for i in open + 1..tokens.len() {
        if tokens[i].class != TokenClass::Quote {
            continue;
        }
        let mark = tokens[i].span.text(text).chars().next();
        if mark == opening && opening != Some(closing) && !matches!(closing, '’') {
            depth += 1;
        } else if mark == Some(closing) && fits_close(text, tokens, i) {
            // "the workers' union": a mark behind an s inside a single quotation may be a possessive.
            if matches!(closing, '’' | '\'') && possessive(text, tokens, i, closing) {
                continue;
            }
            if depth == 0 {
                return Some(i);
            }
            depth -= 1;
        }
    }
    None
}

/// Whether the mark at `i` is a plural possessive rather than the end: behind an s, a word follows, and
/// another fitting mark closes later.
fn possessive(text: &str, tokens: &[Token], i: usize, closing: char) -> bool {
    let behind_s = i.checked_sub(1).is_some_and(|p| {
        tokens[p].span.end == tokens[i].span.start && tokens[p].span.text(text).ends_with('s')
    });
    let word_next = tokens.get(i + 1).is_some_and(|t| t.class == TokenClass::Word);
    behind_s
        && word_next
        && (i + 1..tokens.len()).any(|k| {
            tokens[k].span.text(text).starts_with(closing)
                && tokens[k].class == TokenClass::Quote
                && fits_close(text, tokens, k)
        })
}

/// For every token of a block what it is to the outermost quotations.
pub fn states(tokens: &[Token], quotations: &[Quotation]) -> Vec<Quoted> {
    let mut out = vec![Quoted::No; tokens.len()];
    for q in quotations {
        let (first, end) = (q.first as usize, (q.end as usize).min(tokens.len()));
        for state in out.iter_mut().take(end).skip(first) {
            *state = Quoted::Inside;
        }
        if let Some(state) = out.get_mut(first) {
            *state = Quoted::Open;
        }
        if let Some(state) = out.get_mut(end.saturating_sub(1)).filter(|_| q.closed) {
            *state = Quoted::Close;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::BlockText;

    fn found(text: &str) -> Vec<&str> {
        let read = BlockText::read(text);
        quotations(text, &read.tokens)
            .iter()
            .map(|q| {
                &text[read.tokens[q.first as usize].span.start as usize
                    ..read.tokens[q.end as usize - 1].span.end as usize]
            })
            .collect()
    }

    #[test]
    fn marks_of_all_kinds() {
        assert_eq!(found("He said “yes” and \"no\" and «oui»."), ["“yes”", "\"no\"", "«oui»"]);
        assert_eq!(found("‘It’s late,’ she said."), ["‘It’s late,’"]);
        assert_eq!(found("'It's late,' she said."), ["'It's late,'"]);
        assert_eq!(found("„So ist es“, sagte er."), ["„So ist es“"]);
        assert_eq!(found("»So ist es«, sagte er. »Ja.«"), ["»So ist es«", "»Ja.«"]);
        assert_eq!(found("”Så är det”, sade han."), ["”Så är det”"]);
        assert_eq!(found("‹Si›, he said, and 「はい」, she said."), ["‹Si›", "「はい」"]);
        assert_eq!(found("« C’est ça », dit-il."), ["« C’est ça »"]);
    }

    #[test]
    fn apostrophes_are_no_quotations() {
        assert!(found("The workers' union and rock 'n roll in the '90s").is_empty());
        assert_eq!(found("‘The workers’ union is ready,’ he said"), ["‘The workers’ union is ready,’"]);
    }

    #[test]
    fn nested_and_unclosed() {
        assert_eq!(found("“He said ‘no’ twice,” she said."), ["“He said ‘no’ twice,”"]);
        assert_eq!(found("She said: “We go on."), ["“We go on."]);
        assert_eq!(
            found("‘Late,’ he said. ‘It was a long day and it rained."),
            ["‘Late,’", "‘It was a long day and it rained."]
        );
        assert!(found("It was ‘Tis the season and it rained all day.").is_empty());
        assert_eq!(found("5' 10\" tall"), Vec::<&str>::new());
    }
}
