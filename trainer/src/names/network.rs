//! Training of the tagger's network in floats, and how it is made whole numbers.
//!
//! Policy: softmax by token over the nine tags (a name's inner order is the linear model's and Viterbi's
//! affair), Adam (Kingma and Ba 2015) with a step that falls to nothing, a quarter of the rows of each token and a
//! tenth of the states left out at random (Srivastava et al. 2014). Where a source does not annotate other names, outside
//! and *other* count as one. The gradient is written out by hand.

use galley::entities::tagger::network::{
    HIDDEN, LARGEST, LARGEST_ROW, LARGEST_WEIGHT, LAYERS, REACH, ROWS, State, WIDTH, input,
};
use galley::entities::tagger::viterbi::{SCORED, TAGS, Tag};

use super::perceptron::{Chance, Features, Lesson};

/// Sentences a step.
const BATCH: usize = 12;

const TABLE: usize = ROWS * WIDTH;

/// Where a layer's bias, weights and weights of the tags begin among the parameters; last the bias of the tags.
const fn layer_at(layer: usize) -> usize {
    let mut at = TABLE;
    let mut n = 0;
    while n < layer {
        at += HIDDEN + 3 * input(n) * HIDDEN + HIDDEN * SCORED;
        n += 1;
    }
    at
}

const BIAS: usize = layer_at(LAYERS);
const TOTAL: usize = BIAS + SCORED;

/// How to train.
#[derive(Debug, Clone, Copy)]
pub struct Course {
    /// Times over all text.
    pub rounds: usize,
    /// Largest step.
    pub rate: f32,
    /// Rows left out, of 256.
    pub rows: u64,
    /// States left out, of 256.
    pub states: u64,
    /// Equal seeds give equal networks.
    pub seed: u64,
}

impl Default for Course {
    fn default() -> Self {
        Self { rounds: 6, rate: 0.002, rows: 64, states: 26, seed: 1 }
    }
}

/// The parameters in floats.
#[derive(Debug, Clone)]
pub struct Network {
    values: Vec<f32>,
}

/// What a pass over one sentence leaves for the way back.
#[derive(Default)]
struct Pass {
    inputs: Vec<[f32; WIDTH]>,
    kept: Vec<Vec<u32>>,
    states: [Vec<State>; LAYERS],
    dropped: [Vec<State>; LAYERS],
    scores: Vec<[f32; SCORED]>,
}

fn convolve<const N: usize>(w: &[f32], bias: &[f32], inputs: &[[f32; N]], i: usize, reach: usize) -> State {
    let mut sums: State = std::array::from_fn(|k| bias[k]);
    for (place, weights) in
        [i.checked_sub(reach), Some(i), Some(i + reach)].into_iter().zip(w.chunks_exact(N * HIDDEN))
    {
        let Some(input) = place.and_then(|at| inputs.get(at)) else { continue };
        for (value, row) in input.iter().zip(weights.as_chunks::<HIDDEN>().0) {
            if *value != 0.0 {
                sums.iter_mut().zip(row).for_each(|(s, w)| *s += value * w);
            }
        }
    }
    sums
}

fn back<const N: usize>(
    w: &[f32],
    inputs: &[[f32; N]],
    i: usize,
    reach: usize,
    d: &State,
    gw: &mut [f32],
    din: &mut [[f32; N]],
) {
    let places = [i.checked_sub(reach), Some(i), Some(i + reach)];
    for ((place, weights), grads) in
        places.into_iter().zip(w.chunks_exact(N * HIDDEN)).zip(gw.chunks_exact_mut(N * HIDDEN))
    {
        let Some(at) = place.filter(|at| *at < inputs.len()) else { continue };
        for (k, (row, grad)) in
            weights.as_chunks::<HIDDEN>().0.iter().zip(grads.as_chunks_mut::<HIDDEN>().0).enumerate()
        {
            let value = inputs[at][k];
            let mut lanes = [0.0_f32; 8];
            for (ds, ws) in d.as_chunks::<8>().0.iter().zip(row.as_chunks::<8>().0) {
                for n in 0..8 {
                    lanes[n] += ds[n] * ws[n];
                }
            }
            din[at][k] += lanes.iter().sum::<f32>();
            if value != 0.0 {
                grad.iter_mut().zip(d).for_each(|(g, d)| *g += value * d);
            }
        }
    }
}

