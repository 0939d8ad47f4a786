//! Pages that change in their place: a pass that takes over stretches comes to what a pass comes to that does not.

use crate::claims::memory::Memory;
use crate::claims::stretches::Stretches;
use crate::claims::{Claims, Search, find};
use crate::entities::{self, Entities, EntityId};
use crate::models::Models;
use crate::page::{Block, BlockKind, Page};
use crate::text::{Reading, Text};

/// Everybody whom the lines name, so that a change brings in nobody new.
const NAMED: &str = "The mayor, Ms. Ruth Okello, met Mr. Martin Okafor, Mr. Sam Wallace and Ms. Helen Trevorrow of the World \
                     Bank in Paris on Monday.";
const LINES: [&str; 30] = [
    "",
    "It rained all day in Paris, and the trains ran late.",
    "Ruth Okello said on Monday that the bridge was closed.",
    "Martin Okafor told reporters that the harbour would open in spring.",
    "He said that nobody had been hurt in the fire.",
    "She told reporters that the engineers had gone.",
    "“The bridge is closed,” Okello said. “It stays closed until spring.",
    "“It will open when the ice is gone.”",
    "“It will open when the ice is gone.",
    "“Then they moved the bridge,” Sam Wallace said.",
    "“They moved the road first, and nobody asked us about it at all.",
    "“We shall see about that.”",
    "The mayor put it this way:",
    "Okafor continued:",
    "They said that the money had run out.",
    "It said that the water was rising.",
    "The World Bank said that it would pay for the bridge.",
    "A spokesman for the World Bank said that it would not pay.",
    "A driver said that the road was wet.",
    "Analysts said that prices would rise. They said that it would last.",
    "WALLACE: Good evening to all of you who have come.",
    "Helen Trevorrow, who wrote the report, said that Okello knew of it.",
    "Okello asked whether Wallace had known. He denied that he had.",
    "Wallace met Trevorrow in Paris.",
    "Sam Wallace slept late on the boat.",
    "Trevorrow walked home along the quay.",
    "A pharmacist from Paris slept late.",
    "The boat came late, and so did the train.",
    "The letter of Martin Okafor lay on the table.",
    "Okafor told her that he had read it. She denied that it was hers.",
];

/// Pages, and changes of each.
const ROUNDS: usize = 10;
const EDITS: usize = 80;

/// Numbers below any, the same in every run.
struct Numbers(u32);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % n
    }

    /// Has something told otherwise of who is named, as words far away may.
    fn disturb(&mut self, names: &mut Entities) {
        let (mention, entity) = (self.below(names.mentions.len()), self.below(names.entities.len()));
        let other = names.entities[self.below(names.entities.len())].clone();
        match self.below(12) {
            0 => drop(names.mentions.remove(mention)),
            1 => names.mentions[mention].entity = EntityId(entity as u32),
            2 => names.entities[entity].kind = other.kind,
            3 => names.entities[entity].name = other.name,
            4 => names.genders[entity] = None,
            _ => {}
        }
    }

    fn block(&mut self) -> Block {
        use BlockKind::{Byline, Furniture, Paragraph, Quote, Subhead};
        let kinds = [
            Paragraph, Paragraph, Paragraph, Paragraph, Paragraph, Paragraph, Quote, Subhead, Byline,
            Furniture,
        ];
        let kind = kinds[self.below(kinds.len())];
        let mut text = LINES[self.below(LINES.len())].to_owned();
        if self.below(3) == 0 {
            text = [text.as_str(), LINES[self.below(LINES.len())]].join(" ");
        }
        Block::new(kind, text)
    }
}

/// What is known of a page, and what was found in it.
#[derive(Default)]
struct Known {
    memory: Memory,
    claims: Claims,
    /// The claims that were taken over.
    taken: usize,
}

