//! The score of what was hidden on a page, given what stands there more than once.
//!
//! Policy: content counts, not blocks. Every block carries atoms of content; hiding a block is right while
//! each of its atoms is still visible somewhere. Where all carriers of an atom were hidden, the one that
//! ought to stay counts as wrong; a block that could still go without loss counts as missed. Blocks that
//! are ignored or not shown carry nothing and count for nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

/// What a page repeats.
#[derive(Deserialize)]
pub struct Truth {
    /// The page's file.
    pub page: String,
    /// `P_...` injected copies, `N_...` what must stay, else a natural page.
    #[serde(default)]
    pub category: String,
    n_blocks: usize,
    #[serde(default)]
    chars: Vec<u32>,
    #[serde(default)]
    atoms: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    copies: BTreeSet<String>,
    #[serde(default)]
    ignore: BTreeSet<String>,
    #[serde(default)]
    hidden: BTreeSet<String>,
}

/// Blocks, and the characters in them.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Blocks.
    pub blocks: u32,
    /// Their characters.
    pub chars: u32,
}

/// The score of one page or of many.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// Pages scored.
    pub pages: u32,
    /// Hidden without loss.
    pub right: Count,
    /// Hidden with loss.
    pub wrong: Count,
    /// Left standing although its content stands elsewhere.
    pub missed: Count,
    /// Right ones that were the copy and not the original.
    pub kept: u32,
    /// Pages with a wrong one.
    pub pages_with_wrong: u32,
    /// Pages with neither wrong nor missed.
    pub perfect: u32,
}

/// Precision, recall and their harmonic mean; nothing hidden and nothing to hide is perfect.
pub fn rates(right: u32, wrong: u32, missed: u32) -> (f64, f64, f64) {
    let share = |rest: u32| if right + rest == 0 { 1.0 } else { f64::from(right) / f64::from(right + rest) };
    let (precision, recall) = (share(wrong), share(missed));
    let sum = precision + recall;
    (precision, recall, if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum })
}

impl Count {
    fn add(&mut self, other: Self) {
        self.blocks += other.blocks;
        self.chars += other.chars;
    }
}

impl Score {
    /// Adds the score of other pages.
    pub fn add(&mut self, other: Self) {
        self.pages += other.pages;
        self.right.add(other.right);
        self.wrong.add(other.wrong);
        self.missed.add(other.missed);
        self.kept += other.kept;
        self.pages_with_wrong += other.pages_with_wrong;
        self.perfect += other.perfect;
    }
}

impl Truth {
    fn number(&self, id: &str) -> Option<usize> {
        id.strip_prefix('b')?.parse().ok().filter(|n| *n < self.n_blocks)
    }

    fn skips(&self, id: &str) -> bool {
        self.ignore.contains(id) || self.hidden.contains(id)
    }

    fn atoms(&self, id: &str) -> Vec<String> {
        self.atoms.get(id).filter(|a| !a.is_empty()).cloned().unwrap_or_else(|| vec![format!("#{id}")])
    }

    fn count<'a>(&self, ids: impl Iterator<Item = &'a str>) -> Count {
        let mut count = Count::default();
        for id in ids {
            let chars = self.number(id).and_then(|n| self.chars.get(n)).copied().unwrap_or(0);
            count.add(Count { blocks: 1, chars });
        }
        count
    }

    /// The score of hiding `hide` on this page.
    pub fn score(&self, hide: &[String]) -> Score {
        let hidden: BTreeSet<&str> = hide
            .iter()
            .map(String::as_str)
            .filter(|id| self.number(id).is_some() && !self.skips(id))
            .collect();
        let mut visible: BTreeMap<String, i64> = BTreeMap::new();
        let standing = self.atoms.iter().filter(|(id, _)| !self.skips(id) && !hidden.contains(id.as_str()));
        for atom in standing.flat_map(|(_, atoms)| atoms) {
            *visible.entry(atom.clone()).or_default() += 1;
        }
        let seen = |visible: &BTreeMap<String, i64>, atom: &String| visible.get(atom).copied().unwrap_or(0);
        let mut order: Vec<&str> = hidden.iter().copied().collect();
        order.sort_by_key(|id| (self.copies.contains(*id), self.number(id)));
        let mut wrong = BTreeSet::new();
        for id in order {
            let atoms = self.atoms(id);
            if atoms.iter().any(|a| seen(&visible, a) == 0) {
                wrong.insert(id);
                for atom in atoms {
                    *visible.entry(atom).or_default() += 1;
                }
            }
        }
        let carriers = self.atoms.keys().map(String::as_str);
        let stands = |id: &&str| !self.skips(id) && (!hidden.contains(id) || wrong.contains(id));
        let mut left: Vec<&str> = carriers.filter(stands).collect();
        left.sort_by_key(|id| (!self.copies.contains(*id), std::cmp::Reverse(self.number(id))));
        let mut missed = Vec::new();
        for id in left {
            let atoms = self.atoms(id);
            if atoms.iter().all(|a| seen(&visible, a) > 1) {
                missed.push(id);
                for atom in atoms {
                    *visible.entry(atom).or_default() -= 1;
                }
            }
        }
        let right = || hidden.iter().copied().filter(|id| !wrong.contains(id));
        Score {
            pages: 1,
            right: self.count(right()),
            wrong: self.count(wrong.iter().copied()),
            missed: self.count(missed.iter().copied()),
            kept: right().filter(|id| self.copies.contains(*id)).count() as u32,
            pages_with_wrong: u32::from(!wrong.is_empty()),
            perfect: u32::from(wrong.is_empty() && missed.is_empty()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth() -> Truth {
        serde_json::from_str(
            r#"{"page": "x", "n_blocks": 4, "chars": [7, 5, 9, 4], "atoms": {"b0": ["a"], "b2": ["a"]}, "copies": ["b2"], "ignore": ["b3"]}"#,
        )
        .unwrap()
    }

    fn scored(hide: &[&str]) -> (u32, u32, u32, u32) {
        let score = truth().score(&hide.iter().map(ToString::to_string).collect::<Vec<_>>());
        (score.right.blocks, score.wrong.blocks, score.missed.blocks, score.kept)
    }

    #[test]
    fn hiding_is_right_while_the_content_stays_visible() {
        assert_eq!(scored(&[]), (0, 0, 1, 0));
        assert_eq!(scored(&["b2"]), (1, 0, 0, 1));
        assert_eq!(scored(&["b0"]), (1, 0, 0, 0), "either may go, one is the original");
        assert_eq!(scored(&["b0", "b2"]), (1, 1, 0, 1), "one carrier must stay");
        assert_eq!(scored(&["b1"]), (0, 1, 1, 0), "content of its own");
        assert_eq!(scored(&["b3", "b9", "x"]), (0, 0, 1, 0), "neither rewarded nor punished");
    }

    #[test]
    fn characters_are_counted_with_the_blocks() {
        let score = truth().score(&["b0".into(), "b2".into()]);
        assert_eq!((score.right.chars, score.wrong.chars), (9, 7));
        assert!((rates(9, 7, 0).0 - 9.0 / 16.0).abs() < 1e-9);
    }
}
