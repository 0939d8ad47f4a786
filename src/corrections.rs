//! What the reader corrected, applied to what was found.
//!
//! Problem: a finder errs, and the reader who says so must see it gone at once, here and on later pages.
//! Policy: a pure change of the findings before anything is painted or reported. Corrections are plain
//! words, normalised as in `extension/settings.js`; they fit the name of an entity, the words of a
//! mention or the content of a claim, whole. An entity that is corrected away keeps its number and loses
//! its mentions, so that no number changes its meaning. Not handled: composing characters (the page's
//! own spelling is compared).

use crate::analysis::Findings;
use crate::annotations;
use crate::claims::{ClaimId, Claims};
use crate::entities::{EntityId, EntityKind};
use crate::page::Page;
use crate::span::Place;

/// The reader's corrections; every text normalised.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    /// These are no names.
    pub not_names: Vec<String>,
    /// These names are of this kind.
    pub kinds: Vec<(String, EntityKind)>,
    /// The first name is another form of the second.
    pub same: Vec<(String, String)>,
    /// These contents are no claims, these sentences no statements.
    pub not_claims: Vec<String>,
}

/// How texts are compared: lower case, straight quotation marks, single spaces.
pub fn normalised(text: &str) -> String {
    let straight: String = text
        .chars()
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' | '\u{201b}' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '«' | '»' => '"',
            other => other,
        })
        .collect();
    straight.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Changes `findings` as corrected; the merged annotations are made anew when anything changed.
pub fn apply(page: &Page, findings: &mut Findings, corrections: &Corrections) {
    if *corrections != Corrections::default() {
        correct(page, findings, corrections);
    }
}

/// A function of its own: most readers corrected nothing, and a browser compiles whole functions when it first runs them.
#[inline(never)]
fn correct(page: &Page, findings: &mut Findings, corrections: &Corrections) {
    same(findings, corrections);
    kinds(findings, corrections);
    not_names(page, findings, corrections);
    not_claims(page, &mut findings.claims, corrections);
    findings.annotations = annotations::merge(&findings.entities, &findings.claims);
}

fn words(page: &Page, place: &Place) -> String {
    let text = page.blocks.get(place.block.index()).map_or("", |b| &*b.text);
    normalised(text.get(place.span.start as usize..place.span.end as usize).unwrap_or(""))
}

fn same(findings: &mut Findings, corrections: &Corrections) {
    for (from, to) in &corrections.same {
        let entities = &mut findings.entities.entities;
        let find = |name: &str| entities.iter().position(|e| normalised(&e.name) == *name);
        let (Some(from), Some(to)) = (find(from), find(to)) else { continue };
        if from == to {
            continue;
        }
        let Some(gone) = entities.get(from).cloned() else { continue };
        let Some(kept) = entities.get_mut(to) else { continue };
        for name in core::iter::once(gone.name).chain(gone.aliases) {
            if name != kept.name && !kept.aliases.contains(&name) {
                kept.aliases.push(name);
            }
        }
        kept.title = kept.title.or(gone.title);
        kept.description = kept.description.or(gone.description);
        let (from, to) = (EntityId(from as u32), EntityId(to as u32));
        for mention in findings.entities.mentions.iter_mut().filter(|m| m.entity == from) {
            mention.entity = to;
        }
        for claim in findings.claims.claims.iter_mut().filter(|c| c.speaker == Some(from)) {
            claim.speaker = Some(to);
        }
    }
}

fn kinds(findings: &mut Findings, corrections: &Corrections) {
    for entity in &mut findings.entities.entities {
        let name = normalised(&entity.name);
        if let Some((_, kind)) = corrections.kinds.iter().find(|(of, _)| *of == name) {
            entity.kind = *kind;
            entity.guess = false;
        }
    }
}

fn not_names(page: &Page, findings: &mut Findings, corrections: &Corrections) {
    let wrong = &corrections.not_names;
    if wrong.is_empty() {
        return;
    }
    let gone: Vec<bool> =
        findings.entities.entities.iter().map(|e| wrong.contains(&normalised(&e.name))).collect();
    let is_gone = |id: EntityId| gone.get(id.0 as usize).copied().unwrap_or(false);
    findings.entities.mentions.retain(|m| !is_gone(m.entity) && !wrong.contains(&words(page, &m.place)));
    for claim in findings.claims.claims.iter_mut().filter(|c| c.speaker.is_some_and(is_gone)) {
        claim.speaker = None;
    }
}

