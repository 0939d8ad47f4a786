//! How much a sentence is worth checking.
//!
//! Problem: a reader with five minutes wants the checkable statements first. Policy: a logistic
//! model over hashed words and word pairs and a dozen plain features (figures, dates, comparisons,
//! names, questions); the score ranks and is never shown as a verdict. Source of the task and of the
//! training labels: Arslan et al. 2020 (ClaimBuster, CC BY 4.0) and this project's corpus.

use super::features::hash;
use crate::models::Section;
use crate::order;
use crate::text::{Token, is_capitalised};

/// Rows of the hashed table.
pub const ROWS: usize = 65_000;
/// Plain features behind the hashed ones.
pub const PLAIN: usize = 20;

/// Lowest score of a sentence without a figure that is listed as a statement no one is named for: the best F0.5 on the
/// sentences of the corpus's dev split that no claim touches.
pub const WORTH: f32 = 0.45;

/// The same for a sentence with a figure in it, which is worth checking far more often. The trainer prints precision
/// and recall of listing by both.
pub const WORTH_WITH_FIGURE: f32 = 0.25;

/// The lowest score at which the sentence in `tokens` of `text` is listed.
pub fn lowest(text: &str, tokens: &[Token]) -> f32 {
    if tokens.iter().any(|t| is_figure(t.span.text(text))) { WORTH_WITH_FIGURE } else { WORTH }
}

/// Whether a token is a figure; a year alone is a date.
fn is_figure(word: &str) -> bool {
    let year = word.len() == 4 && word.parse().is_ok_and(|n: u32| (1500..2100).contains(&n));
    word.starts_with(|c: char| c.is_ascii_digit()) && !year
}

/// What a year is to the model: a date, and no figure.
const YEAR: &str = "0000";

/// A number as the model sees it, its kind and not its value: one figure teaches it about another of its kind.
fn figure(word: &str) -> &'static str {
    if !is_figure(word) {
        YEAR
    } else if word.contains('.') {
        "0.0"
    } else if word.contains(',') {
        "0,0"
    } else if word.ends_with(char::is_alphabetic) {
        "0th"
    } else if word.len() == 1 {
        "0"
    } else {
        "00"
    }
}

/// The first letters of a word: "increase", "increased" and "increasing" are one.
fn stem(word: &str) -> impl Iterator<Item = u8> {
    word.bytes().take(5)
}

/// The trained scorer: 8-bit weights with one scale, then the plain weights.
#[derive(Debug, Clone)]
pub struct Scorer {
    /// Hashed words and pairs: 8-bit weights, read where they are stored.
    pub hashed: Section,
    /// Step of the hashed weights.
    pub scale: f32,
    /// Plain features, the bias first.
    pub plain: [f32; PLAIN],
}

