//! Names as they are written: what is cut off them, and what cannot be one.
//!
//! Problem: pages glue footnote numbers, agencies and editors' brackets to names, and their headings
//! are in title case; the tagger, taught on clean text, takes it all in. Policy: a rule needs a reason
//! that holds for any page, and when unsure nothing is marked. A credit's agency and a footnote's
//! number are cut off; a name over a bracket or a bullet, a path, a greeting, an interjection is none; what
//! lines of title case say is in `lines`. Nobody owns state here. Not handled: what a name is (the tagger).

mod lines;

use super::known::Known;
use super::quantities::{is_month, is_ordinal};
use super::roles::{is_courtesy, is_person_role};
use super::{EntityKind, NameSpan};
use crate::page::Page;
use crate::span::Span;
use crate::text::{Token, TokenClass, is_capitalised};
pub(super) use lines::{drop_bare, has_line, is_shouted, says_nothing};

/// Words that name nobody however they are capitalised, unless all in capitals ("IT", "WHO").
const NO_NAMES: [&str; 57] = [
    "a", "ah", "also", "an", "and", "as", "at", "but", "by", "for", "from", "he", "hello", "her", "here",
    "hey", "hi", "his", "hmm", "how", "however", "i", "if", "in", "it", "its", "my", "no", "not", "of", "oh",
    "ok", "okay", "on", "our", "she", "so", "that", "the", "their", "then", "there", "these", "they", "this",
    "to", "us", "we", "well", "what", "when", "where", "who", "why", "wow", "yeah", "yes",
];

/// Signs a name does not go over: editors' brackets and what parts the items of a line.
const PARTING: [char; 15] =
    ['[', ']', '{', '}', '›', '»', '«', '|', '•', '·', '↑', '→', '—', '…', '\u{fffd}'];

/// Whether the page glues the numbers of its footnotes to words: three or more words end in numbers that rise
/// by one or two at a time ("Returns5", "Wolfman7", "Flash9").
pub(super) fn footnotes(known: &Known) -> bool {
    if known.glued == 0 {
        return false;
    }
    let (mut rising, mut last) = (0, 0_u32);
    for number in known.blocks.iter().flat_map(|b| &b.glued).copied() {
        if number > last && number <= last + 3 {
            rising += 1;
        }
        last = number;
    }
    rising >= 3
}

/// The numbers below 200 that are glued to words of a block.
pub(super) fn glued_numbers(text: &str, tokens: &[Token]) -> Vec<u32> {
    let glued = |token: &Token| {
        let word = token.span.text(text);
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let glued = letters.len() < word.len() && letters.len() > 2 && letters.ends_with(char::is_lowercase);
        word.get(letters.len()..).and_then(|n| n.parse().ok()).filter(|n| glued && *n < 200)
    };
    tokens.iter().filter(|t| t.class == TokenClass::Word).filter_map(glued).collect()
}

/// Units that are glued to figures, lower case.
const MEASURES: [&str; 14] =
    ["tb", "gb", "mb", "kb", "kg", "km", "cm", "mm", "mph", "kph", "kwh", "kw", "mw", "mah"];

/// The longest word of a name, in bytes: longer ones are codes, addresses or nonsense.
const LONGEST: usize = 60;

/// `names` (reading order, not overlapping) mended block by block, in reading order, and whether footnotes' numbers were
/// cut off them.
pub(super) fn mend(page: &Page, known: &mut Known, names: &[NameSpan]) -> (Vec<NameSpan>, bool) {
    let footnotes = footnotes(known);
    let mut mended = Vec::with_capacity(names.len());
    for here in names.chunk_by(|a, b| a.place.block == b.place.block) {
        mend_block(page, known, here, footnotes, &mut mended);
    }
    (mended, footnotes)
}

/// Adds the names of one block, mended, to `out`.
pub(super) fn mend_block(
    page: &Page,
    known: &mut Known,
    names: &[NameSpan],
    footnotes: bool,
    out: &mut Vec<NameSpan>,
) {
    let block = names.first().and_then(|n| page.blocks.get(n.place.block.index()));
    let text = block.map_or("", |b| &*b.text);
    // A paragraph in another language on an English page: its capitals are not ours to read.
    known.mended(
        names,
        footnotes,
        out,
        |foreign| {
            if foreign { Vec::new() } else { mend_in(text, names, footnotes) }
        },
    );
}

