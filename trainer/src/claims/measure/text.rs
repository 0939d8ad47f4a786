//! How the yardstick reads a text: its words, sentences and quotation marks, whatever the core makes of them.

use std::collections::BTreeSet;

use galley::span::Span;

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: &str = "mr mrs ms dr prof sen rep gov gen lt col sgt st jr sr inc corp co ltd no vs etc u.s u.n u.k d.c a.m p.m \
jan feb mar apr jun jul aug sept sep oct nov dec e.g i.e rev hon pres capt cmdr maj adm fig dept est";

/// The words of a text and what the measures need to know of each.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// The words, without a full stop behind.
    pub spans: Vec<Span>,
    /// The sentence of each.
    pub sentence: Vec<usize>,
    /// Whether each stands inside double quotation marks.
    pub quoted: Vec<bool>,
}

impl Words {
    /// Reads `text`; words that touch `ignored`, or nothing of a given `scope`, count for nobody.
    pub fn read(text: &str, ignored: &[Span], scope: Option<&[Span]>) -> Self {
        let out = |w: &Span| {
            ignored.iter().any(|s| s.overlaps(*w))
                || scope.is_some_and(|kept| !kept.iter().any(|s| s.overlaps(*w)))
        };
        let spans: Vec<Span> = words(text).into_iter().filter(|w| !out(w)).collect();
        let ends: Vec<u32> = sentences(text).iter().map(|s| s.end).collect();
        let last = ends.len().saturating_sub(1);
        let sentence = spans.iter().map(|w| ends.partition_point(|e| *e <= w.start).min(last)).collect();
        let marks = quotations(text);
        let quoted = spans
            .iter()
            .map(|w| {
                marks.get(marks.partition_point(|q| q.end <= w.start)).is_some_and(|q| q.start <= w.start)
            })
            .collect();
        Self { spans, sentence, quoted }
    }

    /// The numbers of the words that `span` touches.
    pub fn inside(&self, span: Span) -> BTreeSet<usize> {
        let from = self.spans.partition_point(|w| w.end <= span.start);
        (from..self.spans.len()).take_while(|i| self.spans[*i].start < span.end).collect()
    }
}

/// Runs of letters and digits, with single joints inside ("Ann-Marie's", "U.S", "R&D").
fn words(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().chain([(text.len(), ' ')]).collect();
    let letter = |i: usize| chars.get(i).is_some_and(|(_, c)| c.is_alphanumeric());
    let mut i = 0;
    while i < chars.len() {
        if !letter(i) {
            i += 1;
            continue;
        }
        let start = i;
        while letter(i) || (matches!(chars[i].1, '\'' | '’' | '.' | '-' | '&') && letter(i + 1)) {
            i += 1;
        }
        out.push(Span::new(chars[start].0 as u32, chars[i].0 as u32));
    }
    out
}

/// Lines of a text, with where they begin.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        (start, line)
    })
}

/// A sentence ends behind `.!?…` where space and a capital or digit follow; a line always ends one.
fn sentences(text: &str) -> Vec<Span> {
    let abbreviations: BTreeSet<&str> = ABBREVIATIONS.split_ascii_whitespace().collect();
    let mut out = Vec::new();
    for (base, line) in lines(text) {
        let chars: Vec<(usize, char)> = line.char_indices().collect();
        let at = |i: usize| chars.get(i).map_or(line.len(), |(b, _)| *b);
        let run = |mut i: usize, fits: &dyn Fn(char) -> bool| {
            while chars.get(i).is_some_and(|(_, c)| fits(*c)) {
                i += 1;
            }
            i
        };
        let (mut start, mut i) = (0, 0);
        while i < chars.len() {
            if !matches!(chars[i].1, '.' | '!' | '?' | '…') {
                i += 1;
                continue;
            }
            let stop = run(i, &|c| matches!(c, '.' | '!' | '?' | '…'));
            let marks = run(stop, &|c| matches!(c, '"' | '\'' | '”' | '’' | ')' | ']'));
            let space = run(marks, &char::is_whitespace);
            let opening = run(space, &|c| matches!(c, '"' | '\'' | '“' | '‘' | '(' | '['));
            let next = chars.get(opening).is_some_and(|(_, c)| c.is_ascii_uppercase() || c.is_ascii_digit());
            let before = line[..at(i)].rsplit(char::is_whitespace).next().unwrap_or("").to_lowercase();
            let before = before.trim_matches(|c| matches!(c, '"' | '\'' | '“' | '‘' | '('));
            let initials =
                before.split('.').all(|p| p.len() == 1 && p.bytes().all(|b| b.is_ascii_lowercase()));
            let abbreviation = chars[i].1 == '.' && (initials || abbreviations.contains(before));
            if space > marks && next && !abbreviation {
                if !line[at(start)..at(i)].trim().is_empty() {
                    out.push(Span::new((base + at(start)) as u32, (base + at(marks)) as u32));
                }
                start = space;
                i = space;
            } else {
                i = stop;
            }
        }
        if !line[at(start)..].trim().is_empty() {
            out.push(Span::new((base + at(start)) as u32, (base + line.len()) as u32));
        }
    }
    out
}

/// What stands inside double quotation marks; an open one ends with its line.
fn quotations(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    for (base, line) in lines(text) {
        let mut open: Option<usize> = None;
        for (i, c) in line.char_indices() {
            let closes = c == '”' || (c == '"' && open.is_some());
            if closes {
                if let Some(start) = open.take() {
                    out.push(Span::new((base + start) as u32, (base + i + c.len_utf8()) as u32));
                }
            } else if matches!(c, '“' | '"') {
                open = Some(i);
            }
        }
        if let Some(start) = open {
            out.push(Span::new((base + start) as u32, (base + line.len()) as u32));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_sentences_and_marks() {
        let text = "Ann-Marie's U.S. aide said: “No. 4 is in.” It is.\nMr. Lee left “early";
        let words = Words::read(text, &[], None);
        let shown: Vec<&str> = words.spans.iter().map(|s| s.text(text)).collect();
        assert_eq!(
            shown,
            [
                "Ann-Marie's",
                "U.S",
                "aide",
                "said",
                "No",
                "4",
                "is",
                "in",
                "It",
                "is",
                "Mr",
                "Lee",
                "left",
                "early"
            ]
        );
        assert_eq!(words.sentence, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 2]);
        let quoted: Vec<usize> = (0..words.spans.len()).filter(|i| words.quoted[*i]).collect();
        assert_eq!(quoted, [4, 5, 6, 7, 13]);
    }
}
