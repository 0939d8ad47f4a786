//! The classic ways to find repeated blocks, to measure against: used by the bench and by
//! `cargo xtask accuracy duplicates`.
//!
//! Policy: each gets the texts of a page's blocks in order, cuts words itself (letters and digits, lower
//! case) and names the blocks that repeat an earlier one. *Exact*: the same words, so many at least.
//! *`MinHash`*: 5-word shingles, 14 bands of 8 rows (datatrove's geometry), and a Jaccard likeness of 0.7
//! verified. *Onion*: half of the block's 5-grams seen before on the page (onion's usual threshold).

use std::collections::{HashMap, HashSet};
use std::hash::Hasher as _;

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

fn hash(words: &[String]) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    for word in words {
        hasher.write(word.as_bytes());
        hasher.write_u8(0xff);
    }
    hasher.finish()
}

/// Blocks with the very words of an earlier one, `least` words at least.
pub(crate) fn exact(texts: &[&str], least: usize) -> Vec<usize> {
    let mut seen = HashSet::new();
    let mut repeated = |(i, text): (usize, &&str)| {
        let words = words(text);
        (words.len() >= least && !seen.insert(hash(&words))).then_some(i)
    };
    texts.iter().enumerate().filter_map(&mut repeated).collect()
}

/// Blocks that share a band of minima with an earlier one and most of their shingles.
pub(crate) fn minhash(texts: &[&str]) -> Vec<usize> {
    let mut bands: HashMap<(u64, u64), usize> = HashMap::new();
    let mut shingles: Vec<HashSet<u64>> = Vec::new();
    let mut out = Vec::new();
    for (i, text) in texts.iter().enumerate() {
        let set: HashSet<u64> = words(text).windows(5).map(hash).collect();
        let mut found = false;
        for band in 0..if set.is_empty() { 0 } else { 14_u64 } {
            let key = (0..8).fold(0_u64, |key, row| {
                let seed = band * 8 + row + 1;
                let least = set
                    .iter()
                    .map(|s| (s ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left((seed % 64) as u32))
                    .min();
                key.rotate_left(7) ^ least.unwrap_or(0)
            });
            let first = *bands.entry((band, key)).or_insert(i);
            if let Some(other) = shingles.get(first).filter(|_| !found) {
                let both = set.intersection(other).count();
                found = both * 10 >= (set.len() + other.len() - both) * 7;
            }
        }
        shingles.push(set);
        if found {
            out.push(i);
        }
    }
    out
}

/// Blocks half of whose 5-grams stood on the page before.
pub(crate) fn onion(texts: &[&str]) -> Vec<usize> {
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for (i, text) in texts.iter().enumerate() {
        let grams: Vec<u64> = words(text).windows(5).map(hash).collect();
        let old = grams.iter().filter(|g| seen.contains(*g)).count();
        if !grams.is_empty() && old * 2 >= grams.len() {
            out.push(i);
        }
        seen.extend(grams);
    }
    out
}
