//! How well mentions are joined to entities: B-cubed (Bagga and Baldwin 1998) over named mentions of people,
//! organisations and places.
//!
//! Two figures: with the right names given (the joining alone), and with the names that are found, as Pradhan et
//! al. (2014) define B-cubed on found mentions and the `CoNLL` scorer counts: neither side is changed to fit the
//! other, so a name that is not found lowers recall, one that is no mention lowers precision, singletons count.
//! (Cai and Strube (2010) would forgive false names that stand alone; that is the kinder measure, and not ours.)
//! What both lack is split by reason. Two people of one surname joined to one entity are counted apart, for
//! that is the worst a card can do.
//!
//! Which mention a found name is: the smallest that it lies in and whose least words it holds (the minimal span of
//! MUC-7 and of GUM, the partial match of `CorefUD`'s scorer), so that a house style of articles, titles and
//! appositions is no fault. A name within a found name is not asked for, for the tagger marks none there.
//! What kind a name has is the F1's to say (`score`), and not judged here, as in every measure of coreference: the
//! mentions' own kinds say which are measured, and a found name that is a mention of another kind (an event, a
//! website) is left out, while one that is no mention at all is false.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use galley::Models;
use galley::entities::{self, EntityKind, MentionForm, NameSpan};
use galley::page::{BlockId, Page};
use galley::span::{Place, Span};
use galley::text::Text;

use super::accuracy::names;
use super::score::kind_of_number;
use crate::corpus::Article;

/// A named mention of the right answers.
#[derive(Debug)]
pub struct Named {
    /// The name.
    pub name: NameSpan,
    /// Whose it is.
    pub entity: String,
    /// What a found name must hold to be this mention (bytes of the block).
    pub least: Span,
    /// What a found name must lie in to be this mention (bytes of the block).
    pub whole: Span,
    /// Whether it is given where the joining alone is measured: it lies in no other name.
    pub given: bool,
}

/// A page with its named mentions.
#[derive(Debug, Default)]
pub struct Annotated {
    /// The page.
    pub page: Page,
    /// Its mentions, in reading order.
    pub mentions: Vec<Named>,
}

impl Named {
    fn counts(&self) -> bool {
        self.name.kind != EntityKind::Other
    }

    /// Whether the name found at `place` is this mention.
    fn is_at(&self, place: Place) -> bool {
        self.is_in(place) && self.whole.contains(place.span)
    }

    /// Whether it lies in the name found at `place`.
    fn is_in(&self, place: Place) -> bool {
        self.name.place.block == place.block && place.span.contains(self.least)
    }
}

/// Why a mention is not where it belongs.
#[derive(Debug, Clone, Copy)]
enum Loss {
    /// Nothing is found there; or a found name is none and touches none.
    Alone,
    /// Something else is found there; or a found name that is none touches one.
    Border,
    /// Both are right, and joined to another entity.
    Joined,
}

/// Sums over pages.
#[derive(Debug, Default)]
struct Cubed {
    precision: f64,
    found: usize,
    recall: f64,
    right: usize,
    merged: usize,
    /// What precision and recall lack, by [`Loss`].
    lost: [[f64; 3]; 2],
}

/// A found name for counting.
#[derive(Debug, Clone, Copy)]
struct Made {
    /// The mention it is; none for a false one.
    mention: Option<usize>,
    /// Its entity.
    entity: u32,
    /// Whether it touches a mention.
    touches: bool,
}

