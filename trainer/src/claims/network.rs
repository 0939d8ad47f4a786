//! Gradients of the attribution network and the loop that trains it.
//!
//! The forward pass repeats the core's (`galley::claims::network`) because training must keep every
//! intermediate value; a test holds the two together. Source of the optimiser: Kingma and Ba 2015 (Adam).

use galley::claims::network::{
    CLUSTER_WIDTH, FLAGS, GruLayout, HIDDEN, INPUT, Input, Layout, Network, SUFFIX_WIDTH, TAGS, WORD_WIDTH,
    follows, sigmoid, tanh,
};

const GATES: usize = 3 * HIDDEN;

/// A deterministic random source (PCG-like), so that training gives the same weights everywhere.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A source started with `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    /// The next 32 bits.
    pub fn bits(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) ^ (self.0 >> 45)) as u32
    }

    /// Uniform in 0..1.
    pub fn unit(&mut self) -> f32 {
        (self.bits() >> 8) as f32 / 16_777_216.0
    }

    /// Shuffles in place.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.bits() as usize % (i + 1));
        }
    }
}

/// A training sequence: inputs and gold tags.
#[derive(Debug, Clone)]
pub struct Example {
    /// One per token.
    pub tokens: Vec<Input>,
    /// One per token, 0 to 6.
    pub tags: Vec<u8>,
    /// How much this example counts.
    pub weight: f32,
}

/// What may be chosen in training.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Times over the data.
    pub epochs: u32,
    /// First learning rate; falls linearly to a twentieth.
    pub rate: f32,
    /// Sequences per step.
    pub batch: usize,
    /// Share of inputs to each layer that is dropped.
    pub dropout: f32,
    /// Share of tokens whose word vector is hidden, so that clusters and flags must do.
    pub word_dropout: f32,
    /// Seed of everything random.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { epochs: 16, rate: 0.0045, batch: 16, dropout: 0.25, word_dropout: 0.25, seed: 1 }
    }
}

/// One direction's intermediate values.
struct Trace {
    reset: Vec<f32>,
    update: Vec<f32>,
    new: Vec<f32>,
    inner: Vec<f32>,
    before: Vec<f32>,
}

struct Trainer {
    layout: Layout,
    values: Vec<f32>,
    gradient: Vec<f32>,
}

