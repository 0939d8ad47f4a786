//! What an article itself says a name is, against the tagger's guess.
//!
//! Problem: a tagger that looks at a sentence takes an unknown company for a person and an unknown town for a
//! surname, though the article says elsewhere "Vozi is the first company", "the town of Arba Menda", "the CEO of
//! Lanidar". Policy: constructions that only one kind stands in are counted over all mentions of a name; a name
//! becomes a body or place only when such evidence is strong, all of it says the same, and none speaks for the kind
//! it has. Nothing is made a person here: countries are partners, and companies leaders. Nobody owns state here.
//! Not handled: a surname that the article gives to a person named in full (`surnames`), and names of the kind
//! *other*.

use rustc_hash::FxHashSet;

use super::genders::GivenNames;
use super::known::{Known, Names};
use super::roles::{is_body, is_person_role, is_place};
use super::{EntityKind, NameSpan};
use crate::page::Page;
use crate::text::{Text, Token};

/// What one strong construction counts; two weak ones count the same.
const STRONG: u32 = 2;
const WEAK: u32 = 1;

/// What stands behind a body's name, with "'s" or without: "Lanidar's co-founder", "Lanidar founders".
const HELD_BY_BODIES: [&str; 15] = [
    "ceo",
    "cfo",
    "founder",
    "founders",
    "co-founder",
    "co-founders",
    "cofounder",
    "shareholders",
    "subsidiary",
    "subsidiaries",
    "headquarters",
    "app",
    "website",
    "platform",
    "users",
];

/// What stands before "of" or "at" and a body's name.
const BEFORE_BODIES: [&str; 9] = [
    "ceo",
    "cfo",
    "founder",
    "co-founder",
    "cofounder",
    "shareholders",
    "shareholder",
    "subsidiary",
    "subsidiaries",
];

/// What a place has of that, too, or may: the founder of Rome, the website of Ghana.
const OF_PLACES_TOO: [&str; 6] = ["founder", "founders", "app", "website", "platform", "users"];

/// What stands before "of" and a place's name only.
const BEFORE_PLACES: [&str; 14] = [
    "mayor",
    "outskirts",
    "suburbs",
    "streets",
    "residents",
    "inhabitants",
    "town",
    "city",
    "village",
    "province",
    "municipality",
    "suburb",
    "hamlet",
    "island",
];

/// What people are or put *in* somebody: "faith in Sangakkara" is no place.
const PUT_IN: [&str; 12] = [
    "shares",
    "stake",
    "stakes",
    "interest",
    "investment",
    "invested",
    "invest",
    "faith",
    "trust",
    "confidence",
    "believe",
    "confident",
];

type Counts = [u32; 4];

/// A kind that a construction speaks for, and how strongly.
pub(super) type Evidence = (EntityKind, u32);

const KINDS: [EntityKind; 4] =
    [EntityKind::Person, EntityKind::Organisation, EntityKind::Place, EntityKind::Other];

/// What is counted of one surface: mentions of each kind, evidence for each kind.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    kinds: Counts,
    evidence: Counts,
}

