//! Titles and roles in front of a name: "Mr. Lee", "spokeswoman Lee", "the senator Ann Lee".
//!
//! Policy: a closed list of titles, roles, and capitals within the sentence belong to the name behind them. Owns nothing.

use super::prepared::Prepared;
use crate::entities::roles;

/// Whether a lower-case word is a title in front of a name.
pub(super) fn is_title(word: &str) -> bool {
    among!(word, "mr." | "mrs." | "ms." | "dr." | "sen." | "rep." | "gov.")
}

/// Where a name's titles and determiners begin: "the senator Ann Lee", "Mr. Lee", "spokeswoman Lee".
pub(super) fn titles(block: &Prepared<'_>, name: u32, sentence: u32) -> u32 {
    let mut first = name;
    while first > sentence {
        let word = block.word(first - 1);
        let titled = roles::is_person_role(word)
            || is_title(word)
            || matches!(word, "the" | "former")
            || (first - 1 > sentence && block.is_capital(first - 1) && !block.is_mark(first - 1));
        if !titled {
            break;
        }
        first -= 1;
        if word == "the" {
            break;
        }
    }
    first
}
