//! The network's forward pass in floats, with what its gradients need.
//!
//! The page runs the same network in whole numbers (`galley::claims::network::kernel`); a test holds the
//! scores of the two together, and what is measured is always what ships.

use core::ops::Range;

use galley::claims::network::kernel::{sigmoid, tanh};
use galley::claims::network::{CLUSTER_WIDTH, GATES, HIDDEN, Input, Layout, SUFFIX_WIDTH, WORD_WIDTH};

/// `into += factor * row`, in order.
pub fn add_scaled(into: &mut [f32], row: &[f32], factor: f32) {
    for (a, b) in into.iter_mut().zip(row) {
        *a += factor * b;
    }
}

/// `into += inputs · rows`; rows of inputs that are zero are not read.
pub fn add_product(into: &mut [f32; GATES], inputs: &[f32], rows: &[f32]) {
    let (rows, _) = rows.as_chunks::<GATES>();
    let mut waiting = [(0.0f32, &[0.0f32; GATES]); 4];
    let mut n = 0;
    for (x, row) in inputs.iter().zip(rows) {
        if *x != 0.0 {
            waiting[n] = (*x, row);
            n += 1;
            if n == 4 {
                let [(a, p), (b, q), (c, r), (d, s)] = waiting;
                for k in 0..GATES {
                    into[k] += (a * p[k] + b * q[k]) + (c * r[k] + d * s[k]);
                }
                n = 0;
            }
        }
    }
    for (x, row) in &waiting[..n] {
        add_scaled(into, *row, *x);
    }
}

/// The parameters of one recurrent direction (see `GruLayout`).
#[derive(Debug, Clone, Copy)]
pub struct Direction<'a> {
    /// Input to gates.
    pub input: &'a [f32],
    /// Hidden to gates.
    pub hidden: &'a [f32],
    /// Bias of the gates.
    pub bias: &'a [f32],
    /// Bias of the candidate's recurrent product.
    pub candidate: &'a [f32],
    /// Width of the input.
    pub width: usize,
    /// Whether it reads from the end.
    pub backward: bool,
}

/// The values between input and output of one step.
#[derive(Debug, Clone)]
pub struct Step {
    /// Reset gate.
    pub reset: [f32; HIDDEN],
    /// Update gate.
    pub update: [f32; HIDDEN],
    /// Candidate.
    pub new: [f32; HIDDEN],
    /// The candidate's recurrent product, before the reset gate.
    pub inner: [f32; HIDDEN],
    /// The state before the step.
    pub before: [f32; HIDDEN],
}

/// Runs `gru` over `inputs` (`[n][width]`) and writes its states to `out[t * 2 * HIDDEN + offset..]`.
/// `watch` sees every step: the trainer keeps them for its gradients, the page does not look.
pub fn run(
    gru: &Direction<'_>,
    inputs: &[f32],
    out: &mut [f32],
    offset: usize,
    watch: &mut impl FnMut(usize, &Step),
) {
    let n = inputs.len() / gru.width;
    let zero = [0.0f32; HIDDEN];
    let mut step = Step { reset: zero, update: zero, new: zero, inner: zero, before: zero };
    let mut hidden = zero;
    let (mut gates, mut recurrent) = ([0.0f32; GATES], [0.0f32; GATES]);
    for i in 0..n {
        let t = if gru.backward { n - 1 - i } else { i };
        gates.copy_from_slice(gru.bias);
        recurrent.fill(0.0);
        add_product(&mut gates, &inputs[t * gru.width..(t + 1) * gru.width], gru.input);
        add_product(&mut recurrent, &hidden, gru.hidden);
        step.before = hidden;
        for k in 0..HIDDEN {
            step.reset[k] = sigmoid(gates[k] + recurrent[k]);
        }
        for k in 0..HIDDEN {
            step.update[k] = sigmoid(gates[HIDDEN + k] + recurrent[HIDDEN + k]);
        }
        for k in 0..HIDDEN {
            step.inner[k] = recurrent[2 * HIDDEN + k] + gru.candidate[k];
            step.new[k] = tanh(gates[2 * HIDDEN + k] + step.reset[k] * step.inner[k]);
            hidden[k] = (1.0 - step.update[k]) * step.new[k] + step.update[k] * hidden[k];
        }
        watch(t, &step);
        out[t * 2 * HIDDEN + offset..][..HIDDEN].copy_from_slice(&hidden);
    }
}

/// Scores of one token's tags from its two states: `row = bias + hidden · weights`.
pub fn emit(hidden: &[f32], weights: &[f32], bias: &[f32], row: &mut [f32]) {
    row.copy_from_slice(bias);
    for (h, w) in hidden.iter().zip(weights.chunks_exact(row.len())) {
        add_scaled(row, w, *h);
    }
}

/// Writes the input vector of one token into `out` (`INPUT` long).
pub fn embed(layout: &Layout, values: &[f32], token: &Input, out: &mut [f32]) {
    out.fill(0.0);
    let row = |range: &Range<usize>, row: usize, width: usize| {
        values[range.clone()].get(row * width..(row + 1) * width).unwrap_or(&[])
    };
    let (word, rest) = out.split_at_mut(WORD_WIDTH);
    for id in token.word {
        add_scaled(word, row(&layout.words, usize::from(id), WORD_WIDTH), 1.0);
    }
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