/// Gives `names` the kinds that the article gives them.
pub(super) fn weigh(
    page: &Page,
    text: &Text,
    given: Option<&GivenNames>,
    known: &mut Known,
    names: &mut Names,
) {
    let mut tallies = vec![Tally::default(); known.surfaces.len()];
    // The surfaces met.
    let mut met: Vec<u32> = Vec::new();
    known.spots(page, names.spans(), |i, _, spot| {
        let (Some(name), Some(tally)) = (names.spans().get(i), tallies.get_mut(spot.surface as usize)) else {
            return;
        };
        if tally.kinds == [0; 4] {
            met.push(spot.surface);
        }
        tally.kinds[name.kind as usize] += 1;
        let evidence = match spot.evidence {
            Some((kind, evidence)) if kind == name.kind => evidence,
            _ => spot.evidence.insert((name.kind, evidence_at(page, text, name))).1,
        };
        if let Some((kind, weight)) = evidence {
            tally.evidence[kind as usize] += weight;
        }
    });
    let surface = |number: u32| &*known.surfaces.get(number).text;
    let mut surnames: FxHashSet<&str> = FxHashSet::default();
    // All words of people's names of several words.
    let mut people: FxHashSet<&str> = FxHashSet::default();
    for number in &met {
        let shown = surface(*number);
        if tallies[*number as usize].kinds[EntityKind::Person as usize] > 0
            && let Some((_, last)) = shown.rsplit_once(' ')
        {
            surnames.insert(last);
            people.extend(shown.split(' '));
        }
    }
    let lone = |name: &str| {
        let bears = given.is_some_and(|given| given.of(name).is_some());
        !name.contains(' ') && !people.contains(name) && !bears
    };
    // By surface, the kinds that take the place of others.
    let mut turned = vec![KINDS; tallies.len()];
    for number in &met {
        let (Tally { kinds, evidence }, shown) = (&tallies[*number as usize], surface(*number));
        if surnames.contains(shown) {
            continue;
        }
        for own in KINDS.into_iter().filter(|own| kinds[*own as usize] > 0) {
            let thing = || one_thing(own, kinds, evidence).filter(|_| lone(shown));
            if let Some(kind) = verdict(own, kinds, evidence).or_else(thing) {
                turned[*number as usize][own as usize] = kind;
            }
        }
    }
    for (name, written) in names.written_mut() {
        if let Some(turned) = turned.get(written.surface as usize) {
            name.kind = turned[name.kind as usize];
        }
    }
}

/// The kind that all evidence speaks for, when it is strong and `own` is another; never a person's.
fn verdict(own: EntityKind, kinds: &Counts, evidence: &Counts) -> Option<EntityKind> {
    let mut said = KINDS[..3].iter().copied().filter(|k| evidence[*k as usize] > 0);
    let (Some(kind), None) = (said.next(), said.next()) else { return None };
    let strong = evidence[kind as usize] >= STRONG;
    // Where the tagger calls it so at fewer places, mentions differ for a reason: a club and its town.
    let differs = kinds[kind as usize] > 0 && kinds[kind as usize] < kinds[own as usize];
    let may = kind != EntityKind::Person && own != EntityKind::Other;
    (strong && may && kind != own && !differs).then_some(kind)
}

/// The kind of a lone word that is called a person at some places and a body or place at others, though nothing says
/// that a person is called so: a town is not a person in every third sentence.
fn one_thing(own: EntityKind, kinds: &Counts, evidence: &Counts) -> Option<EntityKind> {
    use EntityKind::{Organisation, Person, Place};
    let count = |kind: EntityKind| kinds[kind as usize];
    let other = if count(Organisation) > count(Place) { Organisation } else { Place };
    if count(Person) == 0 || count(other) == 0 || evidence[Person as usize] > 0 {
        return None;
    }
    // With evidence, a body or place; else what it is called more often.
    let said = evidence[Organisation as usize] + evidence[Place as usize] > 0;
    let better = if said || count(other) >= count(Person) { other } else { Person };
    let may = own == Person || better == Person && count(Organisation) + count(Place) < count(Person);
    (may && own != better && own != EntityKind::Other).then_some(better)
}

/// A mention's sentence, by tokens.
struct Around<'a> {
    text: &'a str,
    tokens: &'a [Token],
    first: usize,
    end: usize,
}

impl<'a> Around<'a> {
    /// The word `n` tokens before the name (1 is the next to it).
    fn before(&self, n: usize) -> &'a str {
        self.first.checked_sub(n).map_or("", |i| self.word(i))
    }

    /// The word `n` tokens behind the name (0 is the next to it).
    fn behind(&self, n: usize) -> &'a str {
        self.word(self.end + n)
    }

    fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.span.text(self.text))
    }
}

/// What the construction a name stands in says of its kind, and how strongly.
fn evidence_at(page: &Page, text: &Text, name: &NameSpan) -> Option<Evidence> {
    let block = page.blocks.get(name.place.block.index())?;
    let tokens = &text.block(name.place.block).tokens;
    let around = Around {
        text: &block.text,
        tokens,
        first: tokens.partition_point(|t| t.span.end <= name.place.span.start),
        end: tokens.partition_point(|t| t.span.start < name.place.span.end),
    };
    ahead(&around, name.kind).or_else(|| after(&around, name.kind))
}

