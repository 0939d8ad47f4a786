//! What a paper says: "the audit lists 12 faults", "satellite images show three ships", "a study found no link".
//!
//! Problem: a list, image or survey stands where a person stands, its verbs are those of things, and often only figures
//! follow: the network leaves many out. Policy: where the head of the subject is something written or measured, what it
//! shows, lists or finds is a claim; so is what a poll has or gives with a figure, and what somebody counts in numbers.
//! Only where no claim has been found; the content ends at the next comma or with the clause that "that" opens. Owns
//! nothing. Not handled: documents whose verb stands apart from them.

use super::constructions::trim;
use super::cues;
use super::link::{Linked, Tokens};
use super::patients::whole_subject;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::voices::speaks;
use crate::page::BlockKind;

/// Adds the claims of documents that `claims` leaves out.
#[inline(never)]
pub(super) fn documents(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    for i in 1..block.tokens.len() as u32 {
        let turned_up = block.is(i, "turned") && block.is(i + 1, "up");
        if !(shows(block.word(i)) || ranks(block.word(i)) || turned_up)
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
    among!(
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
            | "linked"
            | "links"
            | "traced"
            | "traces"
            | "places"
            | "placed"
            | "predicts"
            | "predicted"
            | "demands"
            | "describes"
            | "described"
            | "documents"
            | "documented"
            | "values"
            | "valued"
            | "locates"
            | "located"
            | "lays"
            | "laid"
    )
}

/// Finite verbs of what counts do: "the poll has Lee ahead".
fn ranks(word: &str) -> bool {
    among!(word, "has" | "had" | "have" | "gave" | "give" | "put" | "puts")
}

/// Whether a noun names a count of opinions or votes.
fn is_count(word: &str) -> bool {
    among!(
        word.strip_suffix('s').unwrap_or(word),
        "poll" | "survey" | "count" | "tally" | "projection" | "forecast" | "average"
    )
}

/// Whether a figure or a rank is among the words of `content`.
fn has_rank(block: &Prepared<'_>, content: Tokens) -> bool {
    (content.first..content.end).any(|k| {
        let word = block.word(k);
        is_number(word) || among!(word, "ahead" | "behind" | "level" | "lead" | "tied")
    })
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || among!(word, "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten")
}

/// Whether a noun names something written, drawn or measured.
fn is_paper(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    [word, one].iter().any(|w| {
        cues::is_document(w)
            || among!(
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
                    | "spreadsheet"
                    | "picture"
                    | "tape"
                    | "calendar"
                    | "ranking"
                    | "tender"
                    | "plaque"
                    | "almanac"
                    | "inspection"
                    | "autopsy"
                    | "screenshot"
            )
    })
}

fn claim(block: &Prepared<'_>, i: u32) -> Option<Linked> {
    let (sentence, end) = block.sentence_of(i);
    // "A list of 811 names".
    if i > sentence && is_number(block.word(i - 1)) && block.word(i).ends_with('s') {
        return None;
    }
    let mut begin = i;
    while begin > sentence && i - begin < 3 && among!(block.word(begin - 1), "has" | "have" | "had" | "also")
    {
        begin -= 1;
    }
    // "The files, which list 88 contracts": the files do.
    let which = begin > sentence + 2
        && block.is(begin - 1, "which")
        && block.is(begin - 2, ",")
        && is_paper(block.word(begin - 3));
    let which = which.then(|| Tokens { first: begin - 1, end: begin });
    let poll = || polled(block, sentence, begin).filter(|_| ranks(block.word(i)));
    let source = which.or_else(poll).or_else(|| whole_subject(block, begin))?;
    let words: Vec<&str> = (source.first..source.end).map(|k| block.word(k)).collect();
    let stop = words.iter().position(|w| {
        among!(
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
    let noun = block.word(i).ends_with('s')
        && source.len() == 1
        && (block.kind != BlockKind::Headline || source.first > 0);
    let ranks = ranks(block.word(i));
    // "The observatory counts seven dead": who counts a number tells it, but "she counted three sheep".
    let counts = among!(block.word(i), "counts" | "counted" | "documented" | "documents")
        && source.len() > 1
        && is_number(block.word(i + 1))
        && speaks(block, source);
    let polls = ranks && polled(block, sentence, begin).is_some();
    let gives = among!(block.word(i), "gave" | "puts" | "put") && is_paper(head);
    let measures = ranks && (is_count(head) || polls || gives) && begin == i;
    let shows = !ranks && (which.is_some() || is_paper(head) && !noun);
    let whole = source.end == begin && (counts || measures || shows);
    // "Turned up mould".
    let behind = i + 1 + u32::from(block.is(i, "turned"));
    let next = block.word(behind);
    // "The survey found that", "the list shows 412": a thing or clause right behind; "the report shows up" has none.
    let opens = !among!(
        next,
        "up" | "in" | "on" | "at" | "as" | "with" | "to" | "by" | "off" | "of" | "," | "." | ""
    ) && !block.is_mark(behind);
    let clause = among!(next, "that" | "how" | "why")
        // "Describes the guard, Lee, 58, as its author".
        || block.word(i).starts_with("describe");
    // "Gives Lee 758 votes, Park 571": a poll counts on.
    let counts_on = |k: u32| is_count(head) && (k + 1..(k + 4).min(end)).any(|k| is_number(block.word(k)));
    let stops = |k: &u32| {
        let word = block.word(*k);
        among!(word, ";" | ":" | "—" | "–" | "(") || (word == "," && !clause && !ranks && !counts_on(*k))
    };
    let content = trim(block, Tokens { first: behind, end: (behind..end).find(stops).unwrap_or(end) });
    (whole && opens && content.len() >= 2 && (!ranks || has_rank(block, content))).then(|| Linked {
        source: Some(source),
        cue: Some(Tokens { first: begin, end: behind }),
        content: vec![content],
    })
}

/// The poll that begins its sentence with all that is told of it, in front of the verb at `verb`: "a survey of 803 voters
/// published Wednesday by the Shaked Institute", "one by Meridian Data", "the latest, taken in May,". Behind "one" and "the latest"
/// the noun is left out, so only who took it or when it came tells what it is.
fn polled(block: &Prepared<'_>, sentence: u32, verb: u32) -> Option<Tokens> {
    let determined = among!(
        block.word(sentence),
        "a" | "an" | "the" | "another" | "one" | "its" | "his" | "her" | "their"
    );
    let told =
        |k: u32| among!(block.word(k), "by" | "published" | "released" | "taken" | "conducted" | "from");
    let left_out = match block.word(sentence) {
        // "One by one".
        "one" | "another" => {
            told(sentence + 1) && (!block.is(sentence + 1, "by") || block.is_capital(sentence + 2))
        }
        "the" => {
            among!(block.word(sentence + 1), "latest" | "first" | "second" | "last")
                && block.is(sentence + 2, ",")
                && told(sentence + 3)
        }
        _ => false,
    };
    let noun = (sentence + 1..verb.min(sentence + 6)).find(|k| is_count(block.word(*k)));
    // What else is a verb before it, or another sentence's end, makes it another sentence.
    let plain = (sentence..verb).all(|k| {
        let word = block.word(k);
        (!cues::is_auxiliary(word) || word == "may" && block.is_capital(k))
            && !block.is_mark(k)
            && !among!(word, ";" | ":" | "—" | "–" | "that" | "which" | "who")
    });
    // Commas come in pairs.
    let commas = (sentence..verb).filter(|k| block.is(*k, ",")).count();
    let closed = commas == 0 || commas > 1 && block.is(verb - 1, ",");
    let long = verb > sentence + 2 && verb - sentence <= 30;
    (determined && (left_out || noun.is_some()) && plain && closed && long)
        .then_some(Tokens { first: sentence, end: verb })
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
            ("One by Falk Data gave Lee 40 percent.", "One by Falk Data | gave | Lee 40 percent"),
            (
                "The latest, published in May by Falk Data, has Lee ahead.",
                "The latest, published in May by Falk Data, | has | Lee ahead",
            ),
            (
                "A survey of 800 voters published Friday by Falk Data gave Lee 12 seats, up from 9.",
                "A survey of 800 voters published Friday by Falk Data | gave | Lee 12 seats, up from 9",
            ),
            (
                "Tests by the county turned up lead in two wells.",
                "Tests by the county | turned up | lead in two wells",
            ),
            ("The tally gives Lee 758 votes, Park 571.", "The tally | gives | Lee 758 votes, Park 571"),
            ("A report of May gave a toll of 16.", "A report of May | gave | a toll of 16"),
            ("The study of 1990 linked milk to height.", "The study of 1990 | linked | milk to height"),
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
            "One by one the guests had two eggs.",
            "She counted three eggs.",
            "The census estimates of May were late.",
            "Payroll lists his union made were late.",
            "She showed the report three times.",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
