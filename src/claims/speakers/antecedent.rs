//! Whom a pronoun means.
//!
//! Policy: whoever spoke last and fits, or the only one named near who does; where two fit, nobody. Nobody owns state
//! here but the pass over the page.

use super::words::is_quoted;
use super::{Gender, Speakers};
use crate::entities::{EntityId, EntityKind, Mention, MentionForm};
use crate::page::BlockId;
use crate::span::Place;

impl Speakers<'_> {
    /// The person a pronoun at `place` stands for: whoever spoke last and fits, else the only person of
    /// the sentence's block before it, else the first person of the block before.
    pub(super) fn antecedent(&self, place: Place, gender: Gender) -> Option<EntityId> {
        let fits = |e: EntityId| {
            self.kind(e) == Some(EntityKind::Person) && self.gender(e).is_none_or(|g| g == gender)
        };
        let known = |e: EntityId| self.gender(e) == Some(gender);
        let before = |m: &&Mention| m.form == MentionForm::Name && m.place.span.end <= place.span.start;
        // Who is named only in somebody's words is spoken of, and does not speak next.
        let text = self.page.blocks.get(place.block.index()).map_or("", |b| &*b.text);
        let spoken_of = |m: &&Mention| is_quoted(text, m.place.span.start);
        let told = self.in_block(place.block).iter().filter(before).filter(|m| fits(m.entity));
        let mut here: Vec<EntityId> = told.filter(|m| !spoken_of(m)).map(|m| m.entity).collect();
        here.dedup();
        if let Some(last) = self.last(place.block).filter(|e| fits(*e)) {
            // Someone else named since then in this block may be meant, unless the gender tells.
            let others: Vec<EntityId> = here.iter().copied().filter(|e| *e != last).collect();
            if others.is_empty()
                || (known(last) && !others.iter().any(|e| known(*e) || self.gender(*e).is_none()))
            {
                return Some(last);
            }
            let mut sure: Vec<EntityId> = others.into_iter().filter(|e| known(*e)).collect();
            sure.sort_unstable();
            sure.dedup();
            match sure.as_slice() {
                // The one whom the pronoun is known to fit, against one whom it may fit.
                [one] if !known(last) => return Some(*one),
                _ if self.last.is_some_and(|(_, b)| b == place.block) => return Some(last),
                _ => {}
            }
        }
        here.sort_unstable();
        here.dedup();
        match here.as_slice() {
            [one] => return Some(*one),
            [_, ..] => return None,
            [] => {}
        }
        let above = place.block.0.checked_sub(1)?;
        let mut near: Vec<EntityId> = self
            .in_block(BlockId(above))
            .iter()
            .filter(|m| m.form == MentionForm::Name)
            .map(|m| m.entity)
            .filter(|e| fits(*e))
            .collect();
        near.sort_unstable();
        near.dedup();
        match near.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}
