//! A token as the tagger sees it: hashes of its forms, its shape, its capitals.
//!
//! Problem: strings are slow to compare and every feature needs them. Policy: each token is read
//! once, letter by letter, into 32-bit hashes (64-bit arithmetic is slow without WebAssembly).
//! Accents, invisible characters and the style of quotation marks do not make another word.

use crate::entities::letters::{is_invisible, without_accent};

/// How a token is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// No letters and no digits.
    Sign,
    /// Digits, perhaps with letters behind.
    Number,
    /// Lower case, or letters without case.
    Lower,
    /// One capital, then small letters.
    Capital,
    /// A single capital letter, with or without a stop.
    Initial,
    /// Two capitals or more and no small letter.
    Capitals,
    /// Capitals inside (as in "eBay").
    Mixed,
}

/// What is known of one token by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Hash of the folded form (lower case, no accents).
    pub key: u32,
    /// Hash of the form as written, without invisible characters.
    pub raw: u32,
    /// Hash of the shape: runs of letters, digits and signs as one character each.
    pub shape: u32,
    /// Hashes of the first 1 to 4 folded letters (0 when there are fewer).
    pub prefixes: [u32; 4],
    /// Hashes of the last 1 to 4 folded letters (0 when there are fewer).
    pub suffixes: [u32; 4],
    /// Key of what follows the last hyphen; 0 without one.
    pub tail: u32,
    /// Key of what stands before the first hyphen; 0 without one.
    pub head: u32,
    /// Capitals.
    pub case: Case,
}

/// What of a word is kept after tagging: what counts, votes and rules go by. All words of a page are kept, so that it is
/// bytes: numbers would take three bytes more, to stand where numbers do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brief {
    key: [u8; 4],
    /// Capitals, and [`LONG`].
    form: u8,
}

/// Set in the form of a word of four letters or more.
const LONG: u8 = 1 << 7;

impl From<&Word> for Brief {
    fn from(word: &Word) -> Self {
        let long = if word.prefixes[3] == 0 { 0 } else { LONG };
        Self { key: word.key.to_le_bytes(), form: word.case as u8 | long }
    }
}

const SEED: u32 = 0x811C_9DC5;

/// One more number into a hash.
pub const fn mix(hash: u32, value: u32) -> u32 {
    let h = (hash ^ value).wrapping_mul(0x85EB_CA6B);
    h ^ h >> 15
}

/// The last step, so that all bits depend on all letters.
pub const fn finish(hash: u32) -> u32 {
    let h = (hash ^ hash >> 16).wrapping_mul(0xC2B2_AE35);
    h ^ h >> 13
}

/// The key of a word given as text, for comparing with [`Word::key`].
pub const fn key_of(ascii: &str) -> u32 {
    let bytes = ascii.as_bytes();
    let mut hash = SEED;
    let mut i = 0;
    while i < bytes.len() {
        hash = mix(hash, bytes[i] as u32);
        i += 1;
    }
    finish(hash)
}

const KEEP: usize = 4;

