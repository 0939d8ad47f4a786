//! What claims say, letter by letter, as numbers.
//!
//! Problem: a claim that says what an earlier one says points at it, and to compare the contents of a long page anew
//! after every change is most of what its claims cost. Policy: contents of the same letters and digits share one
//! entry with a number, as long as a claim has it; a pass over the claims then compares numbers. The memory of the
//! page's claims owns the entries; what nobody has any more is swept out when half may be such.

use alloc::rc::Rc;
use core::borrow::Borrow;
use core::hash::{Hash, Hasher};

use rustc_hash::FxHashSet;

/// So many letters may be the same by chance.
const TOO_FEW: usize = 12;
/// So many entries are never swept.
const MANY: usize = 64;

/// What a claim says: its number, and its letters and digits in lower case.
#[derive(Debug, Clone)]
pub(super) struct Said {
    number: u32,
    letters: Rc<str>,
}

impl Said {
    /// Equal for equal letters, among those that live.
    pub(super) fn number(&self) -> u32 {
        self.number
    }

    fn letters(&self) -> &str {
        &self.letters
    }
}

impl PartialEq for Said {
    fn eq(&self, other: &Self) -> bool {
        self.letters() == other.letters()
    }
}

impl Eq for Said {}

impl Hash for Said {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.letters().hash(state);
    }
}

impl Borrow<str> for Said {
    fn borrow(&self) -> &str {
        self.letters()
    }
}

/// All that the claims of a page say.
#[derive(Debug, Default)]
pub(super) struct Letters {
    all: FxHashSet<Said>,
    /// Numbers below `numbers` that nobody has.
    free: Vec<u32>,
    numbers: u32,
    /// How many entries lived after the last sweep.
    lived: usize,
}

impl Letters {
    /// What a content says that stands in `pieces`; nothing where that is too little to tell.
    pub(super) fn of<'a>(&mut self, pieces: impl Iterator<Item = &'a str>) -> Option<Said> {
        let letters: String = pieces
            .flat_map(str::chars)
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        if letters.len() < TOO_FEW {
            return None;
        }
        if let Some(said) = self.all.get(letters.as_str()) {
            return Some(said.clone());
        }
        if self.all.len() > 2 * self.lived + MANY {
            self.sweep();
        }
        let number = self.free.pop().unwrap_or_else(|| {
            self.numbers += 1;
            self.numbers - 1
        });
        let said = Said { number, letters: letters.into() };
        self.all.insert(said.clone());
        Some(said)
    }

    /// One more than the highest number.
    pub(super) fn numbers(&self) -> usize {
        self.numbers as usize
    }

    fn sweep(&mut self) {
        let free = &mut self.free;
        self.all.retain(|said| {
            let lives = Rc::strong_count(&said.letters) > 1;
            if !lives {
                free.push(said.number());
            }
            lives
        });
        self.lived = self.all.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_letters_have_one_number_in_however_many_pieces() {
        let mut letters = Letters::default();
        let whole = letters.of(["“The bridge is closed.”"].into_iter());
        let parts = letters.of(["The BRIDGE", "is closed"].into_iter());
        assert!(whole.is_some());
        assert_eq!(whole.map(|s| s.number()), parts.map(|s| s.number()));
        assert!(letters.of(["It is."].into_iter()).is_none(), "too little to tell");
    }

    #[test]
    fn numbers_of_what_nobody_says_any_more_are_used_again() {
        let mut letters = Letters::default();
        let kept = letters.of(["this claim stays for good"].into_iter()).expect("long enough");
        for i in 0..1000 {
            letters.of([format!("claim number {i} of many").as_str()].into_iter());
        }
        assert!(letters.numbers() < 200, "{}", letters.numbers());
        let again = letters.of(["This claim stays for good!"].into_iter()).expect("long enough");
        assert_eq!(kept.number(), again.number());
    }
}
