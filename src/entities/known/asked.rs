//! Questions to all words of the page, by keys.

use crate::span::Span;

/// The key of a word: that of its small letters, without a footnote's number at the end. Words that differ in
/// nothing else have the same key, others seldom.
pub(in crate::entities) fn key(word: &str) -> u16 {
    let digit = |c: char| c.is_ascii_digit();
    let word = word.strip_suffix(digit).unwrap_or(word);
    let word = word.strip_suffix(digit).unwrap_or(word);
    let mut hash = 0x811c_9dc5_u32;
    let mut mix = |c: u32| hash = (hash ^ c).wrapping_mul(0x0100_0193);
    for c in word.chars() {
        if c.is_ascii() {
            mix(c.to_ascii_lowercase() as u32);
        } else {
            // The two small sigmas are one letter.
            c.to_lowercase().for_each(|c| mix(if c == 'ς' { 'σ' } else { c } as u32));
        }
    }
    (hash ^ hash >> 15) as u16
}

/// Who asks for words of the page.
#[derive(Debug, Clone, Copy)]
pub(in crate::entities) enum Question {
    /// Which words of lines of title case running text writes small.
    Lines,
    /// Acronyms that the page introduces.
    Acronyms,
    /// Surnames of people named in full.
    Surnames,
    /// Names found elsewhere.
    Again,
    /// What a name may be called later.
    Later,
}

/// How many of them there are.
pub(super) const QUESTIONS: usize = 5;

/// A token that is asked for, with what is looked at first: most are found to be names by now.
#[derive(Debug, Clone, Copy)]
pub(in crate::entities) struct Hit {
    /// Its number in its block.
    pub(in crate::entities) token: u32,
    /// Where it stands.
    pub(in crate::entities) span: Span,
    /// Whether it begins with a small letter.
    pub(in crate::entities) small: bool,
    /// Whether it is a word.
    pub(in crate::entities) word: bool,
}

/// By question, the tokens of a block that are asked for, once that was looked at.
pub(super) type Hits = [Option<Box<[Hit]>>; QUESTIONS];

/// Which keys are asked for: all of those, and a few others.
#[derive(Debug)]
pub(in crate::entities) struct Asked(Box<[u64; 1 << 10]>);

impl Asked {
    /// Asks for `words`.
    pub(in crate::entities) fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut asked = Self(Box::new([0; 1 << 10]));
        for word in words {
            let key = key(word);
            asked.0[(key >> 6) as usize] |= 1 << (key & 63);
        }
        asked
    }

    /// Whether all that `other` asks for is asked for.
    pub(super) fn covers(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0.iter()).all(|(here, there)| there & !here == 0)
    }

    /// Whether a word with this key may be asked for.
    pub(in crate::entities) fn may(&self, key: u16) -> bool {
        self.0[(key >> 6) as usize] >> (key & 63) & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_sees_neither_case_nor_a_footnote() {
        assert_eq!(key("Okafor12"), key("okafor"));
        assert_eq!(key("ΟΔΟΣ"), key("οδος"));
        assert_ne!(key("Okafor"), key("Okello"));
        let asked = Asked::new(["Penhale", "Lee"].into_iter());
        assert!(asked.may(key("PENHALE")) && asked.may(key("lee7")) && !asked.may(key("harbour")));
    }

    #[test]
    fn what_is_asked_for_covers_less_and_no_more() {
        let (more, less) = (Asked::new(["Penhale", "Lee"].into_iter()), Asked::new(["lee"].into_iter()));
        assert!(more.covers(&less) && more.covers(&more));
        assert!(!less.covers(&more));
    }
}
