//! How a copy differs, word by word.
//!
//! Problem: a reader must see first what changes the facts. Policy: the words of copy and originals are
//! folded again and compared as text (a hash alone never makes two words equal), aligned, and each
//! stretch that differs is named by the weightiest word in it: number, date, name, negation,
//! attribution, quotation, else wording. Word lists hold only function words, numerals, months and
//! weekdays of the larger European languages. Nothing here owns state. Not handled: meaning, moved words.

use super::align::align;
use super::words::{NAME, NUMBER, Word, folded, words};
use super::{CopyClass, Difference, DifferenceKind};
use crate::page::{BlockId, Page};
use crate::span::Place;

const NEGATIONS: &str = " not no never none nobody nothing neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt hasnt havent hadnt nicht kein keine keinen keinem keiner nie niemals ohne ne pas jamais sans aucun nunca sin ningun nao sem nem non mai senza niet geen nooit nie bez ";
const ATTRIBUTIONS: &str = " said says say told tells according claimed claims alleged alleges reported reportedly allegedly announced confirmed denied denies admitted warned added stated sagte sagt teilte laut zufolge erklarte dit selon affirme declare dijo dice segun afirmo disse diz segundo secondo detto zei volgens ";
const NUMERALS: &str = " one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion trillion half double zwei drei vier funf hundert tausend millionen milliarden deux trois quatre cinq cent mille millions milliards dos tres cuatro cinco cien mil millones ";
const DATES: &str = " january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday januar februar marz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado domingo janeiro fevereiro maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre today yesterday tomorrow ";

struct Side<'a> {
    block: u32,
    text: &'a str,
    words: Vec<Word>,
}

impl<'a> Side<'a> {
    fn new(page: &'a Page, block: u32) -> Self {
        let text = page.blocks.get(block as usize).map_or("", |b| b.text.as_str());
        Self { block, text, words: words(text) }
    }

    fn folded(&self, word: &Word) -> Vec<u8> {
        folded(self.text.get(word.start as usize..word.end as usize).unwrap_or(""))
    }
}

/// The class of `copy` and its differences from `originals`; nothing when it is no copy after all.
pub(super) fn compare(page: &Page, copy: u32, originals: &[u32]) -> Option<(CopyClass, Vec<Difference>)> {
    let text = |b: u32| page.blocks.get(b as usize).map_or("", |b| b.text.as_str());
    if let [only] = originals
        && (text(*only) == text(copy) || folded_words(text(*only)) == folded_words(text(copy)))
    {
        return Some((CopyClass::Exact, Vec::new()));
    }
    let copy = Side::new(page, copy);
    let originals: Vec<Side<'_>> = originals.iter().map(|o| Side::new(page, *o)).collect();
    let flat: Vec<(usize, Word)> =
        originals.iter().enumerate().flat_map(|(o, side)| side.words.iter().map(move |w| (o, *w))).collect();
    let original_hashes: Vec<u32> = flat.iter().map(|(_, w)| w.hash).collect();
    let copy_hashes: Vec<u32> = copy.words.iter().map(|w| w.hash).collect();
    let mut pairs = align(&original_hashes, &copy_hashes);
    pairs.retain(|(i, j)| {
        let original = flat.get(*i as usize).and_then(|(o, w)| Some(originals.get(*o)?.folded(w)));
        original == copy.words.get(*j as usize).map(|w| copy.folded(w))
    });
    if pairs.len() * 10 < copy.words.len() * 5 {
        return None;
    }
    // A part of the original, or several originals of which the copy has a part: their rest is no difference.
    let whole = pairs.len() * 10 >= flat.len() * 6;
    let mut found = Vec::new();
    let ends = (flat.len() as u32, copy_hashes.len() as u32);
    let mut at = (0, 0);
    for (n, next) in pairs.iter().copied().chain([ends]).enumerate() {
        let outer = n == 0 || next == ends;
        let from_original = if outer && !whole { next.0..next.0 } else { at.0..next.0 };
        let dropped = flat.get(from_original.start as usize..from_original.end as usize).unwrap_or(&[]);
        let added = copy.words.get(at.1 as usize..next.1 as usize).unwrap_or(&[]);
        if !dropped.is_empty() || !added.is_empty() {
            found.push(difference(&originals, dropped, &copy, added));
        }
        at = (next.0 + 1, next.1 + 1);
    }
    found.sort_by_key(|d| d.kind); // stable: reading order within a kind
    let class = match found.first() {
        None => CopyClass::Exact,
        Some(d) if d.kind == DifferenceKind::Wording => CopyClass::Wording,
        Some(_) => CopyClass::Substance,
    };
    Some((class, found))
}

/// All folded words of a text with a border after each.
fn folded_words(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 8);
    for word in words(text) {
        out.extend(folded(text.get(word.start as usize..word.end as usize).unwrap_or("")));
        out.push(b' ');
    }
    out
}

fn difference(
    originals: &[Side<'_>],
    dropped: &[(usize, Word)],
    copy: &Side<'_>,
    added: &[Word],
) -> Difference {
    let place = |block: u32, words: &[Word]| {
        let (first, last) = (words.first()?, words.last()?);
        Some(Place::new(BlockId(block), first.start, last.end))
    };
    let first = dropped.first().map(|(o, _)| *o);
    let within: Vec<Word> = dropped.iter().filter(|(o, _)| Some(*o) == first).map(|(_, w)| *w).collect();
    let side = first.and_then(|o| originals.get(o));
    let kind = side
        .into_iter()
        .flat_map(|s| within.iter().map(move |w| kind(s, w)))
        .chain(added.iter().map(|w| kind(copy, w)))
        .min()
        .unwrap_or(DifferenceKind::Wording);
    Difference { kind, original: side.and_then(|s| place(s.block, &within)), copy: place(copy.block, added) }
}

fn kind(side: &Side<'_>, word: &Word) -> DifferenceKind {
    // Accents are marks after the letter here; the lists go without.
    let plain: String =
        String::from_utf8(side.folded(word)).unwrap_or_default().chars().filter(char::is_ascii).collect();
    let listed = |list: &str| !plain.is_empty() && list.contains(&format!(" {plain} "));
    let year = plain.len() == 4 && (plain.starts_with("19") || plain.starts_with("20"));
    let month = listed(DATES) && (word.flags & NAME != 0 || plain.len() > 4);
    if month || year && word.flags & NUMBER != 0 {
        DifferenceKind::Date
    } else if word.flags & NUMBER != 0 || listed(NUMERALS) {
        DifferenceKind::Number
    } else if listed(NEGATIONS) {
        DifferenceKind::Negation
    } else if word.flags & NAME != 0 {
        DifferenceKind::Name
    } else if listed(ATTRIBUTIONS) {
        DifferenceKind::Attribution
    } else if in_quotation(side.text, word.start as usize) {
        DifferenceKind::Quotation
    } else {
        DifferenceKind::Wording
    }
}

/// Whether a quotation is open at byte `at`.
fn in_quotation(text: &str, at: usize) -> bool {
    let mut open = false;
    for c in text.get(..at).unwrap_or("").chars() {
        open = match c {
            '"' => !open,
            '“' => !open || !text.contains('„'),
            '«' | '„' => true,
            '”' | '»' => false,
            _ => open,
        };
    }
    open
}
