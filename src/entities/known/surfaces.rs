//! The forms of names as they stand in the text.

use alloc::rc::Rc;

use rustc_hash::FxHashMap;

use crate::entities::aliases::{clean, is_acronym};
use crate::entities::forms::Form;

/// A form of a name as it stands in the text, with all that its letters tell.
#[derive(Debug)]
pub(in crate::entities) struct Surface {
    pub(in crate::entities) text: Rc<str>,
    pub(in crate::entities) form: Rc<Form>,
    /// The same number for all surfaces of the same words.
    pub(in crate::entities) words: u32,
    /// White space collapsed; and the same number for all surfaces that are shown alike.
    pub(in crate::entities) clean: Rc<str>,
    pub(in crate::entities) shown: u32,
    pub(in crate::entities) lower: Box<str>,
    pub(in crate::entities) acronym: bool,
}

/// All surfaces met.
#[derive(Debug, Default)]
pub(in crate::entities) struct Surfaces {
    all: Vec<Surface>,
    numbers: FxHashMap<Rc<str>, u32>,
    words: FxHashMap<Vec<String>, u32>,
    shown: FxHashMap<Rc<str>, u32>,
}

impl Surfaces {
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let form = Rc::new(Form::new(text));
        let next = self.words.len() as u32;
        let words = *self.words.entry(form.words.clone()).or_insert(next);
        let clean: Rc<str> = clean(text).into();
        let next = self.shown.len() as u32;
        let shown = *self.shown.entry(Rc::clone(&clean)).or_insert(next);
        let number = self.all.len() as u32;
        let (lower, acronym) = (text.to_lowercase().into(), is_acronym(text));
        let text: Rc<str> = text.into();
        self.numbers.insert(Rc::clone(&text), number);
        self.all.push(Surface { text, form, words, clean, shown, lower, acronym });
        number
    }

    /// How many there are: their numbers are below it.
    pub(in crate::entities) fn len(&self) -> usize {
        self.all.len()
    }

    /// A surface by its number.
    pub(in crate::entities) fn get(&self, number: u32) -> &Surface {
        &self.all[number as usize]
    }
}
