//! The attribution tagger's network: two bidirectional gated recurrent layers and a linear-chain CRF.
//!
//! Problem: cues are an open class (thousands of distinct strings in news), so lists alone miss a
//! third of them. Policy: a small network reads each paragraph and gives every token one of seven
//! BIO tags (source, cue, content). Its products are of whole numbers and the rest runs in a fixed order
//! without fused operations, so that every build gives the same tags. To the trainer the parameters are one
//! flat vector ([`Layout`]); they are stored, and used, as 8-bit integers with a scale per row. The network
//! owns no text; what a reading in slices has come to is its caller's ([`Run`]).
//! Sources: Cho et al. 2014 (gated recurrent unit, the variant with the reset gate behind the
//! recurrent product); Lafferty, `McCallum` and Pereira 2001 (CRF); Lample et al. 2016 (the pairing); Serrà and
//! Karatzoglou 2017 (a word as the sum of several rows of one table).

mod decode;
pub mod kernel;
mod lanes;
mod table;

use core::ops::Range;
use std::sync::OnceLock;

use crate::models::Section;
pub use decode::{decode, follows};
use kernel::{Direction, Parts, Reach};
use table::{Paired, Table};

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
pub const HIDDEN: usize = 64;
/// Outside, and begin/inside of source, cue, content.
pub const TAGS: usize = 7;

/// Gates of one direction: reset, update, candidate.
pub const GATES: usize = 3 * HIDDEN;

/// What the network sees of one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Input {
    /// Two rows of the word table, which add up: words that share one seldom share both.
    pub word: [u16; 2],
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

/// A network: its parameters as they are stored, and what else its layers need, made ready when that is needed first.
#[derive(Debug, Clone)]
pub struct Network {
    stored: Section,
    /// Where each table lies among the bytes, in the order of [`Layout::rows`], with the width of its rows.
    tables: Vec<(Range<usize>, usize)>,
    layers: [[OnceLock<Direction>; 2]; 2],
    tags: OnceLock<Tags>,
}

/// What makes tags of the states of the last layer.
#[derive(Debug, Clone)]
struct Tags {
    /// Weights and bias of the tags, a lane more than there are tags.
    output: Vec<[f32; LANES]>,
    bias: [f32; LANES],
    transitions: Vec<f32>,
}

/// The tables that tokens choose rows from: words, clusters coarse to fine, suffixes.
const CHOSEN: usize = 5;
/// The tables of a direction: input, hidden, bias, candidate.
const OF_DIRECTION: usize = 4;

/// Whether a table, by its number in [`Layout::rows`], is a matrix.
fn is_matrix(number: usize) -> bool {
    let of_layers = number.checked_sub(CHOSEN).filter(|n| *n < 4 * OF_DIRECTION);
    of_layers.is_some_and(|n| n % OF_DIRECTION < 2)
}

/// A reading under way: one direction of one layer at a time, token by token.
#[derive(Debug, Clone)]
pub struct Run {
    /// Of the layer that reads now; behind the last layer its states.
    inputs: Vec<f32>,
    out: Vec<f32>,
    layer: usize,
    direction: usize,
    reach: Reach,
}

