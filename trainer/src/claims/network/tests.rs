//! The network learns, and its gradients are right.

use galley::claims::network::{GATES, HIDDEN, Input, Layout, TAGS, WORD_WIDTH};

use super::gradient::Gradients;
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
    let settings = Settings {
        epochs: 12,
        word_dropout: 0.0,
        dropout: 0.0,
        input_dropout: 0.0,
        rate: 0.01,
        batch: 4,
        seed: 5,
    };
    let network = train(&data, &settings, &mut |_, _| {});
    for example in &data {
        assert_eq!(network.tag(&example.tokens, 0.0), example.tags);
    }
}

#[test]
fn gradients_agree_with_differences() {
    let data = examples();
    let settings = Settings { dropout: 0.0, input_dropout: 0.0, word_dropout: 0.0, ..Settings::default() };
    let layout = Layout::new();
    let mut random = Random::new(9);
    let values: Vec<f32> = (0..layout.total).map(|_| (random.unit() - 0.5) * 0.6).collect();
    let mut trainer = Gradients::new(values);
    trainer.add(&data[0], &settings, &mut random);
    let gradient = trainer.gradient.clone();
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
            let loss = trainer.add(&data[0], &settings, &mut random);
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
