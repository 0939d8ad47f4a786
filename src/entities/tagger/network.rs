//! A tiny convolutional network whose scores are added to those of the linear model.
//!
//! Problem: a linear model knows what each word and pair of words says, and not what a sentence says when all is
//! taken together; the two kinds of model err in different places. Policy: each token is the sum of a few rows of
//! one table (its cluster, ending, lists, capitals), three layers see one to six words farther to either side
//! (dilated convolutions, Strubell et al. 2017), and every layer speaks for the tags. Weights are 8-bit whole
//! numbers and states are of 8 bits, too; they are kept in floating-point numbers, in which all sums of theirs
//! are exact (below 2^24), so that every build and every order of adding gives the same scores, by the vectors
//! that each platform has. Owns its weights; keeps nothing of a sentence.

use super::features::Sentence;
use super::viterbi::SCORED;
use crate::models::{ModelError, Section};

/// Where the rows of the table begin that stand for each thing that is seen of a token.
mod row {
    pub(super) const FINE: usize = 0;
    /// Words in no cluster, by their capitals.
    pub(super) const UNKNOWN: usize = FINE + 1024;
    pub(super) const MIDDLE: usize = UNKNOWN + 16;
    pub(super) const COARSE: usize = MIDDLE + 256;
    pub(super) const ENDING: usize = COARSE + 64;
    pub(super) const CLASS: usize = ENDING + 256;
    pub(super) const CASE: usize = CLASS + 40;
    pub(super) const LISTED: usize = CASE + 64;
    pub(super) const PHRASE: usize = LISTED + 16;
    pub(super) const USAGE: usize = PHRASE + 64;
    /// Words that begin small, and signs.
    pub(super) const SMALL: usize = USAGE + 16;
    pub(super) const END: usize = SMALL + 512;
}

/// Rows of the table.
pub const ROWS: usize = row::END;
/// Width of a row.
pub const WIDTH: usize = 24;
/// Width of a layer's states.
pub const HIDDEN: usize = 32;
/// Layers.
pub const LAYERS: usize = 3;
/// How far to either side each layer looks.
pub const REACH: [usize; LAYERS] = [1, 2, 3];
/// Largest number in the table; with as many rows as a token may have, all sums of the first layer are exact.
pub const LARGEST_ROW: f32 = 31.0;
/// Largest weight.
pub const LARGEST_WEIGHT: f32 = 127.0;
/// Largest state.
pub const LARGEST: f32 = 255.0;

/// Width of what a layer reads at one token.
pub const fn input(layer: usize) -> usize {
    if layer == 0 { WIDTH } else { HIDDEN }
}

/// Rows that one token has at the most: clusters, ending, class, capitals, usage, itself, lists.
const MOST_ROWS: usize = 8 + 2 * 13;
// No sum, with a bias of four million at the most, reaches the first whole number that is not exact.
const _: () = assert!(
    MOST_ROWS as f32 * LARGEST_ROW * LARGEST_WEIGHT * 3.0 * (WIDTH as f32) + 4e6 < 16_777_216.0
        && LARGEST * LARGEST_WEIGHT * 3.0 * (HIDDEN as f32) + 4e6 < 16_777_216.0
        && LARGEST * LARGEST_WEIGHT * LAYERS as f32 * (HIDDEN as f32) + 4e6 < 16_777_216.0
);

/// The states of one token.
pub type State = [f32; HIDDEN];

/// One layer.
#[derive(Debug, Clone)]
struct Layer {
    /// By place (before, at, behind the token) and input.
    weights: Vec<State>,
    bias: State,
    /// What a sum is multiplied with to be a state.
    unit: f32,
    output: Vec<[f32; SCORED]>,
}

/// The network.
#[derive(Debug, Clone)]
pub struct Network {
    table: Section,
    layers: Vec<Layer>,
    bias: [f32; SCORED],
    /// What a sum is multiplied with to be a score.
    unit: f32,
}

/// What reading a sentence needs, kept between sentences.
#[derive(Debug, Default)]
pub struct Space {
    inputs: Vec<[f32; WIDTH]>,
    states: Vec<State>,
    before: Vec<State>,
    sums: Vec<[f32; SCORED]>,
}

impl Network {
    /// Opens what the trainer wrote: the table, then for each layer its unit, bias, weights and weights of the tags, last
    /// the unit and bias of the scores.
    ///
    /// # Errors
    /// When the bytes are cut short or a unit is no number.
    pub fn open(reader: &mut Section) -> Result<Self, ModelError> {
        let table = reader.take(ROWS * WIDTH)?;
        let mut layers = Vec::new();
        for layer in 0..LAYERS {
            let (unit, bias) = (unit(reader)?, numbers(reader)?);
            let weights = matrix(reader, 3 * input(layer))?;
            layers.push(Layer { weights, bias, unit, output: matrix(reader, HIDDEN)? });
        }
        Ok(Self { table, layers, unit: unit(reader)?, bias: numbers(reader)? })
    }