impl Network {
    fn new(seed: u64) -> Self {
        let mut chance = Chance(0x9E37_79B9_7F4A_7C15 ^ seed.wrapping_mul(0xBF58_476D_1CE4_E5B9));
        let mut draw = |size: f32| ((chance.draw() >> 40) as f32 / (1 << 23) as f32 - 1.0) * size;
        let mut values = vec![0.0; TOTAL];
        values[..TABLE].iter_mut().for_each(|v| *v = draw(0.3));
        for layer in 0..LAYERS {
            let at = layer_at(layer) + HIDDEN;
            let n = 3 * input(layer);
            values[at..at + n * HIDDEN].iter_mut().for_each(|v| *v = draw((6.0 / n as f32).sqrt()));
            values[at + n * HIDDEN..layer_at(layer + 1)].iter_mut().for_each(|v| *v = draw(0.1));
        }
        Self { values }
    }

    /// Bias, weights, weights of the tags of a layer.
    fn layer(&self, layer: usize) -> (&[f32], &[f32], &[f32]) {
        let all = &self.values[layer_at(layer)..layer_at(layer + 1)];
        let (bias, rest) = all.split_at(HIDDEN);
        let (weights, output) = rest.split_at(3 * input(layer) * HIDDEN);
        (bias, weights, output)
    }

    fn forward(
        &self,
        rows: &Features,
        lesson: &Lesson,
        pass: &mut Pass,
        drop: Option<(&mut Chance, Course)>,
    ) {
        let n = lesson.tags.len();
        pass.inputs.clear();
        pass.kept.clear();
        let (mut chance, course) = match drop {
            Some((chance, course)) => (Some(chance), course),
            None => (None, Course { rounds: 0, rate: 0.0, rows: 0, states: 0, seed: 0 }),
        };
        let scale = 256.0 / (256 - course.rows) as f32;
        for i in 0..n {
            let mut sum = [0.0; WIDTH];
            let mut kept = Vec::new();
            for row in rows.of(lesson.first + i) {
                if chance.as_mut().is_some_and(|c| c.draw() >> 20 & 255 < course.rows) {
                    continue;
                }
                kept.push(*row);
                let at = *row as usize * WIDTH;
                sum.iter_mut().zip(&self.values[at..at + WIDTH]).for_each(|(s, v)| *s += v * scale);
            }
            pass.inputs.push(sum);
            pass.kept.push(kept);
        }
        pass.scores.clear();
        pass.scores.resize(n, std::array::from_fn(|k| self.values[BIAS + k]));
        for (layer, reach) in REACH.into_iter().enumerate() {
            let (bias, weights, output) = self.layer(layer);
            let mut states = std::mem::take(&mut pass.states[layer]);
            let mut mask = std::mem::take(&mut pass.dropped[layer]);
            states.clear();
            mask.clear();
            let keep = 256.0 / (256 - course.states) as f32;
            for i in 0..n {
                let sums = if layer == 0 {
                    convolve(weights, bias, &pass.inputs, i, reach)
                } else {
                    convolve(weights, bias, &pass.states[layer - 1], i, reach)
                };
                // What a state is multiplied with: nothing where it was below zero or left out.
                let own: State = match chance.as_mut() {
                    Some(c) => std::array::from_fn(|k| {
                        if sums[k] <= 0.0 || c.draw() >> 20 & 255 < course.states { 0.0 } else { keep }
                    }),
                    None => sums.map(|s| if s <= 0.0 { 0.0 } else { 1.0 }),
                };
                let state: State = std::array::from_fn(|k| sums[k] * own[k]);
                for (value, row) in state.iter().zip(output.as_chunks::<SCORED>().0) {
                    if *value != 0.0 {
                        pass.scores[i].iter_mut().zip(row).for_each(|(s, w)| *s += value * w);
                    }
                }
                states.push(state);
                mask.push(own);
            }
            pass.states[layer] = states;
            pass.dropped[layer] = mask;
        }
    }

