//! Where the pieces (text nodes and line breaks) of each block stand in the block's text.

use alloc::rc::Rc;

/// The ends of each block's pieces, in code units of the block's text; shared with earlier sheets of the page.
#[derive(Debug, Default, Clone)]
pub(crate) struct Sheet {
    pub(crate) ends: Vec<Rc<[u32]>>,
}

/// One end of a range: a piece of a block and an offset in its text node (code units).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) piece: u32,
    pub(crate) offset: u32,
}

fn start_of(ends: &[u32], piece: usize) -> u32 {
    piece.checked_sub(1).and_then(|p| ends.get(p)).copied().unwrap_or(0)
}

impl Sheet {
    /// The piece in which `unit` of `block` lies; at a border the piece that ends there when `ending`.
    pub(crate) fn spot(&self, block: u32, unit: u32, ending: bool) -> Option<Spot> {
        let ends = self.ends.get(block as usize)?;
        let piece = ends.partition_point(|end| if ending { *end < unit } else { *end <= unit });
        (piece < ends.len()).then(|| Spot { piece: piece as u32, offset: unit - start_of(ends, piece) })
    }

    /// The code unit of the block's text at `offset` in one of its pieces.
    pub(crate) fn unit(&self, block: u32, piece: u32, offset: u32) -> Option<u32> {
        let ends = self.ends.get(block as usize)?;
        ((piece as usize) < ends.len()).then(|| start_of(ends, piece as usize) + offset)
    }
}
