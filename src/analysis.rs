//! The flow of finding, in one call or in slices, and again after a change.
//!
//! Problem: a page of a million words must not hold up the browser, and a page that changes must not be
//! analysed anew. Policy: an [`Analysis`] does one stage or part of a stage at a time and asks its
//! caller's clock in between; `analyze` is the same thing without a clock. Names come before all else,
//! because they can be shown first. What is known of each block goes to the next analysis as a
//! [`Memory`]; every stage takes over only what depends on unchanged things, so that the findings are
//! those of a fresh analysis by construction. The analysis owns what was found so far and borrows page
//! and models only while it advances. Not handled: changes of the page in between (the caller starts
//! another).

use crate::annotations::{self, Annotation};
use crate::claims::{self, Claims};
use crate::duplicates::{self, Duplicates};
use crate::entities::{Entities, Gathering, tagger::Tagging};
use crate::models::Models;
use crate::options::Options;
use crate::page::Page;
use crate::report::{self, Report};
use crate::text::{self, Text};

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
    /// Whether the page is in English, where that was asked.
    pub english: Option<bool>,
}

/// What an analysis leaves for the next one of the same page.
#[derive(Debug, Default)]
pub struct Memory {
    duplicates: Option<duplicates::Search>,
    names: Tagging,
    entities: Gathering,
    claims: claims::memory::Memory,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Text,
    Names,
    Entities,
    Duplicates,
    Claims,
    Annotations,
    Done,
}

/// An analysis under way.
#[derive(Debug)]
pub struct Analysis {
    stage: Stage,
    options: Options,
    reading: text::Reading,
    /// What is known of names, and the numbers blocks had then, until their text is cut.
    earlier: Option<(Tagging, Gathering, Vec<u32>)>,
    names: Tagging,
    entities: Gathering,
    repeats: Option<duplicates::Search>,
    claims: claims::Search,
    memory: Memory,
    findings: Findings,
}

impl Analysis {
    /// Begins; nothing is computed yet.
    pub fn new(options: Options) -> Self {
        Self {
            stage: Stage::Text,
            reading: text::Reading::new(options.max_bytes),
            options,
            earlier: None,
            names: Tagging::default(),
            entities: Gathering::default(),
            repeats: None,
            claims: claims::Search::default(),
            memory: Memory::default(),
            findings: Findings::default(),
        }
    }

    /// Begins on a changed page, with the memory and the tokens of an earlier analysis under the same
    /// options and models. `was` gives for each block of `page` the number it had then when its text is
    /// unchanged, else `u32::MAX`; missing entries count as changed.
    pub fn after(memory: Memory, text: &Text, page: &Page, was: Vec<u32>, options: Options) -> Self {
        Self {
            reading: text::Reading::after(text, &was, options.max_bytes),
            earlier: Some((memory.names, memory.entities, was.clone())),
            claims: claims::Search::after(memory.claims, &was),
            repeats: memory.duplicates.map(|earlier| duplicates::Search::after(earlier, page, was)),
            ..Self::new(options)
        }
    }

    /// Works until all is found (true) or `time_left` says stop (false). `page` and `models` must be
    /// the same in every call.
    pub fn advance(&mut self, page: &Page, models: &Models, time_left: &mut dyn FnMut() -> bool) -> bool {
        while self.stage != Stage::Done {
            let found = &mut self.findings;
            self.stage = match self.stage {
                Stage::Text => {
                    if !self.reading.advance(page, time_left) {
                        return false;
                    }
                    if let Some((names, entities, was)) = self.earlier.take() {
                        let changed = self.reading.changed();
                        self.names = Tagging::after(names, &was, changed);
                        self.entities = Gathering::after(entities, &was, changed);
                        self.claims.expect(changed);
                    }
                    found.text = core::mem::take(&mut self.reading).finish();
                    Stage::Names
                }
                Stage::Names => {
                    if self.options.entities {
                        if !self.names.advance(page, &found.text, models, time_left) {
                            return false;
                        }
                        self.entities.begin(self.names.names(), self.names.renamed());
                        found.english = self.names.english();
                    }
                    self.memory.names = core::mem::take(&mut self.names);
                    Stage::Entities
                }
                Stage::Entities => {
                    if self.options.entities {
                        if !self.entities.advance(page, &found.text, models, time_left) {
                            return false;
                        }
                        found.entities = self.entities.finish();
                    }
                    self.memory.entities = core::mem::take(&mut self.entities);
                    Stage::Duplicates
                }
                Stage::Duplicates => {
                    if self.options.duplicates {
                        let search = self.repeats.get_or_insert_with(|| duplicates::Search::new(page));
                        if !search.advance(page, time_left) {
                            return false;
                        }
                        found.duplicates = search.found().clone().parted();
                        self.memory.duplicates = self.repeats.take();
                    }
                    Stage::Claims
                }
                Stage::Claims => {
                    if self.options.claims {
                        self.claims.hear(self.memory.names.english());
                        if !self.claims.advance(page, &found.text, &found.entities, models, time_left) {
                            return false;
                        }
                        found.claims = self.claims.finish();
                        self.memory.claims = self.claims.memory();
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

    /// Whether the names are found, though perhaps nothing else.
    pub fn has_names(&self) -> bool {
        !matches!(self.stage, Stage::Text | Stage::Names | Stage::Entities)
    }

    /// The name of the stage that comes next, for whoever measures.
    pub fn stage(&self) -> &'static str {
        match self.stage {
            Stage::Text => "Text",
            Stage::Names => "Names",
            Stage::Entities => self.entities.step(),
            Stage::Duplicates => "Duplicates",
            Stage::Claims => "Claims",
            Stage::Annotations => "Annotations",
            Stage::Done => "Done",
        }
    }

    /// What was found so far.
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// Gives the findings away.
    pub fn finish(self) -> Findings {
        self.findings
    }

    /// Gives the findings away, and what the next analysis needs. Worth keeping only when all is found.
    pub fn finish_with_memory(self) -> (Findings, Memory) {
        (self.findings, self.memory)
    }
}

/// Reads, finds and reports in one call.
pub fn analyze(page: &Page, models: &Models, options: &Options) -> Report {
    let mut analysis = Analysis::new(options.clone());
    analysis.advance(page, models, &mut || true);
    report::report(page, &analysis.finish())
}
