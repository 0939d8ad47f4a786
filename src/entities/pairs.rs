//! One name with an "and" that the tagger took for two, and two that it took for one.
//!
//! Policy: countries and provinces whose own name has an "and" are a closed list (facts of geography; no source
//! needed): "Newfoundland" and "Labrador Court of Appeal" become "Newfoundland and Labrador Court of Appeal". An
//! "and" parts two bodies where both sides say what they are and of what: "Office of Relations | and | Division of
//! Affairs". Nobody owns state here. Not handled: "and" in names of firms.

use super::{EntityKind, NameSpan};
use crate::page::Page;
use crate::span::{Place, Span};

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

/// What a body is, before "of" or "for" what.
const BODIES: [&str; 15] = [
    "Agency",
    "Board",
    "Bureau",
    "Center",
    "Centre",
    "Commission",
    "Committee",
    "Council",
    "Department",
    "Division",
    "Faculty",
    "Institute",
    "Ministry",
    "Office",
    "School",
];

/// `names` (reading order, not overlapping) with the halves of one name put together and two bodies taken apart.
pub(super) fn unite(page: &Page, names: Vec<NameSpan>) -> Vec<NameSpan> {
    let mut united: Vec<NameSpan> = Vec::with_capacity(names.len());
    for name in names {
        let text = page.blocks.get(name.place.block.index()).map_or("", |b| name.place.span.text(&b.text));
        if let Some((first, second)) = two_bodies(text) {
            let start = name.place.span.start;
            for (from, to) in [(0, first), (second, text.len())] {
                let span = Span::new(start + from as u32, start + to as u32);
                united.push(NameSpan { place: Place { span, ..name.place }, ..name });
            }
            continue;
        }
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

/// Where the first of two bodies ends and the second begins, in bytes, if `name` is two.
fn two_bodies(name: &str) -> Option<(usize, usize)> {
    // "Board of X and Board of Y": shorter names are not two.
    if name.len() < 25 {
        return None;
    }
    let of_what = |name: &str| {
        let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
        let mut words = name.split(' ');
        words.next().is_some_and(|word| BODIES.contains(&word))
            && matches!(words.next(), Some("of" | "for"))
            && words.next().is_some()
    };
    let and = " and ";
    let mut places = name.match_indices(and).map(|(at, _)| (at, at + and.len()));
    places.find(|(end, begin)| of_what(&name[..*end]) && of_what(&name[*begin..]))
}

/// The kind of both together, if they are the halves of one name.
fn united_kind(first: &str, gap: &str, second: &str, name: &NameSpan) -> Option<EntityKind> {
    if !among!(gap, " and " | " & " | " and the ") {
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
    use crate::entities::placed::placed;

    fn united(text: &str, names: &[&str]) -> Vec<String> {
        let page = Page::from_lines(text);
        let names: Vec<_> = names.iter().map(|name| (EntityKind::Place, *name)).collect();
        unite(&page, placed(text, &names)).iter().map(|n| n.place.span.text(text).to_owned()).collect()
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

    #[test]
    fn two_bodies_in_one() {
        let two = "the Office of Public Works and the Division of Parks";
        assert_eq!(united(two, &[&two[4..]]), ["Office of Public Works", "the Division of Parks"]);
        for one in ["Department of Health and Human Services", "School of Arts and Council"] {
            assert_eq!(united(one, &[one]), [one]);
        }
    }
}
