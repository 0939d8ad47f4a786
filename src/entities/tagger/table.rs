//! A read-only map from 32-bit hashes to 16-bit values: word clusters and gazetteers.
//!
//! Problem: a hundred thousand names as text are heavy to load and to look up. Policy: names are kept
//! as fingerprints only. The upper bits of a hash choose a bucket, its lower 16 bits are compared.
//! A name that is not listed is taken for a listed one about once in 60,000 look-ups, which one
//! feature among a hundred can bear. Values are few and much the same ones, so an entry has the number of its value
//! only. Layout: number of bucket bits (u32), of entries (u32) and of different values (u32), four bits
//! per bucket (its number of entries; the lower four of a byte first), all fingerprints (u16), the different values
//! (u16; those that most entries have first), and of each entry's value's number the lower eight bits, then as many
//! upper ones as there are (0, 1, 2, 4 or 8; the lowest of a byte first). All entries stand in bucket order.

use std::collections::BTreeMap;

use super::rows::by_use;
use crate::models::{ModelError, Section};

/// Buckets between two places where the number of entries before is known; those between are added up.
const STRIDE: usize = 16;

/// Most entries of a bucket.
const MOST: u8 = 15;

/// The map, read where it is stored.
#[derive(Debug, Clone)]
pub struct Table {
    shift: u32,
    /// Entries before every `STRIDE`th bucket.
    starts: Vec<u32>,
    counts: Section,
    prints: Section,
    values: Section,
    lower: Section,
    upper: Section,
    /// How many upper bits an entry has.
    width: usize,
}

/// How many bits above the lower eight the number of one of so many values takes, so that bytes hold whole ones.
fn width_of(values: usize) -> usize {
    [0, 1, 2, 4].into_iter().find(|width| values <= 1 << (8 + width)).unwrap_or(8)
}

impl Table {
    /// Opens the bytes that [`build`] wrote, and takes them from the front of `section`.
    ///
    /// # Errors
    /// When they are cut short or do not add up.
    pub fn open(section: &mut Section) -> Result<Self, ModelError> {
        let bits = section.u32()?;
        let entries = section.u32()? as usize;
        let values = section.u32()? as usize;
        if !(1..=24).contains(&bits) || entries > 1 << 24 || values > 1 << 16 {
            return Err(ModelError("a list has an unlikely size".into()));
        }
        let counts = section.take(1 << (bits - 1))?;
        let mut total = 0;
        let starts = counts
            .chunks(STRIDE / 2)
            .map(|some| {
                let before = total;
                total += sum(some);
                before
            })
            .collect();
        if total as usize != entries {
            return Err(ModelError("a list's buckets do not add up".into()));
        }
        let width = width_of(values);
        let (prints, values) = (section.take(entries * 2)?, section.take(values * 2)?);
        let (lower, upper) = (section.take(entries)?, section.take((entries * width).div_ceil(8))?);
        Ok(Self { shift: 32 - bits, starts, counts, prints, values, lower, upper, width })
    }

    /// The value of `hash`; 0 when it is not listed.
    pub fn get(&self, hash: u32) -> u16 {
        let bucket = (hash >> self.shift) as usize;
        let (known, byte) = (bucket / STRIDE, bucket / 2);
        let (Some(start), Some(before), Some(two)) =
            (self.starts.get(known), self.counts.get(known * STRIDE / 2..byte), self.counts.get(byte))
        else {
            return 0;
        };
        let two = [two & MOST, two >> 4];
        let (first, count) = if bucket.is_multiple_of(2) { (0, two[0]) } else { (two[0], two[1]) };
        let from = (start + sum(before) + u32::from(first)) as usize;
        let prints = self.prints.as_chunks::<2>().0.get(from..from + usize::from(count));
        let print = (hash as u16).to_le_bytes();
        let found = prints.and_then(|p| p.iter().position(|p| *p == print));
        found.map_or(0, |at| self.value(from + at))
    }

    /// The value of an entry.
    fn value(&self, entry: usize) -> u16 {
        let Some(lower) = self.lower.get(entry) else { return 0 };
        let at = entry * self.width;
        let upper = self.upper.get(at / 8).map_or(0, |byte| usize::from(*byte) >> (at % 8));
        let number = (upper & ((1 << self.width) - 1)) << 8 | usize::from(*lower);
        self.values.as_chunks::<2>().0.get(number).map_or(0, |value| u16::from_le_bytes(*value))
    }
}

/// The sum of at most `STRIDE` counts, eight at a time: opening a list is part of every start.
#[inline(always)]
fn sum(counts: &[u8]) -> u32 {
    const LOW: u32 = 0x0F0F_0F0F;
    let (fours, rest) = counts.as_chunks::<4>();
    let eights = fours.iter().map(|four| u32::from_le_bytes(*four)).map(|n| (n & LOW) + (n >> 4 & LOW));
    // Four sums of 60 at the most, which add up in the uppermost byte.
    let eights = eights.sum::<u32>().wrapping_mul(0x0101_0101) >> 24;
    eights + rest.iter().map(|two| u32::from(two & MOST) + u32::from(two >> 4)).sum::<u32>()
}

