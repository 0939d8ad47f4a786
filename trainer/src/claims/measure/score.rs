//! The measures of the attribution literature, as `../shared/score/score_claims.py` defines them.

use std::collections::BTreeSet;

use galley::span::Span;

use super::text::Words;

/// One claim as byte spans of its document's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// Source, in one or more pieces.
    pub source: Vec<Span>,
    /// Cue.
    pub cue: Vec<Span>,
    /// Content pieces.
    pub content: Vec<Span>,
    /// The speaker's name, where the source was resolved.
    pub speaker: Option<String>,
}

/// Right, predicted and gold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Right.
    pub right: usize,
    /// Predicted.
    pub predicted: usize,
    /// Gold.
    pub gold: usize,
}

impl Count {
    fn add(&mut self, right: usize, predicted: usize, gold: usize) {
        self.right += right;
        self.predicted += predicted;
        self.gold += gold;
    }

    /// F1 in per cent.
    pub fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.predicted + self.gold).max(1) as f64
    }

    /// Recall in per cent.
    pub fn recall(self) -> f64 {
        100.0 * self.right as f64 / self.gold.max(1) as f64
    }
}

/// All measures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Sources made of the very same words.
    pub source: Count,
    /// Cues likewise.
    pub cue: Count,
    /// Content pieces likewise.
    pub content: Count,
    /// Claims whose cues share a word, contents overlap by half, and sources share a word or are both absent.
    pub claim: Count,
    /// Sentences that hold a word of a content.
    pub sentence: Count,
    /// Quotations of four words and more that have a source: found, and with the right one.
    pub quotation: Count,
}

/// Words of speech, writing and publication: a claim is a statement when its cue has one.
const CORE: &str = "say said says saying tell told tells telling add added adds adding claim claimed claims claiming argue argued argues \
arguing note noted notes noting report reported reports reporting announce announced announces announcing state stated states stating \
statement insist insisted insists insisting warn warned warns warning explain explained explains explaining suggest suggested suggests \
suggesting acknowledge acknowledged acknowledges admit admitted admits admitting deny denied denies denying declare declared declares \
declaring assert asserted asserts asserting contend contended contends maintain maintained maintains allege alleged alleges alleging \
reveal revealed reveals disclose disclosed discloses confirm confirmed confirms confirming reiterate reiterated reiterates stress \
stressed stresses emphasize emphasized emphasizes remark remarked remarks comment commented comments respond responded responds reply \
replied replies answer answered answers ask asked asks asking write wrote writes written writing tweet tweeted tweets tweeting post \
posted posts predict predicted predicts estimate estimated estimates forecast caution cautioned cautions concede conceded concedes \
recall recalled recalls recount recounted describe described describes describing conclude concluded concludes complain complained \
complains joke joked jokes quip quipped testify testified testifies mention mentioned mentions hint hinted accuse accused accuses \
accusing quote quoted cite cited cites citing dispute disputed reject rejected refute refuted counter countered retort retorted shout \
shouted observe observed observes signal signaled indicate indicated indicates inform informed assure assured assures remind reminded \
show showed shows shown find found finds according reportedly allegedly";

/// A claim as word numbers.
struct Counted {
    pieces: [Vec<BTreeSet<usize>>; 3],
    all: [BTreeSet<usize>; 3],
}

impl Counted {
    fn new(claim: &Marked, words: &Words) -> Self {
        let pieces = [&claim.source, &claim.cue, &claim.content].map(|spans| {
            spans.iter().map(|s| words.inside(*s)).filter(|w| !w.is_empty()).collect::<Vec<_>>()
        });
        let all = pieces.clone().map(|list| list.into_iter().flatten().collect());
        Self { pieces, all }
    }

    fn is_quotation(&self, words: &Words) -> bool {
        self.all[2].iter().filter(|i| words.quoted[**i]).count() >= 4
    }
}

fn jaccard(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let common = a.intersection(b).count();
    let either = a.len() + b.len() - common;
    if either == 0 { 0.0 } else { common as f64 / either as f64 }
}

/// One-to-one pairs by falling weight; ties keep their order.
fn pair(mut pairs: Vec<(f64, usize, usize)>) -> Vec<(usize, usize)> {
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut gold, mut predicted, mut out) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (_, g, p) in pairs {
        if !gold.contains(&g) && !predicted.contains(&p) {
            gold.insert(g);
            predicted.insert(p);
            out.push((g, p));
        }
    }
    out
}

/// Whether a claim is a statement: its cue speaks, or half of its content is quoted.
fn is_statement(text: &str, words: &Words, claim: &Marked) -> bool {
    let speaks = claim.cue.iter().any(|s| {
        s.text(text)
            .to_lowercase()
            .split(|c: char| !c.is_ascii_lowercase())
            .any(|w| !w.is_empty() && CORE.split_ascii_whitespace().any(|c| c == w))
    });
    let content: Vec<usize> = claim.content.iter().flat_map(|s| words.inside(*s)).collect();
    speaks
        || (!content.is_empty() && content.iter().filter(|i| words.quoted[**i]).count() * 2 >= content.len())
}

