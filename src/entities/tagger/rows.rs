//! The linear model's weights: a row for each bucket of features.
//!
//! Problem: the rows are most of what a tab holds of the models, and most of them are like another one: small
//! weights, few that are not zero. Policy: each different row is stored once, those that most buckets have first,
//! and a bucket holds the number of its row in 16 bits. Layout: number of different rows (u32), number of the row
//! of each bucket (u16), the first bytes of all rows, their second bytes, and so on: like stands beside like, which
//! packs smaller. Borrows the models' bytes; what the weights mean is its caller's.

use core::cmp::Reverse;
use std::collections::BTreeMap;

use super::LEVELS;
use super::viterbi::SCORED;
use crate::models::{ModelError, Section};

/// The weights of tags 1 to 8, two in a byte, as numbers of [`LEVELS`].
pub type Row = [u8; SCORED / 2];

/// Most different rows there can be.
const MOST: usize = 1 << 16;

/// The rows, read where they are stored.
#[derive(Debug, Clone)]
pub struct Rows {
    numbers: Section,
    bytes: [Section; SCORED / 2],
}

impl Rows {
    /// Opens the bytes that [`build`] wrote for so many buckets, and takes them from the front of `section`.
    ///
    /// # Errors
    /// When they are cut short.
    pub fn open(section: &mut Section, buckets: usize) -> Result<Self, ModelError> {
        let count = (section.u32()? as usize).min(MOST);
        let numbers = section.take(buckets * 2)?;
        let mut bytes: [Section; SCORED / 2] = Default::default();
        for some in &mut bytes {
            *some = section.take(count)?;
        }
        Ok(Self { numbers, bytes })
    }

    /// The row of a bucket.
    #[inline(always)]
    pub fn get(&self, bucket: usize) -> Option<Row> {
        let number = self.numbers.as_chunks::<2>().0.get(bucket)?;
        let number = usize::from(u16::from_le_bytes(*number));
        let mut row = Row::default();
        for (byte, some) in row.iter_mut().zip(&self.bytes) {
            *byte = *some.get(number)?;
        }
        Some(row)
    }
}

/// Writes the rows of all buckets. Where there are too many different ones, those that fewest buckets have become
/// the one nearest to them.
// The trainer calls it.
pub fn build(buckets: &[Row]) -> Vec<u8> {
    let kinds = by_use(buckets.iter().copied());
    let kept = kinds.get(..MOST).unwrap_or(&kinds);
    let number = |row: Row| {
        let nearest = kept.iter().enumerate().min_by_key(|(_, other)| apart(row, **other));
        nearest.map_or(0, |(number, _)| number as u16)
    };
    let numbers: BTreeMap<Row, u16> = kinds
        .iter()
        .enumerate()
        .map(|(n, row)| (*row, u16::try_from(n).unwrap_or_else(|_| number(*row))))
        .collect();
    let mut out = (kept.len() as u32).to_le_bytes().to_vec();
    out.extend(buckets.iter().flat_map(|row| numbers.get(row).copied().unwrap_or(0).to_le_bytes()));
    out.extend((0..SCORED / 2).flat_map(|place| kept.iter().map(move |row| row[place])));
    out
}

/// The different ones of `all`, those that come most often first.
#[allow(clippy::disallowed_methods)]
pub(super) fn by_use<T: Ord + Copy>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut uses: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *uses.entry(one).or_default() += 1;
    }
    let mut different: Vec<(T, usize)> = uses.into_iter().collect();
    different.sort_by_key(|(_, uses)| Reverse(*uses));
    different.into_iter().map(|(one, _)| one).collect()
}

/// How far two rows' weights are from each other.
fn apart(one: Row, other: Row) -> u32 {
    let level = |four: u8| i32::from(LEVELS[usize::from(four & 15)]);
    let pairs = one.into_iter().zip(other);
    pairs.map(|(a, b)| level(a).abs_diff(level(b)) + level(a >> 4).abs_diff(level(b >> 4))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bucket_gets_its_row_back_and_cut_bytes_are_errors() {
        let buckets: Vec<Row> = (0..3000_u32).map(|i| (i * i % 1000).to_le_bytes()).collect();
        let bytes = build(&buckets);
        let mut section = [bytes.clone(), vec![7]].concat().into();
        let rows = Rows::open(&mut section, buckets.len()).expect("opens");
        assert_eq!(*section, [7], "what is behind is left there");
        for (bucket, row) in buckets.iter().enumerate() {
            assert_eq!(rows.get(bucket), Some(*row));
        }
        assert_eq!(rows.get(buckets.len()), None);
        assert!(bytes.len() < 4 + buckets.len() * 4, "rows that come again are stored once");
        for cut in [0, 3, 9, bytes.len() / 2, bytes.len() - 1] {
            assert!(Rows::open(&mut bytes[..cut].to_vec().into(), buckets.len()).is_err());
        }
    }

    #[cfg(feature = "embedded-models")]
    #[test]
    fn the_shipped_rows_stand_as_they_are_written() {
        let models = crate::models::Models::embedded().expect("opens");
        let mut section = models.section("names").expect("is there").clone();
        let bits = section.u32().expect("is there");
        let stored = section.to_vec();
        let rows = Rows::open(&mut section, 1 << bits).expect("opens");
        let buckets: Vec<Row> = (0..1 << bits).filter_map(|bucket| rows.get(bucket)).collect();
        assert!(stored.starts_with(&build(&buckets)));
    }

    #[test]
    fn too_many_rows_become_their_nearest() {
        // As many as there can be with two buckets each, and one more whose last weight is new.
        let many = (0..MOST as u32).map(u32::to_le_bytes);
        let one = [3, 2, 0, 1];
        let buckets: Vec<Row> = many.clone().chain(many).chain([one]).collect();
        let rows = Rows::open(&mut build(&buckets).into(), buckets.len()).expect("opens");
        assert_eq!(rows.get(MOST - 1), Some([0xFF, 0xFF, 0, 0]));
        assert_eq!(rows.get(2 * MOST), Some([3, 2, 0, 0]));
    }
}
