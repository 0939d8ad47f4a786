//! Forms of a name, made comparable.
//!
//! Problem: "Nicolás Maduro", "NICOLAS MADURO" and "Maduro's" name one person. Policy: compare names
//! by their words, lower case, without accents, stops and possessives; keep the surface for display.

use super::letters::{is_invisible, without_accent};
use crate::order;

/// A name's words as they are compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Form {
    /// Lower-case words without accents and stops; never empty unless the name has no letter.
    pub(super) words: Vec<String>,
    /// Written in capitals only, and longer than a usual acronym.
    pub(super) shouted: bool,
    /// How many words are forms of address before a person's name, and honours behind it ("Ann Lee FRS").
    front: usize,
    honours: usize,
}

/// Words that tell two people of one name apart.
const SUFFIXES: [&str; 16] = [
    "jr", "sr", "ii", "iii", "iv", "v", "i", "vi", "vii", "viii", "ix", "xii", "xiii", "xiv", "xvi", "xxiii",
];

/// What people are called by together with their given name alone.
pub(super) const THRONES: [&str; 9] =
    ["king", "queen", "prince", "princess", "emperor", "empress", "pope", "tsar", "sultan"];

/// Words of an organisation's or place's name that carry no meaning of their own.
pub(super) const FUNCTION_WORDS: [&str; 22] = [
    "of", "the", "and", "for", "in", "on", "at", "to", "&", "de", "la", "le", "les", "los", "las", "del",
    "des", "du", "der", "und", "y", "e",
];

impl Form {
    /// The form of `name` as it stands in the text.
    pub(super) fn new(name: &str) -> Self {
        let mut words = Vec::new();
        for raw in name.split(|c: char| c.is_whitespace() || c == ',' || c == '"' || c == '“' || c == '”')
        {
            let raw = raw.strip_suffix("'s").or_else(|| raw.strip_suffix("’s")).unwrap_or(raw);
            let word: String = raw.chars().flat_map(fold).collect();
            if !word.is_empty() {
                words.push(word);
            }
        }
        if words.len() > 1 && words.first().is_some_and(|w| w == "the") {
            words.remove(0);
        }
        // "U. S." is "U.S.".
        if words.len() > 1 && words.iter().all(|w| w.chars().count() == 1) {
            words = vec![words.concat()];
        }
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        let shouted = letters > 5 && !name.chars().any(char::is_lowercase);
        let address = |w: &String| THRONES.contains(&w.as_str()) || matches!(w.as_str(), "saint" | "st");
        let front = usize::from(words.len() > 1 && words.first().is_some_and(address));
        // "Zaha Hadid DBE RA", but "Malcolm X", "Kylie MP", "John Paul II" and what is all in capitals have none.
        let honour = |w: &&str| w.len() > 1 && w.chars().all(|c| c.is_ascii_uppercase()) && !is_suffix(w);
        let honours = if shouted { 0 } else { name.split_whitespace().rev().take_while(honour).count() };
        let honours = if words.len() >= honours + 2 { honours } else { 0 };
        Self { words, shouted, front, honours }
    }

    /// The post that is a part of the name, as in "Queen Elizabeth".
    pub(super) fn throne(&self) -> Option<&str> {
        self.words.first().filter(|w| self.front > 0 && THRONES.contains(&w.as_str())).map(String::as_str)
    }

    /// How full a person's name is: its words without honours.
    pub(super) fn fullness(&self) -> usize {
        self.words.len() - self.honours
    }

    pub(super) fn last(&self) -> &str {
        let core = self.core();
        core.last().map_or("", String::as_str)
    }

    /// The words of a person's name without what is no part of it, "Jr." and the like included.
    fn bare(&self) -> &[String] {
        self.words.get(self.front..self.words.len() - self.honours).unwrap_or(&self.words)
    }

    /// The words of a person's name without forms of address, honours, "Jr." and the like.
    pub(super) fn core(&self) -> &[String] {
        match self.bare() {
            [core @ .., last] if !core.is_empty() && SUFFIXES.contains(&last.as_str()) => core,
            all => all,
        }
    }

    pub(super) fn suffix(&self) -> Option<&str> {
        let bare = self.bare();
        (self.core().len() < bare.len()).then(|| bare.last().map(String::as_str)).flatten()
    }

    /// The number behind one given name, which kings and popes have: "Leo XIV".
    pub(super) fn reign(&self) -> Option<&str> {
        self.suffix().filter(|s| self.core().len() == 1 && !matches!(*s, "jr" | "sr"))
    }

    /// The words that carry meaning, sorted: "Department of State" = "State Department".
    pub(super) fn content(&self) -> Vec<&str> {
        let last = self.words.len().saturating_sub(1);
        let whole = |(at, word): (usize, &'_ String)| match word.as_str() {
            "st" if at == last && last > 0 => "street",
            "ave" if at == last => "avenue",
            "rd" if at == last => "road",
            "blvd" if at == last => "boulevard",
            "st" if at == 0 => "saint",
            "mt" if at == 0 => "mount",
            "ft" if at == 0 => "fort",
            _ => "",
        };
        let mut words: Vec<&str> = self
            .words
            .iter()
            .enumerate()
            .map(|(at, word)| Some(whole((at, word))).filter(|w| !w.is_empty()).unwrap_or(word))
            .filter(|w| !FUNCTION_WORDS.contains(w))
            .collect();
        order::sort(&mut words);
        words
    }