    fn backward(&self, pass: &Pass, gradient: &[[f32; SCORED]], grads: &mut [f32], scale: f32) {
        let n = gradient.len();
        for row in gradient {
            grads[BIAS..].iter_mut().zip(row).for_each(|(g, d)| *g += d);
        }
        let mut above = vec![[0.0; HIDDEN]; n];
        let mut inputs = vec![[0.0; WIDTH]; n];
        for layer in (0..LAYERS).rev() {
            let (_, weights, output) = self.layer(layer);
            let all = &mut grads[layer_at(layer)..layer_at(layer + 1)];
            let (gb, rest) = all.split_at_mut(HIDDEN);
            let (gw, go) = rest.split_at_mut(3 * input(layer) * HIDDEN);
            let mut below = vec![[0.0; HIDDEN]; n];
            for i in 0..n {
                let state = &pass.states[layer][i];
                let mut d = above[i];
                for (k, (row, grad)) in
                    output.as_chunks::<SCORED>().0.iter().zip(go.as_chunks_mut::<SCORED>().0).enumerate()
                {
                    d[k] += row.iter().zip(&gradient[i]).map(|(w, g)| w * g).sum::<f32>();
                    if state[k] != 0.0 {
                        grad.iter_mut().zip(&gradient[i]).for_each(|(g, d)| *g += state[k] * d);
                    }
                }
                d.iter_mut().zip(&pass.dropped[layer][i]).for_each(|(d, m)| *d *= m);
                gb.iter_mut().zip(&d).for_each(|(g, d)| *g += d);
                if layer == 0 {
                    back(weights, &pass.inputs, i, REACH[0], &d, gw, &mut inputs);
                } else {
                    back(weights, &pass.states[layer - 1], i, REACH[layer], &d, gw, &mut below);
                }
            }
            above = below;
        }
        for (kept, d) in pass.kept.iter().zip(&inputs) {
            for row in kept {
                let at = *row as usize * WIDTH;
                grads[at..at + WIDTH].iter_mut().zip(d).for_each(|(g, d)| *g += d * scale);
            }
        }
    }
}

/// The gradient of minus the logarithm of the right tag's probability; returns that.
fn loss(scores: &[f32; SCORED], tag: Tag, full: bool, out: &mut [f32; SCORED]) -> f32 {
    let most = scores.iter().fold(0.0_f32, |m, s| m.max(*s));
    let mut p = [0.0_f32; TAGS];
    p[0] = (-most).exp();
    for k in 0..SCORED {
        p[k + 1] = (scores[k] - most).exp();
    }
    let sum: f32 = p.iter().sum();
    let p = p.map(|p| p / sum);
    *out = std::array::from_fn(|k| p[k + 1]);
    if tag == 0 && !full {
        let right = p[0] + p[7] + p[8];
        out[6] -= p[7] / right;
        out[7] -= p[8] / right;
        return -right.max(1e-9).ln();
    }
    if tag > 0 {
        out[tag as usize - 1] -= 1.0;
    }
    -p[tag as usize].max(1e-9).ln()
}

