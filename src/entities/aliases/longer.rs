//! Which longer names a short form may stand for: acronyms, dropped endings, first and last words.
//!
//! Policy: the caller joins a short form only when exactly one longer name fits. Acronyms and company endings fit
//! wherever they stand; other short forms of bodies only after the longer name, or in a heading: "Lanting Tea",
//! later "Lanting"; "Pilbara Advocate", later "the Advocate". A part of a body is not the body ("Senate", "Senate
//! Finance Committee"). Longer names are kept by what may stand for them, so that only these are looked at.

use alloc::rc::Rc;

use super::{Group, Index, Named};
use crate::entities::EntityKind;
use crate::entities::acronyms::stands_for;
use crate::entities::forms::{FUNCTION_WORDS, Form};
use crate::page::BlockKind;

/// Words that end a company's name and are dropped later ("Acme Corp", "Acme").
const COMPANY_ENDINGS: [&str; 24] = [
    "inc",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "limited",
    "plc",
    "llc",
    "lp",
    "llp",
    "ag",
    "gmbh",
    "sa",
    "spa",
    "nv",
    "bv",
    "group",
    "holdings",
    "holding",
    "international",
    "industries",
    "partners",
    "bank",
];

/// Words that make a name with another's words in front a part of it, or something else that is called after it.
const PARTS: [&str; 33] = [
    "committee",
    "subcommittee",
    "commission",
    "council",
    "court",
    "department",
    "school",
    "news",
    "office",
    "division",
    "bureau",
    "caucus",
    "branch",
    "wing",
    "youth",
    "foundation",
    "women",
    "academy",
    "institute",
    "museum",
    "tv",
    "radio",
    "magazine",
    "times",
    "press",
    "post",
    "union",
    "association",
    "authority",
    "agency",
    "ministry",
    "district",
    "police",
];

/// Whole names of chambers, which the word before "of" means on any page, before the whole name as behind it.
const WHOLE_CHAMBERS: [&str; 5] = ["representatives", "commons", "lords", "delegates", "assembly"];

/// What a place is; alone it names the one that was named before ("Henga Lodge", "the Lodge").
const PLACE_NOUNS: [&str; 22] = [
    "lodge",
    "airport",
    "bridge",
    "tower",
    "palace",
    "castle",
    "cathedral",
    "arena",
    "stadium",
    "hall",
    "museum",
    "mall",
    "temple",
    "mosque",
    "abbey",
    "monastery",
    "harbour",
    "harbor",
    "dam",
    "canal",
    "strait",
    "peninsula",
];

/// What comes behind a place's name without making it another's.
const PLACE_ENDINGS: [&[&str]; 7] = [
    &["national", "park"],
    &["province"],
    &["prefecture"],
    &["governorate"],
    &["oblast"],
    &["voivodeship"],
    &["marae"],
];

/// Chambers and parliaments, which are names of their own whatever longer name ends with the word ("White House").
const CHAMBERS: [&str; 4] = ["house", "senate", "congress", "parliament"];

/// Names of several words, by what short forms of them may be.
pub(super) struct Longer<'a> {
    /// By what their acronyms may be.
    initials: Index<String>,
    /// By the words before company endings.
    beginnings: Index<&'a [String]>,
    /// By the first words of a body named before, where the others make no part of it.
    fronts: Index<&'a [String]>,
    /// By the word before "of": "House" of "House of Representatives".
    heads: Index<&'a str>,
    /// "House" of "House of Representatives", wherever it stands.
    chambers: Index<&'a str>,
    /// By their last word; and of places, where it says what they are.
    lasts: Index<&'a str>,
    place_lasts: Index<&'a str>,
    /// Places by what others call them: without their ending, "Falklands", "Cleveland" of "City of Cleveland".
    places: Index<Vec<String>>,
}

