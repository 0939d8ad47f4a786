//! Unlabelled news as further training data: several networks trained on the gold data label it together.
//!
//! Problem: the corpus is small. Policy: the mean of several networks is better than each of them; one
//! network that learns their labels of other text keeps part of that gain and reads more kinds of
//! sentences (Hinton et al. 2015; Zhou and Li 2005). Text: Voice of America (public domain), as it
//! stands in the name tagger's training data. Gold data weighs more, and where the networks differ the
//! label weighs less.

use std::path::Path;

use galley::Models;
use galley::claims::attribution::Prepared;
use galley::claims::cues::{CueClass, verb};
use galley::claims::features::Clusters;
use galley::claims::network::{Network, decode};
use galley::page::BlockKind;
use galley::text::BlockText;

use super::examples::GoldBlock;
use super::network::Example;
use super::train::tag_names;
use crate::names::data::read_bio;

/// Every so many texts are taken.
const EVERY: usize = 2;

/// Blocks of the file in which somebody says something, with the names the shipped tagger finds.
///
/// # Errors
/// When the file cannot be read.
pub fn blocks(file: &Path, models: &Models) -> Result<Vec<GoldBlock>, String> {
    let documents = read_bio(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let mut out = Vec::new();
    let speaks = |text: &str| {
        text.split_whitespace().any(|w| matches!(verb(w), Some(CueClass::Say | CueClass::State)) || w == "According")
    };
    for document in documents.iter().filter(|d| speaks(&d.text)).step_by(EVERY) {
        let mut blocks: Vec<GoldBlock> = document
            .text
            .split('\n')
            .map(|text| GoldBlock { text: text.to_owned(), kind: BlockKind::Paragraph, ..GoldBlock::default() })
            .collect();
        tag_names(&mut blocks, models);
        out.extend(blocks);
    }
    Ok(out)
}

/// The blocks as training sequences, labelled by `teachers`.
pub fn examples(
    blocks: &[GoldBlock],
    teachers: &[Network],
    weight: f32,
    clusters: Clusters<'_>,
) -> Vec<Example> {
    let share = 1.0 / teachers.len().max(1) as f32;
    let mut out = Vec::new();
    for block in blocks {
        let read = BlockText::read(&block.text);
        let prepared = Prepared::new(&block.text, &read, block.kind, block.names.clone());
        for (first, end) in prepared.windows() {
            let tokens = prepared.inputs(first, end, false, clusters);
            let mut scores = Vec::new();
            let mut transitions = Vec::new();
            let mut votes = Vec::new();
            for teacher in teachers {
                let own = teacher.scores(&tokens);
                votes.push(decode(&own, teacher.transitions(), 0.0));
                add(&mut scores, &own, share);
                add(&mut transitions, teacher.transitions(), share);
            }
            let tags = decode(&scores, &transitions, 0.0);
            let agreed = votes.iter().filter(|v| **v == tags).count() as f32 * share;
            out.push(Example { tokens, tags, weight: weight * (0.3 + 0.7 * agreed) });
        }
    }
    out
}

fn add(into: &mut Vec<f32>, values: &[f32], by: f32) {
    into.resize(values.len(), 0.0);
    into.iter_mut().zip(values).for_each(|(a, b)| *a += by * b);
}
