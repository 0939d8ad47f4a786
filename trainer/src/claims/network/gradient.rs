//! Gradients of the attribution network by back-propagation.

use galley::claims::network::{CLUSTER_WIDTH, GATES, HIDDEN, INPUT, Layout, SUFFIX_WIDTH, TAGS, WORD_WIDTH};

use super::forward::{self, Step, add_scaled, direction, embed};
use super::{Example, Random, Settings, crf};

/// Width of the part of a token's input that is learnt; the flags behind it are given.
const LEARNT: usize = WORD_WIDTH + CLUSTER_WIDTH + SUFFIX_WIDTH;

/// One direction's intermediate values, by token.
type Trace = Vec<Step>;

/// Parameters with the gradient summed so far.
pub struct Gradients {
    layout: Layout,
    /// Parameters.
    pub values: Vec<f32>,
    /// Their gradient.
    pub gradient: Vec<f32>,
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    for (x, y) in a.iter().zip(b) {
        for (lane, (x, y)) in lanes.iter_mut().zip(x.iter().zip(y)) {
            *lane += x * y;
        }
    }
    lanes.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(x, y)| x * y).sum::<f32>()
}

fn multiply(values: &mut [f32], by: &[f32]) {
    values.iter_mut().zip(by).for_each(|(x, m)| *x *= m);
}

impl Gradients {
    /// No gradient yet at `values`.
    pub fn new(values: Vec<f32>) -> Self {
        Self { layout: Layout::new(), gradient: vec![0.0; values.len()], values }
    }

    fn forward(&self, layer: usize, backward: bool, inputs: &[f32], out: &mut [f32]) -> Trace {
        let gru = direction(&self.layout, &self.values, layer, backward);
        let mut trace = vec![None; inputs.len() / gru.width];
        let offset = if backward { HIDDEN } else { 0 };
        forward::run(&gru, inputs, out, offset, &mut |t, step| trace[t] = Some(step.clone()));
        trace.into_iter().flatten().collect()
    }

    /// Adds the gradients of one direction; `above` is the gradient of its output (`[n][2 * HIDDEN]`). The
    /// gradient of the first `wanted` inputs of a token is added to `below`.
    fn backward(
        &mut self,
        (layer, backward): (usize, bool),
        inputs: &[f32],
        trace: &[Step],
        above: &[f32],
        below: &mut [f32],
        wanted: usize,
    ) {
        let gru = self.layout.layers[layer][usize::from(backward)].clone();
        let offset = if backward { HIDDEN } else { 0 };
        let (n, width) = (trace.len(), gru.width);
        let mut carry = [0.0f32; HIDDEN];
        let (mut gates, mut recurrent) = ([0.0f32; GATES], [0.0f32; GATES]);
        for i in (0..n).rev() {
            let t = if backward { n - 1 - i } else { i };
            let step = &trace[t];
            let mut next = [0.0f32; HIDDEN];
            for k in 0..HIDDEN {
                let d = carry[k] + above[t * 2 * HIDDEN + offset + k];
                let (r, z, n, h) = (step.reset[k], step.update[k], step.new[k], step.before[k]);
                let dn = d * (1.0 - z) * (1.0 - n * n);
                let dz = d * (h - n) * z * (1.0 - z);
                let dr = dn * step.inner[k] * r * (1.0 - r);
                next[k] = d * z;
                (gates[k], gates[HIDDEN + k], gates[2 * HIDDEN + k]) = (dr, dz, dn);
                (recurrent[k], recurrent[HIDDEN + k], recurrent[2 * HIDDEN + k]) = (dr, dz, dn * r);
            }
            add_scaled(&mut self.gradient[gru.bias.clone()], &gates, 1.0);
            add_scaled(&mut self.gradient[gru.candidate.clone()], &recurrent[2 * HIDDEN..], 1.0);
            for (k, (next, h)) in next.iter_mut().zip(&step.before).enumerate() {
                let row = gru.hidden.start + k * GATES;
                *next += dot(&self.values[row..row + GATES], &recurrent);
                add_scaled(&mut self.gradient[row..row + GATES], &recurrent, *h);
            }
            let into = &mut below[t * width..(t + 1) * width];
            for (j, (x, into)) in inputs[t * width..(t + 1) * width].iter().zip(into).enumerate() {
                let row = gru.input.start + j * GATES;
                if j < wanted {
                    *into += dot(&self.values[row..row + GATES], &gates);
                }
                if *x != 0.0 {
                    add_scaled(&mut self.gradient[row..row + GATES], &gates, *x);
                }
            }
            carry = next;
        }
    }

