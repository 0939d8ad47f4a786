//! The attribution tagger's network: two bidirectional gated recurrent layers and a linear-chain CRF.
//!
//! Problem: cues are an open class (thousands of distinct strings in news), so lists alone miss a
//! third of them. Policy: a small network reads each paragraph and gives every token one of seven
//! BIO tags (source, cue, content). Sums run in a fixed order without fused operations, so that every
//! build gives the same tags. Parameters lie in one flat vector, shared with the trainer; stored as
//! 8-bit integers with a scale per row. The network owns no text and keeps no state between calls.
//! Sources: Cho et al. 2014 (gated recurrent unit, the variant with the reset gate behind the
//! recurrent product); Lafferty, `McCallum` and Pereira 2001 (CRF); Lample et al. 2016 (the pairing).

mod decode;
pub mod kernel;

use core::ops::Range;

pub use decode::{decode, follows};
use kernel::{Direction, add_scaled};

/// Rows of the hashed word table.
pub const WORDS: usize = 4096;
/// Width of a word's vector.
pub const WORD_WIDTH: usize = 16;
/// Rows of the three tables of word clusters, coarse to fine.
pub const CLUSTERS: [usize; 3] = [64, 256, 1024];
/// Width of a cluster's vector; the three levels add up.
pub const CLUSTER_WIDTH: usize = 16;
/// Rows of the hashed suffix table.
pub const SUFFIXES: usize = 512;
/// Width of a suffix's vector.
pub const SUFFIX_WIDTH: usize = 8;
/// Number of yes-or-no features of a token.
pub const FLAGS: usize = 48;
/// Width of a token's input.
pub const INPUT: usize = WORD_WIDTH + CLUSTER_WIDTH + SUFFIX_WIDTH + FLAGS;
/// Units of one direction of one layer.
pub const HIDDEN: usize = 48;
/// Outside, and begin/inside of source, cue, content.
pub const TAGS: usize = 7;

/// Gates of one direction: reset, update, candidate.
pub const GATES: usize = 3 * HIDDEN;

/// What the network sees of one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Input {
    /// Row of the word table.
    pub word: u16,
    /// Rows of the cluster tables; `u16::MAX` for a word in no cluster.
    pub clusters: [u16; 3],
    /// Row of the suffix table.
    pub suffix: u16,
    /// Bit `i` is feature `i`.
    pub flags: u64,
}

/// Where one recurrent direction's parameters lie.
#[derive(Debug, Clone)]
pub struct GruLayout {
    /// Input to gates, `[input][3 * HIDDEN]` (reset, update, candidate).
    pub input: Range<usize>,
    /// Hidden to gates, `[HIDDEN][3 * HIDDEN]`.
    pub hidden: Range<usize>,
    /// Bias of the gates.
    pub bias: Range<usize>,
    /// Bias of the candidate's recurrent product.
    pub candidate: Range<usize>,
    /// Width of the input.
    pub width: usize,
}

/// Where everything lies in the flat vector of parameters.
#[derive(Debug, Clone)]
pub struct Layout {
    /// `[WORDS][WORD_WIDTH]`
    pub words: Range<usize>,
    /// `[CLUSTERS[i]][CLUSTER_WIDTH]`
    pub clusters: [Range<usize>; 3],
    /// `[SUFFIXES][SUFFIX_WIDTH]`
    pub suffixes: Range<usize>,
    /// Layer by layer, forward then backward.
    pub layers: [[GruLayout; 2]; 2],
    /// `[2 * HIDDEN][TAGS]`
    pub output: Range<usize>,
    /// `[TAGS]`
    pub bias: Range<usize>,
    /// `[TAGS][TAGS]`, from the row to the column.
    pub transitions: Range<usize>,
    /// Number of parameters.
    pub total: usize,
}

impl Layout {
    /// The one layout there is.
    pub fn new() -> Self {
        let mut at = 0;
        let mut take = |n: usize| {
            at += n;
            at - n..at
        };
        let words = take(WORDS * WORD_WIDTH);
        let clusters = CLUSTERS.map(|rows| take(rows * CLUSTER_WIDTH));
        let suffixes = take(SUFFIXES * SUFFIX_WIDTH);
        let layers = [INPUT, 2 * HIDDEN].map(|width| {
            [(); 2].map(|()| GruLayout {
                input: take(width * GATES),
                hidden: take(HIDDEN * GATES),
                bias: take(GATES),
                candidate: take(HIDDEN),
                width,
            })
        });
        let output = take(2 * HIDDEN * TAGS);
        let bias = take(TAGS);
        let transitions = take(TAGS * TAGS);
        Self { words, clusters, suffixes, layers, output, bias, transitions, total: at }
    }

    /// The ranges in order with the length of a row, for quantising.
    fn rows(&self) -> Vec<(Range<usize>, usize)> {
        let mut rows = vec![(self.words.clone(), WORD_WIDTH)];
        rows.extend(self.clusters.iter().map(|c| (c.clone(), CLUSTER_WIDTH)));
        rows.push((self.suffixes.clone(), SUFFIX_WIDTH));
        for gru in self.layers.iter().flatten() {
            rows.push((gru.input.clone(), GATES));
            rows.push((gru.hidden.clone(), GATES));
            rows.push((gru.bias.clone(), GATES));
            rows.push((gru.candidate.clone(), HIDDEN));
        }
        rows.push((self.output.clone(), TAGS));
        rows.push((self.bias.clone(), TAGS));
        rows.push((self.transitions.clone(), TAGS));
        rows
    }
}

