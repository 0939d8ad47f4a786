//! The arithmetic of the network: the one forward pass that the page and the trainer share.
//!
//! Problem: nearly all of the claims stage's time is spent here, and every build must give the same
//! bits. Policy: rows are added four at a time over arrays of fixed length, which compilers turn into
//! vector code without reordering a sum; inputs that are zero are skipped; `tanh` is a fraction of
//! polynomials, so that no platform's own `exp` is asked. Owns nothing.

use super::{GATES, HIDDEN};

/// The logistic function. Own code, because the platform's `exp` differs in its last bits.
pub fn sigmoid(x: f32) -> f32 {
    0.5 * tanh(0.5 * x) + 0.5
}

/// The hyperbolic tangent by a rational approximation (error below 1e-4), the same on every platform.
pub fn tanh(x: f32) -> f32 {
    let x = x.clamp(-4.97, 4.97);
    let s = x * x;
    // Padé approximant of order 7/6.
    x * (135_135.0 + s * (17_325.0 + s * (378.0 + s)))
        / (135_135.0 + s * (62_370.0 + s * (3_150.0 + s * 28.0)))
}

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