    /// Adds the gradient of one example and returns its loss (negative log-likelihood).
    pub fn add(&mut self, example: &Example, settings: &Settings, random: &mut Random) -> f32 {
        let n = example.tokens.len();
        let hidden_words: Vec<bool> =
            example.tokens.iter().map(|_| random.unit() < settings.word_dropout).collect();
        let mut inputs = vec![0.0; n * INPUT];
        for (t, token) in example.tokens.iter().enumerate() {
            let row = &mut inputs[t * INPUT..(t + 1) * INPUT];
            embed(&self.layout, &self.values, token, row);
            if hidden_words[t] {
                row[..WORD_WIDTH].fill(0.0);
            }
        }
        let mut mask = |len: usize, share: f32| -> Vec<f32> {
            (0..len).map(|_| if random.unit() < share { 0.0 } else { 1.0 / (1.0 - share) }).collect()
        };
        let mask0 = mask(n * INPUT, settings.input_dropout);
        multiply(&mut inputs, &mask0);
        let mut first = vec![0.0; n * 2 * HIDDEN];
        let traces0 = [false, true].map(|back| self.forward(0, back, &inputs, &mut first));
        let mask1 = mask(first.len(), settings.dropout);
        multiply(&mut first, &mask1);
        let mut second = vec![0.0; n * 2 * HIDDEN];
        let traces1 = [false, true].map(|back| self.forward(1, back, &first, &mut second));
        let mask2 = mask(second.len(), settings.dropout);
        multiply(&mut second, &mask2);
        let mut scores = vec![0.0; n * TAGS];
        for (hidden, row) in second.chunks_exact(2 * HIDDEN).zip(scores.chunks_exact_mut(TAGS)) {
            let (weights, bias) =
                (&self.values[self.layout.output.clone()], &self.values[self.layout.bias.clone()]);
            forward::emit(hidden, weights, bias, row);
        }
        let transitions = self.layout.transitions.clone();
        let loss = crf::loss(
            &scores,
            &example.target,
            example.weight,
            &self.values[transitions.clone()],
            &mut self.gradient[transitions],
        );
        let mut d_second = vec![0.0; second.len()];
        for (t, d) in loss.scores.chunks_exact(TAGS).enumerate() {
            add_scaled(&mut self.gradient[self.layout.bias.clone()], d, 1.0);
            for k in 0..2 * HIDDEN {
                let row = self.layout.output.start + k * TAGS;
                d_second[t * 2 * HIDDEN + k] = dot(&self.values[row..row + TAGS], d);
                add_scaled(&mut self.gradient[row..row + TAGS], d, second[t * 2 * HIDDEN + k]);
            }
        }
        multiply(&mut d_second, &mask2);
        let mut d_first = vec![0.0; first.len()];
        for (back, trace) in [false, true].into_iter().zip(&traces1) {
            self.backward((1, back), &first, trace, &d_second, &mut d_first, 2 * HIDDEN);
        }
        multiply(&mut d_first, &mask1);
        let mut d_inputs = vec![0.0; inputs.len()];
        for (back, trace) in [false, true].into_iter().zip(&traces0) {
            self.backward((0, back), &inputs, trace, &d_first, &mut d_inputs, LEARNT);
        }
        multiply(&mut d_inputs, &mask0);
        self.tables(example, &hidden_words, &d_inputs);
        loss.value
    }

    /// Adds the gradient of the inputs to the rows of the tables they were read from.
    fn tables(&mut self, example: &Example, hidden_words: &[bool], d_inputs: &[f32]) {
        for (t, token) in example.tokens.iter().enumerate() {
            let d = &d_inputs[t * INPUT..(t + 1) * INPUT];
            if !hidden_words[t] {
                for id in token.word {
                    let row = self.layout.words.start + usize::from(id) * WORD_WIDTH;
                    add_scaled(&mut self.gradient[row..row + WORD_WIDTH], &d[..WORD_WIDTH], 1.0);
                }
            }
            for (range, id) in self.layout.clusters.iter().zip(token.clusters) {
                let row = range.start + usize::from(id) * CLUSTER_WIDTH;
                if row + CLUSTER_WIDTH <= range.end {
                    let d = &d[WORD_WIDTH..WORD_WIDTH + CLUSTER_WIDTH];
                    add_scaled(&mut self.gradient[row..row + CLUSTER_WIDTH], d, 1.0);
                }
            }
            let row = self.layout.suffixes.start + usize::from(token.suffix) * SUFFIX_WIDTH;
            let d = &d[WORD_WIDTH + CLUSTER_WIDTH..LEARNT];
            add_scaled(&mut self.gradient[row..row + SUFFIX_WIDTH], d, 1.0);
        }
    }
}