/// Tokens between two looks at the clock: few, for the first ones are read by code that no browser has
/// compiled yet.
const STRIDE: usize = 4;

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
        for (number, (range, width)) in layout.rows().into_iter().enumerate() {
            let write = if is_matrix(number) { table::write_paired } else { table::write };
            write(&values[range], width, &mut bytes);
        }
        Self::open(&bytes.into())
    }

    /// Opens what [`Self::to_bytes`] gives: per row a little-endian f32 scale, then its 8-bit values; of a matrix
    /// all scales, then the values of its rows by twos. None when their number is wrong.
    pub fn open(stored: &Section) -> Option<Self> {
        let mut at = 0;
        let tables = Layout::new().rows().into_iter().map(|(range, width)| {
            let size = range.len() / width * (width + 4);
            at += size;
            (at - size..at, width)
        });
        let tables: Vec<_> = tables.collect();
        let (layers, tags) = (Default::default(), OnceLock::new());
        (at == stored.len()).then(|| Self { stored: stored.clone(), tables, layers, tags })
    }

    /// The parameters as they are stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.stored.to_vec()
    }

    fn place(&self, number: usize) -> (Range<usize>, usize) {
        self.tables.get(number).cloned().unwrap_or((0..0, 1))
    }

    fn table(&self, number: usize) -> Table<'_> {
        let (range, width) = self.place(number);
        Table::of(self.stored.get(range).unwrap_or_default(), width)
    }

    fn matrix(&self, number: usize) -> Paired {
        let (range, width) = self.place(number);
        Paired::of(&self.stored, &range, width)
    }

    fn direction(&self, layer: usize, direction: usize) -> Option<&Direction> {
        let ready = self.layers.get(layer)?.get(direction)?;
        Some(ready.get_or_init(|| {
            let first = CHOSEN + (2 * layer + direction) * OF_DIRECTION;
            let [input, hidden] = core::array::from_fn(|i| self.matrix(first + i));
            let [bias, candidate] = core::array::from_fn(|i| self.table(first + 2 + i));
            let parts = Parts { input, hidden, bias, candidate };
            if layer > 0 {
                return Direction::new(&parts, core::iter::repeat_n(1.0, 2 * HIDDEN), direction == 1);
            }
            let [word, coarse, middle, fine, suffix] = core::array::from_fn(|i| self.table(i).largest());
            let bounds = core::iter::repeat_n(2.0 * word, WORD_WIDTH)
                .chain(core::iter::repeat_n(coarse + middle + fine, CLUSTER_WIDTH))
                .chain(core::iter::repeat_n(suffix, SUFFIX_WIDTH))
                .chain(core::iter::repeat_n(1.0, FLAGS));
            Direction::new(&parts, bounds, direction == 1)
        }))
    }

    fn tagger(&self) -> &Tags {
        self.tags.get_or_init(|| {
            let first = CHOSEN + 4 * OF_DIRECTION;
            let mut output = vec![[0.0; LANES]; 2 * HIDDEN];
            output.iter_mut().enumerate().for_each(|(i, row)| self.table(first).add_to(i, row));
            let mut bias = [0.0; LANES];
            self.table(first + 1).add_to(0, &mut bias);
            let mut transitions = vec![0.0; TAGS * TAGS];
            let rows = transitions.chunks_exact_mut(TAGS).enumerate();
            rows.for_each(|(i, row)| self.table(first + 2).add_to(i, row));
            Tags { output, bias, transitions }
        })
    }

    /// Scores of every token and tag, `[n][TAGS]`.
    pub fn scores(&self, tokens: &[Input]) -> Vec<f32> {
        let mut run = self.begin(tokens);
        self.advance(&mut run, &mut || true);
        self.output(&run)
    }

    /// Begins to read `tokens`.
    pub fn begin(&self, tokens: &[Input]) -> Run {
        let mut inputs = vec![0.0; tokens.len() * INPUT];
        for (token, row) in tokens.iter().zip(inputs.chunks_exact_mut(INPUT)) {
            self.embed(token, row);
        }
        let out = vec![0.0; tokens.len() * 2 * HIDDEN];
        Run { inputs, out, layer: 0, direction: 0, reach: Reach::default() }
    }

    /// Reads on until all is read (true) or `time_left` says stop (false).
    pub fn advance(&self, run: &mut Run, time_left: &mut dyn FnMut() -> bool) -> bool {
        while run.layer < self.layers.len() {
            while let Some(direction) = self.direction(run.layer, run.direction) {
                let mut tokens = 0;
                while direction.advance(&mut run.reach, &run.inputs, &mut run.out) {
                    tokens += 1;
                    if tokens % STRIDE == 0 && !time_left() {
                        return false;
                    }
                }
                run.direction += 1;
                run.reach = Reach::default();
                // The next direction may have to be made ready.
                if !time_left() {
                    return false;
                }
            }
            run.layer += 1;
            run.direction = 0;
            let n = run.out.len();
            run.inputs = core::mem::replace(&mut run.out, vec![0.0; n]);
        }
        true
    }

    /// The scores of what was read to its end.
    fn output(&self, run: &Run) -> Vec<f32> {
        let Tags { output, bias, .. } = self.tagger();
        let mut scores = Vec::with_capacity(run.inputs.len() / (2 * HIDDEN) * TAGS);
        for hidden in run.inputs.chunks_exact(2 * HIDDEN) {
            let mut row = *bias;
            for (h, weights) in hidden.iter().zip(output) {
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
        let (word, rest) = out.split_at_mut(WORD_WIDTH);
        for id in token.word {
            self.table(0).add_to(usize::from(id), word);
        }
        let (cluster, rest) = rest.split_at_mut(CLUSTER_WIDTH);
        for (number, id) in token.clusters.into_iter().enumerate() {
            self.table(1 + number).add_to(usize::from(id), cluster);
        }
        let (suffix, flags) = rest.split_at_mut(SUFFIX_WIDTH);
        self.table(4).add_to(usize::from(token.suffix), suffix);
        for (i, flag) in flags.iter_mut().enumerate() {
            *flag = ((token.flags >> i) & 1) as f32;
        }
    }

    /// The best tags of `tokens`; `doubt` is taken from the score of every cue's first token: above zero for fewer
    /// claims, however long they are.
    pub fn tag(&self, tokens: &[Input], doubt: f32) -> Vec<u8> {
        decode(&self.scores(tokens), self.transitions(), doubt)
    }

    /// The best tags of what was read to its end, as [`Self::tag`] gives them.
    pub fn tags(&self, run: &Run, doubt: f32) -> Vec<u8> {
        decode(&self.output(run), self.transitions(), doubt)
    }

    /// What a tag's score gains by the tag before it, `[TAGS][TAGS]` from the row to the column.
    pub fn transitions(&self) -> &[f32] {
        &self.tagger().transitions
    }
}

#[cfg(test)]
mod tests;
