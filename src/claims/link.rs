//! Which source and which content belong to which cue.
//!
//! Problem: the network marks spans, a claim is a triple. Policy: every pair (cue, source) and
//! (cue, content) of neighbouring sentences gets a score from a small trained linear model over
//! distance, order, commas and what stands between; a cue takes its best source, a content its best
//! cue, each only above even odds. Nothing is linked across blocks here. The model is two weight
//! vectors owned by the caller.

use super::prepared::Words;
use super::quotations::Quoted;
use crate::order;

/// Number of features of a pair.
pub const PAIR: usize = 20;

/// Farthest a source or content may stand from its cue, in tokens: a long speech is in one piece, and a
/// sentence without end must not be compared with all of itself.
const REACH: u32 = 160;

/// A range of tokens of one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tokens {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
}

impl Tokens {
    /// Whether `token` lies inside.
    pub const fn holds(self, token: u32) -> bool {
        self.first <= token && token < self.end
    }

    /// Whether the two share a token.
    pub const fn overlaps(self, other: Self) -> bool {
        self.first < other.end && other.first < self.end
    }

    /// Number of tokens.
    pub const fn len(self) -> u32 {
        self.end - self.first
    }

    /// Whether it is empty.
    pub const fn is_empty(self) -> bool {
        self.first == self.end
    }
}

/// The spans of one block by role, each in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// Sources.
    pub sources: Vec<Tokens>,
    /// Cues.
    pub cues: Vec<Tokens>,
    /// Pieces of content.
    pub contents: Vec<Tokens>,
}

impl Parts {
    /// The spans that BIO tags describe (see `network`).
    pub fn from_tags(tags: &[u8]) -> Self {
        let mut parts = Self::default();
        let mut open: Option<(u8, u32)> = None;
        for i in 0..=tags.len() {
            let tag = tags.get(i).copied().unwrap_or(0);
            if let Some((kind, first)) = open
                && (tag == 0 || tag % 2 == 1 || tag / 2 != kind)
            {
                let span = Tokens { first, end: i as u32 };
                match kind {
                    1 => parts.sources.push(span),
                    2 => parts.cues.push(span),
                    _ => parts.contents.push(span),
                }
                open = None;
            }
            if open.is_none() && tag != 0 {
                open = Some((tag.div_ceil(2), i as u32));
            }
        }
        parts
    }
}

/// What the linker looks at in a block.
pub struct Ground<'a> {
    /// Number of the sentence of each token.
    pub sentence: &'a [u32],
    /// Lower-case words.
    pub words: &'a Words,
    /// What each token is to a quotation.
    pub quoted: &'a [Quoted],
    /// The spans.
    pub parts: &'a Parts,
}

/// Whether the pair is a cue and a source, or a cue and a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Source.
    Source,
    /// Content.
    Content,
}

/// The features of a pair; fixed order, see the code.
pub fn features(ground: &Ground<'_>, cue: Tokens, other: Tokens, side: Side) -> [f32; PAIR] {
    let mut f = [0.0; PAIR];
    let before = other.end <= cue.first;
    let (from, to) = if before { (other.end, cue.first) } else { (cue.end, other.first) };
    let between = || (from..to.max(from)).filter_map(|i| ground.words.get(i as usize));
    let gap = to.saturating_sub(from);
    let sentence = |i: u32| ground.sentence.get(i as usize).copied().unwrap_or(0);
    let apart = if before {
        sentence(cue.first).abs_diff(sentence(other.end - 1))
    } else {
        sentence(other.first).abs_diff(sentence(cue.end - 1))
    };
    let parts = ground.parts;
    let inside = |spans: &[Tokens]| {
        spans.iter().filter(|s| **s != cue && **s != other && s.first >= from && s.end <= to).count()
    };
    let on = |yes: bool| if yes { 1.0 } else { 0.0 };
    f[0] = 1.0;
    f[1] = on(apart == 0);
    f[2] = apart.min(3) as f32;
    f[3] = on(before);
    f[4] = on(gap == 0);
    f[5] = (1.0 + gap as f32).ln();
    f[6] = between().filter(|w| *w == ",").count().min(4) as f32;
    f[7] = inside(&parts.cues).min(3) as f32;
    f[8] = inside(&parts.sources).min(3) as f32;
    f[9] = inside(&parts.contents).min(3) as f32;
    f[10] = on(before && gap == 0);
    f[11] = on(before && gap == 1);
    f[12] = on(!before && gap == 0);
    f[13] = on(!before && gap > 8);
    let quoted = |i: u32| ground.quoted.get(i as usize).copied().unwrap_or_default() != Quoted::No;
    f[14] = on(quoted(other.first));
    f[15] = on(quoted(cue.first) && !quoted(other.first));
    f[16] = on(between().any(|w| among!(w, "and" | "but" | "while" | "who" | "which")));
    // Another span of the same role is nearer to the cue on either side.
    let same = if side == Side::Source { &parts.sources } else { &parts.contents };
    let distance =
        |s: &Tokens| if s.end <= cue.first { cue.first - s.end } else { s.first.saturating_sub(cue.end) };
    f[17] = on(same.iter().any(|s| *s != other && distance(s) < distance(&other)));
    // Another cue is nearer to the span than this one.
    let from_span = |c: &Tokens| {
        if c.end <= other.first { other.first - c.end } else { c.first.saturating_sub(other.end) }
    };
    f[18] = on(parts.cues.iter().any(|c| *c != cue && from_span(c) < from_span(&cue)));
    f[19] = on(apart > 0 && before);
    f
}

