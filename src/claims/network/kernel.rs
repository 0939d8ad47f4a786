//! The arithmetic of the network on a page: products of whole numbers.
//!
//! Problem: most of the claims stage's time is spent here, first in code that the browser has compiled
//! in haste, and every build must give the same bits. Policy: weights are whole numbers as they are stored;
//! what they are multiplied with is made a whole number of 16 bits, with the scale of the weight's row in it,
//! so that a sum needs no scale until it is whole (Jacob et al. 2018, with a scale per row of the input). Sums
//! stand in registers by tiles while a row passes; inputs that are zero are not read. `tanh` is a fraction of
//! polynomials, so that no platform's own `exp` is asked. The trainer's pass in floats is its own
//! (`trainer/src/claims/network/forward.rs`) and is held against this one. A [`Direction`] owns its weights.

use super::lanes::{self, Sums, Weights};
use super::table::{Paired, Table};
use super::{GATES, HIDDEN, INPUT};
use crate::models::Section;

/// Quadruples of outputs summed at once: as many as there are vector registers to spare, or few enough for the
/// plain registers of builds without vectors.
const TILE: usize = if cfg!(not(target_feature = "simd128")) {
    2
} else if QUADS.is_multiple_of(12) {
    12
} else {
    6
};
/// Quadruples of gates.
const QUADS: usize = GATES / 4;
const _: () = assert!(HIDDEN.is_multiple_of(8) && QUADS.is_multiple_of(TILE) && INPUT.is_multiple_of(8));
/// Largest whole number an input becomes. With weights of 8 bits a sum of 500 products stays within 32 bits.
const LARGEST: f32 = 32_767.0;
const _: () = assert!(INPUT <= 500 && 2 * HIDDEN <= 500);

/// The logistic function. Own code, because the platform's `exp` differs in its last bits.
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    0.5 * tanh(0.5 * x) + 0.5
}

/// The hyperbolic tangent by a rational approximation (error below 1e-4), the same on every platform.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let x = x.clamp(-4.97, 4.97);
    let s = x * x;
    // Padé approximant of order 7/6.
    x * (135_135.0 + s * (17_325.0 + s * (378.0 + s)))
        / (135_135.0 + s * (62_370.0 + s * (3_150.0 + s * 28.0)))
}

/// Two inputs that are not both zero: which, and their values.
#[derive(Debug, Clone, Copy)]
struct Pair {
    at: u32,
    values: i32,
}

/// Weights from some inputs to the gates, two inputs at a time.
#[derive(Debug, Clone)]
struct Matrix {
    /// What an input is multiplied with to become a whole number.
    factors: Vec<f32>,
    /// By pair of inputs, then by gate, read where they are stored.
    weights: Section,
}

impl Matrix {
    /// `stored` for inputs made whole by `scale` and the scale of their row.
    fn new(stored: &Paired, scale: f32) -> Self {
        Self { factors: stored.scales().map(|s| s * scale).collect(), weights: stored.weights.clone() }
    }

    /// `inputs` as whole numbers, those that are not zero.
    fn pairs(&self, inputs: &[f32], into: &mut Vec<Pair>) {
        into.clear();
        let ((inputs, _), (factors, _)) = (inputs.as_chunks::<8>(), self.factors.as_chunks::<8>());
        for (eight, (x, f)) in inputs.iter().zip(factors).enumerate() {
            let numbers: [i32; 8] = core::array::from_fn(|k| whole(x[k] * f[k]));
            for (n, values) in numbers.as_chunks::<2>().0.iter().enumerate() {
                let values = lanes::pair(values[0], values[1]);
                if values != 0 {
                    into.push(Pair { at: (4 * eight + n) as u32, values });
                }
            }
        }
    }

    /// `sums += inputs · weights`
    #[inline(always)]
    fn add_product(&self, pairs: &[Pair], sums: &mut [Sums; QUADS]) {
        let rows = self.weights.as_chunks::<8>().0.as_chunks::<QUADS>().0;
        for (tile, sums) in sums.as_chunks_mut::<TILE>().0.iter_mut().enumerate() {
            add_tile(pairs, rows, tile, sums);
        }
    }
}

/// The product of one tile. A function of its own: browsers compile anew, and well, what is called often.
#[inline(never)]
fn add_tile(pairs: &[Pair], rows: &[[Weights; QUADS]], tile: usize, into: &mut [Sums; TILE]) {
    let mut sums = *into;
    for pair in pairs {
        let Some(row) = rows.get(pair.at as usize).and_then(|row| row.as_chunks::<TILE>().0.get(tile)) else {
            break;
        };
        for k in 0..TILE {
            sums[k] = lanes::add_dot(sums[k], &row[k], pair.values);
        }
    }
    *into = sums;
}

