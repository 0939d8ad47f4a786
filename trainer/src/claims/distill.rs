//! What several networks know, taught to one.
//!
//! Problem: a few hundred articles hold few of the ways in which news attributes, and networks that
//! differ only in their seed disagree about the rest; together they are right more often, but the page
//! can afford one. Policy: the teachers, trained on the annotated text, read unlabelled news text
//! together, and the network that ships learns from what they believe beside the annotated text
//! (Hinton, Vinyals and Dean 2015). Owns nothing. The teachers' own errors are learnt with the rest: networks
//! of the student's kind make it steadier, not wiser than they are together. A teacher of another make
//! (`beliefs`) knows more, and takes their place where its file is there.

use std::path::Path;

use galley::Models;
use galley::claims::features::Clusters;
use galley::claims::network::{Input, Network};
use galley::page::BlockKind;

use super::beliefs::Beliefs;
use super::examples::{GoldBlock, examples};
use super::network::crf::Belief;
use super::network::{Example, Settings, network, train};
use super::train::tag_names;
use crate::names::data::read_bio;

/// `count` networks of `settings` that differ in their seeds, two trained at a time.
pub fn teachers(examples: &[Example], settings: &Settings, count: usize) -> Vec<Network> {
    let seeds: Vec<u64> = (settings.seed..).take(count).collect();
    let one =
        |seed: u64| network(&train(examples, &Settings { seed, ..settings.clone() }, None, &mut |_, _| {}));
    let mut out = Vec::new();
    for pair in seeds.chunks(2) {
        std::thread::scope(|scope| {
            let running: Vec<_> = pair.iter().map(|seed| scope.spawn(|| one(*seed))).collect();
            for thread in running {
                out.push(thread.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)));
            }
        });
    }
    out
}

/// What the mean of the teachers' scores says of `tokens`.
pub fn belief(teachers: &[Network], tokens: &[Input]) -> Belief {
    let share = 1.0 / teachers.len().max(1) as f32;
    let mean = |all: Vec<Vec<f32>>| {
        let mut all = all.into_iter();
        let mut sum = all.next().unwrap_or_default();
        for one in all {
            sum.iter_mut().zip(one).for_each(|(a, b)| *a += b);
        }
        for score in &mut sum {
            *score *= share;
        }
        sum
    };
    let scores = mean(teachers.iter().map(|t| t.scores(tokens)).collect());
    let transitions = mean(teachers.iter().map(|t| t.transitions().to_vec()).collect());
    Belief::read(&scores, &transitions).0
}

/// The blocks of every `every`-th document of a file of tokens, with the names the shipped tagger finds; the tags in the
/// file are not looked at.
///
/// # Errors
/// When the file cannot be read.
pub fn blocks(file: &Path, every: usize, weight: f32, models: &Models) -> Result<Vec<GoldBlock>, String> {
    let documents = read_bio(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let mut out = Vec::new();
    for document in documents.iter().step_by(every.max(1)) {
        let mut blocks: Vec<GoldBlock> = document
            .text
            .lines()
            .map(|text| GoldBlock {
                text: text.to_owned(),
                kind: BlockKind::Paragraph,
                weight,
                ..GoldBlock::default()
            })
            .collect();
        tag_names(&mut blocks, models);
        out.append(&mut blocks);
    }
    Ok(out)
}

/// Who is believed.
pub enum Teachers<'a> {
    /// Networks of the student's kind.
    Alike(&'a [Network]),
    /// A teacher of another make.
    Other(&'a Beliefs),
}

impl Teachers<'_> {
    /// What is believed of an example's tokens; none when nobody has read it.
    pub fn belief(&self, example: &Example) -> Option<Belief> {
        match self {
            Self::Alike(networks) => Some(belief(networks, &example.tokens)),
            Self::Other(beliefs) => beliefs.of(example),
        }
    }

    /// Examples of unlabelled `blocks` as the teachers read them.
    pub fn examples(&self, blocks: &[GoldBlock], clusters: Clusters<'_>) -> Vec<Example> {
        let read = |e: Example| self.belief(&e).map(|target| Example { target, ..e });
        blocks.iter().flat_map(|b| examples(b, clusters)).filter_map(read).collect()
    }
}
