//! Letters, folded to their plain lower-case form, decomposed.
//!
//! Problem: the same word is written with composed or combining accents, ligatures, full-width or
//! upper-case letters, and asking Unicode's tables about every letter is most of the time on a page that
//! is not English. Policy: a letter is decomposed by compatibility (Unicode's own data, from the
//! `unicode-normalization` crate) and lowered; the letters whose case folding is more than lowering are
//! named here; the answers are kept for each 128 letters of which one was met. Ideographs stand for
//! themselves. Not handled: the order of several combining marks.

use std::sync::OnceLock;

use unicode_normalization::char::decompose_compatible;

/// A letter or digit.
const WORD: u8 = 1;
/// Upper case.
const UPPER: u8 = 1 << 1;
/// A digit or number.
const NUMERIC: u8 = 1 << 2;
/// Its folded form is longer than the room kept for it.
const LONG: u8 = 1 << 3;

/// What is known of one character.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Letter {
    bytes: [u8; 6],
    len: u8,
    kind: u8,
}

/// Characters whose answers are kept together.
const PAGE: usize = 128;
/// Such pages in the basic plane.
const PAGES: usize = 0x1_0000 / PAGE;

type Letters = [OnceLock<Box<[Letter; PAGE]>>; PAGES];

static KNOWN: Letters = [const { OnceLock::new() }; PAGES];

impl Letter {
    /// Looks `c` up.
    pub(super) fn of(c: char) -> Self {
        if matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}') {
            return Self::read(WORD, |sink| encode(c, sink));
        }
        let at = c as usize;
        let page = KNOWN.get(at / PAGE).map(|page| {
            page.get_or_init(|| {
                let first = (at / PAGE * PAGE) as u32;
                Box::new(std::array::from_fn(|i| {
                    char::from_u32(first + i as u32).map(Self::ask).unwrap_or_default()
                }))
            })
        });
        page.and_then(|page| page.get(at % PAGE)).copied().unwrap_or_else(|| Self::ask(c))
    }

    /// Asks Unicode's tables.
    fn ask(c: char) -> Self {
        let kind = if c.is_alphanumeric() { WORD } else { 0 }
            | if c.is_uppercase() { UPPER } else { 0 }
            | if c.is_numeric() { NUMERIC } else { 0 };
        Self::read(kind, |sink| decompose(c, sink))
    }

    fn read(kind: u8, fold: impl FnOnce(&mut dyn FnMut(u8))) -> Self {
        let mut letter = Self { kind, ..Self::default() };
        fold(&mut |byte| {
            if let Some(slot) = letter.bytes.get_mut(letter.len as usize) {
                *slot = byte;
                letter.len += 1;
            } else {
                letter.kind |= LONG;
            }
        });
        letter
    }

    pub(super) const fn is_word(self) -> bool {
        self.kind & WORD != 0
    }

    pub(super) const fn is_upper(self) -> bool {
        self.kind & UPPER != 0
    }

    pub(super) const fn is_numeric(self) -> bool {
        self.kind & NUMERIC != 0
    }

    /// Gives the folded form of `c`, whose letter this is, byte by byte.
    pub(super) fn fold(self, c: char, mut sink: impl FnMut(u8)) {
        if self.kind & LONG != 0 {
            return decompose(c, &mut sink);
        }
        self.bytes.iter().take(self.len as usize).for_each(|byte| sink(*byte));
    }
}

fn decompose(c: char, sink: &mut dyn FnMut(u8)) {
    decompose_compatible(c, |part| match part {
        'ß' | 'ẞ' => b"ss".iter().copied().for_each(&mut *sink),
        'ς' => encode('σ', sink),
        _ => part.to_lowercase().for_each(|lower| encode(lower, sink)),
    });
}

fn encode(c: char, sink: &mut dyn FnMut(u8)) {
    c.encode_utf8(&mut [0; 4]).bytes().for_each(sink);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let mut out = Vec::new();
        text.chars().for_each(|c| Letter::of(c).fold(c, |b| out.push(b)));
        String::from_utf8(out).unwrap_or_default()
    }

    #[test]
    fn letters_become_plain_and_lower() {
        for (text, plain) in [
            ("Straße STRAẞE", "strasse strasse"),
            ("ΟΔΟΣ οδος", "οδοσ οδοσ"),
            ("\u{fb01}ne", "fine"),
            ("Ａ１²½", "a1212"),
            ("É", "e\u{301}"),
            ("Й", "и\u{306}"),
            ("Ｆｕｌｌ", "full"),
            ("İ", "i\u{307}"),
            ("漢字", "漢字"),
            ("㍍", "メートル"),
        ] {
            assert_eq!(folded(text).replace('\u{2044}', ""), plain, "{text}");
        }
    }
}
