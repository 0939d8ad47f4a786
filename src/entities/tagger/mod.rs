//! The name tagger: which words are names, and of what kind.
//!
//! Problem: names must be right on any news page, within a few milliseconds and a few hundred
//! kilobytes. Policy: a linear model over hashed features, trained as an averaged perceptron
//! (Collins 2002) by `trainer names`, and a tiny network whose scores are added decode each sentence
//! with Viterbi; a second pass over the article lets all occurrences of a word vote; rules at the end
//! mend what a reader would see at once. Weights are whole numbers of 4 bits. The model is borrowed; nothing is kept between pages.
//! Not handled: languages other than English (no names are tagged there), names nested in names.

pub mod classes;
pub mod document;
pub mod features;
pub mod gazetteer;
pub mod network;
pub mod rows;
mod rules;
mod stays;
pub mod table;
mod tagged;
mod tagging;
pub mod viterbi;
pub mod words;

use crate::entities::{EntityKind, NameSpan};
use crate::models::{ModelError, Models, Section};
use crate::page::{BlockId, Page};
use crate::span::{Place, Span};
use crate::text::Text;
use document::Usage;
use features::{BUCKET_BITS, Lists};
use network::Network;
use rows::Rows;
use table::Table;
pub use tagging::Tagging;
use viterbi::{SCORED, TAGS, TRANSITION_TABLES, Tag, Transitions};
use words::{Brief, Word};

/// Transitions are kept in sixteenths of a weight's unit.
pub const FINE: i32 = 16;

/// What the four bits of a weight stand for: fine steps where most weights are, coarse ones above.
pub const LEVELS: [i8; 16] = [0, 1, 2, 3, 4, 6, 9, 14, 0, -1, -2, -3, -4, -6, -9, -14];

/// The trained model and its lists.
#[derive(Debug, Clone)]
pub struct NameModel {
    lists: Lists,
    rows: Rows,
    transitions: Transitions<i32>,
    network: Network,
}

impl NameModel {
    /// Opens the sections `names` (bits of buckets, rows, transitions, network) and `lists` of `models`.
    ///
    /// # Errors
    /// When a section is absent, cut short or of the wrong size.
    pub fn open(models: &Models) -> Result<Self, ModelError> {
        let lists = models.section("lists").ok_or_else(|| ModelError("the lists are absent".into()))?;
        let weights = models.section("names").ok_or_else(|| ModelError("the weights are absent".into()))?;
        let lists = Lists::open(lists)?;
        let mut reader = weights.clone();
        if reader.u32()? != BUCKET_BITS {
            return Err(ModelError("the name tagger is of another version".into()));
        }
        let rows = Rows::open(&mut reader, 1 << BUCKET_BITS)?;
        let mut transitions = Transitions::with_capacity(TRANSITION_TABLES);
        for _ in 0..TRANSITION_TABLES {
            let bytes = reader.take(TAGS * TAGS * 2)?;
            let mut values = bytes.as_chunks::<2>().0.iter().map(|pair| i32::from(i16::from_le_bytes(*pair)));
            transitions.push([[0; TAGS]; TAGS].map(|row| row.map(|_: i32| values.next().unwrap_or(0))));
        }
        Ok(Self { lists, rows, transitions, network: Network::open(&mut reader)? })
    }
}

/// The two weights of a byte in one number, the second times 2^16: sums of such numbers hold both sums.
const PAIRS: [i32; 256] = {
    let mut pairs = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        pairs[byte] = LEVELS[byte & 15] as i32 + LEVELS[byte >> 4] as i32 * 0x1_0000;
        byte += 1;
    }
    pairs
};

/// Sums of weights, two in a number.
#[derive(Debug, Clone, Copy, Default)]
struct Sums([i32; SCORED / 2]);

impl Sums {
    /// Adds the weights of a bucket.
    #[inline(always)]
    fn add(&mut self, model: &NameModel, bucket: usize) {
        if let Some(row) = model.rows.get(bucket) {
            for (sum, byte) in self.0.iter_mut().zip(row) {
                *sum += PAIRS[usize::from(byte)];
            }
        }
    }

    /// The sums apart.
    #[inline(always)]
    fn apart(self) -> [i16; SCORED] {
        core::array::from_fn(|n| {
            let first = self.0[n / 2] as i16;
            if n % 2 == 0 { first } else { ((self.0[n / 2] - i32::from(first)) >> 16) as i16 }
        })
    }
}

