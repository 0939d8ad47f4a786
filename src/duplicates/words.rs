//! The words of a block, as the search for repeats sees them.
//!
//! Problem: a copy is the same text to a reader although quotes, case, spaces, hyphenation or the
//! encoding of accents changed. Policy: a word is a run of letters and digits, folded by
//! [`super::folds`]; apostrophes, soft hyphens and zero-width characters are dropped; scripts written
//! without spaces count each character. A word is kept as a 32-bit hash and a few flags, five bytes;
//! the text is folded again where a copy is verified. Nothing here owns state. Not handled:
//! numbers with other digit grouping ("1200" is not "1,200").

use super::folds::Letter;

/// A number.
pub(super) const NUMBER: u8 = 1;
/// Capitalised where a sentence does not begin: most likely a name.
pub(super) const NAME: u8 = 2;
/// A character of a script written without spaces.
pub(super) const IDEOGRAPH: u8 = 4;
/// Capitalised where a sentence begins: a name or not.
pub(super) const OPENING: u8 = 8;

/// A word with its place, for the alignment shown to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) hash: u32,
    pub(super) flags: u8,
    /// First byte in the block's text.
    pub(super) start: u32,
    /// One past its last byte.
    pub(super) end: u32,
}

const fn is_dropped(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '\u{b4}' | '\u{ad}' | '\u{200b}'
            ..='\u{200f}' | '\u{2060}'..='\u{2063}' | '\u{feff}'
    )
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{652}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94d}' | '\u{20d0}'..='\u{20ff}')
}

const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{3ffff}')
}

const SEED: u32 = 0x811c_9dc5;

const fn mix(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// Spreads the bits of a 32-bit hash (the finaliser of `MurmurHash3`).
pub(super) const fn spread(mut hash: u32) -> u32 {
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85eb_ca6b);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

/// Calls `each` for every word of `text`, in order.
pub(super) fn for_each_word(text: &str, mut each: impl FnMut(Word)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut sentence_start = true;
    let mut open: Option<Word> = None;
    let close = |open: &mut Option<Word>, each: &mut dyn FnMut(Word)| {
        if let Some(word) = open.take() {
            each(Word { hash: spread(word.hash), ..word });
        }
    };
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            let word = open.get_or_insert_with(|| {
                begin(at, byte.is_ascii_uppercase(), byte.is_ascii_digit(), &mut sentence_start)
            });
            let mut hash = word.hash;
            while let Some(next) = bytes.get(at).filter(|b| b.is_ascii_alphanumeric()) {
                hash = mix(hash, next.to_ascii_lowercase());
                at += 1;
            }
            word.hash = hash;
            word.end = at as u32;
            continue;
        }
        if byte < 0x80 {
            at += 1;
            if byte == b'\'' || byte == b'`' {
                continue;
            }
            close(&mut open, &mut each);
            sentence_start |= matches!(byte, b'.' | b'!' | b'?' | b':' | b'\n' | b'"');
            continue;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let end = at + c.len_utf8();
        let letter = Letter::of(c);
        if is_unspaced(c) && letter.is_word() {
            close(&mut open, &mut each);
            let mut hash = SEED;
            letter.fold(c, |b| hash = mix(hash, b));
            each(Word { hash: spread(hash), flags: IDEOGRAPH, start: at as u32, end: end as u32 });
        } else if letter.is_word() || (is_mark(c) && open.is_some()) {
            let word = open.get_or_insert_with(|| {
                begin(at, letter.is_upper(), letter.is_numeric(), &mut sentence_start)
            });
            let mut hash = word.hash;
            letter.fold(c, |b| hash = mix(hash, b));
            word.hash = hash;
            word.end = end as u32;
        } else if !is_dropped(c) {
            close(&mut open, &mut each);
            sentence_start |=
                matches!(c, '…' | '“' | '”' | '„' | '«' | '»' | '。' | '！' | '？' | '¿' | '¡' | '•');
        }
        at = end;
    }
    close(&mut open, &mut each);
}

fn begin(at: usize, capital: bool, digit: bool, sentence_start: &mut bool) -> Word {
    let flags = match (digit, capital, *sentence_start) {
        (true, ..) => NUMBER,
        (_, true, true) => OPENING,
        (_, true, false) => NAME,
        _ => 0,
    };
    *sentence_start = false;
    Word { hash: SEED, flags, start: at as u32, end: at as u32 }
}

/// The words of one block with their places.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    for_each_word(text, |word| out.push(word));
    out
}

/// The folded letters of `text`, without anything that is dropped or stands between words: what is
/// compared before two words, or two blocks, are called the same.
pub(super) fn folded(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        let letter = Letter::of(c);
        if letter.is_word() || is_mark(c) {
            letter.fold(c, |b| out.push(b));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<u32> {
        words(text).iter().map(|w| w.hash).collect()
    }

    #[test]
    fn typography_does_not_matter() {
        for (a, b) in [
            ("“It’s late,” he said", "\"IT'S LATE\" - he said"),
            ("café naïve Škoda", "cafe\u{301} nai\u{308}ve S\u{30c}koda"),
            ("office first", "o\u{fb03}ce \u{fb01}rst"),
            ("co\u{ad}operation zero\u{200b}width", "cooperation zerowidth"),
            ("ten\u{a0}thousand", "ten thousand"),
            ("Straße", "STRASSE"),
            ("Ελλάδα Ёлка й", "Ελλα\u{301}δα е\u{308}лка и\u{306}"),
            ("ＡＢＣ１", "abc1"),
            ("việt", "vie\u{323}\u{302}t"),
        ] {
            assert_eq!(hashes(a), hashes(b), "{a} / {b}");
            assert_eq!(folded(a), folded(b), "{a} / {b}");
        }
        assert_ne!(hashes("pate"), hashes("pâté"));
    }

    #[test]
    fn words_have_places_and_flags() {
        let text = "Late on Monday, Ann’s 12 漢字.";
        let found: Vec<_> = words(text)
            .iter()
            .map(|w| (text.get(w.start as usize..w.end as usize).unwrap_or(""), w.flags))
            .collect();
        assert_eq!(
            found,
            [
                ("Late", OPENING),
                ("on", 0),
                ("Monday", NAME),
                ("Ann’s", NAME),
                ("12", NUMBER),
                ("漢", IDEOGRAPH),
                ("字", IDEOGRAPH)
            ]
        );
    }

    #[test]
    fn nothing_but_punctuation_has_no_words() {
        assert!(words("— … ’’ \u{ad}\u{301}").is_empty());
    }
}