/// What stands before the name.
fn ahead(around: &Around<'_>, own: EntityKind) -> Option<Evidence> {
    // "in the Daoiua": what has an article is looked at behind it.
    let skip = usize::from(around.before(1).eq_ignore_ascii_case("the"));
    let word = |n: usize| around.before(n + skip).to_lowercase();
    let (near, far) = (word(1), word(2));
    if among!(near.trim_end_matches('.'), "mr" | "mrs" | "ms" | "miss") {
        return Some((EntityKind::Person, STRONG));
    }
    let possessive = among!(around.behind(0), "'s" | "’s" | "'" | "’" | "-");
    let of_body = BEFORE_BODIES.contains(&far.as_str());
    match near.as_str() {
        "of" | "at" if of_body && (own == EntityKind::Person || !OF_PLACES_TOO.contains(&far.as_str())) => {
            Some((EntityKind::Organisation, STRONG))
        }
        "of" if BEFORE_PLACES.contains(&far.as_str()) && !possessive => Some((EntityKind::Place, STRONG)),
        // Officials sit in Congress, and voices are heard in the House of Lords: a body stays one.
        "in" if own == EntityKind::Person && !PUT_IN.contains(&far.as_str()) && !possessive => {
            Some((EntityKind::Place, WEAK))
        }
        "in" if own == EntityKind::Place => Some((EntityKind::Place, WEAK)),
        _ => None,
    }
}

/// What stands behind the name.
fn after(around: &Around<'_>, own: EntityKind) -> Option<Evidence> {
    let next = around.behind(0);
    let held = |word: &str| {
        let word = word.to_lowercase();
        HELD_BY_BODIES.contains(&word.as_str())
            && (own == EntityKind::Person || !OF_PLACES_TOO.contains(&word.as_str()))
    };
    match next {
        "'s" | "’s" if held(around.behind(1)) => return Some((EntityKind::Organisation, STRONG)),
        // "Ann Lee, 42, said".
        "," if matches!(around.behind(1).parse::<u32>(), Ok(16..=99))
            && among!(around.behind(2), "," | "." | ";") =>
        {
            return Some((EntityKind::Person, STRONG));
        }
        "," if matches!(around.behind(1), "a" | "an") => return called(around, 2, true),
        "is" | "was" if among!(around.behind(1), "a" | "an" | "the") => {
            return called(around, 2, false);
        }
        _ => {}
    }
    // "The Boston headquarters" are where Boston is.
    (next != "headquarters" && held(next)).then_some((EntityKind::Organisation, STRONG))
}

