//! The averaged structured perceptron (Collins 2002) with feature dropout.
//!
//! Every round goes over all sentences in a new order; a wrong sequence moves the weights of its
//! features away and those of the right one up. The average over all steps is what is kept. A quarter
//! of the features is left out at random at each step, so that no single one is relied on. The right
//! tags must win by a margin (Taskar et al. 2004), or a sequence counts as wrong: what is barely right
//! in the text that was learnt is wrong in the next. Sentences whose source does not annotate other
//! names are right when persons, organisations and places are: the tags outside may stand for a name of
//! the kind *other* (a latent perceptron).

use galley::entities::tagger::features::BUCKET_BITS;
use galley::entities::tagger::viterbi::{SCORED, TAGS, TRANSITION_TABLES, Tag, Transitions, Viterbi};

/// Feature lists of many tokens, flat.
#[derive(Debug, Default)]
pub struct Features {
    ends: Vec<u32>,
    buckets: Vec<u32>,
}

impl Features {
    /// Adds a token's features.
    pub fn push(&mut self, fill: impl FnOnce(&mut Vec<u32>)) {
        fill(&mut self.buckets);
        self.ends.push(self.buckets.len() as u32);
    }

    /// The features of token `i`.
    pub fn of(&self, i: usize) -> &[u32] {
        let from = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.buckets[from as usize..self.ends[i] as usize]
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

/// A sentence to learn from: tokens in the feature lists, classes, tags.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// First token.
    pub first: usize,
    /// Classes of each token and the next.
    pub classes: Vec<(usize, usize)>,
    /// The right tags.
    pub tags: Vec<Tag>,
    /// Whether other names are annotated.
    pub full: bool,
    /// Times a round.
    pub weight: usize,
}

/// Weights.
#[derive(Debug, Clone)]
pub struct Weights {
    /// By bucket.
    pub rows: Vec<[f32; SCORED]>,
    /// By class.
    pub transitions: Transitions<f32>,
}

impl Weights {
    /// All 0.
    pub fn zero() -> Self {
        Self {
            rows: vec![[0.0; SCORED]; 1 << BUCKET_BITS],
            transitions: vec![[[0.0; TAGS]; TAGS]; TRANSITION_TABLES],
        }
    }

