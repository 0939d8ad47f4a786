//! Whether a text is English, and whole.
//!
//! Problem: names are tagged by a model of English; on another language, or on text whose encoding is broken, it
//! would mark nonsense. Policy: English prose is full of a few dozen small words that other languages written in
//! Latin letters hardly use, and those have theirs. Each block of running text is English or foreign by its own
//! small words and letters, a page is what most words of its decided blocks are, so that English boilerplate
//! makes no English page and a quoted line no foreign one. A page of fewer than 20 words is what it declares to
//! be, and English when it declares nothing. Text with a letter of the upper half of Latin-1 in every fifth
//! place, or with many lost letters, is broken.
//!
//! Measured on the shared development pages against a reader's answers (`cargo xtask accuracy language --pages
//! ../shared/data/dedup/dev`, which prints this rule beside the declaration and the crate `whatlang`): the
//! declaration is wrong most often, because it is the template's language, or missing; `whatlang`, which takes the
//! whole text for one language, is no better than this rule and brings tables of its own.

use super::{Text, Token};
use crate::page::{BlockId, Page};

/// Small words that are frequent in English and rare in other languages.
#[rustfmt::skip]
fn is_small(word: &[u8]) -> bool {
    matches!(
        word,
        b"the" | b"of" | b"and" | b"to" | b"that" | b"is" | b"was" | b"for" | b"with" | b"by" | b"it" | b"he"
            | b"his" | b"are" | b"at" | b"from" | b"be" | b"has" | b"have" | b"had" | b"not" | b"this" | b"which"
            | b"they" | b"their" | b"been" | b"were" | b"who" | b"will" | b"would" | b"after" | b"said" | b"its"
            | b"but" | b"she" | b"her" | b"we" | b"you" | b"our" | b"what"
    )
}

/// Small words of German, Dutch, French, Spanish, Portuguese, Italian, Scandinavian languages, Polish, Turkish,
/// Indonesian, Swahili, Vietnamese, Hungarian, Finnish, Czech and Romanian that are no English words.
#[rustfmt::skip]
fn is_foreign_word(word: &str) -> bool {
    among!(
        word,
        "der" | "das" | "und" | "nicht" | "von" | "mit" | "ist" | "ein" | "eine" | "dem" | "den" | "auf" | "für"
            | "ich" | "wir" | "sich" | "sind" | "wird" | "auch" | "oder" | "als" | "wie" | "bei" | "nach" | "aus"
            | "einen" | "einer" | "zum" | "zur" | "im" | "zu" | "het" | "een" | "van" | "niet" | "dat" | "zijn"
            | "le" | "les" | "des" | "du" | "et" | "est" | "une" | "pour" | "dans" | "qui" | "que" | "el" | "los"
            | "las" | "una" | "por" | "con" | "del" | "se" | "em" | "uma" | "não" | "os" | "il" | "di" | "che"
            | "non" | "della" | "och" | "att" | "det" | "som" | "av" | "på" | "og" | "til" | "nie" | "się" | "na"
            | "jest" | "ve" | "bir" | "yang" | "dan" | "dengan" | "untuk" | "ini" | "ya" | "wa" | "kwa" | "katika"
            | "của" | "và" | "là" | "és" | "egy" | "hogy" | "nem" | "csak" | "vagy" | "että" | "ovat" | "oli"
            | "myös" | "ei" | "že" | "jsou" | "nebo" | "jako" | "și" | "este" | "prin" | "pentru" | "sunt" | "mai"
    )
}

/// Words fewer than this are too few to measure a page by.
const FEW: u32 = 20;

/// Words fewer than this are too few to measure a block by.
const SCRAP: u32 = 6;

/// Words of a page after which it is decided.
const ENOUGH: u32 = 4000;

/// What the words of a text are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    words: u32,
    small: u32,
    foreign: u32,
    /// Words that begin in another script.
    other_script: u32,
    /// Words with a letter beyond ASCII.
    accented: u32,
}

impl Count {
    fn add(&mut self, word: &str) {
        let Some(first) = word.chars().next().filter(|c| c.is_alphabetic()) else { return };
        self.words += 1;
        self.other_script += u32::from(first > '\u{24f}' && !('\u{1e00}'..='\u{1eff}').contains(&first));
        // An apostrophe makes no foreign word.
        self.accented += u32::from(word.chars().any(|c| !c.is_ascii() && c.is_alphabetic()));
        let mut lower = [0_u8; 8];
        let Some(lower) = lower.get_mut(..word.len()) else { return };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        if is_small(lower) {
            self.small += 1;
        } else if core::str::from_utf8(lower).is_ok_and(is_foreign_word) {
            self.foreign += 1;
        }
    }

    fn join(&mut self, other: Self) {
        self.words += other.words;
        self.small += other.small;
        self.foreign += other.foreign;
        self.other_script += other.other_script;
        self.accented += other.accented;
    }

    /// English (true), foreign (false), or undecided.
    fn is_english(self) -> Option<bool> {
        if self.words < SCRAP {
            return None;
        }
        let accents = self.small == 0 && self.accented * 8 >= self.words;
        if self.foreign > self.small || self.other_script * 2 > self.words || accents {
            return Some(false);
        }
        // Running English has 25 to 40 small words in 100; lists of names have none.
        (self.small * 12 >= self.words && self.small > self.foreign).then_some(true)
    }
}

/// What tells a block's language, and whether it is whole: counted once, when it is cut.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tongue {
    words: Count,
    /// Characters but white space, those of the upper half of Latin-1, and lost ones.
    all: u32,
    high: u32,
    lost: u32,
}