impl Default for Layout {
    fn default() -> Self {
        Self::new()
    }
}

/// A network ready to tag.
#[derive(Debug, Clone)]
pub struct Network {
    layout: Layout,
    values: Vec<f32>,
}

impl Network {
    /// A network with these parameters; none when their number is wrong.
    pub fn new(values: Vec<f32>) -> Option<Self> {
        let layout = Layout::new();
        (values.len() == layout.total).then_some(Self { layout, values })
    }

    /// Reads what [`Self::to_bytes`] wrote: per row a little-endian f32 scale, then its 8-bit values.
    pub fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let layout = Layout::new();
        let mut values = Vec::with_capacity(layout.total);
        for (range, width) in layout.rows() {
            for _ in 0..range.len() / width {
                let (scale, rest) = bytes.split_first_chunk::<4>()?;
                let (row, rest) = rest.split_at_checked(width)?;
                let scale = f32::from_le_bytes(*scale);
                values.extend(row.iter().map(|b| f32::from(b.cast_signed()) * scale));
                bytes = rest;
            }
        }
        (bytes.is_empty() && values.iter().all(|v| v.is_finite())).then_some(Self { layout, values })
    }

    /// The parameters in 8 bits with a scale per row.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for (range, width) in self.layout.rows() {
            for row in self.values[range].chunks_exact(width) {
                let scale = row.iter().fold(0.0f32, |m, v| m.max(v.abs())) / 127.0;
                out.extend(scale.to_le_bytes());
                let by = if scale > 0.0 { 1.0 / scale } else { 0.0 };
                out.extend(row.iter().map(|v| ((v * by).round() as i8).cast_unsigned()));
            }
        }
        out
    }

    /// The flat parameters.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// The parameters of a direction of a layer.
    fn direction(&self, layer: usize, backward: bool) -> Direction<'_> {
        direction(&self.layout, &self.values, layer, backward)
    }

    /// Scores of every token and tag, `[n][TAGS]`.
    pub fn scores(&self, tokens: &[Input]) -> Vec<f32> {
        let n = tokens.len();
        let mut inputs = vec![0.0; n * INPUT];
        for (token, row) in tokens.iter().zip(inputs.chunks_exact_mut(INPUT)) {
            embed(&self.layout, &self.values, token, row);
        }
        for layer in 0..2 {
            let mut out = vec![0.0; n * 2 * HIDDEN];
            kernel::run(&self.direction(layer, false), &inputs, &mut out, 0, &mut |_, _| {});
            kernel::run(&self.direction(layer, true), &inputs, &mut out, HIDDEN, &mut |_, _| {});
            inputs = out;
        }
        let (weights, bias) =
            (&self.values[self.layout.output.clone()], &self.values[self.layout.bias.clone()]);
        let mut scores = vec![0.0; n * TAGS];
        for (hidden, row) in inputs.chunks_exact(2 * HIDDEN).zip(scores.chunks_exact_mut(TAGS)) {
            kernel::emit(hidden, weights, bias, row);
        }
        scores
    }

    /// The best tags of `tokens`; `outside` is added to the score of the outside tag: below zero for more recall.
    pub fn tag(&self, tokens: &[Input], outside: f32) -> Vec<u8> {
        decode(&self.scores(tokens), self.transitions(), outside)
    }

    /// What a tag's score gains by the tag before it, `[TAGS][TAGS]` from the row to the column.
    pub fn transitions(&self) -> &[f32] {
        &self.values[self.layout.transitions.clone()]
    }
}

/// Writes the input vector of one token into `out` (`INPUT` long).
pub fn embed(layout: &Layout, values: &[f32], token: &Input, out: &mut [f32]) {
    out.fill(0.0);
    let row = |range: &Range<usize>, row: usize, width: usize| {
        values[range.clone()].get(row * width..(row + 1) * width).unwrap_or(&[])
    };
    let (word, rest) = out.split_at_mut(WORD_WIDTH);
    add_scaled(word, row(&layout.words, usize::from(token.word), WORD_WIDTH), 1.0);
    let (cluster, rest) = rest.split_at_mut(CLUSTER_WIDTH);
    for (range, id) in layout.clusters.iter().zip(token.clusters) {
        add_scaled(cluster, row(range, usize::from(id), CLUSTER_WIDTH), 1.0);
    }
    let (suffix, flags) = rest.split_at_mut(SUFFIX_WIDTH);
    add_scaled(suffix, row(&layout.suffixes, usize::from(token.suffix), SUFFIX_WIDTH), 1.0);
    for (i, flag) in flags.iter_mut().enumerate() {
        *flag = ((token.flags >> i) & 1) as f32;
    }
}

/// The parameters of a direction of a layer among `values`.
pub fn direction<'a>(layout: &Layout, values: &'a [f32], layer: usize, backward: bool) -> Direction<'a> {
    let gru = &layout.layers[layer][usize::from(backward)];
    Direction {
        input: &values[gru.input.clone()],
        hidden: &values[gru.hidden.clone()],
        bias: &values[gru.bias.clone()],
        candidate: &values[gru.candidate.clone()],
        width: gru.width,
        backward,
    }
}

#[cfg(test)]
mod tests;