impl Score {
    /// Adds a document's claims; `core` counts statements only, in gold and prediction alike.
    pub fn add(&mut self, text: &str, words: &Words, gold: &[Marked], predicted: &[Marked], core: bool) {
        let counted = |claims: &[Marked]| -> Vec<Counted> {
            claims
                .iter()
                .filter(|c| !core || is_statement(text, words, c))
                .map(|c| Counted::new(c, words))
                .collect()
        };
        let (gold, predicted) = (counted(gold), counted(predicted));
        for (role, count) in [&mut self.source, &mut self.cue, &mut self.content].into_iter().enumerate() {
            let set = |claims: &[Counted]| -> BTreeSet<BTreeSet<usize>> {
                claims.iter().flat_map(|c| c.pieces[role].clone()).collect()
            };
            let (g, p) = (set(&gold), set(&predicted));
            count.add(g.intersection(&p).count(), p.len(), g.len());
        }
        let mut pairs = Vec::new();
        for (i, a) in gold.iter().enumerate() {
            for (j, b) in predicted.iter().enumerate() {
                let share = |k: usize| {
                    (a.all[k].is_empty() && b.all[k].is_empty()) || !a.all[k].is_disjoint(&b.all[k])
                };
                if share(1) && share(0) && jaccard(&a.all[2], &b.all[2]) >= 0.5 {
                    let common: usize = (0..3).map(|k| a.all[k].intersection(&b.all[k]).count()).sum();
                    pairs.push((common as f64, i, j));
                }
            }
        }
        self.claim.add(pair(pairs).len(), predicted.len(), gold.len());
        let sentences = |claims: &[Counted]| -> BTreeSet<usize> {
            claims.iter().flat_map(|c| &c.all[2]).map(|i| words.sentence[*i]).collect()
        };
        let (g, p) = (sentences(&gold), sentences(&predicted));
        self.sentence.add(g.intersection(&p).count(), p.len(), g.len());
        self.quotations(text, words, &gold, &predicted);
    }

    fn quotations(&mut self, text: &str, words: &Words, gold: &[Counted], predicted: &[Counted]) {
        let have = gold.iter().filter(|a| a.is_quotation(words) && !a.all[0].is_empty()).count();
        self.quotation.add(with_speaker(text, words, gold, predicted).len(), have, have);
    }
}

/// The numbers of the quotations in `gold` that were found with the right speaker.
fn with_speaker(text: &str, words: &Words, gold: &[Counted], predicted: &[Counted]) -> Vec<usize> {
    let mut pairs = Vec::new();
    for (i, a) in gold.iter().enumerate().filter(|(_, a)| a.is_quotation(words)) {
        for (j, b) in predicted.iter().enumerate() {
            let share = jaccard(&a.all[2], &b.all[2]);
            if share >= 0.5 {
                pairs.push((share, i, j));
            }
        }
    }
    let right = |(i, j): &(usize, usize)| same_speaker(text, words, &gold[*i], &predicted[*j]);
    pair(pairs).into_iter().filter(right).map(|(i, _)| i).collect()
}

/// The numbers of the quotations in `gold` that have a source and were not found with it.
pub fn lost_quotations(text: &str, words: &Words, gold: &[Marked], predicted: &[Marked]) -> Vec<usize> {
    let counted = |claims: &[Marked]| claims.iter().map(|c| Counted::new(c, words)).collect::<Vec<_>>();
    let (gold, predicted) = (counted(gold), counted(predicted));
    let found = with_speaker(text, words, &gold, &predicted);
    let lost = |i: &usize| gold[*i].is_quotation(words) && !gold[*i].all[0].is_empty() && !found.contains(i);
    (0..gold.len()).filter(lost).collect()
}

/// Whether two sources are the same: half of their words, or the last one.
fn same_speaker(text: &str, words: &Words, a: &Counted, b: &Counted) -> bool {
    let (a, b) = (&a.all[0], &b.all[0]);
    let last = |s: &BTreeSet<usize>| s.last().map(|i| words.spans[*i].text(text));
    !a.is_empty()
        && !b.is_empty()
        && (a.intersection(b).count() * 4 >= a.len() + b.len() || last(a) == last(b))
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "source / cue / content {:4.1} / {:4.1} / {:4.1}   claim {:4.1}   sentence {:4.1}   quotation + speaker {:4.1}",
            self.source.f1(),
            self.cue.f1(),
            self.content.f1(),
            self.claim.f1(),
            self.sentence.f1(),
            self.quotation.recall(),
        )
    }
}