impl<'a> Longer<'a> {
    pub(super) fn new(groups: &[Group], forms: &'a [Rc<Form>], bodies: &[usize]) -> Self {
        let mut longer = Self {
            initials: Index::default(),
            beginnings: Index::default(),
            fronts: Index::default(),
            heads: Index::default(),
            chambers: Index::default(),
            lasts: Index::default(),
            place_lasts: Index::default(),
            places: Index::default(),
        };
        for b in bodies.iter().copied().filter(|b| forms[*b].words.len() > 1) {
            for initials in forms[b].initials() {
                longer.initials.entry(initials).or_default().push(b);
            }
            match groups[b].kind {
                EntityKind::Organisation => longer.add(b, &forms[b].words),
                EntityKind::Place => longer.add_place(b, &forms[b].words),
                _ => {}
            }
        }
        longer
    }

    fn add(&mut self, b: usize, words: &'a [String]) {
        let ends = |w: &String| COMPANY_ENDINGS.contains(&w.as_str()) || w == "department";
        let parts = |w: &String| PARTS.contains(&w.as_str()) || FUNCTION_WORDS.contains(&w.as_str());
        // A run of endings, then a run without a word that makes a part: once broken, shorter fronts are none.
        let (mut endings, mut whole) = (true, true);
        for cut in (1..words.len()).rev() {
            let (Some(front), Some(dropped)) = (words.get(..cut), words.get(cut)) else { continue };
            endings &= ends(dropped);
            whole &= !parts(dropped);
            if endings {
                self.beginnings.entry(front).or_default().push(b);
            } else if whole {
                self.fronts.entry(front).or_default().push(b);
            }
        }
        if let [head, of, _, ..] = words
            && of == "of"
        {
            self.heads.entry(head).or_default().push(b);
            if head == "house" && matches!(words, [_, _, what] if WHOLE_CHAMBERS.contains(&what.as_str())) {
                self.chambers.entry(head).or_default().push(b);
            }
        }
        if let Some(last) = words.last().filter(|last| !CHAMBERS.contains(&last.as_str())) {
            self.lasts.entry(last).or_default().push(b);
        }
    }

    fn add_place(&mut self, b: usize, words: &'a [String]) {
        if let Some(last) = words.last().filter(|last| PLACE_NOUNS.contains(&last.as_str())) {
            self.place_lasts.entry(last).or_default().push(b);
        }
        for ending in PLACE_ENDINGS {
            let cut = words.len().saturating_sub(ending.len());
            if cut > 0 && words.get(cut..).is_some_and(|end| end.iter().eq(ending)) {
                self.places.entry(words[..cut].to_vec()).or_default().push(b);
            }
        }
        match words {
            // The City of London is a part of London.
            [city, of, rest @ ..]
                if of == "of"
                    && among!(city.as_str(), "city" | "town" | "village")
                    && !rest.iter().eq(["london"]) =>
            {
                self.places.entry(rest.to_vec()).or_default().push(b);
            }
            [name, islands] if islands == "islands" => {
                self.places.entry(vec![format!("{name}s")]).or_default().push(b);
            }
            _ => {}
        }
    }

