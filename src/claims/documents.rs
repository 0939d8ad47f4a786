//! What a paper says: "the audit lists 12 faults", "satellite images show three ships", "a study found no link".
//!
//! Problem: a list, image or survey stands where a person stands, its verbs are those of things, and often only figures
//! follow: the network leaves many out. Policy: where the head of the subject is something written or measured, what it
//! shows, lists or finds is a claim; so is what a poll has or gives with a figure, and what somebody counts in numbers.
//! Only where no claim has been found; the content ends at the next comma or with the clause that "that" opens. Owns
//! nothing. Not handled: documents whose verb stands apart from them.

use super::constructions::trim;
use super::cues;
use super::idioms::speaks;
use super::link::{Linked, Tokens};
use super::patients::whole_subject;
use super::prepared::Prepared;
use super::quotations::Quoted;

/// Adds the claims of documents that `claims` leaves out.
pub(super) fn documents(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 1..block.tokens.len() as u32 {
        if !(shows(block.word(i)) || ranks(block.word(i)))
            || block.quoted.get(i as usize) != Some(&Quoted::No)
        {
            continue;
        }
        let Some(claim) = claim(block, i) else { continue };
        if !claims.iter().any(|c| claim.parts().any(|t| c.touches(t))) {
            claims.push(claim);
        }
    }
}

/// Finite verbs of what papers do.
fn shows(word: &str) -> bool {
    matches!(
        word,
        "show"
            | "shows"
            | "showed"
            | "found"
            | "finds"
            | "find"
            | "suggest"
            | "suggests"
            | "suggested"
            | "indicate"
            | "indicates"
            | "indicated"
            | "list"
            | "lists"
            | "listed"
            | "gives"
            | "states"
            | "stated"
            | "identifies"
            | "identified"
            | "counts"
            | "counted"
            | "records"
            | "recorded"
            | "estimates"
            | "estimated"
            | "betray"
            | "betrays"
            | "betrayed"
            | "read"
            | "reads"
            | "registered"
            | "registers"
            | "names"
            | "named"
            | "details"
            | "outlines"
            | "specifies"
            | "allots"
            | "commits"
    )
}

/// Finite verbs of what counts do: "the poll has Lee ahead".
fn ranks(word: &str) -> bool {
    matches!(word, "has" | "had" | "have" | "gave" | "give" | "put" | "puts")
}

/// Whether a noun names a count of opinions or votes.
fn is_count(word: &str) -> bool {
    matches!(
        word.strip_suffix('s').unwrap_or(word),
        "poll" | "survey" | "count" | "tally" | "projection" | "forecast" | "average"
    )
}

/// Whether a figure or a rank is among the words of `content`.
fn has_rank(block: &Prepared<'_>, content: Tokens) -> bool {
    (content.first..content.end).any(|k| {
        let word = block.word(k);
        is_number(word) || matches!(word, "ahead" | "behind" | "level" | "lead" | "tied")
    })
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(word, "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten")
}

/// Whether a noun names something written, drawn or measured.
fn is_paper(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    [word, one].iter().any(|w| {
        cues::is_document(w)
            || matches!(
                *w,
                "image"
                    | "photograph"
                    | "photo"
                    | "list"
                    | "inventory"
                    | "slide"
                    | "chart"
                    | "map"
                    | "payroll"
                    | "average"
                    | "tracks"
                    | "accounts"
                    | "count"
                    | "tally"
                    | "guidebook"
                    | "thermometer"
                    | "gauge"
                    | "meter"
                    | "sensor"
                    | "barometer"
                    | "scale"
                    | "clock"
                    | "logbook"
                    | "ledger"
                    | "inscription"
                    | "test"
            )
    })
}

