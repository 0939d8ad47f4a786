//! What words tell of a source: gender, office, outlet, the head of its phrase.

use crate::span::Span;

/// What a title or role says of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    She,
    He,
}

/// Gender that the words right before a name tell.
pub(super) fn told_by_words(text: &str, name: Span) -> Option<Gender> {
    let before = text.get(..name.start as usize)?.split_whitespace().next_back()?.to_lowercase();
    match before.trim_end_matches('.') {
        "mr" | "sir" | "lord" | "king" | "prince" | "herr" => Some(Gender::He),
        "mrs" | "ms" | "miss" | "dame" | "lady" | "queen" | "princess" | "frau" | "madame" => {
            Some(Gender::She)
        }
        role => told_by_role(role),
    }
}

pub(super) fn told_by_role(word: &str) -> Option<Gender> {
    match word {
        "spokesman" | "chairman" | "businessman" | "congressman" | "councilman" | "father" | "husband"
        | "son" | "brother" | "king" | "prince" | "actor" | "widower" | "uncle" | "fisherman"
        | "grandson" => Some(Gender::He),
        "spokeswoman" | "chairwoman" | "businesswoman" | "congresswoman" | "councilwoman" | "mother"
        | "wife" | "daughter" | "sister" | "queen" | "princess" | "actress" | "widow" | "aunt"
        | "granddaughter" => Some(Gender::She),
        _ => None,
    }
}

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
