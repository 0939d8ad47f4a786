//! From scores to the best well-formed sequence of tags (Viterbi 1967).

use super::TAGS;

/// Whether tag `to` may follow `from`: tags are outside 0, then begin (odd) and inside (even) of each kind.
pub const fn follows(from: usize, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from == to || from + 1 == to
}

/// The tag of a cue's first token.
const CUE: usize = 3;

/// The best tags of `scores` (`[n][TAGS]`) under `transitions` (`[TAGS][TAGS]`, from the row to the column);
/// `doubt` is taken from the score of every cue's first token.
pub fn decode(scores: &[f32], transitions: &[f32], doubt: f32) -> Vec<u8> {
    let n = scores.len() / TAGS;
    if n == 0 {
        return Vec::new();
    }
    let mut best = [0.0f32; TAGS];
    let mut back = vec![[0u8; TAGS]; n];
    for t in 0..n {
        let mut next = [f32::NEG_INFINITY; TAGS];
        for to in 0..TAGS {
            let emission = scores[t * TAGS + to] - if to == CUE { doubt } else { 0.0 };
            if t == 0 {
                next[to] = if follows(0, to) { emission } else { f32::NEG_INFINITY };
                continue;
            }
            for from in 0..TAGS {
                if !follows(from, to) {
                    continue;
                }
                let score = best[from] + transitions[from * TAGS + to] + emission;
                if score > next[to] {
                    next[to] = score;
                    back[t][to] = from as u8;
                }
            }
        }
        best = next;
    }
    let mut tag = (0..TAGS).max_by(|a, b| best[*a].total_cmp(&best[*b]).then(b.cmp(a))).unwrap_or(0);
    let mut tags = vec![0; n];
    for t in (0..n).rev() {
        tags[t] = tag as u8;
        tag = usize::from(back[t][tag]);
    }
    tags
}
