//! What the article says a named thing is, word for word, and words that stand for the name later.
//!
//! Problem: the card must answer "who is that?" from this article alone, and never with the wrong
//! person's description. Policy: only closed constructions count, that is a role right before the name ("Russian
//! President Vladimir Putin"), an apposition closed on both sides ("Lukashenko, the Belarusian
//! president,"), the same in front ("the president, Lukashenko,"), and "X is a ..."; the head must
//! be a role noun that fits the kind. A later description ("the president") counts as a mention only
//! when exactly one entity in the article has that role. Sources of the constructions: the usual
//! grammar of news; see also Hearst (COLING 1992) for apposition as evidence.
//! Not handled: descriptions across sentences, roles of pronouns.

mod constructions;
mod later;
mod phrases;

use alloc::rc::Rc;

use rustc_hash::FxHashSet;

use super::aliases::clean;
use super::known::Known;
use super::roles::{head_of, is_body};
use super::{Entity, EntityId, EntityKind, Mention};
use crate::order;
use crate::page::{BlockId, Page};
use crate::span::{Place, Span};
use crate::text::{Text, Token};

/// The tokens of one block with the mentions in it.
struct Line<'a> {
    block: BlockId,
    text: &'a str,
    tokens: &'a [Token],
}

impl Line<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.span.text(self.text))
    }

    fn lower(&self, i: usize) -> String {
        self.word(i).to_lowercase()
    }

    fn first_token(&self, span: Span) -> usize {
        self.tokens.partition_point(|t| t.span.end <= span.start)
    }

    fn end_token(&self, span: Span) -> usize {
        self.tokens.partition_point(|t| t.span.start < span.end)
    }

    fn place(&self, from: usize, to: usize) -> Option<Place> {
        let (first, last) = (self.tokens.get(from)?, self.tokens.get(to.checked_sub(1)?)?);
        (from < to).then(|| Place { block: self.block, span: first.span.cover(last.span) })
    }

    /// The sentence of token `i` as token range.
    fn sentence(&self, i: usize, text: &Text) -> (usize, usize) {
        text.block(self.block)
            .sentence_of(i)
            .map_or((0, self.tokens.len()), |s| (s.first as usize, s.end as usize))
    }
}

/// What is said of a name at one place: title, and description.
#[derive(Debug, Default)]
pub(super) struct Said {
    title: Option<Words>,
    description: Option<Words>,
}

/// The words of a title or description.
#[derive(Debug, Clone)]
struct Words {
    span: Span,
    /// In lower case.
    all: Rc<[String]>,
    head: Rc<str>,
}

impl Words {
    fn new(line: &Line<'_>, (place, head): (Place, String)) -> Self {
        let all = clean(place.span.text(line.text)).split_whitespace().map(str::to_lowercase).collect();
        Self { span: place.span, all, head: head_of(&head).into() }
    }
}

impl Said {
    /// Nothing where nothing is said, as of most names.
    fn new(line: &Line<'_>, text: &Text, name: Span, kind: EntityKind) -> Option<Self> {
        let description = constructions::apposition_behind(line, text, name, kind)
            .or_else(|| constructions::apposition_before(line, text, name, kind))
            .or_else(|| constructions::copula(line, text, name, kind));
        let title = constructions::title(line, text, name, kind);
        (title.is_some() || description.is_some()).then(|| Self {
            title: title.map(|found| Words::new(line, found)),
            description: description.map(|found| Words::new(line, found)),
        })
    }
}

/// The head role noun of a description, and the words around it, for matching later descriptions.
struct Role {
    entity: EntityId,
    /// Lower-case words of the title or description.
    words: Rc<[String]>,
    head: Rc<str>,
    /// Where it was introduced.
    place: Place,
}

/// Fills titles and descriptions of `entities` and adds mentions by description, in reading order.
pub(super) fn describe(
    page: &Page,
    text: &Text,
    known: &mut Known,
    entities: &mut [Entity],
    mentions: &mut Vec<Mention>,
) {
    let mut roles = Vec::new();
    for mention in mentions.iter() {
        let Some(entity) = entities.get_mut(mention.entity.0 as usize) else { continue };
        let spot = known.spot(page, mention.place);
        let said = match &spot.said {
            Some((kind, said)) if *kind == entity.kind => said.as_deref(),
            _ => {
                let Some(line) = line(page, text, mention.place.block) else { continue };
                let said = Said::new(&line, text, mention.place.span, entity.kind);
                spot.said.insert((entity.kind, said.map(Rc::new))).1.as_deref()
            }
        };
        let Some(said) = said else { continue };
        let mut introduce = |words: &Words| {
            let place = Place { block: mention.place.block, span: words.span };
            let (words, head) = (Rc::clone(&words.all), Rc::clone(&words.head));
            roles.push(Role { entity: mention.entity, words, head, place });
            place
        };
        if let Some(title) = &said.title {
            entity.title.get_or_insert(introduce(title));
        }
        if let Some(description) = &said.description {
            entity.description.get_or_insert(introduce(description));
        }
    }
    // A body's own last word is its role: "Nakuru County Council" is later "the council".
    let mut named = vec![false; entities.len()];
    let mut heads: FxHashSet<(EntityId, Rc<str>)> =
        roles.iter().map(|r| (r.entity, Rc::clone(&r.head))).collect();
    for mention in mentions.iter() {
        // What holds of its first mention holds of all: its name is one.
        let Some(named) = named.get_mut(mention.entity.0 as usize) else { continue };
        if core::mem::replace(named, true) {
            continue;
        }
        let Some(entity) = entities.get(mention.entity.0 as usize) else { continue };
        if entity.kind != EntityKind::Organisation {
            continue;
        }
        let words: Rc<[String]> = entity.name.split_whitespace().map(str::to_lowercase).collect();
        let Some(head) = words.last().filter(|w| words.len() > 1 && is_body(w)) else { continue };
        let head: Rc<str> = head.as_str().into();
        if heads.insert((mention.entity, Rc::clone(&head))) {
            roles.push(Role { entity: mention.entity, words, head, place: mention.place });
        }
    }
    let later = later::later_descriptions(page, text, known, &roles, mentions);
    if !later.is_empty() {
        mentions.extend(later);
        order::sort_by_key(mentions, |m| m.place);
    }
}

fn line<'a>(page: &'a Page, text: &'a Text, block: BlockId) -> Option<Line<'a>> {
    let body = &page.blocks.get(block.index())?.text;
    Some(Line { block, text: body, tokens: &text.block(block).tokens })
}

#[cfg(test)]
mod tests;
