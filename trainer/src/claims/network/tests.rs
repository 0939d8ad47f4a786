//! The network learns, and its gradients are right.

use galley::claims::network::{GATES, HIDDEN, INPUT, Input, Layout, TAGS, WORD_WIDTH};

use super::forward::{direction, embed, emit, run};
use super::gradient::Gradients;
use super::*;
use crate::claims::distill;

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
                .map(|word| Input { word: [word, word + 100], clusters: [u16::MAX; 3], ..Input::default() })
                .collect();
            Example { tokens, key: 0, target: Belief::certain(&tags), weight: 1.0 }
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
    let network = network(&train(&data, &settings, None, &mut |_, _| {}));
    for example in &data {
        assert_eq!(Belief::certain(&network.tag(&example.tokens, 0.0)).tags, example.target.tags);
    }
}

#[test]
fn a_student_learns_what_its_teachers_believe() {
    let data = examples();
    let settings =
        Settings { epochs: 12, word_dropout: 0.0, input_dropout: 0.0, batch: 4, ..Settings::default() };
    let teachers = distill::teachers(&data, &settings, 3);
    assert_eq!(teachers.len(), 3);
    let beliefs: Vec<Example> =
        data.iter().map(|e| Example { target: distill::belief(&teachers, &e.tokens), ..e.clone() }).collect();
    let student = network(&train(&beliefs, &settings, None, &mut |_, _| {}));
    for example in &data {
        let belief = Belief::read(&student.scores(&example.tokens), student.transitions()).0;
        let worst =
            belief.tags.iter().zip(&example.target.tags).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(worst < 0.3, "a belief is {worst} off");
    }
}

#[test]
fn beliefs_are_shares() {
    let data = examples();
    let mut random = Random::new(4);
    let scores: Vec<f32> = (0..9 * TAGS).map(|_| random.unit() * 4.0 - 2.0).collect();
    let transitions: Vec<f32> = (0..TAGS * TAGS).map(|_| random.unit()).collect();
    let (mut belief, _) = Belief::read(&scores, &transitions);
    let one = |belief: &Belief| {
        for row in belief.tags.chunks_exact(TAGS) {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        }
        let length = (belief.tags.len() / TAGS) as f32;
        assert!((belief.moves.as_flattened().iter().sum::<f32>() - (length - 1.0)).abs() < 1e-3);
    };
    one(&belief);
    belief.lean(&Belief::certain(&[0, 1, 2, 0, 3, 5, 6, 6, 0]), 0.4);
    one(&belief);
    one(&data[0].target);
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

/// The scores of the pass in floats, `[n][TAGS]`.
fn scores(layout: &Layout, values: &[f32], tokens: &[Input]) -> Vec<f32> {
    let mut inputs = vec![0.0; tokens.len() * INPUT];
    for (token, row) in tokens.iter().zip(inputs.chunks_exact_mut(INPUT)) {
        embed(layout, values, token, row);
    }
    for layer in 0..2 {
        let mut out = vec![0.0; tokens.len() * 2 * HIDDEN];
        for back in [false, true] {
            let offset = if back { HIDDEN } else { 0 };
            run(&direction(layout, values, layer, back), &inputs, &mut out, offset, &mut |_, _| {});
        }
        inputs = out;
    }
    let mut scores = vec![0.0; tokens.len() * TAGS];
    let (weights, bias) = (&values[layout.output.clone()], &values[layout.bias.clone()]);
    for (hidden, row) in inputs.chunks_exact(2 * HIDDEN).zip(scores.chunks_exact_mut(TAGS)) {
        emit(hidden, weights, bias, row);
    }
    scores
}

#[test]
fn the_page_scores_as_the_trainer_does() {
    let layout = Layout::new();
    let mut random = Random::new(11);
    let rounded = |v: f32| (v * 127.0).round() / 127.0;
    // Values that 8 bits keep exactly, so that only the arithmetic differs; larger than trained ones are, and a
    // recurrence multiplies every difference by them.
    let mut values: Vec<f32> = (0..layout.total).map(|_| rounded(random.unit() * 2.0 - 1.0) * 0.5).collect();
    for (range, width) in layout.rows() {
        values[range].chunks_exact_mut(width).for_each(|row| row[0] = 0.5);
    }
    let tokens: Vec<Input> = (0..40)
        .map(|_| Input {
            word: [(random.bits() % 4096) as u16, (random.bits() % 4096) as u16],
            clusters: [(random.bits() % 64) as u16, u16::MAX, (random.bits() % 1024) as u16],
            suffix: (random.bits() % 512) as u16,
            flags: u64::from(random.bits() & random.bits()),
        })
        .collect();
    let page = Network::new(&values).expect("the layout's size").scores(&tokens);
    let trainer = scores(&layout, &values, &tokens);
    let worst = page.iter().zip(&trainer).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    let size = trainer.iter().map(|s| s.abs()).fold(0.0, f32::max);
    assert!(size > 1.0 && worst < 0.01 * size, "scores up to {size} differ by {worst}");
}