fn not_claims(page: &Page, claims: &mut Claims, corrections: &Corrections) {
    let wrong = &corrections.not_claims;
    if wrong.is_empty() {
        return;
    }
    // The shell cuts a long text and ends it with an ellipsis: the rest of it counts as equal.
    let is_wrong = |text: &str| {
        wrong.iter().any(|w| match w.strip_suffix('…') {
            Some(cut) if cut.len() > 200 => text.starts_with(cut),
            _ => w == text,
        })
    };
    let content = |places: &[Place]| {
        places.iter().map(|p| words(page, p)).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" … ")
    };
    let kept: Vec<bool> = claims.claims.iter().map(|c| !is_wrong(&content(&c.content))).collect();
    let mut next = 0;
    let numbers: Vec<Option<ClaimId>> = kept
        .iter()
        .map(|keep| {
            keep.then(|| {
                next += 1;
                ClaimId(next - 1)
            })
        })
        .collect();
    let renumbered = |id: Option<ClaimId>| id.and_then(|i| numbers.get(i.0 as usize).copied().flatten());
    let mut at = 0;
    claims.claims.retain(|_| {
        at += 1;
        kept.get(at - 1).copied().unwrap_or(true)
    });
    for claim in &mut claims.claims {
        claim.parent = renumbered(claim.parent);
        claim.same = renumbered(claim.same);
    }
    claims.statements.retain(|s| !is_wrong(&words(page, &s.place)));
    for statement in &mut claims.statements {
        statement.follows = renumbered(statement.follows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::{Claim, Statement};
    use crate::entities::{Entity, Mention, MentionForm};
    use crate::page::BlockId;
    use crate::span::Span;

    const TEXT: &str = "Ann Lee said it rained. Lee said it “snowed”. Reuters agreed.";

    fn place(words: &str, nth: usize) -> Place {
        let (start, found) = TEXT.match_indices(words).nth(nth).unwrap();
        Place { block: BlockId(0), span: Span { start: start as u32, end: (start + found.len()) as u32 } }
    }

    fn entity(name: &str, kind: EntityKind) -> Entity {
        Entity {
            kind,
            name: name.into(),
            aliases: Vec::new(),
            title: None,
            description: None,
            relations: Vec::new(),
            guess: true,
        }
    }

    fn claim(speaker: u32, content: Place, parent: Option<u32>) -> Claim {
        let parent = parent.map(ClaimId);
        Claim { parent, same: parent, ..Claim::of(content, Some(EntityId(speaker))) }
    }

    fn page() -> Page {
        Page::from_lines(TEXT)
    }

    fn findings() -> Findings {
        let mention = |entity, words, nth| Mention {
            entity: EntityId(entity),
            place: place(words, nth),
            form: MentionForm::Name,
        };
        let mut found = Findings::default();
        found.entities.entities = vec![
            entity("Ann Lee", EntityKind::Person),
            entity("Lee", EntityKind::Place),
            entity("Reuters", EntityKind::Person),
        ];
        found.entities.mentions =
            vec![mention(0, "Ann Lee", 0), mention(1, "Lee", 1), mention(2, "Reuters", 0)];
        found.claims.claims =
            vec![claim(0, place("it rained", 0), None), claim(1, place("it “snowed”", 0), Some(0))];
        found.claims.statements =
            vec![Statement { place: place("Reuters agreed.", 0), score: 0.5, follows: Some(ClaimId(1)) }];
        found
    }

    fn corrected(corrections: &Corrections) -> Findings {
        let mut found = findings();
        apply(&page(), &mut found, corrections);
        found
    }

    #[test]
    fn nothing_corrected_changes_nothing() {
        assert_eq!(corrected(&Corrections::default()).annotations, Vec::new());
    }

    #[test]
    fn what_is_no_name_loses_its_mentions_and_its_claims_their_speaker() {
        let found = corrected(&Corrections { not_names: vec!["ann lee".into()], ..Corrections::default() });
        assert_eq!(found.entities.mentions.len(), 2);
        assert_eq!(found.claims.claims[0].speaker, None);
        assert_eq!(found.claims.claims[1].speaker, Some(EntityId(1)));
        assert!(!found.annotations.is_empty());
    }

    #[test]
    fn a_kind_is_set_and_no_guess_any_more() {
        let kinds = vec![("reuters".to_string(), EntityKind::Organisation)];
        let found = corrected(&Corrections { kinds, ..Corrections::default() });
        let reuters = &found.entities.entities[2];
        assert_eq!((reuters.kind, reuters.guess), (EntityKind::Organisation, false));
    }

    #[test]
    fn two_names_become_one_entity() {
        let same = vec![("lee".into(), "ann lee".into()), ("nobody".into(), "ann lee".into())];
        let found = corrected(&Corrections { same, ..Corrections::default() });
        assert_eq!(found.entities.entities[0].aliases, ["Lee"]);
        assert!(found.entities.mentions.iter().take(2).all(|m| m.entity == EntityId(0)));
        assert_eq!(found.claims.claims[1].speaker, Some(EntityId(0)));
    }

    #[test]
    fn a_claim_goes_and_what_points_at_it_points_nowhere() {
        let found =
            corrected(&Corrections { not_claims: vec!["it rained".into()], ..Corrections::default() });
        assert_eq!(found.claims.claims.len(), 1);
        assert_eq!(found.claims.claims[0].parent, None);
        assert_eq!(found.claims.statements[0].follows, Some(ClaimId(0)));
        let quoted = corrected(&Corrections {
            not_claims: vec!["it \"snowed\"".into(), "reuters agreed.".into()],
            ..Corrections::default()
        });
        assert_eq!((quoted.claims.claims.len(), quoted.claims.statements.len()), (1, 0));
    }

    #[test]
    fn places_outside_the_page_are_no_harm() {
        let mut found = findings();
        found.entities.mentions[0].place.block = BlockId(9);
        found.claims.claims[0].content[0].span = Span { start: 3, end: 900 };
        let all = Corrections {
            not_names: vec![String::new(), "reuters".into()],
            not_claims: vec!["x".into()],
            ..Corrections::default()
        };
        apply(&page(), &mut found, &all);
        assert!(found.entities.mentions.iter().all(|m| m.entity != EntityId(2)));
    }

    #[test]
    fn texts_are_normalised_as_in_the_shell() {
        assert_eq!(normalised("  The “Big”\u{a0}One’s "), "the \"big\" one's");
    }
}
