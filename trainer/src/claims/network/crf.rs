//! Loss and gradient of the linear-chain CRF, by the forward-backward algorithm with scaling
//! (Rabiner 1989, section V.A: each step's values are divided by their sum, so that nothing under- or
//! overflows and no logarithm is needed inside).

use galley::claims::network::{TAGS, follows};

/// What one sequence gives.
pub(super) struct Loss {
    /// Negative log-likelihood of the gold tags, weighted.
    pub(super) value: f32,
    /// Gradient of the emissions, `[n][TAGS]`.
    pub(super) scores: Vec<f32>,
}

/// Loss of `tags` under `scores` and `transitions`; adds the gradient of the transitions.
pub(super) fn loss(
    scores: &[f32],
    tags: &[u8],
    weight: f32,
    transitions: &[f32],
    gradient: &mut [f32],
) -> Loss {
    let n = tags.len();
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
    let mut gold = 0.0f64;
    let mut out = vec![0.0; n * TAGS];
    let mut beta = [1.0f32; TAGS];
    for t in (0..n).rev() {
        let tag = usize::from(tags[t]);
        gold += f64::from(scores[t * TAGS + tag]);
        for k in 0..TAGS {
            out[t * TAGS + k] = weight * (alpha[t][k] * beta[k] - if k == tag { 1.0 } else { 0.0 });
        }
        if t == 0 {
            break;
        }
        let before = usize::from(tags[t - 1]);
        gold += f64::from(transitions[before * TAGS + tag]);
        gradient[before * TAGS + tag] -= weight;
        let mut next = [0.0f32; TAGS];
        for from in 0..TAGS {
            for to in 0..TAGS {
                let value = moves[from][to] * emissions[t][to] * beta[to] / sums[t];
                next[from] += value;
                gradient[from * TAGS + to] += weight * alpha[t - 1][from] * value;
            }
        }
        beta = next;
    }
    Loss { value: weight * (total - gold) as f32, scores: out }
}
