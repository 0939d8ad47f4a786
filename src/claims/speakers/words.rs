//! What words tell of a source: office, outlet, the head of its phrase.

pub(super) fn is_official(word: &str) -> bool {
    matches!(
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
        matches!(
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

pub(super) fn ends_with_preposition(before: &str) -> bool {
    let last = before
        .split_whitespace()
        .rfind(|w| !matches!(w.to_lowercase().as_str(), "the" | "a" | "an"))
        .unwrap_or("");
    matches!(
        last.to_lowercase().as_str(),
        "of" | "for" | "from" | "in" | "at" | "by" | "with" | "to" | "near" | "against" | "on"
    )
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
