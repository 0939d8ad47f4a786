//! How a copy differs, word by word.
//!
//! Problem: a reader must see first what changes the facts. Policy: the words of copy and originals are
//! folded again and compared as text (a hash alone never makes two words equal), aligned, and each
//! stretch that differs is named by the weightiest word in it: number, date, name, negation,
//! attribution, quotation, else wording. Word lists hold only function words, numerals, months and
//! weekdays of the larger European languages. Nothing here owns state. Not handled: meaning, moved words.

use std::cell::OnceCell;
use std::ops::Range;

use super::align::align;
use super::words::{NAME, NUMBER, Word, folded, words};
use super::{CopyClass, Difference, DifferenceKind};
use crate::order;
use crate::page::{BlockId, Page};
use crate::span::Place;

const NEGATIONS: &str = " not no never none nobody nothing neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt hasnt havent hadnt nicht kein keine keinen keinem keiner nie niemals ohne ne pas jamais sans aucun nunca sin ningun nao sem nem non mai senza niet geen nooit nie bez ";
const ATTRIBUTIONS: &str = " said says say told tells according claimed claims alleged alleges reported reportedly allegedly announced confirmed denied denies admitted warned added stated sagte sagt teilte laut zufolge erklarte dit selon affirme declare dijo dice segun afirmo disse diz segundo secondo detto zei volgens ";
const NUMERALS: &str = " one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion trillion half double zwei drei vier funf hundert tausend millionen milliarden deux trois quatre cinq cent mille millions milliards dos tres cuatro cinco cien mil millones ";
const DATES: &str = " january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday januar februar marz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado domingo janeiro fevereiro maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre today yesterday tomorrow ";

/// A block cut into words. Of a very long one many copies may be compared with parts: it is cut once.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    pub(super) block: u32,
    pub(super) words: Vec<Word>,
    /// Where quotations are, when it was asked.
    quotations: OnceCell<Vec<(u32, u32)>>,
}

impl Cut {
    pub(super) fn new(page: &Page, block: u32) -> Self {
        Self { block, words: words(text(page, block)), quotations: OnceCell::new() }
    }
}

/// The words of a block, or of a stretch of it, that are compared.
struct Side<'a> {
    cut: &'a Cut,
    text: &'a str,
    words: &'a [Word],
}

impl<'a> Side<'a> {
    fn new(page: &'a Page, cut: &'a Cut, stretch: Range<usize>) -> Self {
        Self { cut, text: text(page, cut.block), words: cut.words.get(stretch).unwrap_or(&[]) }
    }

    fn shown(&self, word: &Word) -> &'a str {
        self.text.get(word.start as usize..word.end as usize).unwrap_or("")
    }

    /// Whether a quotation is open at byte `at`.
    fn in_quotation(&self, at: u32) -> bool {
        let quotations = self.cut.quotations.get_or_init(|| quotations(self.text));
        let next = quotations.partition_point(|(open, _)| *open < at);
        next.checked_sub(1).and_then(|i| quotations.get(i)).is_some_and(|(_, close)| at <= *close)
    }
}

fn text(page: &Page, block: u32) -> &str {
    page.blocks.get(block as usize).map_or("", |b| &*b.text)
}

/// The class of `copy` and its differences from `originals`; nothing when it is no copy after all.
pub(super) fn compare(page: &Page, copy: u32, originals: &[u32]) -> Option<(CopyClass, Vec<Difference>)> {
    let cuts: Vec<Cut> = originals.iter().map(|o| Cut::new(page, *o)).collect();
    let originals: Vec<Side<'_>> = cuts.iter().map(|cut| Side::new(page, cut, 0..cut.words.len())).collect();
    differ(page, copy, &originals, false)
}

/// The same for a copy of a part of one very long block: of its words those in `stretch`.
pub(super) fn compare_part(
    page: &Page,
    copy: u32,
    original: &Cut,
    stretch: Range<usize>,
) -> Option<(CopyClass, Vec<Difference>)> {
    differ(page, copy, &[Side::new(page, original, stretch)], true)
}

fn differ(
    page: &Page,
    copy: u32,
    originals: &[Side<'_>],
    part: bool,
) -> Option<(CopyClass, Vec<Difference>)> {
    let cut = Cut::new(page, copy);
    let copy = Side::new(page, &cut, 0..cut.words.len());
    let flat: Vec<(usize, Word)> =
        originals.iter().enumerate().flat_map(|(o, side)| side.words.iter().map(move |w| (o, *w))).collect();
    let original_hashes: Vec<u32> = flat.iter().map(|(_, w)| w.hash).collect();
    let copy_hashes: Vec<u32> = copy.words.iter().map(|w| w.hash).collect();
    let mut pairs = align(&original_hashes, &copy_hashes);
    pairs.retain(|(i, j)| {
        let original = flat.get(*i as usize).and_then(|(o, w)| Some(originals.get(*o)?.shown(w)));
        let copied = copy.words.get(*j as usize).map(|w| copy.shown(w));
        original == copied || original.map(folded) == copied.map(folded)
    });
    if pairs.len() * 10 < copy.words.len() * 5 {
        return None;
    }
    // A part of the original, or several originals of which the copy has a part: their rest is no difference.
    let whole = !part && pairs.len() * 10 >= flat.len() * 6;
    let mut found = Vec::new();
    let ends = (flat.len() as u32, copy_hashes.len() as u32);
    let mut at = (0, 0);
    for (n, next) in pairs.iter().copied().chain([ends]).enumerate() {
        let outer = n == 0 || next == ends;
        let from_original = if outer && !whole { next.0..next.0 } else { at.0..next.0 };
        let dropped = flat.get(from_original.start as usize..from_original.end as usize).unwrap_or(&[]);
        let added = copy.words.get(at.1 as usize..next.1 as usize).unwrap_or(&[]);
        if !dropped.is_empty() || !added.is_empty() {
            found.push(difference(originals, dropped, &copy, added));
        }
        at = (next.0 + 1, next.1 + 1);
    }
    order::sort_by_key(&mut found, |d| d.kind); // stable: reading order within a kind
    let class = match found.first() {
        None => CopyClass::Exact,
        Some(d) if d.kind == DifferenceKind::Wording => CopyClass::Wording,
        Some(_) => CopyClass::Substance,
    };
    Some((class, found))
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
    Difference {
        kind,
        original: side.and_then(|s| place(s.cut.block, &within)),
        copy: place(copy.cut.block, added),
    }
}

fn kind(side: &Side<'_>, word: &Word) -> DifferenceKind {
    // Accents are marks after the letter here; the lists go without.
    let plain: String = String::from_utf8(folded(side.shown(word)))
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii)
        .collect();
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
    } else if side.in_quotation(word.start) {
        DifferenceKind::Quotation
    } else {
        DifferenceKind::Wording
    }
}

/// The quotations of `text`: bytes of the marks that open and close them, the end where none closes.
fn quotations(text: &str) -> Vec<(u32, u32)> {
    let low = text.contains('„');
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        let opens = match c {
            '"' => open.is_none(),
            '“' => open.is_none() || !low,
            '«' | '„' => true,
            '”' | '»' => false,
            _ => continue,
        };
        match (open, opens) {
            (None, true) => open = Some(at),
            (Some(from), false) => {
                out.push((from as u32, at as u32));
                open = None;
            }
            _ => {}
        }
    }
    out.extend(open.map(|from| (from as u32, text.len() as u32)));
    out
}