impl Cubed {
    /// Adds a page: `right` are the entities of its mentions by number, `touched` those of them that a found name
    /// touches.
    fn add(&mut self, right: &BTreeMap<usize, &str>, touched: &BTreeSet<usize>, found: &[Made]) {
        let mut by_entity: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (mention, entity) in right {
            by_entity.entry(entity).or_default().insert(*mention);
        }
        let mut by_found: BTreeMap<u32, Vec<Made>> = BTreeMap::new();
        for made in found {
            by_found.entry(made.entity).or_default().push(*made);
        }
        let whose: BTreeMap<usize, u32> =
            found.iter().filter_map(|made| Some((made.mention?, made.entity))).collect();
        let [precision, recall] = &mut self.lost;
        for (mention, truth) in right.iter().filter_map(|(m, entity)| Some((m, by_entity.get(entity)?))) {
            let share = (truth.len() as f64).recip();
            let lacks = |other: &usize| match whose.get(other) {
                None if touched.contains(other) => Loss::Border,
                None => Loss::Alone,
                Some(_) => Loss::Joined,
            };
            match whose.get(mention) {
                None => recall[lacks(mention) as usize] += 1.0,
                Some(entity) => {
                    for other in truth {
                        if whose.get(other) == Some(entity) {
                            self.recall += share;
                        } else {
                            recall[lacks(other) as usize] += share;
                        }
                    }
                }
            }
        }
        for made in found {
            let together = &by_found[&made.entity];
            let share = (together.len() as f64).recip();
            let falls = |other: &Made| if other.touches { Loss::Border } else { Loss::Alone };
            let Some(truth) = made.mention.and_then(|m| by_entity.get(right.get(&m)?)) else {
                precision[falls(made) as usize] += 1.0;
                continue;
            };
            for other in together {
                match other.mention {
                    Some(m) if truth.contains(&m) => self.precision += share,
                    Some(_) => precision[Loss::Joined as usize] += share,
                    None => precision[falls(other) as usize] += share,
                }
            }
        }
        self.found += found.len();
        self.right += right.len();
    }

    /// What precision and recall lack, and why.
    fn losses(&self) -> String {
        let [precision, recall] = self.lost;
        let [none, border, joined] = precision.map(|lost| lost / self.found.max(1) as f64);
        let [missed, cut, apart] = recall.map(|lost| lost / self.right.max(1) as f64);
        format!(
            "{:48} P lacks {none:.3} no name, {border:.3} other borders, {joined:.3} joined wrongly; \
             R lacks {missed:.3} missed, {cut:.3} other borders, {apart:.3} left apart\n",
            ""
        )
    }

    fn line(&self, name: &str) -> String {
        let p = self.precision / self.found.max(1) as f64;
        let r = self.recall / self.right.max(1) as f64;
        let f1 = 2.0 * p * r / (p + r).max(1e-9);
        format!(
            "{name:48} B3 P {p:.3} R {r:.3} F1 {f1:.3}  {} mentions, pairs of people of one surname in one entity: {}\n",
            self.right, self.merged
        )
    }
}

/// Pairs of people whose names end alike and that were joined to one entity.
fn merged(annotated: &Annotated, found: &[Made]) -> usize {
    let mut people: BTreeMap<(u32, String), BTreeSet<&str>> = BTreeMap::new();
    for Made { mention, entity, .. } in found {
        let Some(named) = mention.and_then(|m| annotated.mentions.get(m)) else { continue };
        let place = named.name.place;
        let text = annotated.page.blocks.get(place.block.index()).map_or("", |b| place.span.text(&b.text));
        let mut words = text.split_whitespace();
        let (Some(last), true) = (words.next_back(), words.next().is_some()) else { continue };
        if named.name.kind == EntityKind::Person {
            people.entry((*entity, last.to_lowercase())).or_default().insert(&named.entity);
        }
    }
    people.values().map(|e| e.len().saturating_sub(1)).sum()
}

/// The length of a leading article in bytes.
fn article(name: &str) -> u32 {
    let first = name.split_inclusive(' ').next().unwrap_or("");
    if matches!(first, "the " | "The " | "a " | "A " | "an " | "An ") { first.len() as u32 } else { 0 }
}

/// The numbers of the mentions that found names (in reading order) are; each mention is found once.
fn aligned(Annotated { page, mentions }: &Annotated, found: &[NameSpan]) -> Vec<Option<usize>> {
    let mut taken = BTreeSet::new();
    found
        .iter()
        .map(|name| {
            let text =
                page.blocks.get(name.place.block.index()).map_or("", |b| name.place.span.text(&b.text));
            let bare = Place {
                span: Span::new(name.place.span.start + article(text), name.place.span.end),
                ..name.place
            };
            let fits = |i: &usize| {
                !taken.contains(i) && (mentions[*i].is_at(name.place) || mentions[*i].is_at(bare))
            };
            let smallest = (0..mentions.len()).filter(fits).min_by_key(|i| mentions[*i].whole.len())?;
            taken.insert(smallest);
            Some(smallest)
        })
        .collect()
}

