//! Dates, times, amounts, percentages and measures, found by token rules.
//!
//! Problem: a reader checks figures first, so figures must be found whole ("US$4.2bn", "two and a
//! half weeks") and given one comparable value. Policy: rules over tokens, no patterns over
//! characters; the longest reading wins; a word that is only sometimes a quantity ("one", "May",
//! "second") counts only where its neighbours say so. Relative dates are resolved against the day the
//! page was published, and left without a value when that is unknown. Nobody owns state here.
//! Not handled: vague counts ("hundreds"), holidays, other calendars, numerals of other scripts.

mod anchor;
mod clock;
mod currencies;
mod dates;
mod numbers;
mod periods;
mod relative;
mod shares;
mod units;
mod words;

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
    blocks: Vec<Option<Box<[Quantity]>>>,
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
            let mut is_new = false;
            if let Some(slot) = self.blocks.get_mut(self.next) {
                let read = text.block(id);
                let stands = slot.is_some() && self.then == self.today && !read.tokens.is_empty();
                if !stands {
                    is_new = true;
                    let mut found = Vec::new();
                    find_in(id, &block.text, read, self.today, &mut found);
                    // A block that is not read is not known either.
                    *slot = (!read.tokens.is_empty()).then(|| found.into());
                }
            }
            self.next += 1;
            if (is_new || id.is_milestone()) && !time_left() {
                return false;
            }
        }
        true
    }

    /// What was found, in reading order.
    pub fn found(&self) -> Vec<Quantity> {
        let mut all = Vec::with_capacity(self.blocks.iter().flatten().map(|here| here.len()).sum());
        for (id, here) in (0..).zip(&self.blocks) {
            // They may have been found when the block had another number.
            let moved =
                |q: &Quantity| Quantity { place: Place { block: BlockId(id), ..q.place }, ..q.clone() };
            all.extend(here.iter().flatten().map(moved));
        }
        all
    }
}

/// Whether `word` is a month's name, full or short.
pub(super) fn is_month(word: &str) -> bool {
    units::month(&word.to_lowercase()).is_some()
}

/// Whether `word`, in lower case, is an ordinal in words, "twentieth" or "twenty-third".
pub(super) fn is_ordinal(word: &str) -> bool {
    words::ordinal_word(word).is_some()
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
            value: found.value.into(),
            unit: found.unit.into(),
            approximate: approximate(&line, i) || is_bound(&line, i, found.end),
        });
        i = found.end;
    }
}

/// Whether the words before token `i` say that the figure is rough or a bound.
fn approximate(line: &Line<'_>, i: usize) -> bool {
    let (a, b) = (line.before(i, 1), line.before(i, 2));
    among!(
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

/// Whether the figure in tokens `i..end` says itself that there are more: "20-plus", "1,500+".
fn is_bound(line: &Line<'_>, i: usize, end: usize) -> bool {
    (i..end).any(|k| line.at(k) == "+" || line.at(k).ends_with("-plus"))
}

/// Money, percentages, measures, counts, ordinals: everything that is not a date or time.
fn amount(line: &Line<'_>, i: usize) -> Option<Found> {
    let found = |end, kind, value: &str, unit: &str| {
        Some(Found { end, kind, value: value.to_owned(), unit: unit.to_owned() })
    };
    if let Some(before) = currencies::currency_before(line, i) {
        let number = numbers::range(line, before.token, before.skip, true)?;
        return found(number.end, QuantityKind::Money, &number.value, &before.unit);
    }
    if let Some(frost) = below_zero(line, i) {
        return Some(frost);
    }
    if let Some(share) = shares::share(line, i) {
        return Some(share);
    }
    let number = numbers::range(line, i, 0, false)?;
    let value = number.value.as_str();
    let plus = line.at(number.end) == "+" && line.touches(number.end - 1);
    let end = number.end + usize::from(plus);
    if number.ordinal {
        return counts_places(line, i, &number)
            .then(|| found(end, QuantityKind::Number, value, "ordinal"))
            .flatten();
    }
    if let Some((unit, next)) = units::percent(line, end) {
        let (high, next) = percent_range(line, i, &number, unit, next).unwrap_or((None, next));
        let value = high.map_or_else(|| value.to_owned(), |high| format!("{value}/{high}"));
        return found(next, QuantityKind::Percent, &value, unit);
    }
    if let Some((unit, next)) = currencies::currency_after(line, end) {
        return found(next, QuantityKind::Money, value, &unit);
    }
    match number.attached.as_deref() {
        Some(unit @ ("%" | "percentage points" | "basis points")) => {
            return found(end, QuantityKind::Percent, value, unit);
        }
        Some("dollar") => return found(end, QuantityKind::Money, value, "USD"),
        Some("euro") => return found(end, QuantityKind::Money, value, "EUR"),
        Some(unit) => return found(end, QuantityKind::Measure, value, unit),
        None => {}
    }
    if let Some((unit, next)) = units::counted(line, end) {
        return found(next, QuantityKind::Measure, value, &unit);
    }
    // "lost 1-2", "555-1234": a bare pair of figures is a range only where a word says so.
    let pair = value.contains('/') && line.word(i).contains('-');
    let ranges = among!(line.before(i, 1), "aged" | "ages" | "age" | "between" | "pages" | "of" | "chapters");
    if pair && !ranges {
        return None;
    }
    // A lone "one" is a pronoun more often than a count; small words without a unit say little.
    (number.digits || number.scale.is_some()).then(|| found(end, QuantityKind::Number, value, "")).flatten()
}

/// "minus 20 degrees", "-5C".
fn below_zero(line: &Line<'_>, i: usize) -> Option<Found> {
    let sign = matches!(line.at(i), "-" | "−") && line.touches(i) && (i == 0 || !line.touches(i - 1));
    if !(sign || line.at(i) == "minus") {
        return None;
    }
    let number = numbers::single(line, i + 1, false)?;
    let (unit, end) = match number.attached {
        Some(unit) => (unit, number.end),
        None => units::counted(line, number.end)?,
    };
    let degrees = unit.starts_with('°') || unit == "degrees";
    degrees.then(|| Found { end, kind: QuantityKind::Measure, value: format!("-{}", number.value), unit })
}

/// Whether an ordinal is worth marking: in digits, or in words from "fourth" on behind an article or joined
/// ("the twenty-third"); "first", "second" and "third" are ordinary words.
fn counts_places(line: &Line<'_>, i: usize, number: &numbers::Number) -> bool {
    let owned =
        among!(line.before(i, 1), "the" | "a" | "his" | "her" | "its" | "their" | "our" | "my" | "your");
    number.digits || line.at(i).contains('-') || owned && number.value.parse::<f64>().is_ok_and(|v| v >= 4.0)
}

/// The upper end of "3%-5%" and of "between 3% and 5%", and the next token.
fn percent_range(
    line: &Line<'_>,
    i: usize,
    low: &numbers::Number,
    unit: &str,
    next: usize,
) -> Option<(Option<String>, usize)> {
    let link = line.at(next);
    let joined = matches!(link, "-" | "–") || link == "and" && line.before(i, 1) == "between";
    let high = numbers::single(line, next + 1, false).filter(|_| joined)?;
    let (same, end) = units::percent(line, high.end)?;
    let rises = low.value.parse::<f64>().ok()? < high.value.parse::<f64>().ok()?;
    (same == unit && rises).then_some((Some(high.value), end))
}

#[cfg(test)]
mod tests;
