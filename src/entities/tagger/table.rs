//! A read-only map from 32-bit hashes to 16-bit values: word clusters and gazetteers.
//!
//! Problem: a hundred thousand names as text are heavy to load and to look up. Policy: names are kept
//! as fingerprints only. The upper bits of a hash choose a bucket, its lower 16 bits are compared.
//! A name that is not listed is taken for a listed one about once in 60,000 look-ups, which one
//! feature among a hundred can bear. Layout: number of bucket bits (u32), number of entries (u32), one
//! byte per bucket (its number of entries), all fingerprints (u16), all values (u16), in bucket order.

use crate::models::{ModelError, Reader};

/// The map.
#[derive(Debug, Clone)]
pub struct Table {
    shift: u32,
    starts: Vec<u32>,
    prints: Vec<u16>,
    values: Vec<u16>,
}

impl Table {
    /// Opens the bytes that [`build`] wrote.
    ///
    /// # Errors
    /// When they are cut short or do not add up.
    pub fn open(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let bits = reader.u32()?;
        let entries = reader.u32()? as usize;
        if !(1..=24).contains(&bits) || entries > 1 << 24 {
            return Err(ModelError("a list has an unlikely size".into()));
        }
        let mut starts = Vec::with_capacity((1 << bits) + 1);
        let mut total = 0_u32;
        starts.push(0);
        for count in reader.take(1 << bits)? {
            total += u32::from(*count);
            starts.push(total);
        }
        if total as usize != entries {
            return Err(ModelError("a list's buckets do not add up".into()));
        }
        let mut numbers = || -> Result<Vec<u16>, ModelError> {
            let bytes = reader.take(entries * 2)?;
            Ok(bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect())
        };
        Ok(Self { shift: 32 - bits, prints: numbers()?, values: numbers()?, starts })
    }

    /// The value of `hash`; 0 when it is not listed.
    pub fn get(&self, hash: u32) -> u16 {
        let bucket = (hash >> self.shift) as usize;
        let (Some(from), Some(to)) = (self.starts.get(bucket), self.starts.get(bucket + 1)) else { return 0 };
        let range = *from as usize..*to as usize;
        let print = hash as u16;
        let found = self.prints.get(range.clone()).and_then(|p| p.iter().position(|p| *p == print));
        found.and_then(|at| self.values.get(range.start + at)).copied().unwrap_or(0)
    }
}

/// Writes a table of `entries` (hash, value); of equal hashes the first counts.
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
    for (hash, _) in &sorted {
        let count = &mut counts[(hash >> shift) as usize];
        *count = count.saturating_add(1);
    }
    let mut out = Vec::new();
    out.extend((bits as u32).to_le_bytes());
    out.extend((sorted.len() as u32).to_le_bytes());
    out.extend(counts);
    out.extend(sorted.iter().flat_map(|(hash, _)| (*hash as u16).to_le_bytes()));
    out.extend(sorted.iter().flat_map(|(_, value)| value.to_le_bytes()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_comes_out_and_broken_bytes_are_errors() {
        let entries: Vec<(u32, u16)> =
            (1..3000_u32).map(|i| (i.wrapping_mul(0x9E37_79B1), (i % 999 + 1) as u16)).collect();
        let bytes = build(&entries);
        let table = Table::open(&mut Reader::new(&bytes)).expect("opens");
        for (hash, value) in &entries {
            assert_eq!(table.get(*hash), *value);
        }
        assert_eq!(table.get(0x1234_5678), 0);
        for cut in [0, 3, 9, bytes.len() / 2, bytes.len() - 1] {
            assert!(Table::open(&mut Reader::new(&bytes[..cut])).is_err());
        }
    }
}