/// Writes a table of `entries` (hash, value); of equal hashes the first counts, and of a bucket's so many as it can
/// have.
// The trainer calls it.
#[allow(clippy::disallowed_methods)]
pub fn build(entries: &[(u32, u16)]) -> Vec<u8> {
    let mut bits = 1;
    while (1_usize << bits) < entries.len() {
        bits += 1;
    }
    let shift = 32 - bits;
    let mut sorted: Vec<(u32, u16)> = entries.to_vec();
    sorted.sort_by_key(|(hash, _)| (hash >> shift, *hash as u16));
    sorted.dedup_by_key(|(hash, _)| (*hash >> shift, *hash as u16));
    let mut counts = vec![0_u8; 1 << bits];
    sorted.retain(|(hash, _)| {
        let count = &mut counts[(hash >> shift) as usize];
        *count += 1;
        *count <= MOST || {
            *count = MOST;
            false
        }
    });
    let values = by_use(sorted.iter().map(|(_, value)| *value));
    let numbers: BTreeMap<u16, usize> = values.iter().enumerate().map(|(n, value)| (*value, n)).collect();
    let width = width_of(values.len());
    let mut upper = vec![0_u8; (sorted.len() * width).div_ceil(8)];
    for (i, (_, value)) in sorted.iter().enumerate().filter(|_| width > 0) {
        upper[i * width / 8] |= ((numbers[value] >> 8) << (i * width % 8)) as u8;
    }
    let mut out = Vec::new();
    for number in [bits, sorted.len(), values.len()] {
        out.extend((number as u32).to_le_bytes());
    }
    out.extend(counts.as_chunks::<2>().0.iter().map(|[low, high]| low | high << 4));
    out.extend(sorted.iter().flat_map(|(hash, _)| (*hash as u16).to_le_bytes()));
    out.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    out.extend(sorted.iter().map(|(_, value)| numbers[value] as u8));
    out.extend(upper);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Table {
        /// Every entry; of its hash what its bucket and its fingerprint tell, which is all that counts.
        fn entries(&self) -> Vec<(u32, u16)> {
            let counts = self.counts.iter().flat_map(|two| [two & MOST, two >> 4]);
            let buckets = (0_u32..).zip(counts).flat_map(|(b, n)| core::iter::repeat_n(b, n.into()));
            let prints = self.prints.as_chunks::<2>().0.iter().map(|print| u16::from_le_bytes(*print));
            let hash = |(bucket, print): (u32, u16)| bucket << self.shift | u32::from(print);
            buckets.zip(prints).map(hash).enumerate().map(|(n, hash)| (hash, self.value(n))).collect()
        }
    }

    #[test]
    fn what_was_put_in_comes_out_and_broken_bytes_are_errors() {
        let of = |values: u32| -> Vec<(u32, u16)> {
            (1..6000_u32).map(|i| (i.wrapping_mul(0x9E37_79B1), (i % values * 11 + 1) as u16)).collect()
        };
        // As many values as each number of upper bits can tell, and one more.
        for values in [1, 256, 257, 512, 513, 1024, 1025, 4096, 4097] {
            let entries = of(values);
            let table = Table::open(&mut build(&entries).into()).expect("opens");
            for (hash, value) in &entries {
                assert_eq!(table.get(*hash), *value, "one of {values}");
            }
            assert_eq!(table.get(0x1234_5678), 0);
        }
        let bytes = build(&of(999));
        let crowd: Vec<(u32, u16)> = (1..40).map(|i| (i, 7)).collect();
        let table = Table::open(&mut build(&crowd).into()).expect("opens");
        assert_eq!([table.get(1), table.get(15), table.get(16)], [7, 7, 0], "a bucket that is full");
        for cut in [0, 3, 9, bytes.len() / 2, bytes.len() - 1] {
            assert!(Table::open(&mut bytes[..cut].to_vec().into()).is_err());
        }
    }
    #[cfg(feature = "embedded-models")]
    #[test]
    fn the_shipped_lists_stand_as_they_are_written() {
        let models = crate::models::Models::embedded().expect("opens");
        let mut lists = models.section("lists").expect("is there").clone();
        let fine = lists.u32().expect("is there") as usize;
        lists.take(fine * 2).expect("is there");
        let given = models.section("given").expect("is there").clone();
        for mut section in [lists, given] {
            while !section.is_empty() {
                let stored = section.to_vec();
                let table = Table::open(&mut section).expect("opens");
                assert!(stored.starts_with(&build(&table.entries())));
            }
        }
    }
}
