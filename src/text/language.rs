//! Whether a text is English.
//!
//! Problem: names are tagged by a model of English; on another language it would mark nonsense.
//! Policy: English prose is full of a few dozen small words that other languages written in Latin
//! letters hardly use, and those have theirs. A page of at least 20 words is not English when the small
//! words of other languages outnumber the English ones, or most words are in another script; a shorter
//! one is what it declares to be, and English when it declares nothing. Measured, not declared,
//! because pages are often declared in the language of their template.

use super::Text;
use crate::page::Page;

/// Words that are frequent in English and rare in other languages.
const SMALL_WORDS: [&str; 40] = [
    "the", "of", "and", "to", "that", "is", "was", "for", "with", "by", "it", "he", "his", "are", "at",
    "from", "be", "has", "have", "had", "not", "this", "which", "they", "their", "been", "were", "who",
    "will", "would", "after", "said", "its", "but", "she", "her", "we", "you", "our", "what",
];

/// Small words of German, Dutch, French, Spanish, Portuguese, Italian, Scandinavian languages, Polish,
/// Turkish, Indonesian, Swahili, Vietnamese, Hungarian, Finnish, Czech and Romanian that are no English words.
#[rustfmt::skip]
const FOREIGN_WORDS: [&str; 93] = [
    "der", "das", "und", "nicht", "von", "mit", "ist", "ein", "eine", "dem", "den", "auf", "het", "een", "van", "niet",
    "dat", "zijn", "le", "les", "des", "du", "et", "est", "une", "pour", "dans", "qui", "que", "el", "los", "las",
    "una", "por", "con", "del", "se", "em", "uma", "não", "os", "il", "di", "che", "non", "della", "och", "att", "det",
    "som", "av", "på", "og", "til", "nie", "się", "na", "jest", "ve", "bir", "yang", "dan", "dengan", "untuk", "ini",
    "ya", "wa", "kwa", "katika", "của", "và", "là", "és", "egy", "hogy", "nem", "csak", "vagy", "että", "ovat", "oli",
    "myös", "ei", "že", "jsou", "nebo", "jako", "și", "este", "prin", "pentru", "sunt", "mai",
];

/// Words fewer than this are too few to measure.
const FEW: u32 = 20;

/// Whether `page`, cut into `text`, is English.
pub fn is_english(page: &Page, text: &Text) -> bool {
    let (mut small, mut foreign, mut other_script, mut words) = (0_u32, 0_u32, 0_u32, 0_u32);
    for (id, block) in page.numbered() {
        for token in &text.block(id).tokens {
            let word = token.span.text(&block.text);
            let Some(first) = word.chars().next().filter(|c| c.is_alphabetic()) else { continue };
            words += 1;
            other_script += u32::from(first > '\u{24f}' && !('\u{1e00}'..='\u{1eff}').contains(&first));
            if word.len() <= 8 {
                let is = |list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(word));
                if is(&SMALL_WORDS) {
                    small += 1;
                } else if is(&FOREIGN_WORDS) {
                    foreign += 1;
                }
            }
        }
        if words > 2000 {
            break;
        }
    }
    if words < FEW {
        let declared = page.language.get(..2).unwrap_or("");
        return other_script * 2 <= words && (declared.is_empty() || declared.eq_ignore_ascii_case("en"));
    }
    // Running English has 25 to 40 small words in 100, other languages under 4; lists of names have few
    // of either and count as English.
    other_script * 2 <= words && (foreign * 100 < words * 4 || small > foreign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(lines: &str) -> bool {
        let page = Page::from_lines(lines);
        let text = Text::read(&page, u32::MAX);
        is_english(&page, &text)
    }

    #[test]
    fn other_languages_are_told_apart() {
        assert!(english(
            "The harbour board said on Monday that it would close the eastern quay for repairs, after engineers \
             found cracks in two of the pillars."
        ));
        for other in [
            "Der Hafenrat teilte am Montag mit, dass der östliche Kai wegen Reparaturen geschlossen wird, nachdem \
             Ingenieure Risse in zwei der Pfeiler gefunden hatten.",
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
    fn a_short_text_is_what_it_declares() {
        let mut page = Page::from_lines("Port closed");
        let text = Text::read(&page, u32::MAX);
        assert!(is_english(&page, &text));
        page.language = "de-AT".into();
        assert!(!is_english(&page, &text));
    }
}