/// The names of one block, without what is glued to them and what names nothing.
fn mend_in(text: &str, names: &[NameSpan], footnotes: bool) -> Vec<NameSpan> {
    // Where nothing has a capital, small letters tell nothing of what is a name.
    if !text.contains(char::is_uppercase) && text.contains(char::is_lowercase) {
        return Vec::new();
    }
    let mut followers = names.iter().skip(1);
    let mut names = names.to_vec();
    names.retain_mut(|name| {
        let next = followers.next();
        let behind = text.get(name.place.span.end as usize..).unwrap_or("");
        if is_rest(text.get(..name.place.span.start as usize).unwrap_or("")) {
            return false;
        }
        let surface = name.place.span.text(text);
        let start = front(surface, name.kind);
        let surface = surface.get(start..).unwrap_or("");
        let end = cut(surface, name.kind, behind, footnotes);
        // "LUCAS JACKSON/REUTERS" is the photographer.
        if name.kind == EntityKind::Organisation && surface.get(..end).is_some_and(is_credited) {
            name.kind = EntityKind::Person;
            let end = surface.find('/').unwrap_or(end);
            name.place.span = Span::new(name.place.span.start, name.place.span.start + end as u32);
            return true;
        }
        let start = name.place.span.start + start as u32;
        name.place.span = Span::new(start, start + end as u32);
        let shown = surface.get(..end).unwrap_or("");
        if name.kind == EntityKind::Person && ends_as_body(shown) {
            name.kind = EntityKind::Organisation;
        }
        let before = text.get(..start as usize).unwrap_or("");
        let behind = text.get(name.place.span.end as usize..).unwrap_or("");
        names_something(shown, name.kind) && !is_mere_post(name, shown, before, behind, next)
    });
    names
}

/// Whether what follows `before` is the rest of a name that a lost letter cuts: "Mar\u{fffd}a Mendez".
fn is_rest(before: &str) -> bool {
    let word = before.strip_suffix(' ').and_then(|b| b.rsplit(' ').next()).unwrap_or("");
    word.contains('\u{fffd}') && is_capitalised(word)
}

/// Where a name begins behind an abbreviated form of address ("Supt. Ann Lee"), in bytes.
fn front(name: &str, kind: EntityKind) -> usize {
    let Some((first, rest)) = name.split_once(' ') else { return 0 };
    let address = kind == EntityKind::Person && first.ends_with('.') && first.len() > 3;
    // "St. Vincent" is called so.
    let named = first.eq_ignore_ascii_case("st.") || rest.trim().is_empty();
    if address && !named && is_courtesy(&first.to_lowercase()) {
        name.len() - rest.trim_start().len()
    } else {
        0
    }
}

/// The length of `name` in bytes without what is glued to its end. `behind` is the text that follows it;
/// `footnotes` says that the page glues numbers to words.
fn cut(name: &str, kind: EntityKind, behind: &str, footnotes: bool) -> usize {
    let mut end = name.len();
    // "Gianna Jun 20th": the stamp of a comment, not a surname.
    if kind == EntityKind::Person
        && behind.trim_start().starts_with(|c: char| c.is_ascii_digit())
        && let Some((front, last)) = name.rsplit_once(' ')
        && last.len() == 3
        && last != "May"
        && is_month(last)
    {
        end = front.len();
    }
    // "Maduroâ€™s": an apostrophe read in another encoding than it was written in.
    if name.ends_with('â') && behind.starts_with(['€', '\u{80}']) {
        end -= 'â'.len_utf8();
    }
    if kind == EntityKind::Person && name.contains(' ') {
        // "Ann Lee/Reuters": the picture's agency.
        end = name.find('/').unwrap_or(end);
    }
    // "Iron Man13had", "Ann Lee7": a footnote's number. Products end in numbers, people do not.
    let last = name.get(..end).and_then(|n| n.rfind(' ')).map_or(0, |at| at + 1);
    let word = name.get(last..end).unwrap_or("");
    if let Some(at) = word.find(|c: char| c.is_ascii_digit())
        && (last > 0 || footnotes || matches!(kind, EntityKind::Person | EntityKind::Place))
        && is_capitalised(word)
        && word.get(..at).is_some_and(|w| w.chars().count() > 2 && w.ends_with(char::is_lowercase))
    {
        let tail = word.get(at..).unwrap_or("").trim_start_matches(|c: char| c.is_ascii_digit());
        let number = tail.is_empty() && word.len() - at <= 2;
        let bare = matches!(kind, EntityKind::Person | EntityKind::Place) && (last > 0 || number);
        if bare || footnotes && number || tail.chars().count() > 1 && tail.chars().all(char::is_lowercase) {
            end = last + at;
        }
    }
    // "Eye of Heaven’": the quotation's end, not the name's.
    let shown = name.get(..end).unwrap_or("");
    let trimmed = shown.trim_end_matches(['’', '”', '"', '\'', ',', ':', ';', '-', '–']);
    let opens = trimmed.contains(['‘', '“', '"']);
    let mut shown = if opens { shown.trim_end() } else { trimmed.trim_end() };
    // "Harbour Company, Inc. et al.": whoever else is meant is not named.
    shown = shown.split(" et al").next().unwrap_or(shown);
    // "Emperor of the": no name ends so.
    while let Some((front, "of" | "the" | "and" | "for")) = shown.rsplit_once(' ') {
        shown = front;
    }
    shown.len()
}