impl Tongue {
    /// Of a block that is not read.
    pub(super) const NONE: Self = Self {
        words: Count { words: 0, small: 0, foreign: 0, other_script: 0, accented: 0 },
        all: 0,
        high: 0,
        lost: 0,
    };

    /// Of a block with these tokens.
    pub(super) fn new(text: &str, tokens: &[Token]) -> Self {
        let mut tongue = Self::NONE;
        if tokens.is_empty() {
            return tongue;
        }
        for token in tokens {
            tongue.words.add(token.span.text(text));
        }
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            tongue.all += 1;
            tongue.high += u32::from(matches!(c, '\u{80}'..='\u{ff}'));
            tongue.lost += u32::from(c == '\u{fffd}');
        }
        tongue
    }
}

/// Whether `block` is in another language than English, as far as its own words say.
pub fn is_foreign(text: &Text, block: BlockId) -> bool {
    text.block(block).tongue.words.is_english() == Some(false)
}

/// Whether the text of `page` is broken: read in another encoding than it was written in, or with letters lost.
pub fn is_broken(page: &Page, text: &Text) -> bool {
    const CHARACTERS: u32 = 20_000;
    let (mut all, mut high, mut lost) = (0_u32, 0_u32, 0_u32);
    for (id, _) in page.numbered() {
        let here = &text.block(id).tongue;
        all += here.all;
        high += here.high;
        lost += here.lost;
        if all > CHARACTERS {
            break;
        }
    }
    // The languages with the most letters of this range stay under 15 in 100. A lost letter in fifty is every
    // eighth word or so.
    high * 5 > all || lost * 50 > all
}

/// Whether `page`, cut into `text`, is English and whole.
pub fn is_english(page: &Page, text: &Text) -> bool {
    if is_broken(page, text) {
        return false;
    }
    let (mut all, mut english, mut foreign) = (Count::default(), 0_u32, 0_u32);
    for (id, _) in page.numbered() {
        let here = text.block(id).tongue.words;
        match here.is_english() {
            Some(true) => english += here.words,
            Some(false) => foreign += here.words,
            None => {}
        }
        all.join(here);
        if all.words > ENOUGH {
            break;
        }
    }
    if all.words < FEW {
        let declared = page.language.get(..2).unwrap_or("");
        return all.other_script * 2 <= all.words
            && (declared.is_empty() || declared.eq_ignore_ascii_case("en"));
    }
    if english + foreign > 0 {
        return english >= foreign;
    }
    // Scraps only: lists of names have few small words of any language and count as English.
    all.other_script * 2 <= all.words && (all.foreign * 25 < all.words || all.small > all.foreign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(lines: &str) -> bool {
        let page = Page::from_lines(lines);
        let text = Text::read(&page, u32::MAX);
        is_english(&page, &text)
    }

    const HARBOUR: &str = "The harbour board said on Monday that it would close the eastern quay for repairs, after engineers found \
         cracks in two of the pillars.";
    const HAFEN: &str = "Der Hafenrat teilte am Montag mit, dass der östliche Kai wegen Reparaturen geschlossen wird, nachdem \
         Ingenieure Risse in zwei der Pfeiler gefunden hatten.";

    #[test]
    fn other_languages_are_told_apart() {
        assert!(english(HARBOUR));
        for other in [
            HAFEN,
            "La junta portuaria dijo el lunes que cerraría el muelle oriental por reparaciones, después de que los \
             ingenieros encontraran grietas en dos de los pilares.",
            "Het havenbestuur zei maandag dat het de oostelijke kade zal sluiten voor herstel, nadat ingenieurs \
             scheuren in twee van de pijlers hadden gevonden.",
            "A kikötő tanácsa hétfőn közölte, hogy lezárja a keleti rakpartot, mert a mérnökök repedéseket találtak, és nem \
             csak két pillért kell javítani, hanem egy egész szakaszt.",
            "Dewan pelabuhan mengatakan pada hari Senin bahwa dermaga timur akan ditutup untuk perbaikan setelah para \
             insinyur menemukan retakan pada dua tiang.",
        ] {
            assert!(!english(other), "{other}");
        }
    }

    #[test]
    fn a_page_is_what_most_of_it_is() {
        let notice = "We use the words of the law. You are not to copy what is on this page, and it is not to be sold.";
        assert!(!english(&format!("{HAFEN}\n{HAFEN}\n{HAFEN}\n{notice}\n{notice}")));
        assert!(english(&format!("{HARBOUR}\n{HARBOUR}\n{HAFEN}")));
        let page = Page::from_lines(&format!("{HARBOUR}\n{HAFEN}"));
        let text = Text::read(&page, u32::MAX);
        assert!(!is_foreign(&text, BlockId(0)));
        assert!(is_foreign(&text, BlockId(1)));
    }

    #[test]
    fn broken_text_is_no_english() {
        let lost = HARBOUR.replace('o', "\u{fffd}");
        assert!(!english(&lost));
        // A lost apostrophe or two do not break a page.
        assert!(english(&format!("{HARBOUR} It is the board\u{fffd}s quay. {HARBOUR}")));
    }

    #[test]
    fn a_short_text_is_what_it_declares() {
        let mut page = Page::from_lines("Port closed");
        let text = Text::read(&page, u32::MAX);
        assert!(is_english(&page, &text));
        page.language = "de-AT".into();
        assert!(!is_english(&page, &text));
    }
}