    /// Those that `a` is a short form of.
    pub(super) fn fits(&self, groups: &[Group], named: &Named<'_>, a: usize) -> Vec<usize> {
        let mut fits: Vec<usize> = Vec::new();
        let group = &groups[a];
        let surface = |i: &usize| named.surfaces.get(*i).map(|s| named.known.get(*s));
        let acronym = group.spans.iter().any(|i| surface(i).is_some_and(|s| s.acronym));
        if let ([_], false) = (group.form.words.as_slice(), acronym) {
            // "American College of Pediatricians (ACPeds)".
            let before = group.spans.iter().filter_map(|i| Some((i.checked_sub(1)?, *i)));
            let short = |i: usize| surface(&i).map_or("", |s| &s.clean);
            let stands = |(long, i): &(usize, usize)| {
                let capitals = short(*i).chars().filter(|c| c.is_uppercase()).count();
                capitals > 1 && named.brackets(*long, *i) && stands_for(short(*i), short(*long))
            };
            let groups_of = before.filter(stands).filter_map(|(long, _)| named.groups.get(long)).copied();
            fits.extend(groups_of.filter(|b| groups[*b].kind != EntityKind::Person));
        }
        if let ([word], true) = (group.form.words.as_slice(), acronym) {
            // "VA" beside "Verizon Amphitheatre" is a state: a place's two letters need their stops ("L.A.").
            let dotted = || group.spans.iter().any(|i| surface(i).is_some_and(|s| s.lower.contains('.')));
            let letters = word.chars().count();
            if letters > 1 {
                let named_so = self.initials.get(word).into_iter().flatten().copied();
                fits.extend(
                    named_so.filter(|b| letters > 2 || groups[*b].kind != EntityKind::Place || dotted()),
                );
            }
            // "Cartel de los Soles (CDS)", "EU (European Union)".
            let beside = group.spans.iter().flat_map(|i| {
                let before = i.checked_sub(1).filter(|before| named.brackets(*before, *i));
                before.into_iter().chain(Some(i + 1).filter(|behind| named.brackets(*i, *behind)))
            });
            let beside = beside.filter_map(|i| named.groups.get(i)).copied();
            fits.extend(
                beside.filter(|b| groups[*b].kind != EntityKind::Person && groups[*b].form.words.len() > 1),
            );
        }
        if group.kind == EntityKind::Place {
            fits.extend(self.places.get(&group.form.words).into_iter().flatten());
            if let [word] = group.form.words.as_slice() {
                let with = self.place_lasts.get(word.as_str()).into_iter().flatten().copied();
                fits.extend(with.filter(|b| introduced(group, &groups[*b], named)));
            }
        }
        if group.kind == EntityKind::Organisation {
            let words = group.form.words.as_slice();
            fits.extend(self.beginnings.get(words).into_iter().flatten());
            let mut after: Vec<usize> = Vec::new();
            if !acronym {
                after.extend(self.fronts.get(words).into_iter().flatten());
            }
            if let [word] = words {
                let by_word = [self.heads.get(word.as_str()), self.lasts.get(word.as_str())];
                after.extend(by_word.into_iter().flatten().flatten());
                fits.extend(self.chambers.get(word.as_str()).into_iter().flatten());
            }
            fits.extend(after.into_iter().filter(|b| introduced(group, &groups[*b], named)));
        }
        fits.retain(|b| *b != a);
        fits
    }
}

/// Whether `long` is named before `short` is, headings apart.
fn introduced(short: &Group, long: &Group, named: &Named<'_>) -> bool {
    let heading = |i: &&usize| {
        named
            .spans
            .get(**i)
            .and_then(|s| named.page.blocks.get(s.place.block.index()))
            .is_some_and(|block| matches!(block.kind, BlockKind::Headline | BlockKind::Subhead))
    };
    match (short.spans.iter().find(|i| !heading(i)), long.spans.first()) {
        (Some(short), Some(long)) => long < short,
        (None, Some(_)) => true,
        _ => false,
    }
}

impl Named<'_> {
    /// Whether name `short` stands in brackets right behind name `long`, and nothing else does.
    fn brackets(&self, long: usize, short: usize) -> bool {
        let (Some(long), Some(short)) = (self.spans.get(long), self.spans.get(short)) else { return false };
        let Some(block) = self.page.blocks.get(short.place.block.index()) else { return false };
        if short.place.block != long.place.block {
            return false;
        }
        let between = block.text.get(long.place.span.end as usize..short.place.span.start as usize);
        let behind = block.text.get(short.place.span.end as usize..).unwrap_or("");
        between.is_some_and(|gap| gap.trim() == "(") && behind.trim_start().starts_with([')', ',', ';'])
    }
}