pub(super) fn measure(models: &Models, name: &str, pages: &[Annotated]) -> String {
    let (mut given, mut whole) = (Cubed::default(), Cubed::default());
    for annotated in pages {
        let Annotated { page, mentions } = annotated;
        let right: BTreeMap<usize, &str> = mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| m.given)
            .map(|(i, m)| (i, m.entity.as_str()))
            .collect();
        let spans: Vec<NameSpan> = right.keys().map(|i| mentions[*i].name).collect();
        let numbers: BTreeMap<Place, usize> = right.keys().map(|i| (mentions[*i].name.place, *i)).collect();
        let text = Text::read(page, u32::MAX);
        let joined = entities::assemble(page, &text, &spans);
        let named = joined.mentions.iter().filter(|m| m.form == MentionForm::Name);
        let made: Vec<Made> = named
            .map(|m| Made { mention: numbers.get(&m.place).copied(), entity: m.entity.0, touches: false })
            .collect();
        given.add(&right, &BTreeSet::new(), &made);
        given.merged += merged(annotated, &made);

        let (spans, whose) = names(models, page);
        let which = aligned(annotated, &spans);
        let inside = |i: usize| {
            let holds = |(name, which): (&NameSpan, &Option<usize>)| {
                which.is_some_and(|w| w != i) && mentions[i].is_in(name.place)
            };
            spans.iter().zip(&which).any(holds)
        };
        let right: BTreeMap<usize, &str> = mentions
            .iter()
            .enumerate()
            .filter(|(i, m)| m.counts() && (which.contains(&Some(*i)) || !inside(*i)))
            .map(|(i, m)| (i, m.entity.as_str()))
            .collect();
        let touch = |a: Place, b: Place| a.block == b.block && a.span.overlaps(b.span);
        let touched: BTreeSet<usize> = right
            .keys()
            .copied()
            .filter(|i| spans.iter().any(|s| touch(s.place, mentions[*i].name.place)))
            .collect();
        let made: Vec<Made> = spans
            .iter()
            .zip(&which)
            .zip(&whose)
            .filter(|((name, which), _)| {
                which.map_or(name.kind != EntityKind::Other, |i| right.contains_key(&i))
            })
            .map(|((name, which), entity)| Made {
                mention: *which,
                entity: *entity,
                touches: right.keys().any(|i| touch(name.place, mentions[*i].name.place)),
            })
            .collect();
        whole.add(&right, &touched, &made);
        whole.merged += merged(annotated, &made);
    }
    [
        given.line(&format!("{name}, names given")),
        given.losses(),
        whole.line(&format!("{name}, names found")),
        whole.losses(),
    ]
    .concat()
}

/// B-cubed on the corpus's articles, split dev.
///
/// # Errors
/// When the articles cannot be read.
pub fn corpus(models: &Models, folder: &Path) -> std::io::Result<String> {
    let mut pages = Vec::new();
    for (article, _) in Article::load_all(folder)?.iter().filter(|(a, _)| a.split() == "dev") {
        let mut mentions = Vec::new();
        for (n, block) in article.blocks.iter().enumerate() {
            for mention in block.mentions.iter().filter(|m| !m.entity.is_empty()) {
                let kind = match mention.kind {
                    'P' => 1,
                    'O' => 2,
                    'L' => 3,
                    'X' => 4,
                    _ => continue,
                };
                let (span, entity) = (mention.span, mention.entity.clone());
                let place = Place { block: BlockId(n as u32), span };
                let name = NameSpan { place, kind: kind_of_number(kind), score: 1.0 };
                mentions.push(Named { name, entity, least: span, whole: span, given: true });
            }
        }
        mentions.sort_by_key(|m| m.name.place);
        pages.push(Annotated { page: article.page(), mentions });
    }
    Ok(measure(models, "own corpus, dev", &pages))
}