    /// Adds to the scores of every token of `sentence`, which are in units of weights.
    pub fn add(&self, sentence: &Sentence, space: &mut Space, scores: &mut [[i16; SCORED]]) {
        self.read(sentence.len(), |i, emit| rows(sentence, i, emit), space, scores);
    }

    /// The same for `n` tokens whose rows `rows` tells.
    pub fn read(
        &self,
        n: usize,
        rows: impl Fn(usize, &mut dyn FnMut(usize)),
        space: &mut Space,
        scores: &mut [[i16; SCORED]],
    ) {
        let Space { inputs, states, before, sums } = space;
        inputs.clear();
        sums.clear();
        sums.resize(n, self.bias);
        let table = self.table.as_chunks::<WIDTH>().0;
        for i in 0..n {
            let mut input = [0_i16; WIDTH];
            rows(i, &mut |row| {
                if let Some(row) = table.get(row) {
                    input.iter_mut().zip(row).for_each(|(sum, byte)| *sum += i16::from(byte.cast_signed()));
                }
            });
            inputs.push(input.map(f32::from));
        }
        for (number, (layer, reach)) in self.layers.iter().zip(REACH).enumerate() {
            core::mem::swap(states, before);
            states.clear();
            for (i, sums) in sums.iter_mut().enumerate() {
                let state =
                    if number == 0 { layer.state(inputs, i, reach) } else { layer.state(before, i, reach) };
                for (value, row) in state.iter().zip(&layer.output) {
                    sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += value * weight);
                }
                states.push(state);
            }
        }
        for (scores, sums) in scores.iter_mut().zip(sums) {
            for (score, sum) in scores.iter_mut().zip(sums) {
                *score = score.saturating_add((*sum * self.unit) as i16);
            }
        }
    }
}

impl Layer {
    #[inline(always)]
    fn state<const N: usize>(&self, inputs: &[[f32; N]], i: usize, reach: usize) -> State {
        let mut sums = self.bias;
        let places = [i.checked_sub(reach), Some(i), i.checked_add(reach)];
        for (place, weights) in places.into_iter().zip(self.weights.chunks_exact(N)) {
            let Some(input) = place.and_then(|at| inputs.get(at)) else { continue };
            for (value, row) in input.iter().zip(weights) {
                if *value != 0.0 {
                    sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += value * weight);
                }
            }
        }
        // Through a whole number: to cut a float off is a call on some platforms.
        sums.map(|sum| ((sum * self.unit).clamp(0.0, LARGEST) as i32) as f32)
    }
}

/// Calls `emit` with the rows of the table that stand for token `i`.
pub fn rows(sentence: &Sentence, i: usize, mut emit: impl FnMut(usize)) {
    let (token, line) = sentence.token(i);
    let [fine, middle, coarse] = token.clusters.map(|cluster| cluster as usize);
    // Fine clusters count from 1.
    if (1..=row::UNKNOWN).contains(&fine) {
        emit(row::FINE + fine - 1);
        emit(row::MIDDLE + (middle & 0xFF));
        emit(row::COARSE + (coarse & 0x3F));
    } else {
        emit(row::UNKNOWN + (fine & 7));
    }
    emit(row::ENDING + (token.word.suffixes[2] >> 24) as usize);
    emit(row::CLASS + usize::from(token.class));
    emit(row::CASE + token.word.case as usize + 8 * line as usize + 32 * usize::from(i == 0));
    let mut bits = token.listed.word;
    while bits != 0 {
        emit(row::LISTED + bits.trailing_zeros() as usize);
        bits &= bits - 1;
    }
    let mut bits = token.listed.phrase;
    while bits != 0 {
        emit(row::PHRASE + 4 * bits.trailing_zeros() as usize + usize::from(token.listed.position));
        bits &= bits - 1;
    }
    emit(row::USAGE + token.usage as usize);
    if !token.word.is_capitalised() {
        emit(row::SMALL + (token.word.key >> 23) as usize);
    }
}

fn unit(reader: &mut Section) -> Result<f32, ModelError> {
    let unit = f32::from_bits(reader.u32()?);
    if unit.is_finite() { Ok(unit) } else { Err(ModelError("a unit of the network is no number".into())) }
}

/// Whole numbers of 32 bits.
fn numbers<const N: usize>(reader: &mut Section) -> Result<[f32; N], ModelError> {
    let mut out = [0.0; N];
    for number in &mut out {
        *number = reader.u32()?.cast_signed() as f32;
    }
    Ok(out)
}

/// `count` rows of whole numbers of 8 bits.
fn matrix<const N: usize>(reader: &mut Section, count: usize) -> Result<Vec<[f32; N]>, ModelError> {
    let bytes = reader.take(count * N)?;
    Ok(bytes.as_chunks::<N>().0.iter().map(|row| row.map(|byte| f32::from(byte.cast_signed()))).collect())
}
