//! The loop that trains the attribution network. Source of the optimiser: Kingma and Ba 2015 (Adam).

pub mod crf;
pub mod forward;
pub mod gradient;

use galley::claims::network::{HIDDEN, Input, Layout, Network};

use crf::Belief;
use gradient::Gradients;

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

/// A training sequence: inputs and what their tags should be.
#[derive(Debug, Clone)]
pub struct Example {
    /// One per token.
    pub tokens: Vec<Input>,
    /// By which the belief of a teacher of another make is found.
    pub key: u64,
    /// What is to be believed of the tags.
    pub target: Belief,
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
    /// Share of each layer's states that is dropped: few, because a state that is cut at random blurs the edges
    /// of long contents (measured on the corpus's dev split).
    pub dropout: f32,
    /// Share of the inputs that is dropped.
    pub input_dropout: f32,
    /// Share of tokens whose word vector is hidden, so that clusters and flags must do.
    pub word_dropout: f32,
    /// Seed of everything random.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            epochs: 16,
            rate: 0.0045,
            batch: 16,
            dropout: 0.1,
            input_dropout: 0.25,
            word_dropout: 0.25,
            seed: 2,
        }
    }
}

/// The values a network begins with.
fn beginning(layout: &Layout, random: &mut Random) -> Vec<f32> {
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
    values
}

/// Trains a network on `examples`, further from the parameters of `start` where there are some, and returns its parameters
/// (see [`Layout`]); `report` sees the averaged network every few epochs of the last third.
pub fn train(
    examples: &[Example],
    settings: &Settings,
    start: Option<&[f32]>,
    report: &mut dyn FnMut(u32, &Network),
) -> Vec<f32> {
    let layout = Layout::new();
    let mut random = Random::new(settings.seed);
    let values = start.map_or_else(|| beginning(&layout, &mut random), <[f32]>::to_vec);
    let total = layout.total;
    let mut trainer = Gradients::new(values);
    let (mut first, mut second) = (vec![0.0f32; total], vec![0.0f32; total]);
    let mut order: Vec<&Example> = examples.iter().collect();
    let steps = settings.epochs * examples.len().div_ceil(settings.batch) as u32;
    let mut step = 0u32;
    // The weights that ship are an average over the last third: steadier than the last step's.
    let mut averaged = vec![0.0f64; total];
    let mut averages = 0u32;
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        for batch in order.chunks(settings.batch) {
            trainer.gradient.fill(0.0);
            for example in batch {
                trainer.add(example, settings, &mut random);
            }
            step += 1;
            let rate = settings.rate * (1.0 - 0.95 * step as f32 / steps as f32);
            let scale = 1.0 / batch.len() as f32;
            let norm = trainer.gradient.iter().map(|g| (g * scale).powi(2)).sum::<f32>().sqrt();
            let clip = scale * if norm > 5.0 { 5.0 / norm } else { 1.0 };
            let (c1, c2) = (1.0 - 0.9f32.powi(step as i32), 1.0 - 0.999f32.powi(step as i32));
            let moments = first.iter_mut().zip(&mut second);
            for ((value, g), (m, v)) in trainer.values.iter_mut().zip(&trainer.gradient).zip(moments) {
                let g = g * clip;
                *m = 0.9 * *m + 0.1 * g;
                *v = 0.999 * *v + 0.001 * g * g;
                *value -= rate * (*m / c1) / ((*v / c2).sqrt() + 1e-8);
            }
            if step * 3 > steps * 2 && step.is_multiple_of(8) {
                averages += 1;
                averaged.iter_mut().zip(&trainer.values).for_each(|(a, v)| *a += f64::from(*v));
            }
        }
        if averages > 0 && epoch % 3 == 0 {
            report(epoch + 1, &network(&mean(&averaged, averages)));
        }
    }
    if averages > 0 { mean(&averaged, averages) } else { trainer.values }
}

/// The mean of the weights summed in `averaged`.
fn mean(averaged: &[f64], averages: u32) -> Vec<f32> {
    averaged.iter().map(|a| (a / f64::from(averages)) as f32).collect()
}

/// The network of parameters that [`train`] gave, in the 8 bits in which it ships.
pub fn network(values: &[f32]) -> Network {
    Network::new(values).expect("the trainer keeps the layout's size")
}

#[cfg(test)]
mod tests;