/// The trained weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Linker {
    /// Of (cue, source).
    pub source: [f32; PAIR],
    /// Of (cue, content).
    pub content: [f32; PAIR],
}

/// A claim in tokens of one block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linked {
    /// The source.
    pub source: Option<Tokens>,
    /// The cue; none for a quotation without one.
    pub cue: Option<Tokens>,
    /// Pieces of content in reading order.
    pub content: Vec<Tokens>,
}

impl Linked {
    /// Source, cue and content, those there are.
    pub fn parts(&self) -> impl Iterator<Item = Tokens> + '_ {
        self.source.iter().chain(&self.cue).chain(&self.content).copied()
    }

    /// Whether any of them shares a token with `tokens`.
    pub fn touches(&self, tokens: Tokens) -> bool {
        self.parts().any(|part| part.overlaps(tokens))
    }
}

fn score(weights: &[f32; PAIR], features: &[f32; PAIR]) -> f32 {
    weights.iter().zip(features).map(|(w, f)| w * f).sum()
}

fn near(a: Tokens, b: Tokens) -> bool {
    b.first.saturating_sub(a.end).max(a.first.saturating_sub(b.end)) <= REACH
}

impl Linker {
    /// Reads the weights (little-endian f32).
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let values: Vec<f32> =
            bytes.chunks_exact(4).map(|c| f32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect();
        let (source, content) = values.split_at_checked(PAIR)?;
        Some(Self { source: source.try_into().ok()?, content: content.try_into().ok()? })
    }

    /// The weights as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.source.iter().chain(&self.content).flat_map(|v| v.to_le_bytes()).collect()
    }

    /// Groups the spans of a block into claims, in reading order of their first part.
    pub fn link(&self, ground: &Ground<'_>) -> Vec<Linked> {
        let parts = ground.parts;
        let mut claims: Vec<Linked> = parts
            .cues
            .iter()
            .map(|cue| {
                let best = parts
                    .sources
                    .iter()
                    .filter(|s| near(**s, *cue))
                    .map(|s| (score(&self.source, &features(ground, *cue, *s, Side::Source)), *s))
                    .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
                Linked {
                    source: best.filter(|(s, _)| *s > 0.0).map(|(_, s)| s),
                    cue: Some(*cue),
                    content: Vec::new(),
                }
            })
            .collect();
        let mut orphans = Vec::new();
        for content in &parts.contents {
            let best = parts
                .cues
                .iter()
                .enumerate()
                .filter(|(_, cue)| near(**cue, *content))
                .map(|(i, cue)| (score(&self.content, &features(ground, *cue, *content, Side::Content)), i))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            match best.filter(|(s, _)| *s > 0.0).and_then(|(_, i)| claims.get_mut(i)) {
                Some(claim) => claim.content.push(*content),
                None => orphans.push(*content),
            }
        }
        share_sources(ground, &mut claims);
        claims.retain(|c| !c.content.is_empty());
        claims.extend(
            orphans.into_iter().map(|content| Linked { content: vec![content], ..Linked::default() }),
        );
        order::sort_by_key(&mut claims, |c| c.cue.iter().chain(&c.content).map(|t| t.first).min());
        claims
    }
}

/// "X said A, adding B": the second verb of a sentence has the first one's source.
fn share_sources(ground: &Ground<'_>, claims: &mut [Linked]) {
    for i in 1..claims.len() {
        let (before, rest) = claims.split_at_mut(i);
        let (Some(last), Some(this)) = (before.last(), rest.first_mut()) else { continue };
        let (Some(a), Some(b)) = (last.cue, this.cue) else { continue };
        let sentence = |t: Tokens| ground.sentence.get(t.first as usize);
        let word = ground.words.get(b.first as usize).unwrap_or("");
        let previous = b.first.checked_sub(1).and_then(|p| ground.words.get(p as usize)).unwrap_or("");
        let goes_on = word.ends_with("ing") || among!(previous, "and" | "but" | "then" | "also");
        if this.source.is_none() && sentence(a) == sentence(b) && goes_on {
            this.source = last.source;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_spans() {
        let parts = Parts::from_tags(&[1, 2, 3, 5, 6, 6, 0, 5, 3]);
        assert_eq!(parts.sources, [Tokens { first: 0, end: 2 }]);
        assert_eq!(parts.cues, [Tokens { first: 2, end: 3 }, Tokens { first: 8, end: 9 }]);
        assert_eq!(parts.contents, [Tokens { first: 3, end: 6 }, Tokens { first: 7, end: 8 }]);
    }

    #[test]
    fn weights_survive_their_bytes() {
        let linker = Linker { source: [0.5; PAIR], content: [-2.0; PAIR] };
        assert_eq!(Linker::from_bytes(&linker.to_bytes()), Some(linker));
        assert_eq!(Linker::from_bytes(&[0; 12]), None);
    }
}
