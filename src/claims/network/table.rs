//! Rows of 8-bit weights with a scale each, read where they are stored.
//!
//! Problem: what is unpacked is there twice. Policy: rows that are chosen one by one stand one behind the other
//! ([`Table`]); those of a matrix stand by twos, as the kernel multiplies them ([`Paired`]). Both lie in a
//! section of the models, which owns the bytes.

use core::ops::Range;

use crate::models::Section;

/// A stretch of stored rows: a little-endian f32 scale before `width` values of 8 bits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table<'a> {
    bytes: &'a [u8],
    width: usize,
}

impl<'a> Table<'a> {
    /// The rows of `bytes`; what is left over behind them is not read.
    pub(super) fn of(bytes: &'a [u8], width: usize) -> Self {
        Self { bytes, width }
    }

    /// Scale and values of every row.
    pub(super) fn rows(self) -> impl Iterator<Item = (f32, &'a [u8])> {
        self.bytes.chunks_exact(self.width + 4).filter_map(|row| {
            let (scale, values) = row.split_first_chunk::<4>()?;
            Some((number(*scale), values))
        })
    }

    /// Adds row `row` to `out`; nothing when there is no such row.
    pub(super) fn add_to(self, row: usize, out: &mut [f32]) {
        let stored =
            self.bytes.chunks_exact(self.width + 4).nth(row).and_then(<[u8]>::split_first_chunk::<4>);
        if let Some((scale, values)) = stored {
            let scale = number(*scale);
            for (into, byte) in out.iter_mut().zip(values) {
                *into += f32::from(byte.cast_signed()) * scale;
            }
        }
    }

    /// The largest absolute value.
    pub(super) fn largest(self) -> f32 {
        self.rows().map(|(scale, _)| scale.abs() * 127.0).fold(0.0, f32::max)
    }
}

/// A stored matrix: the little-endian f32 scales of all rows; then of the first two rows their first values of 8
/// bits, their second values and so on, and the same of every next two rows.
#[derive(Debug, Clone)]
pub(super) struct Paired {
    scales: Section,
    /// The values.
    pub(super) weights: Section,
}

impl Paired {
    /// The matrix in `range` of `stored`, with rows of `width`; an empty one when there is none.
    pub(super) fn of(stored: &Section, range: &Range<usize>, width: usize) -> Self {
        let rows = range.len() / (width + 4);
        let mut rest = stored.clone();
        let mut take = |length| rest.take(length).unwrap_or_default();
        take(range.start);
        Self { scales: take(rows * 4), weights: take(rows * width) }
    }

    /// Scale of every row.
    pub(super) fn scales(&self) -> impl Iterator<Item = f32> {
        self.scales.as_chunks::<4>().0.iter().map(|scale| number(*scale))
    }
}

/// Writes `values`, an even number of rows of `width`, as [`Paired`] reads them.
pub(super) fn write_paired(values: &[f32], width: usize, out: &mut Vec<u8>) {
    let rows: Vec<(f32, Vec<u8>)> = values.chunks_exact(width).map(quantised).collect();
    out.extend(rows.iter().flat_map(|(scale, _)| scale.to_le_bytes()));
    for [(_, first), (_, second)] in rows.as_chunks::<2>().0 {
        out.extend(first.iter().zip(second).flat_map(|(a, b)| [*a, *b]));
    }
}

/// Writes `values`, rows of `width`, as [`Table`] reads them.
pub(super) fn write(values: &[f32], width: usize, out: &mut Vec<u8>) {
    for (scale, row) in values.chunks_exact(width).map(quantised) {
        out.extend(scale.to_le_bytes());
        out.extend(row);
    }
}

/// A row in 8 bits, with the scale that makes numbers of them again.
fn quantised(row: &[f32]) -> (f32, Vec<u8>) {
    let scale = row.iter().fold(0.0f32, |m, v| m.max(v.abs())) / 127.0;
    let by = if scale > 0.0 { 1.0 / scale } else { 0.0 };
    (scale, row.iter().map(|v| ((v * by).round() as i8).cast_unsigned()).collect())
}

/// A stored scale; one that is no number counts as zero.
fn number(bytes: [u8; 4]) -> f32 {
    let scale = f32::from_le_bytes(bytes);
    if scale.is_finite() { scale } else { 0.0 }
}
