//! Countries and provinces whose own name has an "and", taken for two by the tagger.
//!
//! Policy: a closed list of them (facts of geography; no source needed). "Newfoundland" and "Labrador Court of
//! Appeal" become "Newfoundland and Labrador Court of Appeal". Nobody owns state here.

use super::{EntityKind, NameSpan};
use crate::page::Page;
use crate::span::Span;

const PAIRS: [(&str, &str); 12] = [
    ("Antigua", "Barbuda"),
    ("Bosnia", "Herzegovina"),
    ("Newfoundland", "Labrador"),
    ("Trinidad", "Tobago"),
    ("Turks", "Caicos"),
    ("Kitts", "Nevis"),
    ("Vincent", "Grenadines"),
    ("Tomé", "Príncipe"),
    ("Tome", "Principe"),
    ("Wallis", "Futuna"),
    ("Tyne", "Wear"),
    ("Brighton", "Hove"),
];

/// `names` (reading order, not overlapping) with the halves of such names put together.
pub(super) fn unite(page: &Page, names: Vec<NameSpan>) -> Vec<NameSpan> {
    let mut united: Vec<NameSpan> = Vec::with_capacity(names.len());
    for name in names {
        let before = united.last_mut().filter(|b| b.place.block == name.place.block);
        if let Some(before) = before
            && let Some(block) = page.blocks.get(name.place.block.index())
            && let Some(gap) = block.text.get(before.place.span.end as usize..name.place.span.start as usize)
            && let Some(kind) = united_kind(
                before.place.span.text(&block.text),
                gap,
                name.place.span.text(&block.text),
                &name,
            )
        {
            before.place.span = Span::new(before.place.span.start, name.place.span.end);
            before.kind = kind;
        } else {
            united.push(name);
        }
    }
    united
}

/// The kind of both together, if they are the halves of one name.
fn united_kind(first: &str, gap: &str, second: &str, name: &NameSpan) -> Option<EntityKind> {
    if !matches!(gap, " and " | " & " | " and the ") {
        return None;
    }
    let ends = first.rsplit(' ').next()?;
    let begins = second.split(' ').next()?;
    let listed = PAIRS.iter().any(|(a, b)| *a == ends && *b == begins);
    let kind = if begins == second { EntityKind::Place } else { name.kind };
    listed.then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockId;
    use crate::span::Place;

    fn united(text: &str, names: &[&str]) -> Vec<String> {
        let page = Page::from_lines(text);
        let span = |name: &&str| {
            let at = text.find(name).expect("the name stands in the text") as u32;
            NameSpan {
                place: Place::new(BlockId(0), at, at + name.len() as u32),
                kind: EntityKind::Place,
                score: 1.0,
            }
        };
        let names = names.iter().map(span).collect();
        unite(&page, names).iter().map(|n| n.place.span.text(text).to_owned()).collect()
    }

    #[test]
    fn halves_of_one_name() {
        let court = "the Newfoundland and Labrador Court of Appeal";
        assert_eq!(
            united(court, &["Newfoundland", "Labrador Court of Appeal"]),
            ["Newfoundland and Labrador Court of Appeal"]
        );
        assert_eq!(united("Bosnia, and Herzegovina", &["Bosnia", "Herzegovina"]).len(), 2);
        assert_eq!(united("Kenya and Labrador", &["Kenya", "Labrador"]).len(), 2);
    }
}
