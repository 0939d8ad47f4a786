//! The gradient is right, something is learnt, and whole numbers say what floats said.

use galley::entities::tagger::network::{ROWS, Space};
use galley::models::Section;

use super::*;

/// A toy language: row 0 is a person, rows 1 and 2 an organisation, all else is nothing.
fn toy() -> (Vec<Lesson>, Features) {
    let mut rows = Features::default();
    let mut chance = Chance(7);
    let mut lessons = Vec::new();
    for _ in 0..80 {
        let first = rows.len();
        let mut tags = vec![0; 2 + chance.draw() as usize % 3];
        for _ in 0..tags.len() {
            rows.push(|out| out.push(10 + (chance.draw() >> 9) as u32 % 20));
        }
        rows.push(|out| out.push(0));
        tags.push(1);
        rows.push(|out| out.push(30));
        tags.push(0);
        rows.push(|out| out.extend([1, 40]));
        rows.push(|out| out.extend([2, 41]));
        tags.extend([3, 4]);
        lessons.push(Lesson { first, classes: Vec::new(), tags, full: true, weight: 1 });
    }
    (lessons, rows)
}

/// Loss over one lesson and, when asked, its gradient.
fn passed(network: &Network, rows: &Features, lesson: &Lesson, grads: Option<&mut [f32]>) -> f32 {
    let mut pass = Pass::default();
    network.forward(rows, lesson, &mut pass, None);
    let mut gradient = vec![[0.0; SCORED]; lesson.tags.len()];
    let tags = pass.scores.iter().zip(&lesson.tags);
    let total = tags.zip(&mut gradient).map(|((s, tag), out)| loss(s, *tag, lesson.full, out)).sum();
    if let Some(grads) = grads {
        network.backward(&pass, &gradient, grads, 1.0);
    }
    total
}

#[test]
fn the_gradient_is_what_the_loss_changes_by() {
    let (mut lessons, rows) = toy();
    lessons[0].full = false;
    let mut network = Network::new(3);
    let mut grads = vec![0.0; TOTAL];
    let lesson = lessons[0].clone();
    passed(&network, &rows, &lesson, Some(&mut grads));
    let mut looked = 0;
    let places = (0..3 * WIDTH).chain((TABLE..TOTAL).step_by(97)).chain(BIAS..TOTAL);
    for at in places {
        let was = network.values[at];
        let mut loss_at = |value| {
            network.values[at] = value;
            passed(&network, &rows, &lesson, None)
        };
        let slope = (loss_at(was + 2e-3) - loss_at(was - 2e-3)) / 4e-3;
        network.values[at] = was;
        assert!((slope - grads[at]).abs() < 0.02 + 0.05 * slope.abs(), "{at}: {slope} and {}", grads[at]);
        looked += usize::from(slope.abs() > 0.05);
    }
    assert!(looked > 50, "{looked}");
}

#[test]
fn a_toy_language_is_learnt_and_kept_in_whole_numbers() {
    let (lessons, rows) = toy();
    let course = Course { rounds: 12, rate: 0.02, rows: 0, states: 0, seed: 2 };
    let network = train(&lessons, &rows, course);
    let mut written = Vec::new();
    write(&network, &lessons, &rows, 1.0, &mut written);
    let mut section: Section = written.into();
    let whole = galley::entities::tagger::network::Network::open(&mut section).expect("opens");
    assert!(section.is_empty() && ROWS > 41);
    for lesson in &lessons {
        let mut pass = Pass::default();
        network.forward(&rows, lesson, &mut pass, None);
        let of = |i: usize| rows.of(lesson.first + i).iter().map(|row| *row as usize);
        let mut scores = vec![[0; SCORED]; lesson.tags.len()];
        whole.read(lesson.tags.len(), |i, emit| of(i).for_each(emit), &mut Space::default(), &mut scores);
        for ((float, whole), tag) in pass.scores.iter().zip(&scores).zip(&lesson.tags) {
            let best = (0..SCORED).filter(|k| float[*k] > 0.0).max_by(|a, b| float[*a].total_cmp(&float[*b]));
            assert_eq!(best.map_or(0, |k| k as Tag + 1), *tag);
            for (float, whole) in float.iter().zip(whole) {
                assert!((float - f32::from(*whole)).abs() < 2.0 + 0.1 * float.abs(), "{float} and {whole}");
            }
        }
    }
}
