//! What follows a set phrase: where its clause or thing opens, and whether a comma ends it.
//!
//! Problem: the words of a phrase attribute only with the right words behind them. Policy: what may open each kind of follower
//! ([`Follows`]) is closed. Read by `idioms`, which owns the claims. Owns nothing.

use super::constructions::trim;
use super::cues;
use super::link::Tokens;
use super::phrases::Follows;
use super::prepared::Prepared;
use super::tellings::{BETWEEN, adverbial, hearer};
use super::topics::is_past;

/// Whether the comma at `k` stands in a list that ends its sentence: "complain of noise, dust and rats".
pub(super) fn lists_on(block: &Prepared<'_>, k: u32, end: u32) -> bool {
    let Some(and) = (k + 2..end.min(k + 6)).find(|a| matches!(block.word(*a), "and" | "or")) else {
        return false;
    };
    let plain = |t: Tokens| {
        (t.first..t.end).all(|k| {
            let verb = block.verbs.get(k as usize).is_some_and(Option::is_some);
            block.tokens.get(k as usize).is_some_and(|t| t.is_word())
                && !verb
                && !cues::is_auxiliary(block.word(k))
                && !is_past(block.word(k))
        })
    };
    let last = trim(block, Tokens { first: and + 1, end });
    (1..=3).contains(&last.len()) && plain(last) && plain(Tokens { first: k + 1, end: and })
}

/// Where the clause of a phrase opens behind a hearer or an adverbial: "made the case to shareholders that".
pub(super) fn aside(block: &Prepared<'_>, at: u32, end: u32, follows: Follows) -> Option<u32> {
    if !matches!(follows, Follows::Clause | Follows::That) {
        return None;
    }
    let that = (at + 1..end.min(at + 1 + BETWEEN)).find(|k| block.is(*k, "that"))?;
    (hearer(block, at, that) || adverbial(block, at, that)).then_some(that)
}

/// Whether a subject begins at `at`: behind a verb of opinion a clause without "that".
#[rustfmt::skip]
pub(super) fn opens_subject(block: &Prepared<'_>, at: u32) -> bool {
    among!(
        block.word(at),
        "the" | "a" | "an" | "he" | "she" | "they" | "it" | "there" | "his" | "her" | "their" | "its" | "no" | "both" | "this" | "another"
    ) || block.name_at(at).is_some()
}

/// Whether what must follow a phrase opens at `at`.
pub(super) fn opens(block: &Prepared<'_>, at: u32, follows: Follows) -> bool {
    let word = block.word(at);
    match follows {
        Follows::Clause => {
            among!(word, "that" | "he" | "she" | "they" | "it" | "there" | "nothing" | "no" | "this")
        }
        Follows::Question => {
            among!(word, "whether" | "how" | "why" | "who" | "what" | "when" | "where" | "which" | "if")
        }
        Follows::As if matches!(word, "him" | "them") => true,
        Follows::Thing | Follows::As | Follows::DownTo | Follows::At => {
            among!(
                word,
                "the"
                    | "a"
                    | "an"
                    | "any"
                    | "his"
                    | "her"
                    | "its"
                    | "their"
                    | "another"
                    | "this"
                    | "that"
                    | "it"
                    | "talk"
            ) || among!(word, "plans" | "fears" | "claims" | "reports" | "suggestions" | "concerns")
        }
        Follows::Origin => {
            opens(block, at, Follows::Thing)
                || block.is_capital(at)
                || word.starts_with(|c: char| c.is_ascii_digit())
                || among!(word, "about" | "around" | "between")
        }
        Follows::For => word == "for",
        Follows::Of => matches!(word, "of" | "that"),
        Follows::Gerund => word.len() > 5 && word.ends_with("ing") && word != "nothing",
        Follows::Never => word == "never" && block.is(at + 1, "to"),
        Follows::To => {
            word == "to" && !opens(block, at + 1, Follows::Thing) && !block.word(at + 1).ends_with("ing")
        }
        Follows::That => word == "that",
        Follows::Any => {
            let token = block.tokens.get(at as usize);
            let opens =
                block.is_mark(at) || token.is_some_and(|t| t.is_word() || t.span.text(block.text) == "$");
            let nothing = word == "nothing" && block.before(at) == "of";
            opens
                && !nothing
                && !cues::is_auxiliary(word)
                && !among!(
                    word,
                    "and" | "or" | "but" | "by" | "in" | "on" | "at" | "as" | "with" | "since" | "before"
                )
                && !among!(word, "during" | "until" | "when" | "while" | "then" | "will" | "again")
        }
    }
}