fn axpy(into: &mut [f32], row: &[f32], factor: f32) {
    for (a, b) in into.iter_mut().zip(row) {
        *a += factor * b;
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    let chunks = a.len() / 8;
    for c in 0..chunks {
        for (l, lane) in lanes.iter_mut().enumerate() {
            *lane += a[c * 8 + l] * b[c * 8 + l];
        }
    }
    lanes.iter().sum::<f32>() + (chunks * 8..a.len()).map(|i| a[i] * b[i]).sum::<f32>()
}

impl Trainer {
    fn forward(
        &self,
        gru: &GruLayout,
        inputs: &[f32],
        backward: bool,
        out: &mut [f32],
        offset: usize,
    ) -> Trace {
        let n = inputs.len() / gru.width;
        let (w, u) = (&self.values[gru.input.clone()], &self.values[gru.hidden.clone()]);
        let (bias, candidate) = (&self.values[gru.bias.clone()], &self.values[gru.candidate.clone()]);
        let zero = || vec![0.0; n * HIDDEN];
        let mut trace = Trace { reset: zero(), update: zero(), new: zero(), inner: zero(), before: zero() };
        let mut hidden = vec![0.0f32; HIDDEN];
        let (mut gates, mut recurrent) = (vec![0.0f32; GATES], vec![0.0f32; GATES]);
        for step in 0..n {
            let t = if backward { n - 1 - step } else { step };
            gates.copy_from_slice(bias);
            recurrent.fill(0.0);
            for (x, row) in inputs[t * gru.width..(t + 1) * gru.width].iter().zip(w.chunks_exact(GATES)) {
                if *x != 0.0 {
                    axpy(&mut gates, row, *x);
                }
            }
            for (h, row) in hidden.iter().zip(u.chunks_exact(GATES)) {
                axpy(&mut recurrent, row, *h);
            }
            trace.before[t * HIDDEN..][..HIDDEN].copy_from_slice(&hidden);
            for k in 0..HIDDEN {
                let reset = sigmoid(gates[k] + recurrent[k]);
                let update = sigmoid(gates[HIDDEN + k] + recurrent[HIDDEN + k]);
                let inner = recurrent[2 * HIDDEN + k] + candidate[k];
                let new = tanh(gates[2 * HIDDEN + k] + reset * inner);
                hidden[k] = (1.0 - update) * new + update * hidden[k];
                let at = t * HIDDEN + k;
                (trace.reset[at], trace.update[at], trace.new[at], trace.inner[at]) =
                    (reset, update, new, inner);
            }
            out[t * 2 * HIDDEN + offset..][..HIDDEN].copy_from_slice(&hidden);
        }
        trace
    }

    // The eight things a backward pass is about; gates of one unit are read by one index.
    #[allow(clippy::too_many_arguments, clippy::needless_range_loop)]
    /// Adds the gradients of one direction; `above` is the gradient of its output (`[n][2 * HIDDEN]`).
    fn backward(
        &mut self,
        gru: &GruLayout,
        inputs: &[f32],
        trace: &Trace,
        backward: bool,
        above: &[f32],
        offset: usize,
        below: &mut [f32],
    ) {
        let n = inputs.len() / gru.width;
        let mut carry = vec![0.0f32; HIDDEN];
        let (mut gates, mut recurrent) = (vec![0.0f32; GATES], vec![0.0f32; GATES]);
        for step in (0..n).rev() {
            let t = if backward { n - 1 - step } else { step };
            let mut next = vec![0.0f32; HIDDEN];
            for k in 0..HIDDEN {
                let at = t * HIDDEN + k;
                let d = carry[k] + above[t * 2 * HIDDEN + offset + k];
                let (r, z, n, inner, h) =
                    (trace.reset[at], trace.update[at], trace.new[at], trace.inner[at], trace.before[at]);
                let dn = d * (1.0 - z) * (1.0 - n * n);
                let dz = d * (h - n) * z * (1.0 - z);
                let dr = dn * inner * r * (1.0 - r);
                next[k] = d * z;
                (gates[k], gates[HIDDEN + k], gates[2 * HIDDEN + k]) = (dr, dz, dn);
                (recurrent[k], recurrent[HIDDEN + k], recurrent[2 * HIDDEN + k]) = (dr, dz, dn * r);
            }
            axpy(&mut self.gradient[gru.bias.clone()], &gates, 1.0);
            axpy(&mut self.gradient[gru.candidate.clone()], &recurrent[2 * HIDDEN..], 1.0);
            for k in 0..HIDDEN {
                let h = trace.before[t * HIDDEN + k];
                let row = gru.hidden.start + k * GATES;
                next[k] += dot(&self.values[row..row + GATES], &recurrent);
                if h != 0.0 {
                    axpy(&mut self.gradient[row..row + GATES], &recurrent, h);
                }
            }
            for j in 0..gru.width {
                let x = inputs[t * gru.width + j];
                let row = gru.input.start + j * GATES;
                below[t * gru.width + j] += dot(&self.values[row..row + GATES], &gates);
                if x != 0.0 {
                    axpy(&mut self.gradient[row..row + GATES], &gates, x);
                }
            }
            carry = next;
        }
    }

    /// Adds the gradient of one example and returns its loss (negative log-likelihood).
    fn example(&mut self, example: &Example, settings: &Settings, random: &mut Random) -> f32 {
        let n = example.tokens.len();
        let mut tokens = example.tokens.clone();
        let hidden_words: Vec<bool> = tokens.iter().map(|_| random.unit() < settings.word_dropout).collect();
        let mut inputs = vec![0.0; n * INPUT];
        for (t, token) in tokens.iter_mut().enumerate() {
            self.embed(token, hidden_words[t], &mut inputs[t * INPUT..(t + 1) * INPUT]);
        }
        let keep = 1.0 - settings.dropout;
        let mut mask = |len: usize| -> Vec<f32> {
            (0..len).map(|_| if random.unit() < settings.dropout { 0.0 } else { 1.0 / keep }).collect()
        };
        let mask0 = mask(n * INPUT);
        inputs.iter_mut().zip(&mask0).for_each(|(x, m)| *x *= m);
        let layers = self.layout.layers.clone();
        let mut first = vec![0.0; n * 2 * HIDDEN];
        let t00 = self.forward(&layers[0][0], &inputs, false, &mut first, 0);
        let t01 = self.forward(&layers[0][1], &inputs, true, &mut first, HIDDEN);
        let mask1 = mask(first.len());
        first.iter_mut().zip(&mask1).for_each(|(x, m)| *x *= m);
        let mut second = vec![0.0; n * 2 * HIDDEN];
        let t10 = self.forward(&layers[1][0], &first, false, &mut second, 0);
        let t11 = self.forward(&layers[1][1], &first, true, &mut second, HIDDEN);
        let mask2 = mask(second.len());
        second.iter_mut().zip(&mask2).for_each(|(x, m)| *x *= m);
        let mut scores = vec![0.0; n * TAGS];
        for t in 0..n {
            let row = &mut scores[t * TAGS..(t + 1) * TAGS];
            row.copy_from_slice(&self.values[self.layout.bias.clone()]);
            for (h, w) in second[t * 2 * HIDDEN..]
                .iter()
                .take(2 * HIDDEN)
                .zip(self.values[self.layout.output.clone()].chunks_exact(TAGS))
            {
                axpy(row, w, *h);
            }
        }
        let (loss, d_scores) = self.crf(&scores, &example.tags, example.weight);
        let mut d_second = vec![0.0; second.len()];
        for t in 0..n {
            let d = &d_scores[t * TAGS..(t + 1) * TAGS];
            axpy(&mut self.gradient[self.layout.bias.clone()], d, 1.0);
            for k in 0..2 * HIDDEN {
                let row = self.layout.output.start + k * TAGS;
                d_second[t * 2 * HIDDEN + k] = dot(&self.values[row..row + TAGS], d);
                axpy(&mut self.gradient[row..row + TAGS], d, second[t * 2 * HIDDEN + k]);
            }
        }
        d_second.iter_mut().zip(&mask2).for_each(|(x, m)| *x *= m);
        let mut d_first = vec![0.0; first.len()];
        self.backward(&layers[1][0], &first, &t10, false, &d_second, 0, &mut d_first);
        self.backward(&layers[1][1], &first, &t11, true, &d_second, HIDDEN, &mut d_first);
        d_first.iter_mut().zip(&mask1).for_each(|(x, m)| *x *= m);
        let mut d_inputs = vec![0.0; inputs.len()];
        self.backward(&layers[0][0], &inputs, &t00, false, &d_first, 0, &mut d_inputs);
        self.backward(&layers[0][1], &inputs, &t01, true, &d_first, HIDDEN, &mut d_inputs);
        d_inputs.iter_mut().zip(&mask0).for_each(|(x, m)| *x *= m);
        for (t, token) in tokens.iter().enumerate() {
            let d = &d_inputs[t * INPUT..(t + 1) * INPUT];
            if !hidden_words[t] {
                let row = self.layout.words.start + usize::from(token.word) * WORD_WIDTH;
                axpy(&mut self.gradient[row..row + WORD_WIDTH], &d[..WORD_WIDTH], 1.0);
            }
            for (range, id) in self.layout.clusters.iter().zip(token.clusters) {
                let row = range.start + usize::from(id) * CLUSTER_WIDTH;
                if row + CLUSTER_WIDTH <= range.end {
                    axpy(
                        &mut self.gradient[row..row + CLUSTER_WIDTH],
                        &d[WORD_WIDTH..WORD_WIDTH + CLUSTER_WIDTH],
                        1.0,
                    );
                }
            }
            let row = self.layout.suffixes.start + usize::from(token.suffix) * SUFFIX_WIDTH;
            let at = WORD_WIDTH + CLUSTER_WIDTH;
            axpy(&mut self.gradient[row..row + SUFFIX_WIDTH], &d[at..at + SUFFIX_WIDTH], 1.0);
        }
        loss
    }

    fn embed(&self, token: &Input, hidden_word: bool, out: &mut [f32]) {
        let v = &self.values;
        if !hidden_word {
            let row = self.layout.words.start + usize::from(token.word) * WORD_WIDTH;
            out[..WORD_WIDTH].copy_from_slice(&v[row..row + WORD_WIDTH]);
        }
        for (range, id) in self.layout.clusters.iter().zip(token.clusters) {
            let row = range.start + usize::from(id) * CLUSTER_WIDTH;
            if row + CLUSTER_WIDTH <= range.end {
                axpy(&mut out[WORD_WIDTH..WORD_WIDTH + CLUSTER_WIDTH], &v[row..row + CLUSTER_WIDTH], 1.0);
            }
        }
        let row = self.layout.suffixes.start + usize::from(token.suffix) * SUFFIX_WIDTH;
        let at = WORD_WIDTH + CLUSTER_WIDTH;
        out[at..at + SUFFIX_WIDTH].copy_from_slice(&v[row..row + SUFFIX_WIDTH]);
        for i in 0..FLAGS {
            out[at + SUFFIX_WIDTH + i] = ((token.flags >> i) & 1) as f32;
        }
    }

    /// Loss of the CRF and the gradient of the scores; adds the gradient of the transitions.
    fn crf(&mut self, scores: &[f32], tags: &[u8], weight: f32) -> (f32, Vec<f32>) {
        let n = tags.len();
        let transitions = self.values[self.layout.transitions.clone()].to_vec();
        let allowed = |from: usize, to: usize| follows(from, to);
        let start = |to: usize| to == 0 || to % 2 == 1;
        let sum = |items: &mut dyn Iterator<Item = f32>| {
            let all: Vec<f32> = items.collect();
            let max = all.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            if max == f32::NEG_INFINITY {
                max
            } else {
                max + all.iter().map(|x| (x - max).exp()).sum::<f32>().ln()
            }
        };
        let none = f32::NEG_INFINITY;
        let mut alpha = vec![[none; TAGS]; n];
        let mut beta = vec![[none; TAGS]; n];
        for t in 0..n {
            for to in 0..TAGS {
                let emission = scores[t * TAGS + to];
                alpha[t][to] = if t == 0 {
                    if start(to) { emission } else { none }
                } else {
                    emission
                        + sum(&mut (0..TAGS)
                            .filter(|f| allowed(*f, to))
                            .map(|f| alpha[t - 1][f] + transitions[f * TAGS + to]))
                };
            }
        }
        for t in (0..n).rev() {
            for from in 0..TAGS {
                beta[t][from] = if t + 1 == n {
                    0.0
                } else {
                    sum(&mut (0..TAGS).filter(|to| allowed(from, *to)).map(|to| {
                        transitions[from * TAGS + to] + scores[(t + 1) * TAGS + to] + beta[t + 1][to]
                    }))
                };
            }
        }
        let total = sum(&mut alpha[n - 1].iter().copied());
        let mut gold = 0.0;
        let mut d = vec![0.0; n * TAGS];
        for t in 0..n {
            let tag = usize::from(tags[t]);
            gold += scores[t * TAGS + tag];
            for k in 0..TAGS {
                d[t * TAGS + k] =
                    weight * ((alpha[t][k] + beta[t][k] - total).exp() - if k == tag { 1.0 } else { 0.0 });
            }
            if t > 0 {
                let before = usize::from(tags[t - 1]);
                gold += transitions[before * TAGS + tag];
                let base = self.layout.transitions.start;
                self.gradient[base + before * TAGS + tag] -= weight;
                for from in 0..TAGS {
                    for to in 0..TAGS {
                        if allowed(from, to) {
                            let p = (alpha[t - 1][from]
                                + transitions[from * TAGS + to]
                                + scores[t * TAGS + to]
                                + beta[t][to]
                                - total)
                                .exp();
                            self.gradient[base + from * TAGS + to] += weight * p;
                        }
                    }
                }
            }
        }
        (weight * (total - gold), d)
    }
}

/// Trains a network on `examples`; `report` is called after each epoch with its number, the mean loss a
/// token, and the network so far.
pub fn train(
    examples: &[Example],
    settings: &Settings,
    report: &mut dyn FnMut(u32, f32, &Network),
) -> Network {
    let layout = Layout::new();
    let mut random = Random::new(settings.seed);
    let mut values = vec![0.0f32; layout.total];
    for range in
        [&layout.words, &layout.clusters[0], &layout.clusters[1], &layout.clusters[2], &layout.suffixes]
    {
        values[range.clone()].iter_mut().for_each(|v| *v = (random.unit() - 0.5) * 0.2);
    }
    for gru in layout.layers.iter().flatten() {
        let scale = |fan: usize| (6.0 / (fan + HIDDEN) as f32).sqrt();
        values[gru.input.clone()]
            .iter_mut()
            .for_each(|v| *v = (random.unit() * 2.0 - 1.0) * scale(gru.width));
        values[gru.hidden.clone()]
            .iter_mut()
            .for_each(|v| *v = (random.unit() * 2.0 - 1.0) * scale(HIDDEN) * 0.7);
    }
    values[layout.output.clone()].iter_mut().for_each(|v| *v = (random.unit() * 2.0 - 1.0) * 0.2);
    let total = layout.total;
    let mut trainer = Trainer { layout, values, gradient: vec![0.0; total] };
    let (mut first, mut second) = (vec![0.0f32; total], vec![0.0f32; total]);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let steps = settings.epochs * (examples.len().div_ceil(settings.batch)) as u32;
    let mut step = 0u32;
    // The weights that ship are an average over the last third: steadier than the last step's.
    let mut averaged = vec![0.0f64; total];
    let mut averages = 0u32;
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        let (mut loss, mut count) = (0.0, 0usize);
        for batch in order.chunks(settings.batch) {
            trainer.gradient.fill(0.0);
            let mut tokens = 0;
            for &i in batch {
                loss += trainer.example(&examples[i], settings, &mut random);
                tokens += examples[i].tokens.len();
            }
            count += tokens;
            step += 1;
            let rate = settings.rate * (1.0 - 0.95 * step as f32 / steps as f32);
            let scale = 1.0 / batch.len() as f32;
            let norm = trainer.gradient.iter().map(|g| (g * scale).powi(2)).sum::<f32>().sqrt();
            let clip = scale * if norm > 5.0 { 5.0 / norm } else { 1.0 };
            let (c1, c2) = (1.0 - 0.9f32.powi(step as i32), 1.0 - 0.999f32.powi(step as i32));
            for i in 0..total {
                let g = trainer.gradient[i] * clip;
                first[i] = 0.9 * first[i] + 0.1 * g;
                second[i] = 0.999 * second[i] + 0.001 * g * g;
                trainer.values[i] -= rate * (first[i] / c1) / ((second[i] / c2).sqrt() + 1e-8);
            }
            if step * 3 > steps * 2 && step.is_multiple_of(8) {
                averages += 1;
                averaged.iter_mut().zip(&trainer.values).for_each(|(a, v)| *a += f64::from(*v));
            }
        }
        let shown = if averages > 0 {
            averaged.iter().map(|a| (a / f64::from(averages)) as f32).collect()
        } else {
            trainer.values.clone()
        };
        if let Some(network) = Network::new(shown) {
            report(epoch + 1, loss / count.max(1) as f32, &network);
        }
    }
    let values = if averages > 0 {
        averaged.iter().map(|a| (a / f64::from(averages)) as f32).collect()
    } else {
        trainer.values
    };
    Network::new(values).expect("the trainer keeps the layout's size")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn examples() -> Vec<Example> {
        // A toy language: word 1 opens a source, word 2 is a cue, everything behind it is content.
        let mut random = Random::new(3);
        (0..60)
            .map(|_| {
                let mut tokens = Vec::new();
                let mut tags = Vec::new();
                for _ in 0..random.bits() % 4 {
                    tokens.push(10 + (random.bits() % 20) as u16);
                    tags.push(0);
                }
                tokens.extend([1, 2]);
                tags.extend([1, 3]);
                for i in 0..=random.bits() % 4 {
                    tokens.push(10 + (random.bits() % 20) as u16);
                    tags.push(if i == 0 { 5 } else { 6 });
                }
                let tokens = tokens
                    .into_iter()
                    .map(|word| Input { word, clusters: [u16::MAX; 3], ..Input::default() })
                    .collect();
                Example { tokens, tags, weight: 1.0 }
            })
            .collect()
    }

    #[test]
    fn a_toy_language_is_learnt() {
        let data = examples();
        let settings =
            Settings { epochs: 12, word_dropout: 0.0, dropout: 0.0, rate: 0.01, batch: 4, seed: 5 };
        let network = train(&data, &settings, &mut |_, _, _| {});
        for example in &data {
            assert_eq!(network.tag(&example.tokens, 0.0), example.tags);
        }
    }

    #[test]
    fn gradients_agree_with_differences() {
        let data = examples();
        let settings = Settings { dropout: 0.0, word_dropout: 0.0, ..Settings::default() };
        let layout = Layout::new();
        let mut random = Random::new(9);
        let values: Vec<f32> = (0..layout.total).map(|_| (random.unit() - 0.5) * 0.6).collect();
        let mut trainer = Trainer { gradient: vec![0.0; layout.total], values, layout };
        trainer.example(&data[0], &settings, &mut random);
        let gradient = trainer.gradient.clone();
        let layout = trainer.layout.clone();
        let probes = [
            layout.words.start + WORD_WIDTH + 3,
            layout.layers[0][0].input.start + 2 * GATES + 5,
            layout.layers[0][1].hidden.start + 7 * GATES + HIDDEN + 2,
            layout.layers[1][0].candidate.start + 4,
            layout.layers[1][1].input.start + 11 * GATES + 2 * HIDDEN + 1,
            layout.output.start + 10 * TAGS + 3,
            layout.transitions.start + 3,
            layout.suffixes.start + 2,
        ];
        for probe in probes {
            let mut at = |shift: f32| {
                let kept = trainer.values[probe];
                trainer.values[probe] = kept + shift;
                let loss = trainer.example(&data[0], &settings, &mut random);
                trainer.values[probe] = kept;
                loss
            };
            let estimate = (at(1e-2) - at(-1e-2)) / 2e-2;
            assert!(
                (estimate - gradient[probe]).abs() < 0.02 * (1.0 + estimate.abs()),
                "at {probe}: {estimate} but {}",
                gradient[probe]
            );
        }
    }
}
