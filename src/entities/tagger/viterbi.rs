//! The best sequence of tags.
//!
//! Tags: 0 outside, then begin and inside of person, organisation, place, other (1 to 8). A name's
//! inside follows only its own begin or inside. Scores are whole numbers, so that every encoding of
//! the core finds the same sequence; of equal sequences the one with the lower tag wins.

use super::classes::CLASSES;

/// A tag.
pub type Tag = u8;
/// Number of tags.
pub const TAGS: usize = 9;
/// Number of tags that have weights: all but outside, whose score is 0.
pub const SCORED: usize = 8;

/// 0 outside, 1 person, 2 organisation, 3 place, 4 other.
pub const fn kind_of(tag: Tag) -> usize {
    (tag as usize).div_ceil(2)
}

/// Whether `to` may follow `from`.
pub const fn follows(from: usize, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from == to || from + 1 == to
}

/// What a change of tags costs or brings, by the class of the token and of the next one.
pub type Transitions<N> = Vec<[[N; TAGS]; TAGS]>;

/// Number of tables in [`Transitions`]: for the token's class, then for the next token's.
pub const TRANSITION_TABLES: usize = 2 * CLASSES;

/// Numbers that scores are made of.
pub trait Score: Copy + PartialOrd + core::ops::Add<Output = Self> {
    /// Nothing.
    const ZERO: Self;
    /// Worse than all.
    const LOWEST: Self;
}

impl Score for i32 {
    const ZERO: Self = 0;
    const LOWEST: Self = i32::MIN / 2;
}

impl Score for f32 {
    const ZERO: Self = 0.0;
    const LOWEST: Self = -1e30;
}

/// Working space, kept between sentences.
#[derive(Debug, Default)]
pub struct Viterbi {
    back: Vec<[u8; TAGS]>,
}

impl Viterbi {
    /// The best tags for tokens with these `emissions` (score of tags 1 to 8) and `classes` (of the
    /// token and the next one); `allowed` gives the set of tags (bits) a token may have.
    pub fn decode<N: Score>(
        &mut self,
        emissions: &[[N; SCORED]],
        transitions: &Transitions<N>,
        classes: impl Fn(usize) -> (usize, usize),
        allowed: impl Fn(usize) -> u16,
        out: &mut Vec<Tag>,
    ) {
        self.back.clear();
        out.clear();
        let mut best = [N::LOWEST; TAGS];
        best[0] = N::ZERO;
        for (i, emission) in emissions.iter().enumerate() {
            let (here, next) = classes(i);
            let (own, ahead) = (&transitions[here], &transitions[CLASSES + next]);
            let mut now = [N::LOWEST; TAGS];
            let mut back = [0_u8; TAGS];
            let set = allowed(i);
            for to in 0..TAGS {
                if set & 1 << to == 0 {
                    continue;
                }
                let score = if to == 0 { N::ZERO } else { emission[to - 1] };
                for from in 0..TAGS {
                    if !follows(from, to) || best[from] <= N::LOWEST {
                        continue;
                    }
                    let total = best[from] + own[from][to] + ahead[from][to] + score;
                    if total > now[to] {
                        now[to] = total;
                        back[to] = from as u8;
                    }
                }
            }
            best = now;
            self.back.push(back);
        }
        let mut tag = 0;
        for to in 1..TAGS {
            if best[to] > best[tag] {
                tag = to;
            }
        }
        out.resize(emissions.len(), 0);
        for i in (0..emissions.len()).rev() {
            out[i] = tag as u8;
            tag = self.back[i][tag] as usize;
        }
    }
}
