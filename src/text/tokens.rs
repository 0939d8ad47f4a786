//! Tokens: words, numbers and signs with their place.

use crate::span::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenClass {
    /// Starts with a letter.
    Word,
    /// Starts with a digit.
    Number,
    /// A quotation mark of any kind.
    Quote,
    /// Any other sign.
    Sign,
}

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the block's text.
    pub span: Span,
    /// What it is made of.
    pub class: TokenClass,
}

impl Token {
    /// Whether it is a word or a number, as a reader counts words.
    pub const fn is_word(self) -> bool {
        matches!(self.class, TokenClass::Word | TokenClass::Number)
    }
}

/// Abbreviations that keep their full stop (lower case, without it).
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "lt", "col", "sgt", "st", "jr", "sr", "inc",
    "corp", "co", "ltd", "no", "vs", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct",
    "nov", "dec", "rev", "hon", "pres", "capt", "cmdr", "maj", "adm", "dept", "est", "mt", "ft", "ave",
    "blvd", "messrs", "bros", "supt", "insp", "det", "cpl", "pvt", "fr", "etc", "approx", "vol", "ch", "fig",
    "art", "sec",
];

/// Whether `word` (any case, without its stop) is an abbreviation that does not end a sentence by itself.
pub(super) fn is_abbreviation(word: &str) -> bool {
    word.len() <= 6 && ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

const fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '&' | '/' | '_' | '@')
}

/// Characters that may stand inside a word without being letters: soft hyphen, zero width, combining marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}')
}

/// Whether `c` is a quotation mark of any kind, the apostrophe included.
pub(super) const fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '\u{2018}'..='\u{201f}' | '«' | '»' | '‹' | '›' | '`' | '´' | '「' | '」' | '『' | '』'
    )
}

/// Endings that stand alone after a word.
fn clitic(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices();
    let (_, mark) = chars.next()?;
    if !matches!(mark, '\'' | '\u{2019}') {
        return None;
    }
    let tail = &rest[mark.len_utf8()..];
    let end = tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
    let word = &tail[..end];
    let known = ["s", "S", "re", "ve", "ll", "d", "m"].contains(&word);
    known.then_some(mark.len_utf8() + end)
}

/// Cuts `text` into tokens. Linear in its length.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        if c.is_whitespace() || is_invisible(c) || c.is_control() {
            at += c.len_utf8();
            continue;
        }
        if c.is_alphanumeric() {
            let number = c.is_numeric();
            at = word_end(text, at);
            // "U.S.", "a.m.", "J." and known abbreviations keep their stop.
            if !number && bytes.get(at) == Some(&b'.') {
                let word = &text[start..at];
                let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
                if initial || word.contains('.') || is_abbreviation(word) {
                    at += 1;
                }
            }
            let mut end = at;
            // "don't" -> "do" "n't"
            let mut split = None;
            if !number && end - start > 3 {
                let word = &text[start..end];
                if word.len() > 3 && (word.ends_with("n't") || word.ends_with("n\u{2019}t")) {
                    split = Some(end - if word.ends_with("n't") { 3 } else { 5 });
                }
            }
            if let Some(cut) = split.filter(|cut| *cut > start) {
                push(&mut out, start, cut, TokenClass::Word);
                push(&mut out, cut, end, TokenClass::Word);
            } else {
                push(&mut out, start, end, if number { TokenClass::Number } else { TokenClass::Word });
            }
            if let Some(length) = clitic(&text[end..]) {
                push(&mut out, end, end + length, TokenClass::Word);
                end += length;
            }
            at = end;
            continue;
        }
        at += c.len_utf8();
        // Runs of one sign ("...", "--") are one token; quotes pair up only when doubled as in TeX.
        if matches!(c, '.' | '-' | '*' | '_' | '=' | '~') {
            while text[at..].starts_with(c) {
                at += c.len_utf8();
            }
        }
        push(&mut out, start, at, if is_quote(c) { TokenClass::Quote } else { TokenClass::Sign });
    }
    out
}

fn push(out: &mut Vec<Token>, start: usize, end: usize, class: TokenClass) {
    out.push(Token { span: Span::new(start as u32, end as u32), class });
}

/// The end of the word that starts at `at`: letters, digits, marks inside it, joined parts.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut previous = ' ';
    let mut chars = text[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let here = start + offset;
        if c.is_alphanumeric() || is_invisible(c) {
            end = here + c.len_utf8();
            previous = c;
            continue;
        }
        let next = chars.peek().map_or(' ', |(_, n)| *n);
        let inside = match c {
            '.' | ',' | ':' if previous.is_numeric() => next.is_numeric(),
            '.' => {
                next.is_alphabetic() && previous.is_alphabetic() && is_single_letter_run(text, start, here)
            }
            '\'' | '\u{2019}' => {
                previous.is_alphabetic() && next.is_alphabetic() && clitic(&text[here..]).is_none()
            }
            _ => is_joiner(c) && next.is_alphanumeric(),
        };
        if !inside {
            break;
        }
        previous = c;
    }
    end
}

/// Whether the text since the last joiner or stop is one letter, as in "U.S" or "a.m".
fn is_single_letter_run(text: &str, start: usize, end: usize) -> bool {
    let piece = text[start..end].rsplit('.').next().unwrap_or("");
    piece.chars().filter(|c| !is_invisible(*c)).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|t| t.span.text(text)).collect()
    }

    #[test]
    fn possessives_and_negations_stand_alone() {
        assert_eq!(words("Lee's don't O'Brien’s"), ["Lee", "'s", "do", "n't", "O'Brien", "’s"]);
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        assert_eq!(
            words("Mr. Lee of the U.S. met J. Doe."),
            ["Mr.", "Lee", "of", "the", "U.S.", "met", "J.", "Doe", "."]
        );
    }

    #[test]
    fn numbers_keep_their_separators() {
        assert_eq!(words("$1,200.50, 5%"), ["$", "1,200.50", ",", "5", "%"]);
    }

    #[test]
    fn invisible_characters_do_not_cut_a_word() {
        assert_eq!(tokens("Ma\u{ad}du\u{200b}ro").len(), 1);
    }
}
