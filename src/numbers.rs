//! Entities keep their numbers while the page changes.
//!
//! Problem: what a reader opened or chose is remembered by an entity's number, and numbers go by the order
//! of appearance, which a new paragraph changes. Policy: after a change, an entity of the same kind and name
//! takes the number it had; new ones come behind; one that is gone leaves its number empty (no mentions), as
//! a corrected one does. When more than half of many numbers would be empty, all are given out anew. A pure
//! change of the findings; the caller owns them. Annotations point at mentions and claims, whose numbers stay.

use rustc_hash::FxHashMap;

use crate::analysis::Findings;
use crate::entities::{Entities, Entity, EntityId, EntityKind};

/// Empty numbers up to so many are always kept.
const FEW: usize = 100;

/// Gives the entities of `found` the numbers they had in `earlier`.
pub fn keep(earlier: &Entities, found: &mut Findings) {
    let entities = &found.entities.entities;
    let mut known: FxHashMap<(EntityKind, &str), usize> = FxHashMap::default();
    for (i, entity) in earlier.entities.iter().enumerate() {
        known.entry((entity.kind, &entity.name)).or_insert(i);
    }
    let kept: Vec<Option<usize>> =
        entities.iter().map(|e| known.remove(&(e.kind, e.name.as_str()))).collect();
    let empty = earlier.entities.len() - kept.iter().flatten().count();
    if empty > FEW && empty > entities.len() {
        return;
    }
    let mut next = earlier.entities.len();
    let numbers: Vec<usize> = kept
        .iter()
        .map(|kept| {
            kept.unwrap_or_else(|| {
                next += 1;
                next - 1
            })
        })
        .collect();
    if numbers.iter().enumerate().all(|(i, n)| i == *n) && next == entities.len() {
        return;
    }
    let mut ordered = earlier.entities.clone();
    for old in &mut ordered {
        // Where the old words stood is not known any more.
        (old.title, old.description) = (None, None);
    }
    ordered.resize_with(next, || Entity {
        kind: EntityKind::Other,
        name: String::new(),
        aliases: Vec::new(),
        title: None,
        description: None,
        relations: Vec::new(),
        guess: true,
    });
    let told = core::mem::take(&mut found.entities.genders);
    let mut genders = vec![None; ordered.len()];
    for (i, (entity, number)) in
        core::mem::take(&mut found.entities.entities).into_iter().zip(&numbers).enumerate()
    {
        if let (Some(slot), Some(gender)) = (ordered.get_mut(*number), genders.get_mut(*number)) {
            *slot = entity;
            *gender = told.get(i).copied().flatten();
        }
    }
    found.entities.entities = ordered;
    found.entities.genders = genders;
    let renumbered = |id: EntityId| EntityId(numbers.get(id.0 as usize).map_or(id.0, |n| *n as u32));
    for mention in &mut found.entities.mentions {
        mention.entity = renumbered(mention.entity);
    }
    for claim in &mut found.claims.claims {
        claim.speaker = claim.speaker.map(renumbered);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Models, Options, Page};

    fn found(lines: &str) -> Findings {
        let mut analysis = crate::Analysis::new(Options::default());
        let models = Models::embedded().expect("the models open");
        analysis.advance(&Page::from_lines(lines), &models, &mut || true);
        analysis.finish()
    }

    fn number(found: &Findings, name: &str) -> Option<usize> {
        let at = found.entities.entities.iter().position(|e| e.name == name)?;
        found.entities.mentions.iter().any(|m| m.entity.0 as usize == at).then_some(at)
    }

    const STORY: &str =
        "President Amina Yusuf of Kenya said on Monday that the United Nations had not answered her.";

    #[test]
    fn a_name_before_the_others_changes_no_number() {
        let before = found(STORY);
        let mut after =
            found(&format!("Angela Merkel told reporters in Berlin that she agreed with them.\n{STORY}"));
        assert_ne!(number(&before, "Kenya"), number(&after, "Kenya"), "the order is another");
        keep(&before.entities, &mut after);
        for name in ["Amina Yusuf", "Kenya", "United Nations"] {
            assert!(number(&before, name).is_some(), "{name} is found");
            assert_eq!(number(&before, name), number(&after, name), "{name}");
        }
        assert!(number(&after, "Angela Merkel").is_some_and(|n| n >= before.entities.entities.len()));
    }

    #[test]
    fn one_that_is_gone_leaves_its_number_empty_and_gets_it_back() {
        let before = found(STORY);
        let mut without =
            found("The United Nations had not answered her, said the government of Kenya on Monday.");
        keep(&before.entities, &mut without);
        assert_eq!(number(&without, "Amina Yusuf"), None);
        assert_eq!(number(&before, "Kenya"), number(&without, "Kenya"));
        let mut again = found(STORY);
        keep(&without.entities, &mut again);
        assert_eq!(number(&before, "Amina Yusuf"), number(&again, "Amina Yusuf"));
        for claim in &again.claims.claims {
            assert!(claim.speaker.is_none_or(|s| (s.0 as usize) < again.entities.entities.len()));
        }
    }
}