impl NameModel {
    /// The clusters of a lower-case word, coarse to fine; `u16::MAX` when it is in none.
    pub(crate) fn clusters(&self, word: &str) -> [u16; 3] {
        let fine = self.lists.clusters.get(Word::new(word).key);
        let Some(levels) = usize::from(fine).checked_sub(1).and_then(|i| self.lists.levels.get(i)) else {
            return [u16::MAX; 3];
        };
        [u16::from(levels[1]), u16::from(levels[0]), fine]
    }
}

impl Lists {
    /// Opens the section `lists`: number of fine clusters (u32), two bytes for each (middle and coarse
    /// cluster), the table of clusters, the table of the gazetteer.
    ///
    /// # Errors
    /// When the bytes are cut short or sizes are unlikely.
    pub fn open(section: &Section) -> Result<Self, ModelError> {
        let mut reader = section.clone();
        let fine = reader.u32()?;
        let levels = reader.take((fine as usize).min(1 << 16) * 2)?.as_chunks::<2>().0.to_vec();
        Ok(Self { levels, clusters: Table::open(&mut reader)?, gazetteer: Table::open(&mut reader)? })
    }
}

/// A page's words by sentence, with the sentence's place.
#[derive(Debug, Default)]
pub struct Words {
    words: Vec<Word>,
    sentences: Vec<(BlockId, u32, core::ops::Range<usize>)>,
}

impl Words {
    /// Reads all tokens of `text`.
    pub fn read(page: &Page, text: &Text) -> Self {
        let mut out = Self::default();
        for (id, block) in page.numbered() {
            let cut = text.block(id);
            for sentence in &cut.sentences {
                let from = out.words.len();
                let tokens = cut.tokens.get(sentence.first as usize..sentence.end as usize).unwrap_or(&[]);
                out.words.extend(tokens.iter().map(|t| Word::new(t.span.text(&block.text))));
                out.sentences.push((id, sentence.first, from..out.words.len()));
            }
        }
        out
    }

    /// The sentences: block, number of the first token in the block, words.
    pub fn sentences(&self) -> impl Iterator<Item = (BlockId, u32, &[Word])> {
        self.sentences.iter().map(|(id, first, range)| (*id, *first, &self.words[range.clone()]))
    }

    /// How the page capitalises words.
    pub fn usage(&self) -> Usage {
        let mut usage = Usage::default();
        for (_, _, words) in self.sentences() {
            usage.count(&words.iter().map(Brief::from).collect::<Vec<_>>());
        }
        usage
    }
}

/// All tags are allowed.
pub const ANY: u16 = (1 << TAGS) - 1;

/// Finds the names of `page`, in reading order, without overlap.
pub fn tag(page: &Page, text: &Text, models: &Models) -> Vec<NameSpan> {
    let mut tagging = Tagging::default();
    tagging.advance(page, text, models, &mut || true);
    tagging.names()
}

/// The names that `tags` of one sentence stand for.
fn spans(
    block: BlockId,
    first: u32,
    text: &Text,
    tags: &[Tag],
    scores: &[[i32; SCORED]],
    out: &mut Vec<NameSpan>,
) {
    let tokens = text.block(block).tokens.get(first as usize..).unwrap_or(&[]);
    let mut i = 0;
    while i < tags.len() {
        let kind = viterbi::kind_of(tags[i]);
        let mut end = i + 1;
        if kind > 0 {
            while end < tags.len() && tags[end] > 0 && tags[end].is_multiple_of(2) {
                end += 1;
            }
            if let (Some(from), Some(to)) = (tokens.get(i), tokens.get(end - 1)) {
                let span = Span::new(from.span.start, to.span.end);
                let margin: i32 = (i..end).map(|n| scores[n][tags[n] as usize - 1]).sum();
                let margin = margin as f32 / (FINE * (end - i) as i32) as f32;
                out.push(NameSpan {
                    place: Place { block, span },
                    kind: match kind {
                        1 => EntityKind::Person,
                        2 => EntityKind::Organisation,
                        3 => EntityKind::Place,
                        _ => EntityKind::Other,
                    },
                    score: (0.5 + margin / 80.0).clamp(0.0, 1.0),
                });
            }
        }
        i = end;
    }
}

#[cfg(all(test, feature = "embedded-models"))]
mod tests {
    use super::*;