impl Word {
    /// Reads the token `text`. Linear in its length.
    pub fn new(text: &str) -> Self {
        let (mut key, mut raw, mut shape) = (SEED, SEED, SEED);
        let mut first = [0_u32; KEEP];
        let mut last = [0_u32; KEEP];
        let mut letters = 0_usize;
        let (mut tail, mut head, mut has_hyphen) = (SEED, SEED, false);
        let (mut upper, mut lower, mut digits, mut begins_upper) = (0_u32, 0_u32, 0_u32, false);
        let mut last_class = 0;
        let mut count = 0_usize;
        for c in text.chars() {
            if is_invisible(c) {
                continue;
            }
            let class = if c.is_ascii_lowercase() {
                lower += 1;
                'x'
            } else if c.is_ascii_uppercase() {
                upper += 1;
                begins_upper |= count == 0;
                'X'
            } else if c.is_ascii_digit() {
                digits += 1;
                'd'
            } else if c.is_ascii() {
                c
            } else if c.is_uppercase() {
                upper += 1;
                begins_upper |= count == 0;
                'X'
            } else if c.is_alphabetic() {
                lower += 1;
                'x'
            } else if c.is_numeric() {
                digits += 1;
                'd'
            } else {
                plain_sign(c)
            };
            count += 1;
            if class as u32 != last_class {
                shape = mix(shape, class as u32);
                last_class = class as u32;
            }
            raw = mix(raw, if c.is_alphanumeric() { c } else { plain_sign(c) } as u32);
            let before = key;
            let mut folded = |c: char| {
                let c = c as u32;
                key = mix(key, c);
                if letters < KEEP {
                    first[letters] = c;
                }
                letters += 1;
                last.rotate_left(1);
                last[KEEP - 1] = c;
            };
            if c.is_ascii() {
                folded(c.to_ascii_lowercase());
            } else if c.is_alphabetic() {
                c.to_lowercase().filter(|c| !is_invisible(*c)).map(without_accent).for_each(&mut folded);
            } else {
                folded(plain_sign(c));
            }
            if plain_sign(c) == '-' {
                if !has_hyphen {
                    head = before;
                    has_hyphen = true;
                }
                tail = SEED;
            } else if has_hyphen {
                tail = mix(tail, without_accent(c.to_lowercase().next().unwrap_or(c)) as u32);
            }
        }
        let head = if has_hyphen && head != SEED { finish(head) } else { 0 };
        let mut prefixes = [0; KEEP];
        let mut suffixes = [0; KEEP];
        let (mut p, mut s) = (SEED, SEED);
        for n in 0..KEEP.min(letters) {
            p = mix(p, first[n]);
            s = mix(s, last[KEEP - 1 - n]);
            prefixes[n] = finish(p);
            suffixes[n] = finish(s);
        }
        let case = if upper + lower == 0 {
            if digits > 0 { Case::Number } else { Case::Sign }
        } else if upper == 0 {
            if digits > 0 && lower <= 2 { Case::Number } else { Case::Lower }
        } else if lower == 0 {
            if upper == 1 && digits == 0 { Case::Initial } else { Case::Capitals }
        } else if upper == 1 && begins_upper {
            Case::Capital
        } else {
            Case::Mixed
        };
        Self {
            key: finish(key),
            raw: finish(raw),
            shape: finish(shape),
            prefixes,
            suffixes,
            tail: if has_hyphen && tail != SEED { finish(tail) } else { 0 },
            head,
            case,
        }
    }

    /// Whether it begins like a name in ordinary text.
    pub const fn is_capitalised(&self) -> bool {
        self.case.is_capitalised()
    }
}

impl Case {
    const fn is_capitalised(self) -> bool {
        matches!(self, Self::Capital | Self::Initial | Self::Capitals | Self::Mixed)
    }
}

impl Brief {
    /// As [`Word::key`].
    pub const fn key(self) -> u32 {
        u32::from_le_bytes(self.key)
    }

    /// Capitals.
    pub const fn case(self) -> Case {
        match self.form & !LONG {
            0 => Case::Sign,
            1 => Case::Number,
            2 => Case::Lower,
            3 => Case::Capital,
            4 => Case::Initial,
            5 => Case::Capitals,
            _ => Case::Mixed,
        }
    }

    /// Whether it has four letters or more.
    pub const fn is_long(self) -> bool {
        self.form & LONG != 0
    }

    /// As [`Word::is_capitalised`].
    pub const fn is_capitalised(self) -> bool {
        self.case().is_capitalised()
    }
}

/// One sign for all quotation marks of a kind, one for all dashes.
fn plain_sign(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '`' | '´' | '‹' | '›' => '\'',
        '\u{201c}'..='\u{201f}' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' => '-',
        other => other,
    }
}
