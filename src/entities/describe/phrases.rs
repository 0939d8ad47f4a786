//! Where a noun phrase ends: the borders of titles and appositions.

use super::Line;
use crate::entities::quantities::is_month;
use crate::text::is_capitalised;

/// The end of an apposition that `open` begins before token `from`: the same sign, or the stop that closes it.
/// None when a verb of saying or the sentence's own clause runs on without one.
pub(super) fn close(line: &Line<'_>, open: &str, from: usize, sentence_end: usize) -> Option<usize> {
    let mut depth = 0i32;
    // A dash is closed by a dash, where the sentence has another.
    let dashes = matches!(open, "—" | "–");
    let by_comma = open == "," || dashes && !(from..sentence_end).any(|i| matches!(line.word(i), "—" | "–"));
    for i in from..sentence_end.min(from + 45) {
        let word = line.word(i);
        match word {
            "(" => depth += 1,
            ")" if depth > 0 => depth -= 1,
            "," if depth == 0 && by_comma => return Some(beyond_region(line, from, i, sentence_end)),
            ")" if open == "(" => return Some(i),
            "—" | "–" if open != "(" => return Some(i),
            ";" | ":" | "." | "!" | "?" => return Some(i),
            _ => {
                let lower = word.to_lowercase();
                if among!(
                    lower.as_str(),
                    "said"
                        | "says"
                        | "told"
                        | "added"
                        | "is"
                        | "was"
                        | "were"
                        | "are"
                        | "will"
                        | "would"
                        | "has"
                        | "had"
                ) && !line.tokens[from..i]
                    .iter()
                    .any(|t| among!(t.span.text(line.text), "who" | "which" | "that" | "whose" | "where"))
                {
                    return None;
                }
            }
        }
    }
    None
}

/// The comma that closes the apposition of tokens `from..comma`: "the mayor of Tarn, Ohio, said" and "the head
/// of the Science, Technology and Society program, said" go on behind a name; a name and then another comma,
/// within a few words and without a verb, is no end.
fn beyond_region(line: &Line<'_>, from: usize, comma: usize, sentence_end: usize) -> usize {
    const FAR: usize = 9;
    let capital = |i: usize| is_capitalised(line.word(i));
    if comma == from || !capital(comma - 1) || !capital(comma + 1) {
        return comma;
    }
    let next = (comma + 1..sentence_end.min(comma + FAR)).find(|i| among!(line.word(*i), "," | "." | ";"));
    let Some(next) = next else { return comma };
    let plain = (comma + 1..next).all(|i| {
        let small = i + 1 == next && line.word(i).starts_with(char::is_lowercase);
        // A date behind a comma belongs to no description.
        capital(i) && !is_month(line.word(i))
            || among!(line.word(i), "and" | "of" | "the" | "for" | "&" | "." | "’s" | "'s")
            || small
    });
    // "Maine, Ruth Lee, the clerk,": the next one has a description of its own.
    let another = among!(line.word(next + 1), "the" | "a" | "an");
    if plain && !another { next } else { comma }
}

/// Whether the noun phrase ends at token `i`, or goes on with something that is no noun: "the chief scientist
/// of", but not "a veteran aerospace".
pub(super) fn ends_phrase(line: &Line<'_>, i: usize, to: usize) -> bool {
    if i + 1 >= to {
        return true;
    }
    let word = line.word(i + 1);
    let lower = word.to_lowercase();
    is_function(&lower)
        || !word.starts_with(char::is_alphabetic)
        || ["ed", "ing", "ly"].iter().any(|e| lower.ends_with(e))
        || is_capitalised(word)
        || among!(
            lower.as_str(),
            "who"
                | "whom"
                | "whose"
                | "which"
                | "where"
                | "now"
                | "here"
                | "there"
                | "since"
                | "until"
                | "under"
                | "over"
                | "about"
                | "into"
                | "during"
                | "between"
                | "against"
                | "behind"
                | "based"
                | "born"
                | "known"
                | "best"
                | "most"
                | "emeritus"
                | "elect"
                | "designate"
                | "turned"
                | "both"
                | "not"
                | "only"
                | "more"
                | "out"
                | "up"
                | "near"
                | "outside"
                | "inside"
                | "across"
                | "among"
                | "without"
                | "through"
                | "north"
                | "south"
                | "east"
                | "west"
                | "northeast"
                | "northwest"
                | "southeast"
                | "southwest"
                | "home"
                | "famous"
                | "just"
        )
}

/// Verbs of news that stand right before a title ("met investor Ann Lee").
pub(super) fn is_verb(word: &str) -> bool {
    among!(
        word,
        "told"
            | "said"
            | "says"
            | "made"
            | "gave"
            | "took"
            | "beat"
            | "held"
            | "left"
            | "sent"
            | "sees"
            | "hits"
            | "became"
            | "between"
            | "against"
            | "where"
            | "which"
            | "under"
            | "over"
            | "until"
            | "since"
            | "like"
            | "into"
            | "about"
            | "including"
            | "also"
            | "even"
            | "both"
            | "only"
            | "whose"
            | "what"
            | "tells"
            | "meets"
            | "wants"
            | "chose"
            | "fight"
            | "fought"
            | "sold"
            | "bought"
            | "brought"
            | "found"
            | "owns"
            | "quit"
    )
}

/// Whether `lower` is a word of grammar, which begins or ends no name.
pub(super) fn is_function(lower: &str) -> bool {
    among!(
        lower,
        "the"
            | "a"
            | "an"
            | "and"
            | "but"
            | "or"
            | "of"
            | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "to"
            | "from"
            | "with"
            | "as"
            | "than"
            | "when"
            | "while"
            | "after"
            | "before"
            | "because"
            | "that"
            | "then"
            | "it"
            | "he"
            | "she"
            | "they"
            | "we"
            | "i"
            | "his"
            | "her"
            | "their"
            | "its"
            | "our"
            | "my"
            | "this"
            | "these"
            | "those"
            | "if"
            | "so"
            | "mr"
            | "mrs"
            | "ms"
            | "said"
            | "says"
            | "does"
            | "do"
            | "did"
            | "is"
            | "was"
            | "are"
            | "were"
            | "has"
            | "had"
            | "have"
            | "can"
            | "could"
            | "will"
            | "would"
            | "should"
            | "what"
            | "why"
            | "how"
            | "who"
    )
}
