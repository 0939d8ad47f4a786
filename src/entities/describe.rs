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

use super::aliases::clean;
use super::roles::{head_of, is_body};
use super::{Entity, EntityId, EntityKind, Mention};
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
            .sentences
            .iter()
            .find(|s| (s.first as usize) <= i && i < s.end as usize)
            .map_or((0, self.tokens.len()), |s| (s.first as usize, s.end as usize))
    }
}

/// The head role noun of a description, and the words around it, for matching later descriptions.
struct Role {
    entity: EntityId,
    /// Lower-case words of the title or description.
    words: Vec<String>,
    head: String,
    /// Where it was introduced.
    place: Place,
}

/// Fills titles and descriptions of `entities` and adds mentions by description, in reading order.
pub(super) fn describe(page: &Page, text: &Text, entities: &mut [Entity], mentions: &mut Vec<Mention>) {
    let mut roles = Vec::new();
    for mention in mentions.iter() {
        let Some(line) = line(page, text, mention.place.block) else { continue };
        let Some(entity) = entities.get_mut(mention.entity.0 as usize) else { continue };
        if let Some((place, head)) = constructions::title(&line, text, mention.place.span, entity.kind) {
            roles.push(role(&line, mention.entity, place, &head));
            entity.title.get_or_insert(place);
        }
        let found = constructions::apposition_behind(&line, text, mention.place.span, entity.kind)
            .or_else(|| constructions::apposition_before(&line, text, mention.place.span, entity.kind))
            .or_else(|| constructions::copula(&line, text, mention.place.span, entity.kind));
        if let Some((place, head)) = found {
            roles.push(role(&line, mention.entity, place, &head));
            entity.description.get_or_insert(place);
        }
    }
    // A body's own last word is its role: "Nakuru County Council" is later "the council".
    let mut named = vec![false; entities.len()];
    for mention in mentions.iter() {
        // What holds of its first mention holds of all: its name is one.
        let Some(named) = named.get_mut(mention.entity.0 as usize) else { continue };
        if core::mem::replace(named, true) {
            continue;
        }
        let Some(entity) = entities.get(mention.entity.0 as usize) else { continue };
        let words: Vec<String> = entity.name.split_whitespace().map(str::to_lowercase).collect();
        let head =
            words.last().filter(|w| words.len() > 1 && entity.kind == EntityKind::Organisation && is_body(w));
        let Some(head) = head.cloned() else { continue };
        if !roles.iter().any(|r| r.entity == mention.entity && r.head == head) {
            roles.push(Role { entity: mention.entity, words, head, place: mention.place });
        }
    }
    let later = later::later_descriptions(page, text, &roles, mentions);
    mentions.extend(later);
    mentions.sort_by_key(|m| m.place);
}

fn line<'a>(page: &'a Page, text: &'a Text, block: BlockId) -> Option<Line<'a>> {
    let body = &page.blocks.get(block.index())?.text;
    Some(Line { block, text: body, tokens: &text.block(block).tokens })
}

fn role(line: &Line<'_>, entity: EntityId, place: Place, head: &str) -> Role {
    let words = clean(place.span.text(line.text)).split_whitespace().map(str::to_lowercase).collect();
    Role { entity, words, head: head_of(head).to_owned(), place }
}

#[cfg(test)]
mod tests;