/// The features of a sentence: rows of the hashed table (each once) and the plain features.
pub fn features(text: &str, tokens: &[Token]) -> (Vec<u32>, [f32; PLAIN]) {
    let words: Vec<String> = tokens
        .iter()
        .map(|t| t.span.text(text).to_lowercase())
        .map(|w| if w.starts_with(|c: char| c.is_ascii_digit()) { figure(&w).to_owned() } else { w })
        .collect();
    let mut rows = Vec::with_capacity(words.len() * 2);
    for (i, word) in words.iter().enumerate() {
        rows.push(row(word.bytes()));
        if let Some(next) = words.get(i + 1) {
            rows.push(row(stem(word).chain([1]).chain(stem(next))));
        }
    }
    for word in words.iter().filter(|w| w.len() > 5) {
        rows.push(row(stem(word).chain([2])));
    }
    order::sort(&mut rows);
    rows.dedup();
    let mut plain = [0.0; PLAIN];
    let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    let on = |yes: bool| if yes { 1.0 } else { 0.0 };
    let numbers = words.iter().filter(|w| w.starts_with('0') && *w != YEAR).count();
    plain[0] = 1.0;
    plain[1] = (words.len() as f32 / 20.0).min(3.0);
    plain[2] = on(numbers > 0);
    plain[3] = numbers.min(4) as f32 / 2.0;
    plain[4] =
        on(has(&["%", "percent", "per", "percentage", "half", "third", "quarter", "majority", "most"]));
    plain[5] = on(has(&["$", "£", "€", "dollars", "million", "billion", "trillion", "thousand"]));
    plain[6] = on(has(&[
        "more", "less", "fewer", "higher", "lower", "greater", "than", "highest", "lowest", "largest",
        "biggest", "most", "least",
    ]));
    plain[7] = on(has(&[
        "increased",
        "rose",
        "fell",
        "doubled",
        "tripled",
        "dropped",
        "cut",
        "grew",
        "declined",
        "lost",
        "gained",
        "increase",
        "decrease",
    ]));
    plain[8] = on(words.last().is_some_and(|w| w == "?") || words.iter().rev().take(2).any(|w| w == "?"));
    plain[9] = on(has(&["i", "my", "me", "we", "our", "us"]));
    plain[10] = on(has(&["will", "would", "should", "could", "might", "may", "must", "'ll"]));
    plain[11] = on(has(&["think", "believe", "hope", "want", "feel", "guess", "maybe"]));
    plain[12] = on(has(&["was", "were", "did", "had", "voted", "been"]));
    let names = tokens.iter().skip(1).filter(|t| is_capitalised(t.span.text(text))).count();
    plain[13] = on(names > 0);
    plain[14] = names.min(5) as f32 / 5.0;
    plain[15] = on(has(&["because", "caused", "led", "due", "result", "after"]));
    plain[16] = on(has(&["first", "never", "every", "all", "only", "ever", "record", "no"]));
    plain[17] = on(has(&["year", "years", "month", "since", "last", "ago"]));
    plain[18] = on(words.len() < 7);
    plain[19] = on(has(&["you", "your", "thank", "please", "let"]));
    (rows, plain)
}

/// What each hashed feature counts for in a sentence of `rows` of them: long sentences must not win by length.
pub fn damping(rows: usize) -> f32 {
    1.0 / (rows.max(1) as f32).sqrt()
}

fn row(bytes: impl Iterator<Item = u8>) -> u32 {
    let h = hash(bytes);
    (((h ^ (h >> 15)).wrapping_mul(0x2C1B_3C6D) >> 16) * ROWS as u32) >> 16
}

impl Scorer {
    /// Check-worthiness of the sentence in `tokens` of `text`, 0 to 1.
    pub fn score(&self, text: &str, tokens: &[Token]) -> f32 {
        let (rows, plain) = features(text, tokens);
        let hashed: f32 = rows
            .iter()
            .filter_map(|r| self.hashed.get(*r as usize))
            .map(|w| f32::from(w.cast_signed()) * self.scale)
            .sum();
        let hashed = hashed * damping(rows.len());
        let plain: f32 = plain.iter().zip(&self.plain).map(|(x, w)| x * w).sum();
        super::network::kernel::sigmoid(hashed + plain)
    }

    /// Opens what [`Self::to_bytes`] wrote.
    pub fn open(section: &Section) -> Option<Self> {
        let mut hashed = section.clone();
        let scale = f32::from_bits(hashed.u32().ok()?);
        let mut plain = [0.0; PLAIN];
        for weight in &mut plain {
            *weight = f32::from_bits(hashed.u32().ok()?);
        }
        (hashed.len() == ROWS).then_some(Self { hashed, scale, plain })
    }

    /// The scorer as bytes: scale, plain weights, hashed weights.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = self.scale.to_le_bytes().to_vec();
        out.extend(self.plain.iter().flat_map(|w| w.to_le_bytes()));
        out.extend(self.hashed.iter());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::BlockText;

    #[test]
    fn a_figure_is_no_year() {
        let of = |text: &str| lowest(text, &BlockText::read(text).tokens);
        assert!(of("The line carried 212,000 people.") < of("The line opened in 1987."));
        assert!(of("It costs 4.6 million.") < of("It is the oldest."));
    }
}
