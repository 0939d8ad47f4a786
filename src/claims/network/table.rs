//! Rows of 8-bit weights with a scale each, read where they are stored.

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

/// A stored scale; one that is no number counts as zero.
fn number(bytes: [u8; 4]) -> f32 {
    let scale = f32::from_le_bytes(bytes);
    if scale.is_finite() { scale } else { 0.0 }
}