fn claim(block: &Prepared<'_>, i: u32) -> Option<Linked> {
    let (sentence, end) = block.sentence_of(i);
    let mut begin = i;
    while begin > sentence
        && i - begin < 3
        && matches!(block.word(begin - 1), "has" | "have" | "had" | "also")
    {
        begin -= 1;
    }
    // "The files, which list 88 contracts": the files do.
    let which = begin > sentence + 2
        && block.word(begin - 1) == "which"
        && block.word(begin - 2) == ","
        && is_paper(block.word(begin - 3));
    let which = which.then(|| Tokens { first: begin - 1, end: begin });
    let source = which.or_else(|| whole_subject(block, begin))?;
    let words: Vec<&str> = (source.first..source.end).map(|k| block.word(k)).collect();
    let stop = words.iter().position(|w| {
        matches!(
            *w,
            "of" | "for"
                | "from"
                | "in"
                | "at"
                | "by"
                | "on"
                | "with"
                | "taken"
                | "published"
                | "made"
                | "seen"
        )
    });
    let head = stop.unwrap_or(words.len()).checked_sub(1).and_then(|k| words.get(k))?;
    // "Payroll lists", "the census estimates of May": nouns, both.
    let noun = block.word(i).ends_with('s') && source.len() == 1;
    let ranks = ranks(block.word(i));
    // "The observatory counts seven dead": who counts a number tells it, but "she counted three sheep".
    let counts = matches!(block.word(i), "counts" | "counted")
        && source.len() > 1
        && is_number(block.word(i + 1))
        && speaks(block, source);
    let measures = ranks && is_count(head) && begin == i;
    let shows = !ranks && (which.is_some() || is_paper(head) && !noun);
    let whole = source.end == begin && (counts || measures || shows);
    let next = block.word(i + 1);
    // "The survey found that", "the list shows 412": a thing or clause right behind; "the report shows up" has none.
    let opens = !matches!(
        next,
        "up" | "in" | "on" | "at" | "as" | "with" | "to" | "by" | "off" | "of" | "," | "." | ""
    ) && !block.is_mark(i + 1);
    let clause = matches!(next, "that" | "how" | "why");
    let stops = |k: &u32| {
        let word = block.word(*k);
        matches!(word, ";" | ":" | "—" | "–" | "(") || (word == "," && !clause && !ranks)
    };
    let content = trim(block, Tokens { first: i + 1, end: (i + 1..end).find(stops).unwrap_or(end) });
    (whole && opens && content.len() >= 2 && (!ranks || has_rank(block, content))).then(|| Linked {
        source: Some(source),
        cue: Some(Tokens { first: begin, end: i + 1 }),
        content: vec![content],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;

    fn found(text: &str) -> Vec<String> {
        shown::found(text, &[], documents)
    }

    #[test]
    fn papers_say_what_they_show() {
        for (text, claim) in [
            ("Satellite images show three ships.", "Satellite images | show | three ships"),
            ("He opened the files, which list 88 contracts.", "which | list | 88 contracts"),
            ("The station's thermometer read minus 31C.", "The station's thermometer | read | minus 31C"),
            ("The latest poll has Lee ahead, 51 to 44.", "The latest poll | has | Lee ahead, 51 to 44"),
            ("The fire committee counts seven dead.", "The fire committee | counts | seven dead"),
            ("The audit has found no fault in it.", "The audit | has found | no fault in it"),
            ("A 1987 guidebook lists 11 pubs; there are two.", "A 1987 guidebook | lists | 11 pubs"),
            (
                "The study of the coast shows that it sinks, and fast.",
                "The study of the coast | shows | that it sinks, and fast",
            ),
        ] {
            assert_eq!(found(text), [claim], "{text}");
        }
    }

    #[test]
    fn people_and_things_are_left() {
        for text in [
            "The cook found three eggs.",
            "The author of the report shows three eggs.",
            "The report shows up.",
            "The poll had few readers.",
            "She counted three eggs.",
            "The census estimates of May were late.",
            "Payroll lists his union made were late.",
            "She showed the report three times.",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
