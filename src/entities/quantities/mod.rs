//! Dates, times, amounts, percentages and measures, found by token rules.
//!
//! Problem: a reader checks figures first, so figures must be found whole ("US$4.2bn", "two and a
//! half weeks") and given one comparable value. Policy: rules over tokens, no patterns over
//! characters; the longest reading wins; a word that is only sometimes a quantity ("one", "May",
//! "second") counts only where its neighbours say so. Relative dates are resolved against the day the
//! page was published, and left without a value when that is unknown. Nobody owns state here.
//! Not handled: vague counts ("hundreds"), holidays, other calendars, numerals of other scripts.

mod anchor;
mod dates;
mod numbers;
mod relative;
mod units;

use super::{Quantity, QuantityKind};
use crate::page::{BlockId, Page};
use crate::span::Place;
use crate::text::{BlockText, Text, Token};

pub use anchor::anchor;

/// One block's tokens with their lower-case words: what every rule looks at.
pub(crate) struct Line<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lower: Vec<String>,
}

impl<'a> Line<'a> {
    pub(crate) fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        let lower = tokens.iter().map(|t| t.span.text(text).to_lowercase()).collect();
        Self { text, tokens, lower }
    }

    /// The lower-case word at `i`, "" beyond the end.
    fn at(&self, i: usize) -> &str {
        self.lower.get(i).map_or("", String::as_str)
    }

    /// The lower-case word `back` places before `i`, "" before the start.
    fn before(&self, i: usize, back: usize) -> &str {
        i.checked_sub(back).map_or("", |i| self.at(i))
    }

    /// The word at `i` as it stands.
    fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.span.text(self.text))
    }

    fn is_capital(&self, i: usize) -> bool {
        self.word(i).chars().next().is_some_and(char::is_uppercase)
    }

    fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether tokens `i` and `i + 1` touch.
    fn touches(&self, i: usize) -> bool {
        match (self.tokens.get(i), self.tokens.get(i + 1)) {
            (Some(a), Some(b)) => a.span.end == b.span.start,
            _ => false,
        }
    }
}

/// What a rule found from some token on.
struct Found {
    /// One past its last token.
    end: usize,
    kind: QuantityKind,
    value: String,
    unit: String,
}

/// Finds all quantities of `page`, in reading order.
pub fn find(page: &Page, text: &Text) -> Vec<Quantity> {
    let mut search = Search::default();
    search.advance(page, text, &mut || true);
    search.found()
}

/// A search under way, and what it leaves for the next one: a block's quantities depend on its text and
/// the day relative dates count from.
#[derive(Debug, Default)]
pub struct Search {
    today: Option<time::Date>,
    /// The day that the known blocks were found with.
    then: Option<time::Date>,
    next: usize,
    blocks: Vec<Option<Vec<Quantity>>>,
}

impl Search {
    /// Begins on a changed page. `was` gives for each block the number it had when its text is unchanged,
    /// else `u32::MAX`.
    pub fn after(mut earlier: Self, was: &[u32]) -> Self {
        let blocks = was.iter().map(|b| earlier.blocks.get_mut(*b as usize).and_then(Option::take)).collect();
        Self { then: earlier.today, blocks, ..Self::default() }
    }

    /// Works until all is found (true) or `time_left` says stop (false).
    pub fn advance(&mut self, page: &Page, text: &Text, time_left: &mut dyn FnMut() -> bool) -> bool {
        if self.next == 0 {
            self.today = anchor(page, text);
        }
        while let Some(block) = page.blocks.get(self.next) {
            let id = BlockId(self.next as u32);
            if self.blocks.len() <= self.next {
                self.blocks.push(None);
            }
            if let Some(slot) = self.blocks.get_mut(self.next) {
                let read = text.block(id);
                match slot {
                    Some(known) if self.then == self.today && !read.tokens.is_empty() => {
                        for quantity in known.iter_mut() {
                            quantity.place.block = id;
                        }
                    }
                    _ => {
                        let mut found = Vec::new();
                        find_in(id, &block.text, read, self.today, &mut found);
                        // A block that is not read is not known either.
                        *slot = (!read.tokens.is_empty()).then_some(found);
                    }
                }
            }
            self.next += 1;
            if !time_left() {
                return false;
            }
        }
        true
    }

    /// What was found, in reading order.
    pub fn found(&self) -> Vec<Quantity> {
        self.blocks.iter().flatten().flatten().cloned().collect()
    }
}

fn find_in(id: BlockId, text: &str, read: &BlockText, today: Option<time::Date>, out: &mut Vec<Quantity>) {
    if read.tokens.is_empty() {
        return;
    }
    let line = Line::new(text, &read.tokens);
    let mut i = 0;
    while i < line.len() {
        let found = dates::date(&line, i, today).or_else(|| amount(&line, i));
        let Some(found) = found.filter(|f| f.end > i) else {
            i += 1;
            continue;
        };
        let first = line.tokens[i].span.start;
        let last = line.tokens[found.end.min(line.len()) - 1].span.end;
        out.push(Quantity {
            kind: found.kind,
            place: Place::new(id, first, last),
            value: found.value,
            unit: found.unit,
            approximate: approximate(&line, i),
        });
        i = found.end;
    }
}

/// Whether the words before token `i` say that the figure is rough or a bound.
fn approximate(line: &Line<'_>, i: usize) -> bool {
    let (a, b) = (line.before(i, 1), line.before(i, 2));
    matches!(
        a,
        "about"
            | "around"
            | "nearly"
            | "almost"
            | "roughly"
            | "some"
            | "approximately"
            | "over"
            | "under"
            | "estimated"
            | "circa"
            | "~"
            | "barely"
            | "up"
            | "within"
    ) || matches!(
        (b, a),
        ("more" | "less" | "fewer" | "other" | "rather", "than")
            | ("at", "least" | "most")
            | ("up" | "close", "to")
    )
}

/// Money, percentages, measures, counts, ordinals: everything that is not a date or time.
fn amount(line: &Line<'_>, i: usize) -> Option<Found> {
    if let Some((unit, next)) = units::currency_before(line, i) {
        let number = numbers::range(line, next, true)?;
        return Some(Found { end: number.end, kind: QuantityKind::Money, value: number.value, unit });
    }
    let number = numbers::range(line, i, false)?;
    let end = number.end;
    let found =
        |end, kind, unit: &str| Some(Found { end, kind, value: number.value.clone(), unit: unit.into() });
    if number.ordinal {
        return if number.digits { found(end, QuantityKind::Number, "ordinal") } else { None };
    }
    if let Some((unit, next)) = units::percent(line, end) {
        return found(next, QuantityKind::Percent, unit);
    }
    if let Some((unit, next)) = units::currency_after(line, end) {
        return found(next, QuantityKind::Money, &unit);
    }
    if let Some(unit) = &number.attached {
        return found(end, QuantityKind::Measure, unit);
    }
    if let Some((unit, next)) = units::counted(line, end) {
        return found(next, QuantityKind::Measure, &unit);
    }
    // A lone "one" is a pronoun more often than a count; small words without a unit say little.
    (number.digits || number.scaled).then(|| found(end, QuantityKind::Number, "")).flatten()
}

#[cfg(test)]
mod tests;
