//! Blocks of which a sentence changes are tagged as they are afresh.

use super::*;
use crate::entities::tagger::tag;
use crate::text::Reading;

/// Sentences of words that are names on one page and none on another.
const SENTENCES: [&str; 12] = [
    "Rose Bush told reporters in Reading on Monday that it rained.",
    "The rose beside the bush had risen in May.",
    "He may be reading in the park.",
    "In Rose they said that Bush was late.",
    "Mark left a mark on the bank.",
    "The Bank of Truro said that Mark Penhale had left.",
    "Penhale met Rose in May.",
    "Reading is a town, and reading is hard.",
    "Bo Roe agreed.",
    "Nobody in Truro knew where Bush was.",
    "The park lies behind the town of Park.",
    "“Park it there,” said Bo.",
];

#[test]
fn sentences_that_stand_keep_what_a_fresh_tagging_gives_them() {
    let models = Models::embedded().expect("the models open");
    let mut state = 3_u32;
    let mut below = move |n: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % n
    };
    let mut blocks: Vec<Vec<&str>> =
        (0..8).map(|_| (0..3).map(|_| SENTENCES[below(SENTENCES.len())]).collect()).collect();
    let page = |blocks: &[Vec<&str>]| {
        Page::from_lines(&blocks.iter().map(|block| block.join(" ")).collect::<Vec<_>>().join("\n"))
    };
    let mut text = Text::default();
    let mut tagging = Tagging::default();
    for edit in 0..200 {
        let mut was: Vec<u32> = (0..blocks.len() as u32).collect();
        let at = below(blocks.len());
        was[at] = u32::MAX;
        match below(4) {
            0 if blocks[at].len() > 1 => drop(blocks[at].pop()),
            1 if blocks[at].len() < 6 => blocks[at].insert(0, SENTENCES[below(SENTENCES.len())]),
            _ => blocks[at][0] = SENTENCES[below(SENTENCES.len())],
        }
        let page = page(&blocks);
        let mut reading = Reading::after(&text, &was, u32::MAX);
        reading.advance(&page, &mut || true);
        let changed = reading.changed().map(<[u32]>::to_vec);
        text = reading.finish();
        tagging = Tagging::after(tagging, &was, changed.as_deref());
        assert_eq!(tagging.former.len(), usize::from(edit > 0), "what changed is kept until it is tagged");
        tagging.advance(&page, &text, &models, &mut || true);
        assert!(tagging.former.is_empty());
        assert_eq!(tagging.names(), tag(&page, &text, &models), "edit {edit}, of block {at}");
    }
}