    fn names(lines: &str) -> Vec<(String, EntityKind)> {
        let models = Models::embedded().expect("the embedded models open");
        let page = Page::from_lines(lines);
        let text = Text::read(&page, u32::MAX);
        let mut last = (BlockId(0), 0);
        tag(&page, &text, &models)
            .into_iter()
            .map(|n| {
                assert!((n.place.block, n.place.span.start) >= last, "in reading order, no overlap");
                last = (n.place.block, n.place.span.end);
                let words = n.place.span.text(&page.blocks[n.place.block.index()].text);
                assert!(!words.is_empty(), "on the borders of characters");
                (words.to_owned(), n.kind)
            })
            .collect()
    }

    #[test]
    fn an_ordinary_sentence() {
        let found = names("President Amina Yusuf of Kenya said the United Nations had not answered.");
        assert!(found.contains(&("Amina Yusuf".into(), EntityKind::Person)), "{found:?}");
        assert!(found.contains(&("Kenya".into(), EntityKind::Place)), "{found:?}");
        assert!(found.contains(&("United Nations".into(), EntityKind::Organisation)), "{found:?}");
    }

    #[test]
    fn what_names_nobody_is_no_name() {
        let found = names("Seven MPs and the Prime Minister met PM Amina Yusuf in Nairobi on Covid rules.");
        let words: Vec<&str> = found.iter().map(|(words, _)| words.as_str()).collect();
        assert!(words.contains(&"Amina Yusuf"), "{found:?}");
        for nobody in ["Seven", "MPs", "Prime Minister", "Covid", "PM", "PM Amina Yusuf"] {
            assert!(!words.contains(&nobody), "{nobody} in {found:?}");
        }
    }

    #[test]
    fn what_a_report_begins_with_in_capitals_is_where_it_was_written() {
        let place = |text: &str, words: &str| names(text).contains(&(words.into(), EntityKind::Place));
        assert!(place("ZAPORIZHZHIA, June 15: The mayor opened the bridge.", "ZAPORIZHZHIA"));
        assert!(place("KAREZA (Reuters) - The mayor opened the bridge.", "KAREZA"));
        assert!(place("PORT LOUIS — The mayor opened the bridge.", "PORT LOUIS"));
        assert!(!place("UPDATE — The mayor opened the bridge.", "UPDATE"));
        assert!(!place("UNICEF — the mayor said — opened the bridge.", "UNICEF"));
        assert!(!place("PAMELA THORNE OPENS BRIDGE, MAY 15 CONCERTS CANCELLED", "PAMELA THORNE OPENS"));
    }

    #[test]
    fn signs_that_are_not_seen_do_not_move_a_name() {
        let found = names("President Ami\u{200b}na Yusuf of Ken\u{ad}ya met Mr. محمد in \u{1F600} Nairobi.");
        assert!(found.contains(&("Ami\u{200b}na Yusuf".into(), EntityKind::Person)), "{found:?}");
        assert!(found.contains(&("Ken\u{ad}ya".into(), EntityKind::Place)), "{found:?}");
        assert!(found.contains(&("Nairobi".into(), EntityKind::Place)), "{found:?}");
    }

    #[test]
    fn bad_input_neither_panics_nor_misplaces() {
        let long = "a".repeat(1_000_000);
        let rows = [
            "the mayor of nairobi met ann lee and the world bank on monday without a single capital letter",
            "MAYOR OF NAIROBI MEETS ANN LEE AND WORLD BANK AS FLOODS SPREAD",
            &long,
            "T#e M1nistry 0f F0re1gn Aff@irs sa!d ~~ tbat Mr. S~ith, l|ke otbers, w@s n0t the.re",
            "Президент Украины Владимир said 陳時中 met محمد بن سلمان and Νίκος in Athens yesterday",
            "Ann \u{1F600} Lee\u{200b}son, Jo\u{301}se\u{301} \u{1F468}\u{200d}\u{1F469} Díaz went to Ber\u{ad}lin.",
            "\u{202e}Ann Lee\u{202c} ((((Paris)))) ''\u{feff}'' .... ,,,, of of of the The THE",
            "",
            "\u{0}\u{1}\u{7f} \u{fffd}\u{10ffff}",
        ];
        for row in rows {
            names(row);
        }
        names(&rows.join("\n"));
    }

    #[test]
    fn another_language_has_no_names() {
        let text = "Der Bürgermeister von Hamburg sagte am Montag, dass Anna Schmidt und die Deutsche Bank mit dem \
                    Senat nicht über den Hafen gesprochen haben.";
        assert!(names(text).is_empty());
    }
}
