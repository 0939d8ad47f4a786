//! What a linear-chain CRF believes, and its loss: the forward-backward algorithm with scaling
//! (Rabiner 1989, section V.A: each step's values are divided by their sum, so that nothing under- or
//! overflows and no logarithm is needed inside).
//!
//! The target of the loss is a belief too: one that is certain of the gold tags, or that of other networks
//! (Hinton, Vinyals and Dean 2015: distillation). The cross entropy of the two chains needs of the target only
//! how likely each tag of each token is, and how often each tag is followed by each.

use galley::claims::network::{TAGS, follows};

/// How likely the tags of a sequence are.
#[derive(Debug, Clone)]
pub struct Belief {
    /// Of each token, `[n][TAGS]`.
    pub tags: Vec<f32>,
    /// How often a tag is expected to follow another in the sequence, from the row to the column.
    pub moves: [[f32; TAGS]; TAGS],
}

impl Belief {
    /// No doubt at all.
    pub fn certain(tags: &[u8]) -> Self {
        let mut out = Self { tags: vec![0.0; tags.len() * TAGS], moves: [[0.0; TAGS]; TAGS] };
        for (tag, row) in tags.iter().zip(out.tags.chunks_exact_mut(TAGS)) {
            row[usize::from(*tag)] = 1.0;
        }
        for pair in tags.windows(2) {
            out.moves[usize::from(pair[0])][usize::from(pair[1])] += 1.0;
        }
        out
    }

    /// Moves a share of the way to `other`, a belief about the same tokens.
    pub fn lean(&mut self, other: &Self, share: f32) {
        let mix = |own: &mut f32, other: &f32| *own += share * (other - *own);
        self.tags.iter_mut().zip(&other.tags).for_each(|(a, b)| mix(a, b));
        let moves = self.moves.as_flattened_mut().iter_mut();
        moves.zip(other.moves.as_flattened()).for_each(|(a, b)| mix(a, b));
    }

    /// What `scores` (`[n][TAGS]`) and `transitions` say, and the logarithm of the sum over all sequences.
    pub fn read(scores: &[f32], transitions: &[f32]) -> (Self, f64) {
        let n = scores.len() / TAGS;
        let mut moves = [[0.0f32; TAGS]; TAGS];
        for (from, row) in moves.iter_mut().enumerate() {
            for (to, value) in row.iter_mut().enumerate() {
                if follows(from, to) {
                    *value = transitions[from * TAGS + to].exp();
                }
            }
        }
        let mut emissions = vec![[0.0f32; TAGS]; n];
        let mut alpha = vec![[0.0f32; TAGS]; n];
        let mut sums = vec![0.0f32; n];
        let mut total = 0.0f64;
        for t in 0..n {
            let row = &scores[t * TAGS..(t + 1) * TAGS];
            let max = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            for k in 0..TAGS {
                emissions[t][k] = (row[k] - max).exp();
                alpha[t][k] = emissions[t][k]
                    * if t > 0 {
                        (0..TAGS).map(|from| alpha[t - 1][from] * moves[from][k]).sum::<f32>()
                    } else if follows(0, k) {
                        1.0
                    } else {
                        0.0
                    };
            }
            sums[t] = alpha[t].iter().sum::<f32>().max(f32::MIN_POSITIVE);
            alpha[t].iter_mut().for_each(|a| *a /= sums[t]);
            total += f64::from(max) + f64::from(sums[t]).ln();
        }
        let mut out = Self { tags: vec![0.0; n * TAGS], moves: [[0.0; TAGS]; TAGS] };
        let mut beta = [1.0f32; TAGS];
        for t in (0..n).rev() {
            for k in 0..TAGS {
                out.tags[t * TAGS + k] = alpha[t][k] * beta[k];
            }
            if t == 0 {
                break;
            }
            let mut next = [0.0f32; TAGS];
            for from in 0..TAGS {
                for to in 0..TAGS {
                    let value = moves[from][to] * emissions[t][to] * beta[to] / sums[t];
                    next[from] += value;
                    out.moves[from][to] += alpha[t - 1][from] * value;
                }
            }
            beta = next;
        }
        (out, total)
    }
}

/// What one sequence gives.
pub(super) struct Loss {
    /// Cross entropy of the target and the network's belief, weighted.
    pub(super) value: f32,
    /// Gradient of the emissions, `[n][TAGS]`.
    pub(super) scores: Vec<f32>,
}

/// Loss of `scores` and `transitions` against `target`; adds the gradient of the transitions.
pub(super) fn loss(
    scores: &[f32],
    target: &Belief,
    weight: f32,
    transitions: &[f32],
    gradient: &mut [f32],
) -> Loss {
    let (belief, total) = Belief::read(scores, transitions);
    let moves = belief.moves.as_flattened().iter().zip(target.moves.as_flattened());
    let mut expected = 0.0f64;
    for ((gradient, score), (own, wanted)) in gradient.iter_mut().zip(transitions).zip(moves) {
        *gradient += weight * (own - wanted);
        expected += f64::from(score * wanted);
    }
    expected += scores.iter().zip(&target.tags).map(|(s, p)| f64::from(s * p)).sum::<f64>();
    let scores = belief.tags.iter().zip(&target.tags).map(|(own, wanted)| weight * (own - wanted)).collect();
    Loss { value: weight * (total - expected) as f32, scores }
}