    /// First letters of the words: of all, and of those that carry meaning.
    pub(super) fn initials(&self) -> [String; 2] {
        let first = |w: &String| w.chars().next();
        [
            self.words.iter().filter_map(first).collect(),
            self.words.iter().filter(|w| !FUNCTION_WORDS.contains(&w.as_str())).filter_map(first).collect(),
        ]
    }

    /// Whether two people's full names can be one person's: same last name and suffix, and the given
    /// names agree as far as both give them ("John F. Kennedy" = "J. Kennedy", not "Jane Kennedy").
    pub(super) fn same_person(&self, other: &Self) -> bool {
        if self.last() != other.last() || self.suffix() != other.suffix() {
            return false;
        }
        let (short, long) =
            if self.core().len() <= other.core().len() { (self, other) } else { (other, self) };
        let mut rest = long.core().iter();
        let mut matched_first = false;
        for (i, word) in short.core().iter().enumerate() {
            let Some(at) = rest.position(|w| agrees(word, w)) else { return false };
            if i == 0 {
                matched_first = at == 0;
            }
        }
        // A bare surname is not decided here; two full names must agree from the first word on,
        // or the shorter must end the longer ("Corina Machado", "María Corina Machado").
        short.core().len() > 1 && (matched_first || long.core().ends_with(short.core()))
    }
}

fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&word.to_ascii_lowercase().as_str())
}

/// Whether two given names are equal, or one is the other's initial.
fn agrees(a: &str, b: &str) -> bool {
    a == b || (a.len() == 1 && b.starts_with(a)) || (b.len() == 1 && a.starts_with(b))
}

/// One character, lower case, without accent; nothing for marks, stops and invisible characters.
fn fold(c: char) -> impl Iterator<Item = char> {
    let mut out: [Option<char>; 3] = [None; 3];
    if c.is_ascii() {
        out[0] = (c.is_ascii_alphanumeric() || c == '-' || c == '&').then(|| c.to_ascii_lowercase());
    } else if c.is_alphanumeric() {
        for (slot, lower) in out.iter_mut().zip(c.to_lowercase()) {
            *slot = (!is_invisible(lower)).then(|| without_accent(lower));
        }
    } else if matches!(c, '\u{2010}' | '\u{2011}') {
        out[0] = Some('-');
    }
    out.into_iter().flatten()
}

/// What an acronym or short name of a state or body stands for, where everyone uses both.
/// (Facts of the English language; no source needed.)
pub(super) fn common_name(words: &[String]) -> Option<&'static str> {
    let joined = words.join(" ");
    Some(match joined.as_str() {
        "us" | "usa" | "united states" | "united states of america" | "america" => "united states",
        "uk" | "united kingdom" | "great britain" | "britain" => "united kingdom",
        "uae" | "united arab emirates" | "emirates" => "united arab emirates",
        "un" | "united nations" => "united nations",
        "eu" | "european union" => "european union",
        "nato" | "north atlantic treaty organization" | "north atlantic treaty organisation" => "nato",
        "drc" | "democratic republic of congo" | "democratic republic of the congo" => "drc",
        "n korea" | "north korea" => "north korea",
        "s korea" | "south korea" => "south korea",
        "dc" | "washington dc" | "washington d c" => "washington dc",
        other => {
            let state = |(short, long): &&(&str, &str)| *short == other || *long == other;
            return STATES.iter().find(state).map(|(_, long)| *long);
        }
    })
}

/// States of the United States as newspapers shorten them, where the short form is nothing else's.
const STATES: [(&str, &str); 28] = [
    ("ala", "alabama"),
    ("ariz", "arizona"),
    ("ark", "arkansas"),
    ("calif", "california"),
    ("cal", "california"),
    ("colo", "colorado"),
    ("conn", "connecticut"),
    ("fla", "florida"),
    ("ill", "illinois"),
    ("ind", "indiana"),
    ("kan", "kansas"),
    ("mass", "massachusetts"),
    ("mich", "michigan"),
    ("minn", "minnesota"),
    ("miss", "mississippi"),
    ("mont", "montana"),
    ("neb", "nebraska"),
    ("nev", "nevada"),
    ("nh", "new hampshire"),
    ("nj", "new jersey"),
    ("nm", "new mexico"),
    ("okla", "oklahoma"),
    ("ore", "oregon"),
    ("pa", "pennsylvania"),
    ("tenn", "tennessee"),
    ("wva", "west virginia"),
    ("wis", "wisconsin"),
    ("wyo", "wyoming"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        Form::new(a).same_person(&Form::new(b))
    }

    #[test]
    fn accents_case_possessives_and_stops_do_not_matter() {
        assert_eq!(Form::new("Nicolás Maduro’s").words, ["nicolas", "maduro"]);
        assert_eq!(Form::new("the U.S.").words, ["us"]);
        assert_eq!(Form::new("NICOLA\u{301}S").words, ["nicolas"]);
    }

    #[test]
    fn full_names_of_one_person() {
        assert!(same("John F. Kennedy", "John Kennedy"));
        assert!(same("J. F. Kennedy", "John Kennedy"));
        assert!(same("María Corina Machado", "Corina Machado"));
        assert!(!same("Jane Kennedy", "John Kennedy"));
        assert!(!same("Donald Trump Jr.", "Donald Trump"));
        assert!(!same("Kennedy", "John Kennedy"), "a bare surname is decided elsewhere");
    }
}
