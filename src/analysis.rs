//! The flow of finding, in one call or in slices.
//!
//! Problem: a page of a million words must not hold up the browser. Policy: an [`Analysis`] does one
//! stage or part of a stage at a time and asks its caller's clock in between; `analyze` is the same
//! thing without a clock. The analysis owns what was found so far and borrows page and models only
//! while it advances. Not handled: changes of the page in between (the watcher starts a new one).

use crate::annotations::{self, Annotation};
use crate::claims::{self, Claims};
use crate::duplicates::{Duplicates, Search};
use crate::entities::{self, Entities};
use crate::models::Models;
use crate::options::Options;
use crate::page::Page;
use crate::report::{self, Report};
use crate::text::Text;

/// Everything found on a page, in core types (bytes).
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// Tokens and sentences.
    pub text: Text,
    /// What is repeated.
    pub duplicates: Duplicates,
    /// Who is named.
    pub entities: Entities,
    /// Who says so.
    pub claims: Claims,
    /// Names, quantities and claims merged.
    pub annotations: Vec<Annotation>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Duplicates,
    Text,
    Entities,
    Claims,
    Annotations,
    Done,
}

/// An analysis under way.
#[derive(Debug)]
pub struct Analysis {
    stage: Stage,
    /// The search for repeats while it lasts.
    search: Option<Search>,
    options: Options,
    findings: Findings,
    claims: claims::Search,
}

impl Analysis {
    /// Begins; nothing is computed yet.
    pub fn new(options: Options) -> Self {
        Self {
            stage: Stage::Duplicates,
            search: None,
            options,
            findings: Findings::default(),
            claims: claims::Search::default(),
        }
    }

    /// Works until all is found (true) or `time_left` says stop (false). `page` and `models` must be
    /// the same in every call.
    pub fn advance(&mut self, page: &Page, models: &Models, time_left: &mut dyn FnMut() -> bool) -> bool {
        while self.stage != Stage::Done {
            let found = &mut self.findings;
            self.stage = match self.stage {
                Stage::Duplicates => {
                    if self.options.duplicates {
                        let search = self.search.get_or_insert_with(|| Search::new(page));
                        if !search.advance(page, time_left) {
                            return false;
                        }
                        found.duplicates =
                            self.search.take().map(Search::finish).unwrap_or_default().parted();
                    }
                    Stage::Text
                }
                Stage::Text => {
                    found.text = Text::read(page, self.options.max_bytes);
                    Stage::Entities
                }
                Stage::Entities => {
                    if self.options.entities {
                        found.entities = entities::find(page, &found.text, models);
                    }
                    Stage::Claims
                }
                Stage::Claims => {
                    if self.options.claims {
                        if !self.claims.advance(page, &found.text, &found.entities, models, time_left) {
                            return false;
                        }
                        found.claims = core::mem::take(&mut self.claims).finish(page, &found.text, models);
                    }
                    Stage::Annotations
                }
                Stage::Annotations => {
                    found.annotations = annotations::merge(&found.entities, &found.claims);
                    Stage::Done
                }
                Stage::Done => Stage::Done,
            };
            if !time_left() {
                break;
            }
        }
        self.stage == Stage::Done
    }

    /// What was found so far.
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// Gives the findings away.
    pub fn finish(self) -> Findings {
        self.findings
    }
}

/// Reads, finds and reports in one call.
pub fn analyze(page: &Page, models: &Models, options: &Options) -> Report {
    let mut analysis = Analysis::new(options.clone());
    analysis.advance(page, models, &mut || true);
    report::report(page, &analysis.finish())
}
