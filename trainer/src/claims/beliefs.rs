//! What a teacher of another make is asked, and what it says (`scripts/claims_teacher.py`).
//!
//! Problem: the networks that ship know their words from a few hundred articles; a language model that
//! has read far more, tuned on the same articles, knows more constructions, but no page can afford it, and it is
//! not written in Rust. Policy: files under `target/` are the seam. The trainer writes what the network reads,
//! in the core's own tokens, one JSON line a stretch: its role (`train`, `text`, or the name of what is
//! measured), its key, its weight, its words, their flags (the network's yes-or-no features) and, where people
//! annotated it, its tags. The teacher writes what it believes, found again by the key: a stretch whose words
//! changed since is one that the teacher has not read. The format of its file: `GBEL`; 49 scores of a tag
//! after another, little-endian f32, from the row to the column; then of each stretch its key (u64), its number of
//! tokens (u32), and seven bytes a token, each the tag's negative log-probability in sixteenths.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use galley::claims::features::Clusters;
use galley::claims::network::{Network, TAGS};
use galley::claims::prepared::Prepared;
use galley::text::BlockText;
use serde_json::json;

use super::examples::{GoldBlock, key, stretches, words};
use super::network::Example;
use super::network::crf::Belief;

/// A teacher's beliefs about many stretches.
#[derive(Debug, Clone, Default)]
pub struct Beliefs {
    transitions: Vec<f32>,
    scores: HashMap<u64, Vec<u8>>,
}

impl Beliefs {
    /// Reads a teacher's file.
    ///
    /// # Errors
    /// When the file cannot be read or is none.
    pub fn load(file: &Path) -> Result<Self, String> {
        let bytes = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
        Self::read(&bytes).ok_or_else(|| format!("{}: no beliefs, or cut short", file.display()))
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(b"GBEL")?;
        let mut take = |n: usize| {
            let (front, back) = rest.split_at_checked(n)?;
            rest = back;
            Some(front)
        };
        let transitions = take(4 * TAGS * TAGS)?
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect();
        let mut scores = HashMap::new();
        while let Some(first) = take(8) {
            let key = u64::from_le_bytes(first.try_into().ok()?);
            let tokens = u32::from_le_bytes(take(4)?.try_into().ok()?);
            scores.insert(key, take(tokens as usize * TAGS)?.to_vec());
        }
        rest.is_empty().then_some(Self { transitions, scores })
    }

    /// What the teacher believes of an example; none when it has not read it.
    pub fn of(&self, example: &Example) -> Option<Belief> {
        let bytes = self.scores.get(&example.key).filter(|b| b.len() == example.tokens.len() * TAGS)?;
        let scores: Vec<f32> = bytes.iter().map(|b| -f32::from(*b) / 16.0).collect();
        Some(Belief::read(&scores, &self.transitions).0)
    }

    /// How many stretches the teacher has read.
    pub fn len(&self) -> usize {
        self.scores.len()
    }

    /// Whether there is no teacher.
    pub fn is_empty(&self) -> bool {
        self.scores.is_empty()
    }
}

/// Writes what is asked about `parts`: a role and its blocks; of those that are measured also the tags that the
/// network `shipped` gives, to compare with.
///
/// # Errors
/// When the file cannot be written.
pub fn ask(
    file: &Path,
    parts: &[(&str, &[GoldBlock])],
    shipped: Option<&Network>,
    clusters: Clusters<'_>,
) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut out = std::io::BufWriter::new(std::fs::File::create(file)?);
    for (role, blocks) in parts {
        for block in *blocks {
            let read = BlockText::read(&block.text);
            let prepared = Prepared::new(&block.text, &read, block.kind, block.names.clone());
            for stretch in stretches(block, &prepared) {
                let inputs =
                    prepared.inputs(stretch.range.start, stretch.range.end, stretch.nested, clusters);
                let flags: Vec<u64> = inputs.iter().map(|i| i.flags).collect();
                let measured = !matches!(*role, "train" | "text");
                let line = json!({
                    "role": role,
                    "key": key(&prepared, &stretch),
                    "weight": block.weight * if stretch.nested { 0.5 } else { 1.0 },
                    "words": words(&prepared, &stretch),
                    "flags": flags,
                    "tags": stretch.tags,
                    "shipped": shipped.filter(|_| measured).map(|n| n.tag(&inputs, 0.0)),
                });
                writeln!(out, "{line}")?;
            }
        }
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_belief_is_found_by_its_key_and_a_cut_file_is_none() {
        let mut bytes = b"GBEL".to_vec();
        bytes.extend([0u8; 4 * TAGS * TAGS]);
        bytes.extend(7u64.to_le_bytes());
        bytes.extend(2u32.to_le_bytes());
        let sure = |tag: usize| (0..TAGS).map(move |k| if k == tag { 0u8 } else { 255 });
        bytes.extend(sure(1).chain(sure(2)));
        let beliefs = Beliefs::read(&bytes).expect("the file is whole");
        let example = |key: u64, tokens: usize| Example {
            tokens: vec![galley::claims::network::Input::default(); tokens],
            key,
            target: Belief::certain(&[]),
            weight: 1.0,
        };
        let belief = beliefs.of(&example(7, 2)).expect("the teacher has read it");
        assert!(belief.tags[1] > 0.99 && belief.tags[TAGS + 2] > 0.99, "{belief:?}");
        assert!(beliefs.of(&example(8, 2)).is_none());
        assert!(beliefs.of(&example(7, 3)).is_none(), "other tokens");
        for cut in (0..bytes.len()).filter(|cut| *cut != 4 + 4 * TAGS * TAGS) {
            assert!(Beliefs::read(&bytes[..cut]).is_none(), "cut at {cut}");
        }
    }
}
