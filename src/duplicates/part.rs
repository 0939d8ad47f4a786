//! Parts runs where the facts change.
//!
//! Problem: in a long copy one paragraph may carry another number; if the whole run then stayed open,
//! nothing would fold, and if it folded, the changed number would vanish. Policy: blocks whose substance
//! differs are runs of their own, so that the rest folds around them and they keep their own bar.

use super::{CopyClass, Duplicates, Run, RunKind};

impl Duplicates {
    /// The same findings, with no run of copies that holds both kinds of blocks. Order is kept.
    #[must_use]
    pub fn parted(self) -> Self {
        let differs = |class| class == CopyClass::Substance;
        let runs = self
            .runs
            .into_iter()
            .flat_map(|run| {
                if run.kind != RunKind::Copy {
                    return vec![run];
                }
                run.blocks
                    .chunk_by(|a, b| differs(a.class) == differs(b.class))
                    .map(|blocks| Run { kind: run.kind, blocks: blocks.to_vec() })
                    .collect()
            })
            .collect();
        Self { runs }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duplicates::CopiedBlock;
    use crate::page::BlockId;

    fn run(kind: RunKind, classes: &[CopyClass]) -> Run {
        let block = |(i, class): (usize, &CopyClass)| CopiedBlock {
            block: BlockId(10 + i as u32),
            originals: vec![BlockId(i as u32)],
            class: *class,
            differences: Vec::new(),
        };
        Run { kind, blocks: classes.iter().enumerate().map(block).collect() }
    }

    #[test]
    fn a_changed_fact_is_a_run_of_its_own() {
        use CopyClass::{Exact, Substance, Wording};
        let mixed = run(RunKind::Copy, &[Exact, Wording, Substance, Exact]);
        let found = Duplicates { runs: vec![mixed, run(RunKind::OnPurpose, &[Exact, Substance])] }.parted();
        assert_eq!(found.runs.iter().map(|r| r.blocks.len()).collect::<Vec<_>>(), [2, 1, 1, 2]);
        let blocks: Vec<u32> = found.runs.iter().take(3).flat_map(|r| &r.blocks).map(|b| b.block.0).collect();
        assert_eq!(blocks, [10, 11, 12, 13]);
    }

    #[test]
    fn runs_of_one_kind_stay_whole() {
        let found = Duplicates { runs: vec![run(RunKind::Copy, &[CopyClass::Exact; 3])] };
        assert_eq!(found.clone().parted(), found);
        assert_eq!(Duplicates::default().parted(), Duplicates::default());
    }
}
