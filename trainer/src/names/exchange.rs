//! Copies of annotated texts with other names in them.
//!
//! Problem: a model that has seen "Nairobi" learns the word, not what speaks for a place around it.
//! Policy: each text is read a second time with half of its people, organisations and places exchanged for
//! others of their kind from the training texts; the same name gets the same substitute throughout a
//! document. Which one is decided by hashes of the two names, so that equal texts give equal copies.

use std::collections::BTreeMap;

use super::data::{Document, Row, spans};
use galley::entities::tagger::words::{finish, key_of, mix};

/// The kinds whose names are exchanged.
const KINDS: [&str; 3] = ["PER", "ORG", "LOC"];

/// The names that are put in, by kind and number of words.
#[derive(Debug, Default)]
pub struct Exchange {
    names: BTreeMap<(&'static str, usize), Vec<Vec<String>>>,
}

impl Exchange {
    /// Takes up the names of `documents`.
    pub fn learn(&mut self, documents: &[Document]) {
        for row in documents.iter().flat_map(|d| &d.rows) {
            for (from, to, kind) in spans(&row.tags) {
                let Some(kind) = KINDS.iter().find(|k| **k == kind) else { continue };
                let words = &row.words[from..to];
                if words.iter().any(|w| w.starts_with(char::is_uppercase)) {
                    self.names.entry((kind, to - from)).or_default().push(words.to_vec());
                }
            }
        }
    }

    /// `document` with other names.
    pub fn apply(&self, document: &Document) -> Document {
        let mut out = Document { name: document.name.clone(), ..Document::default() };
        let seed = key_of(&document.name);
        for row in &document.rows {
            let mut copy = Row::default();
            let mut at = 0;
            for (from, to, kind) in spans(&row.tags) {
                copy.words.extend_from_slice(&row.words[at..from]);
                copy.tags.extend_from_slice(&row.tags[at..from]);
                let words = &row.words[from..to];
                let other = self.substitute(words, kind, seed).unwrap_or(words);
                copy.words.extend_from_slice(other);
                copy.tags
                    .extend((0..other.len()).map(|n| format!("{}-{kind}", if n == 0 { 'B' } else { 'I' })));
                at = to;
            }
            copy.words.extend_from_slice(&row.words[at..]);
            copy.tags.extend_from_slice(&row.tags[at..]);
            out.rows.push(copy);
        }
        out.join();
        out
    }

    /// A name of the same kind and length in words.
    fn substitute(&self, words: &[String], kind: &str, seed: u32) -> Option<&[String]> {
        let kind = KINDS.iter().find(|k| **k == kind)?;
        let choice = self.names.get(&(*kind, words.len()))?;
        let hash = finish(words.iter().fold(seed, |hash, word| mix(hash, key_of(word))));
        // Half of the names stay: what is known of well-known ones is worth learning, too.
        choice.get(hash as usize / 2 % choice.len()).filter(|_| hash.is_multiple_of(2)).map(Vec::as_slice)
    }
}