    /// Adds `other` times `factor`: linear models that were trained apart make one.
    pub fn merge(&mut self, other: &Self, factor: f32) {
        for (row, more) in self.rows.iter_mut().zip(&other.rows) {
            row.iter_mut().zip(more).for_each(|(w, m)| *w += m * factor);
        }
        for (row, more) in self.transitions.iter_mut().flatten().zip(other.transitions.iter().flatten()) {
            row.iter_mut().zip(more).for_each(|(w, m)| *w += m * factor);
        }
    }
}

/// What each wrong tag of a token is given in advance, in the units of scores: an update of one token changes
/// its own score by some 75, the number of features that are kept.
const MARGIN: f32 = 100.0;

/// Gives the wrong tags of a token their margin. Where other names are not annotated, they are not wrong.
fn handicap(sums: &mut [f32; SCORED], right: Tag, full: bool) {
    if right > 0 {
        // Less for the right one is more for all others, outside included.
        sums[right as usize - 1] -= MARGIN;
    } else {
        let wrong = if full { SCORED } else { SCORED - 2 };
        sums[..wrong].iter_mut().for_each(|sum| *sum += MARGIN);
    }
}

fn add(sums: &mut [f32; SCORED], row: &[f32; SCORED]) {
    for (sum, weight) in sums.iter_mut().zip(row) {
        *sum += weight;
    }
}

/// Numbers that look random and are the same each time (xorshift).
#[derive(Debug, Clone, Copy)]
pub struct Chance(pub u64);

impl Chance {
    /// The next one.
    pub fn draw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

/// Calls `each` with the features that are kept: three of four.
fn kept(features: &[u32], chance: &mut Chance, mut each: impl FnMut(usize)) {
    let mut bits = 0;
    for (n, f) in features.iter().enumerate() {
        if n % 32 == 0 {
            bits = chance.draw();
        }
        if bits & 3 != 0 {
            each(*f as usize);
        }
        bits >>= 2;
    }
}

/// Learns from `lessons` in `rounds` rounds; equal seeds give equal weights.
pub fn train(lessons: &[&Lesson], base: &Features, rounds: usize, seed: u64) -> Weights {
    let mut weights = Weights::zero();
    let mut sums = Weights::zero();
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15 ^ seed.wrapping_mul(0xBF58_476D_1CE4_E5B9));
    let mut order: Vec<usize> =
        lessons.iter().enumerate().flat_map(|(i, l)| std::iter::repeat_n(i, l.weight)).collect();
    let mut viterbi = Viterbi::default();
    let (mut emissions, mut predicted, mut right) = (Vec::new(), Vec::new(), Vec::new());
    let mut step = 1.0_f32;
    let mut states = Vec::new();
    for round in 0..rounds {
        for i in (1..order.len()).rev() {
            order.swap(i, (chance.draw() % (i as u64 + 1)) as usize);
        }
        let mut mistakes = 0;
        for at in &order {
            let lesson = lessons[*at];
            emissions.clear();
            states.clear();
            for i in 0..lesson.tags.len() {
                let token = lesson.first + i;
                states.push(chance);
                let mut sum = [0.0_f32; SCORED];
                kept(base.of(token), &mut chance, |f| add(&mut sum, &weights.rows[f]));
                handicap(&mut sum, lesson.tags[i], lesson.full);
                emissions.push(sum);
            }
            let classes = |i: usize| lesson.classes[i];
            viterbi.decode(&emissions, &weights.transitions, classes, |_| 0x1FF, &mut predicted);
            let wrong = if lesson.full {
                predicted != lesson.tags
            } else {
                predicted.iter().zip(&lesson.tags).any(|(p, t)| p != t && !(*t == 0 && *p >= 7))
            };
            step += 1.0;
            if !wrong {
                continue;
            }
            mistakes += 1;
            if lesson.full {
                right.clone_from(&lesson.tags);
            } else {
                let allowed = |i: usize| match lesson.tags[i] {
                    0 => 0b1_1000_0001,
                    tag => 1 << tag,
                };
                viterbi.decode(&emissions, &weights.transitions, classes, allowed, &mut right);
            }
            for i in 0..lesson.tags.len() {
                let (good, bad) = (right[i] as usize, predicted[i] as usize);
                if good != bad {
                    let mut chance = states[i];
                    let change = |row: &mut [f32; SCORED], sum: &mut [f32; SCORED]| {
                        if good > 0 {
                            row[good - 1] += 1.0;
                            sum[good - 1] += step;
                        }
                        if bad > 0 {
                            row[bad - 1] -= 1.0;
                            sum[bad - 1] -= step;
                        }
                    };
                    let token = lesson.first + i;
                    kept(base.of(token), &mut chance, |f| change(&mut weights.rows[f], &mut sums.rows[f]));
                }
                let (good_before, bad_before) =
                    if i == 0 { (0, 0) } else { (right[i - 1] as usize, predicted[i - 1] as usize) };
                if good != bad || good_before != bad_before {
                    let (here, next) = lesson.classes[i];
                    for table in [here, TRANSITION_TABLES / 2 + next] {
                        weights.transitions[table][good_before][good] += 1.0;
                        sums.transitions[table][good_before][good] += step;
                        weights.transitions[table][bad_before][bad] -= 1.0;
                        sums.transitions[table][bad_before][bad] -= step;
                    }
                }
            }
        }
        eprintln!("  round {}: {mistakes} of {} sentences wrong", round + 1, order.len());
    }
    // The average of all steps' weights.
    let mend = |w: &mut f32, s: &f32| *w -= s / step;
    for (row, sum) in weights.rows.iter_mut().zip(&sums.rows) {
        row.iter_mut().zip(sum).for_each(|(w, s)| mend(w, s));
    }
    for (table, sum) in weights.transitions.iter_mut().flatten().zip(sums.transitions.iter().flatten()) {
        table.iter_mut().zip(sum).for_each(|(w, s)| mend(w, s));
    }
    weights
}