/// Whether a post names nobody here: "the Prince", "Emperor" of "Emperor of the United States",
/// "Assemblyman" beside "Harold Weiss".
fn is_mere_post(name: &NameSpan, shown: &str, before: &str, behind: &str, next: Option<&NameSpan>) -> bool {
    let lower = shown.to_lowercase();
    if name.kind != EntityKind::Person || shown.contains(' ') || !is_person_role(&lower) {
        return false;
    }
    let address = before.split_whitespace().next_back().unwrap_or("").to_lowercase();
    let called = among!(address.as_str(), "the" | "our" | "this");
    let beside =
        next.is_some_and(|n| n.kind == EntityKind::Person && n.place.span.start == name.place.span.end + 1);
    called || beside || behind.starts_with(" of the ")
}

fn names_something(name: &str, kind: EntityKind) -> bool {
    let mut words = name.split_whitespace().peekable();
    if words.peek().is_none() || name.contains(PARTING) || name.contains(is_pictograph) {
        return false;
    }
    let empty = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let shouted = word.len() > 1 && !word.contains(char::is_lowercase);
        word.is_empty() || !shouted && NO_NAMES.contains(&word.to_lowercase().as_str())
    };
    // "The Twenty-third session".
    if words.all(&empty) || name.contains('-') && is_ordinal(&name.to_lowercase()) {
        return false;
    }
    // "21:00 The Station Hour", "9:00AM": the clock begins no name.
    let clock = |word: &str| word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit());
    if name.split_whitespace().next().is_some_and(clock) {
        return false;
    }
    // No name has a word of more letters than a line holds.
    if name.split_whitespace().any(|w| w.len() > LONGEST) {
        return false;
    }
    // "20TB", "1.14Tb" is a measure; "All Rights Reserved" is a notice.
    let digits = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let measure = digits.len() < name.len() && MEASURES.contains(&digits.to_lowercase().as_str());
    if measure || name.eq_ignore_ascii_case("all rights reserved") {
        return false;
    }
    // "F0re1gn Aff@irs": a page read by a machine.
    if name.split_whitespace().filter(|w| is_dirt(w)).count() > 1 {
        return false;
    }
    // Paths, lists of agencies and names of files.
    if name.contains('_') || name.contains("://") || name.matches('/').count() > 1 {
        return false;
    }
    match kind {
        // "Happy Thanksgiving!" is called out, not named.
        // "There’s gotta be" is spoken.
        EntityKind::Other => {
            let spoken = name
                .split_once(['’', '\''])
                .is_some_and(|(word, rest)| rest.contains(' ') && empty(word) && !rest.starts_with(' '));
            !(is_seat(name) || spoken || name.contains(' ') && name.ends_with(['!', '?']))
        }
        EntityKind::Person => {
            !is_seat(name) && (name.contains(' ') || !name.contains(|c: char| c.is_ascii_digit()))
        }
        _ => true,
    }
}

/// Whether a small letter stands behind a figure or sign that stands behind a letter: "F0re1gn", but not "2nd".
fn is_dirt(word: &str) -> bool {
    let mut letters = word.chars().zip(word.chars().skip(1)).zip(word.chars().skip(2));
    letters.any(|((before, sign), behind)| {
        let inside = sign.is_ascii_digit() || matches!(sign, '@' | '#' | '!' | '|' | '~');
        before.is_alphabetic() && inside && behind.is_lowercase()
    })
}

/// Emoji and other signs that are drawn, not written; a name does not go over one.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
}

/// "Lorenz Center": nobody is called so.
fn ends_as_body(name: &str) -> bool {
    const BODIES: [&str; 18] = [
        "Center",
        "Centre",
        "University",
        "College",
        "Institute",
        "School",
        "Museum",
        "Hospital",
        "Council",
        "Ministry",
        "Department",
        "Committee",
        "Commission",
        "Association",
        "Foundation",
        "Company",
        "Agency",
        "Airport",
    ];
    name.rsplit_once(' ').is_some_and(|(_, last)| BODIES.contains(&last))
}

/// "LUCAS JACKSON/REUTERS": two or three words in capitals, and an agency behind a slash.
fn is_credited(name: &str) -> bool {
    let shouted = |w: &str| w.len() > 1 && w.chars().all(|c| c.is_uppercase() || c == '.' || c == '-');
    name.split_once('/').is_some_and(|(who, agency)| {
        (2..=3).contains(&who.split(' ').count()) && who.split(' ').all(shouted) && shouted(agency)
    })
}

/// A lawmaker's party and state: "D-Minn", "R-W.Va".
fn is_seat(name: &str) -> bool {
    matches!(name.as_bytes(), [b'D' | b'R' | b'I', b'-', state, ..] if state.is_ascii_uppercase())
        && !name.contains(' ')
}

#[cfg(test)]
mod tests;
