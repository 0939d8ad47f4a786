//! Scores of predicted claims against gold ones: exact F1 of spans by role, and claims found leniently.
//!
//! The measures are those of the attribution literature (exact span match by word tokens); a claim is
//! found leniently when the cues share a token, the contents overlap by half, and the sources share a
//! token or are both absent.

use std::collections::BTreeSet;
use std::fmt;

use galley::span::Span;

use super::examples::Gold;

/// The spans of one role of a claim.
type Pick<'a> = &'a dyn Fn(&Gold) -> Vec<Span>;

/// Counts of one measure.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    /// Right.
    pub right: usize,
    /// Predicted.
    pub predicted: usize,
    /// Gold.
    pub gold: usize,
}

impl Count {
    /// F1 in per cent.
    pub fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.predicted + self.gold).max(1) as f64
    }
}

/// All measures.
#[derive(Debug, Clone, Default)]
pub struct Score {
    /// Exact sources.
    pub source: Count,
    /// Exact cues.
    pub cue: Count,
    /// Exact contents.
    pub content: Count,
    /// Claims, leniently.
    pub lenient: Count,
}

/// Letters and digits only: punctuation and quotation marks do not count.
fn words(text: &str, span: Span) -> Vec<(u32, u32)> {
    let mut out = Vec::new();
    let mut open = None;
    let body = span.text(text);
    for (i, c) in body.char_indices().chain([(body.len(), ' ')]) {
        if c.is_alphanumeric() {
            open.get_or_insert(i);
        } else if let Some(start) = open.take() {
            out.push((span.start + start as u32, span.start + i as u32));
        }
    }
    out
}

impl Score {
    /// Adds one block's claims.
    pub fn add(&mut self, text: &str, gold: &[Gold], predicted: &[Gold]) {
        let sets = |claims: &[Gold], pick: Pick<'_>| -> BTreeSet<Vec<(u32, u32)>> {
            claims.iter().flat_map(pick).map(|s| words(text, s)).filter(|w| !w.is_empty()).collect()
        };
        let picks: [(&mut Count, Pick<'_>); 3] = [
            (&mut self.source, &|g| g.source.clone()),
            (&mut self.cue, &|g| g.cue.clone()),
            (&mut self.content, &|g| g.content.clone()),
        ];
        for (count, pick) in picks {
            let (g, p) = (sets(gold, pick), sets(predicted, pick));
            count.right += g.intersection(&p).count();
            count.gold += g.len();
            count.predicted += p.len();
        }
        self.lenient.gold += gold.len();
        self.lenient.predicted += predicted.len();
        let mut used = vec![false; predicted.len()];
        for g in gold {
            let all = |spans: &[Span]| spans.iter().flat_map(|s| words(text, *s)).collect::<BTreeSet<_>>();
            let found = predicted.iter().enumerate().position(|(i, p)| {
                let (gt, pt) = (all(&g.content), all(&p.content));
                let common = gt.intersection(&pt).count();
                let union = gt.union(&pt).count();
                let share = |a: &[Span], b: &[Span]| {
                    (a.is_empty() && b.is_empty()) || a.iter().any(|x| b.iter().any(|y| x.overlaps(*y)))
                };
                !used[i]
                    && common * 2 >= union
                    && union > 0
                    && share(&g.cue, &p.cue)
                    && share(&g.source, &p.source)
            });
            if let Some(i) = found {
                used[i] = true;
                self.lenient.right += 1;
            }
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "source {:5.1}  cue {:5.1}  content {:5.1}  claim lenient {:5.1} ({} of {} predicted, {} gold)",
            self.source.f1(),
            self.cue.f1(),
            self.content.f1(),
            self.lenient.f1(),
            self.lenient.right,
            self.lenient.predicted,
            self.lenient.gold
        )
    }
}