/// The kind of the noun that heads the phrase from `from` on: "the first company in Latin America". An apposition
/// must be closed: "In Lagos, a company said" is none.
fn called(around: &Around<'_>, from: usize, apposition: bool) -> Option<Evidence> {
    const LONGEST: usize = 6;
    const CLOSE: [&str; 6] = [",", ".", ";", ")", "that", "which"];
    const END: [&str; 12] =
        ["in", "of", "for", "on", "at", "from", "to", "with", "based", "founded", "where", "who"];
    let end = (from..from + LONGEST).find(|n| {
        let word = around.behind(*n);
        word.is_empty() || CLOSE.contains(&word) || END.contains(&word)
    })?;
    let closed = CLOSE.contains(&around.behind(end)) || matches!(around.behind(end), "based" | "founded");
    let head = around.behind(end.checked_sub(1).filter(|n| *n >= from)?);
    if apposition && !closed {
        return None;
    }
    let kind = match (is_person_role(head), is_body(head), is_place(head)) {
        (true, false, false) => EntityKind::Person,
        (false, true, false) => EntityKind::Organisation,
        (false, false, true) => EntityKind::Place,
        _ => return None,
    };
    Some((kind, STRONG))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::placed::placed;
    use EntityKind::{Organisation as O, Person as P, Place as L};

    fn weighed(text: &str, names: &[(EntityKind, &str)]) -> Vec<EntityKind> {
        let page = Page::from_lines(text);
        let spans = placed(text, names);
        let mut known = Known::default();
        let mut names = Names::new(&page, &mut known, spans);
        weigh(&page, &Text::read(&page, u32::MAX), None, &mut known, &mut names);
        names.spans().iter().map(|n| n.kind).collect()
    }

    #[test]
    fn what_the_article_calls_it() {
        let text = "Vozi sells voices. Vozi is the first company in the country to do so.";
        assert_eq!(weighed(text, &[(P, "Vozi"), (P, "Vozi")]), [O, O]);
        let text = "They left for Arba Menda. Arba Menda is a small town in the south.";
        assert_eq!(weighed(text, &[(P, "Arba Menda"), (P, "Arba Menda")]), [L, L]);
        let text = "Lanidar, a retailer founded in 1999, grew. Lanidar fell.";
        assert_eq!(weighed(text, &[(L, "Lanidar"), (L, "Lanidar")]), [O, O]);
    }

    #[test]
    fn what_only_one_kind_has_or_stands_behind() {
        for (text, kind) in [
            ("Lanidar users left.", O),
            ("The CEO of Lanidar left.", O),
            ("Lanidar's co-founder left.", O),
            ("The town of Lanidar slept.", L),
        ] {
            assert_eq!(weighed(text, &[(P, "Lanidar")]), [kind], "{text}");
        }
        assert_eq!(weighed("The village of Lanidar slept.", &[(O, "Lanidar")]), [L]);
        assert_eq!(weighed("The CEO of Lanidar slept.", &[(L, "Lanidar")]), [O]);
        assert_eq!(weighed("In Lanidar. In Lanidar.", &[(P, "Lanidar"), (P, "Lanidar")]), [L, L]);
    }

    #[test]
    fn a_lone_word_is_one_thing() {
        let text = "Coron slept. They left Coron. Coron is hot.";
        assert_eq!(weighed(text, &[(P, "Coron"), (L, "Coron"), (L, "Coron")]), [L, L, L]);
        assert_eq!(weighed(text, &[(P, "Coron"), (P, "Coron"), (O, "Coron")]), [P, P, P]);
        let text = "Coron slept. They swam in Coron. Coron is hot.";
        assert_eq!(weighed(text, &[(P, "Coron"), (L, "Coron"), (P, "Coron")]), [L, L, L]);
        let text = "Ann Coron slept. They left Coron.";
        assert_eq!(weighed(text, &[(P, "Ann Coron"), (L, "Coron")]), [P, L]);
        let text = "Mr Coron slept. They left Coron.";
        assert_eq!(weighed(text, &[(P, "Coron"), (L, "Coron")]), [P, L]);
    }

    #[test]
    fn weak_or_mixed_evidence_and_surnames_change_nothing() {
        for text in [
            "He was seen in Lanidar.",
            "He has faith in Lanidar.",
            "In Lanidar, a company said so.",
            "Lanidar is a friend in need.",
            "Lanidar is the first to go.",
        ] {
            assert_eq!(weighed(text, &[(P, "Lanidar")]), [P], "{text}");
        }
        // A country is a partner and has a website; a body is where people sit.
        for (text, kind) in [
            ("Lanidar is a close partner.", L),
            ("The website of Lanidar was down. The founder of Lanidar slept.", L),
            ("They sit in Lanidar.", O),
        ] {
            assert_eq!(weighed(text, &[(kind, "Lanidar")]), [kind], "{text}");
        }
        let text = "Mr Lanidar is the CEO of Lanidar.";
        assert_eq!(weighed(text, &[(P, "Lanidar"), (P, "Lanidar")]), [P, P]);
        let text = "Ann Lanidar left. The CEO of Lanidar left.";
        assert_eq!(weighed(text, &[(P, "Ann Lanidar"), (P, "Lanidar")]), [P, P]);
    }
}