impl Known {
    fn after(self, was: &[u32], changed: Option<&[u32]>, page: &Page, text: &Text, names: &Entities) -> Self {
        let mut search = Search::after(self.memory, was);
        search.expect(changed);
        search.hear(Some(true));
        let models = Models::embedded().expect("the models open");
        // In slices, so that a stretch may end one.
        while !search.advance(page, text, names, &models, &mut || false) {}
        let taken = search.progress.stretches.as_ref().map_or(0, Stretches::passed);
        Self { claims: search.finish(), memory: search.memory(), taken }
    }
}

#[test]
fn what_is_taken_over_is_what_would_be_found() {
    let models = Models::embedded().expect("the models open");
    let mut numbers = Numbers(11);
    let mut taken = 0;
    for round in 0..ROUNDS {
        let mut blocks = vec![Block::new(BlockKind::Paragraph, NAMED)];
        blocks.extend((0..30).map(|_| numbers.block()));
        let mut page = Page { language: "en".into(), blocks, ..Page::default() };
        let (mut text, mut stretched, mut whole) = (Text::default(), Known::default(), Known::default());
        for edit in 0..EDITS {
            let mut was: Vec<u32> = (0..page.blocks.len() as u32).collect();
            let at = 1 + numbers.below(page.blocks.len() - 1);
            match numbers.below(16) {
                0 => {
                    page.blocks.insert(at, numbers.block());
                    was.insert(at, u32::MAX);
                }
                1 => page.blocks[at].kind = numbers.block().kind,
                _ => {
                    page.blocks[at] = numbers.block();
                    was[at] = u32::MAX;
                }
            }
            let mut reading = Reading::after(&text, &was, u32::MAX);
            reading.advance(&page, &mut || true);
            let changed = reading.changed().map(<[u32]>::to_vec);
            text = reading.finish();
            let mut names = entities::find(&page, &text, &models);
            numbers.disturb(&mut names);
            stretched = stretched.after(&was, changed.as_deref(), &page, &text, &names);
            whole = whole.after(&was, None, &page, &text, &names);
            assert_eq!(whole.taken, 0);
            assert_eq!(stretched.claims, whole.claims, "edit {edit} of round {round}, of block {at}");
            taken += usize::from(stretched.taken > 9);
            if edit % 40 == 39 {
                assert_eq!(stretched.claims, find(&page, &text, &names, &models), "and afresh");
            }
        }
    }
    assert!(taken > ROUNDS * EDITS / 3, "many edits leave most of the page as it was: {taken}");
}

#[test]
fn words_that_are_announced_anew_are_not_taken_over() {
    let models = Models::embedded().expect("the models open");
    let of = |above: &str| {
        let lines = [NAMED, above, "The bridge is closed for good.", "It rained all day."];
        let mut page = Page::from_lines(&lines.join("\n"));
        // Without marks it depends on nothing above but what is announced.
        page.blocks[2].kind = BlockKind::Quote;
        // What is not read stands between the two.
        page.blocks.insert(2, Block::new(BlockKind::Furniture, "Print this page"));
        page
    };
    let (before, page) = (of("It rained in Paris."), of("The mayor put it this way:"));
    let was = [0, u32::MAX, 2, 3, 4];
    let text = Text::read(&before, u32::MAX);
    let names = entities::find(&before, &text, &models);
    let known = Known::default().after(&was, None, &before, &text, &names);
    let mut reading = Reading::after(&text, &was, u32::MAX);
    reading.advance(&page, &mut || true);
    assert_eq!(reading.changed(), Some(&[1][..]));
    let text = reading.finish();
    let known = known.after(&was, Some(&[1]), &page, &text, &names);
    let fresh = find(&page, &text, &names, &models);
    let cue = fresh.claims.iter().find(|c| c.content.iter().any(|p| p.block.index() == 3));
    assert!(cue.is_some_and(|c| c.cue.iter().any(|p| p.block.index() == 1)), "{fresh:?}");
    assert_eq!(known.claims, fresh);
}