/// The nearest whole number.
#[inline(always)]
fn whole(x: f32) -> i32 {
    // Above zero, cutting off is rounding down.
    (x.clamp(-LARGEST, LARGEST) + 32_768.5) as i32 - 32_768
}

/// One recurrent direction.
#[derive(Debug, Clone)]
pub struct Direction {
    input: Matrix,
    hidden: Matrix,
    bias: [f32; GATES],
    candidate: [f32; HIDDEN],
    /// What a sum is multiplied with.
    unit: f32,
    width: usize,
    backward: bool,
}

/// How far a direction has read.
#[derive(Debug, Clone)]
pub(super) struct Reach {
    hidden: [f32; HIDDEN],
    /// Tokens read.
    read: usize,
    /// Working space.
    pairs: Vec<Pair>,
}

impl Default for Reach {
    fn default() -> Self {
        Self { hidden: [0.0; HIDDEN], read: 0, pairs: Vec::new() }
    }
}

/// What a direction is made of, as stored.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    pub(super) input: Paired,
    pub(super) hidden: Paired,
    pub(super) bias: Table<'a>,
    pub(super) candidate: Table<'a>,
}

impl Direction {
    /// `bounds` gives the largest absolute value of each input.
    pub(super) fn new(parts: &Parts<'_>, bounds: impl Iterator<Item = f32>, backward: bool) -> Self {
        // States of the layer lie between -1 and 1.
        let bounds = bounds.chain(core::iter::repeat_n(1.0, HIDDEN));
        let largest =
            parts.input.scales().chain(parts.hidden.scales()).zip(bounds).map(|(scale, most)| scale * most);
        let largest = largest.fold(f32::MIN_POSITIVE, f32::max);
        let scale = LARGEST / largest;
        let mut bias = [0.0; GATES];
        parts.bias.add_to(0, &mut bias);
        let mut candidate = [0.0; HIDDEN];
        parts.candidate.add_to(0, &mut candidate);
        Self {
            input: Matrix::new(&parts.input, scale),
            hidden: Matrix::new(&parts.hidden, scale),
            bias,
            candidate,
            unit: 1.0 / scale,
            width: parts.input.scales().count(),
            backward,
        }
    }

    /// Reads the next token of `inputs` (`[n][width]`) and writes the state to `out[t * 2 * HIDDEN + offset..]`,
    /// the backward direction behind the forward one; false when there is none.
    pub(super) fn advance(&self, reach: &mut Reach, inputs: &[f32], out: &mut [f32]) -> bool {
        let n = inputs.len() / self.width;
        let Reach { hidden, read, pairs } = reach;
        if *read >= n {
            return false;
        }
        let t = if self.backward { n - 1 - *read } else { *read };
        let offset = if self.backward { HIDDEN } else { 0 };
        let (mut given, mut recurrent) = ([lanes::zero(); QUADS], [lanes::zero(); QUADS]);
        self.input.pairs(&inputs[t * self.width..(t + 1) * self.width], pairs);
        self.input.add_product(pairs, &mut given);
        self.hidden.pairs(hidden, pairs);
        self.hidden.add_product(pairs, &mut recurrent);
        self.step(&self.gates(&given), &self.gates(&recurrent), hidden);
        out[t * 2 * HIDDEN + offset..][..HIDDEN].copy_from_slice(hidden);
        *read += 1;
        true
    }

    /// Sums as numbers of the gates.
    #[inline(always)]
    fn gates(&self, sums: &[Sums; QUADS]) -> [f32; GATES] {
        let mut gates = [0.0; GATES];
        for (quad, sums) in gates.as_chunks_mut::<4>().0.iter_mut().zip(sums) {
            *quad = lanes::numbers(*sums).map(|sum| sum as f32 * self.unit);
        }
        gates
    }

    /// The next state.
    #[inline(never)]
    fn step(&self, given: &[f32; GATES], recurrent: &[f32; GATES], hidden: &mut [f32; HIDDEN]) {
        for k in 0..HIDDEN {
            let gate = |at: usize| sigmoid(given[at] + recurrent[at] + self.bias[at]);
            let (reset, update) = (gate(k), gate(HIDDEN + k));
            let inner = recurrent[2 * HIDDEN + k] + self.candidate[k];
            let new = tanh(given[2 * HIDDEN + k] + self.bias[2 * HIDDEN + k] + reset * inner);
            hidden[k] = (1.0 - update) * new + update * hidden[k];
        }
    }
}
