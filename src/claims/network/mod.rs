//! The attribution tagger's network: two bidirectional gated recurrent layers and a linear-chain CRF.
//!
//! Problem: cues are an open class (thousands of distinct strings in news), so lists alone miss a
//! third of them. Policy: a small network reads each paragraph and gives every token one of seven
//! BIO tags (source, cue, content). Its products are of whole numbers and the rest runs in a fixed order
//! without fused operations, so that every build gives the same tags. To the trainer the parameters are one
//! flat vector ([`Layout`]); they are stored, and used, as 8-bit integers with a scale per row. The network
//! owns no text and keeps no state between calls.
//! Sources: Cho et al. 2014 (gated recurrent unit, the variant with the reset gate behind the
//! recurrent product); Lafferty, `McCallum` and Pereira 2001 (CRF); Lample et al. 2016 (the pairing).

mod decode;
pub mod kernel;
mod lanes;
mod table;

use core::ops::Range;

pub use decode::{decode, follows};
use kernel::{Direction, Parts};
use table::Table;

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

    /// The ranges in the order they are stored in, with the length of a row.
    pub fn rows(&self) -> Vec<(Range<usize>, usize)> {
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

/// A network ready to tag: its parameters as they are stored, and the matrices made ready.
#[derive(Debug, Clone)]
pub struct Network {
    bytes: Vec<u8>,
    /// Where the rows that tokens choose from lie among the bytes: words, clusters, suffixes.
    chosen: [Range<usize>; 5],
    layers: [[Direction; 2]; 2],
    /// Weights and bias of the tags, a lane more than there are tags.
    output: Vec<[f32; LANES]>,
    bias: [f32; LANES],
    transitions: Vec<f32>,
}

/// Width of a row of tags in memory: a whole number of vectors.
const LANES: usize = 8;
const _: () = assert!(TAGS <= LANES);

impl Network {
    /// A network with these parameters, in 8 bits with a scale per row; none when their number is wrong.
    pub fn new(values: &[f32]) -> Option<Self> {
        let layout = Layout::new();
        if values.len() != layout.total {
            return None;
        }
        let mut bytes = Vec::new();
        for (range, width) in layout.rows() {
            for row in values[range].chunks_exact(width) {
                let scale = row.iter().fold(0.0f32, |m, v| m.max(v.abs())) / 127.0;
                bytes.extend(scale.to_le_bytes());
                let by = if scale > 0.0 { 1.0 / scale } else { 0.0 };
                bytes.extend(row.iter().map(|v| ((v * by).round() as i8).cast_unsigned()));
            }
        }
        Self::from_bytes(&bytes)
    }

    /// Reads what [`Self::to_bytes`] gives: per row a little-endian f32 scale, then its 8-bit values.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut tables = Vec::new();
        let mut rest = bytes;
        for (range, width) in Layout::new().rows() {
            let table;
            (table, rest) = Table::split(rest, range.len() / width, width)?;
            tables.push(table);
        }
        if !rest.is_empty() {
            return None;
        }
        let mut tables = tables.into_iter();
        let mut next = || tables.next();
        let [word, coarse, middle, fine, suffix] = [next()?, next()?, next()?, next()?, next()?];
        let mut at = 0;
        let chosen = [word, coarse, middle, fine, suffix].map(|table| {
            at += table.size();
            at - table.size()..at
        });
        let cluster = coarse.largest() + middle.largest() + fine.largest();
        let learnt = core::iter::repeat_n(word.largest(), WORD_WIDTH)
            .chain(core::iter::repeat_n(cluster, CLUSTER_WIDTH))
            .chain(core::iter::repeat_n(suffix.largest(), SUFFIX_WIDTH));
        let flags = core::iter::repeat_n(1.0, FLAGS);
        let bounds: [Vec<f32>; 2] = [learnt.chain(flags).collect(), vec![1.0; 2 * HIDDEN]];
        let mut direction = |layer: usize, backward: bool| {
            let parts = Parts { input: next()?, hidden: next()?, bias: next()?, candidate: next()? };
            Some(Direction::new(parts, bounds[layer].iter().copied(), backward))
        };
        let layers =
            [[direction(0, false)?, direction(0, true)?], [direction(1, false)?, direction(1, true)?]];
        let (weights, bias_row, transitions) = (next()?, next()?, next()?);
        let mut output = vec![[0.0; LANES]; 2 * HIDDEN];
        output.iter_mut().enumerate().for_each(|(i, row)| weights.add_to(i, row));
        let mut bias = [0.0; LANES];
        bias_row.add_to(0, &mut bias);
        let mut moves = vec![0.0; TAGS * TAGS];
        moves.chunks_exact_mut(TAGS).enumerate().for_each(|(i, row)| transitions.add_to(i, row));
        Some(Self { bytes: bytes.to_vec(), chosen, layers, output, bias, transitions: moves })
    }

    /// The parameters as they are stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.bytes.clone()
    }

    /// Scores of every token and tag, `[n][TAGS]`.
    pub fn scores(&self, tokens: &[Input]) -> Vec<f32> {
        let n = tokens.len();
        let mut inputs = vec![0.0; n * INPUT];
        for (token, row) in tokens.iter().zip(inputs.chunks_exact_mut(INPUT)) {
            self.embed(token, row);
        }
        for layer in &self.layers {
            let mut out = vec![0.0; n * 2 * HIDDEN];
            for direction in layer {
                direction.run(&inputs, &mut out);
            }
            inputs = out;
        }
        let mut scores = Vec::with_capacity(n * TAGS);
        for hidden in inputs.chunks_exact(2 * HIDDEN) {
            let mut row = self.bias;
            for (h, weights) in hidden.iter().zip(&self.output) {
                for (sum, weight) in row.iter_mut().zip(weights) {
                    *sum += h * weight;
                }
            }
            scores.extend(&row[..TAGS]);
        }
        scores
    }

    /// Writes the input vector of one token into `out` (`INPUT` long).
    fn embed(&self, token: &Input, out: &mut [f32]) {
        let [words, coarse, middle, fine, suffixes] = &self.chosen;
        let table = |range: &Range<usize>, width: usize| {
            Table::of(self.bytes.get(range.clone()).unwrap_or_default(), width)
        };
        let (word, rest) = out.split_at_mut(WORD_WIDTH);
        table(words, WORD_WIDTH).add_to(usize::from(token.word), word);
        let (cluster, rest) = rest.split_at_mut(CLUSTER_WIDTH);
        for (range, id) in [coarse, middle, fine].into_iter().zip(token.clusters) {
            table(range, CLUSTER_WIDTH).add_to(usize::from(id), cluster);
        }
        let (suffix, flags) = rest.split_at_mut(SUFFIX_WIDTH);
        table(suffixes, SUFFIX_WIDTH).add_to(usize::from(token.suffix), suffix);
        for (i, flag) in flags.iter_mut().enumerate() {
            *flag = ((token.flags >> i) & 1) as f32;
        }
    }

    /// The best tags of `tokens`; `outside` is added to the score of the outside tag: below zero for more recall.
    pub fn tag(&self, tokens: &[Input], outside: f32) -> Vec<u8> {
        decode(&self.scores(tokens), self.transitions(), outside)
    }

    /// What a tag's score gains by the tag before it, `[TAGS][TAGS]` from the row to the column.
    pub fn transitions(&self) -> &[f32] {
        &self.transitions
    }
}

#[cfg(test)]
mod tests;