/// Learns from `lessons`.
pub fn train(lessons: &[Lesson], rows: &Features, course: Course) -> Network {
    let mut network = Network::new(course.seed);
    let mut chance = Chance(0xD1B5_4A32_D192_ED03 ^ course.seed.wrapping_mul(0xBF58_476D_1CE4_E5B9));
    let mut order: Vec<usize> =
        lessons.iter().enumerate().flat_map(|(i, l)| std::iter::repeat_n(i, l.weight)).collect();
    let (mut first, mut second, mut grads) =
        (vec![0.0_f32; TOTAL], vec![0.0_f32; TOTAL], vec![0.0_f32; TOTAL]);
    let mut pass = Pass::default();
    let mut gradient = Vec::new();
    let mut touched = vec![false; ROWS];
    let steps = course.rounds * order.len().div_ceil(BATCH);
    let mut step = 0;
    let scale = 256.0 / (256 - course.rows) as f32;
    for round in 0..course.rounds {
        for i in (1..order.len()).rev() {
            order.swap(i, (chance.draw() % (i as u64 + 1)) as usize);
        }
        let (mut total, mut tokens) = (0.0_f64, 0_usize);
        for batch in order.chunks(BATCH) {
            for at in batch {
                let lesson = &lessons[*at];
                network.forward(rows, lesson, &mut pass, Some((&mut chance, course)));
                gradient.clear();
                gradient.resize(lesson.tags.len(), [0.0; SCORED]);
                for ((scores, tag), out) in pass.scores.iter().zip(&lesson.tags).zip(&mut gradient) {
                    total += f64::from(loss(scores, *tag, lesson.full, out));
                }
                tokens += lesson.tags.len();
                network.backward(&pass, &gradient, &mut grads, scale);
                pass.kept.iter().flatten().for_each(|row| touched[*row as usize] = true);
            }
            step += 1;
            let left = 1.0 - step as f32 / (steps + 1) as f32;
            let rate = course.rate * left.min(step as f32 / 300.0);
            let mut adam = |range: std::ops::Range<usize>| {
                for i in range {
                    let g = grads[i] / BATCH as f32;
                    grads[i] = 0.0;
                    first[i] = 0.9 * first[i] + 0.1 * g;
                    second[i] = 0.999 * second[i] + 0.001 * g * g;
                    network.values[i] -= rate * first[i] / (second[i].sqrt() + 1e-5);
                }
            };
            for (row, touched) in touched.iter_mut().enumerate().filter(|(_, t)| **t) {
                *touched = false;
                adam(row * WIDTH..(row + 1) * WIDTH);
            }
            adam(TABLE..TOTAL);
        }
        eprintln!("  round {}: {:.4} a token", round + 1, total / tokens.max(1) as f64);
    }
    network
}

fn size(values: &[f32]) -> f32 {
    let mean = (values.iter().map(|v| v * v).sum::<f32>() / values.len().max(1) as f32).sqrt();
    values.iter().fold(0.0_f32, |m, v| m.max(v.abs())).min(5.0 * mean).max(1e-6)
}

fn bytes(values: &[f32], unit: f32, most: f32, out: &mut Vec<u8>) {
    out.extend(values.iter().map(|v| ((v / unit).round().clamp(-most, most) as i8).cast_unsigned()));
}

fn numbers(values: &[f32], unit: f32, out: &mut Vec<u8>) {
    out.extend(values.iter().flat_map(|v| ((v / unit).round().clamp(-4e6, 4e6) as i32).to_le_bytes()));
}

/// Writes the network as whole numbers; `worth` is what a natural logarithm of odds is in units of weights. States get the
/// range that they need on `lessons`.
pub fn write(network: &Network, lessons: &[Lesson], rows: &Features, worth: f32, out: &mut Vec<u8>) {
    let mut all: [Vec<f32>; LAYERS] = Default::default();
    let mut pass = Pass::default();
    for lesson in lessons.iter().step_by(lessons.len() / 2000 + 1) {
        network.forward(rows, lesson, &mut pass, None);
        for (all, states) in all.iter_mut().zip(&pass.states) {
            all.extend(states.iter().flatten().filter(|s| **s > 0.0));
        }
    }
    let reach = all.map(|mut all| {
        all.sort_by(f32::total_cmp);
        let most = all.get(all.len() * 999 / 1000).copied().unwrap_or(1.0);
        most / LARGEST
    });
    // The output weights of all layers share one unit for the sum.
    let sum =
        (0..LAYERS).map(|l| reach[l] * size(network.layer(l).2) / LARGEST_WEIGHT).fold(0.0_f32, f32::max);
    let mut unit = size(&network.values[..TABLE]) / LARGEST_ROW;
    bytes(&network.values[..TABLE], unit, LARGEST_ROW, out);
    for (layer, state) in reach.iter().enumerate() {
        let (bias, weights, output) = network.layer(layer);
        let weight = size(weights) / LARGEST_WEIGHT;
        let product = unit * weight;
        out.extend((product / state).to_bits().to_le_bytes());
        numbers(bias, product, out);
        bytes(weights, weight, LARGEST_WEIGHT, out);
        bytes(output, sum / state, LARGEST_WEIGHT, out);
        unit = *state;
    }
    out.extend((sum * worth).to_bits().to_le_bytes());
    numbers(&network.values[BIAS..], sum, out);
}

#[cfg(test)]
mod tests;
