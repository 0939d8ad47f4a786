//! Who is named in a few paragraphs, told before the names are joined.
//!
//! Problem: the first names are to stand on the page within some milliseconds, and to join names as the whole article
//! is joined is most of that time, because a browser compiles code when it is first run. Policy: names as they are
//! written, mended but not completed. The same words are of one kind, the one they are taken for most surely; names
//! of one kind that share a word count as one ("Ann Lee", "Lee"), because what is marked too little comes a moment
//! later, and a mark that goes away again is seen. Nobody owns state here. Not handled: what the whole article says
//! (it takes this one's place).

use super::known::Known;
use super::{Entities, Entity, EntityId, EntityKind, Mention, MentionForm, NameSpan, pairs, written};
use crate::page::Page;
use crate::text::{Text, is_capitalised};

/// The names of a page sketched from those the tagger found.
pub fn sketch(page: &Page, text: &Text, names: &[NameSpan]) -> Entities {
    let mut known = Known::default();
    known.advance(page, text, &mut || true);
    let (names, _) = written::mend(page, &mut known, names);
    let names = pairs::unite(page, written::drop_bare(page, text, &mut known, names));
    let surface = |name: &NameSpan| {
        page.blocks.get(name.place.block.index()).map_or("", |block| name.place.span.text(&block.text))
    };
    let mut found = Entities::default();
    // The words of each entity, all of its forms.
    let mut words: Vec<(&str, EntityId)> = Vec::new();
    for name in &names {
        let written = surface(name);
        let kind = kind_of(names.iter().filter(|other| surface(other) == written));
        let capitals = || written.split(' ').filter(|word| is_capitalised(word));
        let is_of = |id: &EntityId| found.entities.get(id.0 as usize).is_some_and(|e| e.kind == kind);
        let shared = capitals().find_map(|word| words.iter().find(|(known, id)| *known == word && is_of(id)));
        let entity = shared.map_or(EntityId(found.entities.len() as u32), |(_, id)| *id);
        if entity.0 as usize == found.entities.len() {
            found.entities.push(Entity {
                kind,
                name: written.to_owned(),
                aliases: Vec::new(),
                title: None,
                description: None,
                relations: Vec::new(),
                guess: false,
            });
        }
        words.extend(capitals().map(|word| (word, entity)));
        found.mentions.push(Mention { entity, place: name.place, form: MentionForm::Name });
    }
    found
}

/// The kind that names of the same words are taken for most surely.
fn kind_of<'a>(names: impl Iterator<Item = &'a NameSpan>) -> EntityKind {
    use EntityKind::{Organisation, Other, Person, Place};
    let mut sure = [(Person, 0.0), (Organisation, 0.0), (Place, 0.0), (Other, 0.0)];
    for name in names {
        if let Some((_, sum)) = sure.iter_mut().find(|(kind, _)| *kind == name.kind) {
            *sum += name.score;
        }
    }
    sure.iter().fold(sure[0], |most, one| if one.1 > most.1 { *one } else { most }).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Block, BlockKind};
    use crate::span::{Place as Spot, Span};
    use crate::text;

    const TEXT: &str = "Ann Lee met Lee in Lee Vale, and Rome told Rome.";

    fn name(surface: &str, from: usize, kind: EntityKind, score: f32) -> NameSpan {
        let start = TEXT[from..].find(surface).map_or(0, |at| at + from) as u32;
        let span = Span::new(start, start + surface.len() as u32);
        NameSpan { place: Spot { block: crate::page::BlockId(0), span }, kind, score }
    }

    #[test]
    fn shared_words_make_one_and_the_surer_kind_is_taken() {
        use EntityKind::{Organisation, Person, Place};
        let block = Block::new(BlockKind::Paragraph, TEXT);
        let page = Page { blocks: vec![block], ..Page::default() };
        let mut reading = text::Reading::new(u32::MAX);
        assert!(reading.advance(&page, &mut || true));
        let names = [
            name("Ann Lee", 0, Person, 1.0),
            name("Lee", 8, Person, 1.0),
            name("Lee Vale", 16, Place, 1.0),
            name("Rome", 30, Organisation, 0.4),
            name("Rome", 40, Place, 0.9),
        ];
        let found = sketch(&page, &reading.finish(), &names);
        let shown: Vec<_> = found.entities.iter().map(|e| (e.name.as_str(), e.kind)).collect();
        assert_eq!(shown, [("Ann Lee", Person), ("Lee Vale", Place), ("Rome", Place)]);
        assert_eq!(found.mentions.iter().map(|m| m.entity.0).collect::<Vec<_>>(), [0, 0, 1, 2, 2]);
    }
}
