//! What words tell of a source: office, outlet, the head of its phrase.

use super::super::cues;
use super::super::titles::is_title;

pub(super) fn is_official(word: &str) -> bool {
    among!(
        word,
        "official"
            | "officials"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "spokespeople"
            | "officer"
            | "officers"
            | "authorities"
            | "diplomat"
            | "diplomats"
            | "minister"
            | "ministers"
            | "prosecutor"
            | "prosecutors"
            | "investigators"
            | "aide"
            | "aides"
            | "lawmakers"
            | "regulators"
            | "police"
            | "commander"
            | "inspector"
            | "inspectors"
            | "judge"
            | "mayor"
            | "governor"
            | "president"
            | "secretary"
            | "envoy"
            | "ambassador"
    )
}

/// The words of a noun phrase before its first preposition or relative pronoun.
pub(super) fn before_preposition<'b>(words: &'b [&'b str]) -> &'b [&'b str] {
    let end = words.iter().position(|w| {
        among!(
            *w,
            "of" | "for"
                | "from"
                | "in"
                | "at"
                | "by"
                | "on"
                | "with"
                | "who"
                | "which"
                | "close"
                | "familiar"
        )
    });
    &words[..end.unwrap_or(words.len())]
}

/// Whether a preposition reaches from anywhere before a body or place to it: "a log obtained by the newspaper", "polls in Ohio
/// and".
pub(super) fn governs(before: &str) -> bool {
    let open = before.rsplit(',').next().unwrap_or("");
    open.split_whitespace().any(is_preposition) || before.contains(" by ")
}

/// Whether a preposition governs what comes next, with an article or title between at most: "of the", "for Gov.".
pub(super) fn ends_with_preposition(before: &str) -> bool {
    let between = |w: &&str| {
        let w = w.to_lowercase();
        !among!(w.as_str(), "the" | "a" | "an") && !is_title(&w)
    };
    before.split_whitespace().rfind(between).is_some_and(is_preposition)
}

/// Whether a word governs the noun phrase behind it.
pub(super) fn is_preposition(word: &str) -> bool {
    among!(
        word.to_lowercase().as_str(),
        "of" | "for"
            | "from"
            | "in"
            | "at"
            | "by"
            | "with"
            | "to"
            | "near"
            | "against"
            | "on"
            | "around"
            | "across"
            | "outside"
            | "inside"
            | "over"
            | "under"
            | "throughout"
            | "within"
            | "behind"
            | "between"
            | "among"
            | "along"
            | "beyond"
            | "off"
            | "about"
            | "into"
            | "via"
            | "through"
            | "like"
            | "than"
            | "beside"
            | "below"
            | "above"
            | "towards"
            | "toward"
    )
}

/// Whether what stands before a name in a source opens a clause or a list that the name belongs to: "the firm that owns Acme",
/// "companies, including Acme", "a speech Lee gave".
pub(super) fn within_clause(before: &str) -> bool {
    let words = before.split_whitespace().map(str::to_lowercase);
    let mut document = false;
    for word in words {
        let word = word.trim_end_matches(',');
        if among!(word, "that" | "which" | "who" | "whom" | "whose" | "including" | "like" | "where") {
            return true;
        }
        if !among!(word, "mr" | "mr." | "mrs" | "mrs." | "ms" | "ms." | "dr" | "dr.") {
            document = cues::is_document(word) || word == "speech";
        }
    }
    document && !before.trim_end().ends_with(',')
}

/// Whether a name is that of a news outlet, by the words outlets use for themselves.
pub(super) fn is_outlet(name: &str) -> bool {
    const OUTLETS: [&str; 34] = [
        "times",
        "post",
        "news",
        "herald",
        "tribune",
        "gazette",
        "chronicle",
        "journal",
        "guardian",
        "telegraph",
        "press",
        "reuters",
        "bbc",
        "cnn",
        "politico",
        "bloomberg",
        "daily",
        "observer",
        "mail",
        "mirror",
        "independent",
        "standard",
        "star",
        "globe",
        "courier",
        "examiner",
        "sentinel",
        "radio",
        "tv",
        "television",
        "axios",
        "belta",
        "tass",
        "xinhua",
    ];
    let lower = name.to_lowercase();
    lower.split_whitespace().any(|w| OUTLETS.contains(&w))
}

/// Whether what stands behind a name goes on with a noun ("man", "police"), not with a preposition, a
/// relative pronoun, a participle, or a word for the thing named ("the Acme company").
pub(super) fn begins_with_noun(behind: &str) -> bool {
    let Some(word) = behind.strip_prefix(' ').and_then(|b| b.split_whitespace().next()) else { return false };
    let small = among!(
        word,
        "of" | "in"
            | "at"
            | "on"
            | "for"
            | "from"
            | "by"
            | "with"
            | "to"
            | "and"
            | "or"
            | "who"
            | "which"
            | "that"
            | "itself"
            | "himself"
            | "herself"
            | "then"
            | "now"
            | "later"
            | "too"
            | "is"
            | "was"
            | "says"
            | "said"
            | "finally"
            | "alone"
            | "as"
            | "after"
            | "last"
            | "this"
            | "yesterday"
            | "today"
            | "when"
            | "while"
            | "during"
            | "than"
            | "near"
            | "also"
            | "news"
            | "newspaper"
            | "magazine"
            | "website"
            | "broadcaster"
            | "company"
            | "group"
    );
    !small
        && word.chars().all(|c| c.is_lowercase() || c == '-')
        && !(word.ends_with("ed") || word.ends_with("ing"))
}

/// Whether the byte `at` of `text` stands inside double quotation marks.
pub(super) fn is_quoted(text: &str, at: u32) -> bool {
    let before = text.get(..at as usize).unwrap_or("");
    match before.rfind(['“', '”', '„', '«', '»', '"']) {
        Some(mark) => match before[mark..].chars().next() {
            Some('“' | '„' | '«') => true,
            Some('"') => before.matches('"').count() % 2 == 1,
            _ => false,
        },
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_behind_a_name_takes_the_head_away() {
        assert!(begins_with_noun(" man") && begins_with_noun(" police said"));
        for behind in ["", " of Ode", ", which", " based in Rome", "’s", " who left", " news agency"] {
            assert!(!begins_with_noun(behind), "{behind:?}");
        }
    }

    #[test]
    fn a_clause_or_list_keeps_its_names() {
        for before in ["the firm that owns ", "companies, including ", "a speech Mrs. ", "a report "] {
            assert!(within_clause(before), "{before:?}");
        }
        for before in ["", "the ", "report author ", "a friend of ", "the report, "] {
            assert!(!within_clause(before), "{before:?}");
        }
    }

    #[test]
    fn quotation_marks_are_counted_from_the_left() {
        for (text, quoted) in [
            ("“Lee left,” X", false),
            ("“X", true),
            ("\"Lee\" X", false),
            ("\"Lee X", true),
            ("“Lee” and “X", true),
            ("X", false),
        ] {
            let at = text.find('X').unwrap() as u32;
            assert_eq!(is_quoted(text, at), quoted, "{text}");
        }
    }
}
