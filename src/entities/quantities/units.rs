//! Units: percentages, measures, counted nouns; the names of months and weekdays.

use super::Line;

/// A percent sign or word at token `i`.
pub(super) fn percent(line: &Line<'_>, i: usize) -> Option<(&'static str, usize)> {
    match line.at(i) {
        "%" | "percent" | "pct" | "pc" => Some(("%", i + 1)),
        "per" if line.at(i + 1) == "cent" => Some(("%", i + 2)),
        "a" if line.at(i + 1) == "percentage" => percent(line, i + 1),
        "percentage" if line.at(i + 1).starts_with("point") => Some(("percentage points", i + 2)),
        "basis" if line.at(i + 1).starts_with("point") => Some(("basis points", i + 2)),
        _ => None,
    }
}

/// A unit abbreviation glued to digits or standing behind them, as it stands in the text.
pub(super) fn short(word: &str) -> Option<&'static str> {
    if word.len() == 1 {
        return Some(match word {
            "m" => "m",
            "g" => "g",
            "l" => "l",
            "x" => "times",
            "C" => "°C",
            "F" => "°F",
            _ => return None,
        });
    }
    Some(match word.to_lowercase().as_str() {
        "km" => "km",
        "kg" => "kg",
        "cm" => "cm",
        "mm" => "mm",
        "mph" => "mph",
        "kph" | "km/h" => "km/h",
        "mg" => "mg",
        "ml" => "ml",
        "ha" => "ha",
        "mw" => "MW",
        "gw" => "GW",
        "kw" => "kW",
        "kwh" => "kWh",
        "gb" => "GB",
        "mb" => "MB",
        "tb" => "TB",
        "ft" => "ft",
        "lb" | "lbs" => "lb",
        "oz" => "oz",
        "pc" | "pct" => "%",
        "bp" | "bps" => "basis points",
        _ => return None,
    })
}

/// The unit of "20-year-old", "five-day" behind the hyphen; none for codes such as "737-800b".
pub(super) fn glued(rest: &str) -> Option<String> {
    for (written, unit) in [
        ("percentage-point", "percentage points"),
        ("basis-point", "basis points"),
        ("per-cent", "%"),
        ("percent", "%"),
    ] {
        if rest.starts_with(written) {
            return Some(unit.to_owned());
        }
    }
    let unit = rest.split('-').next()?;
    (unit.len() > 2 && unit.chars().all(char::is_alphabetic)).then(|| unit.to_owned())
}

/// Whether `unit` (lower case) stands behind a number in words and a hyphen: "five-day", "six-storey". Other
/// words there make no count ("two-faced", "three-dimensional").
pub(super) fn is_hyphenated_unit(unit: &str) -> bool {
    const UNITS: [&str; 40] = [
        "second",
        "minute",
        "hour",
        "day",
        "night",
        "week",
        "month",
        "year",
        "decade",
        "mile",
        "kilometre",
        "kilometer",
        "metre",
        "meter",
        "foot",
        "inch",
        "acre",
        "hectare",
        "tonne",
        "ton",
        "litre",
        "gallon",
        "member",
        "person",
        "man",
        "seat",
        "bedroom",
        "bed",
        "room",
        "storey",
        "story",
        "lane",
        "point",
        "goal",
        "match",
        "game",
        "page",
        "part",
        "nation",
        "degree",
    ];
    UNITS.contains(&unit)
}

/// Whether `noun` (lower case) is counted in millions when a number glued to "m" stands before it: "3m
/// people", but "100m hurdles".
pub(super) fn comes_in_millions(noun: &str) -> bool {
    const NOUNS: [&str; 36] = [
        "people",
        "men",
        "women",
        "children",
        "users",
        "customers",
        "households",
        "homes",
        "tonnes",
        "tons",
        "barrels",
        "jobs",
        "doses",
        "workers",
        "voters",
        "votes",
        "viewers",
        "subscribers",
        "passengers",
        "residents",
        "refugees",
        "patients",
        "pupils",
        "students",
        "visitors",
        "copies",
        "shares",
        "vehicles",
        "cars",
        "acres",
        "views",
        "followers",
        "members",
        "downloads",
        "units",
        "migrants",
    ];
    NOUNS.contains(&noun)
}

/// A unit or counted noun at token `i`, behind a number: its word and the next token.
pub(super) fn counted(line: &Line<'_>, i: usize) -> Option<(String, usize)> {
    let word = line.at(i);
    if word == "°" || word == "º" {
        return short(line.word(i + 1)).map(|u| (u.to_owned(), i + 2)).or(Some(("°".to_owned(), i + 1)));
    }
    if word == "degrees" {
        let next = line.at(i + 1);
        let scale = among!(next, "celsius" | "fahrenheit" | "c" | "f");
        return Some(("degrees".to_owned(), if scale { i + 2 } else { i + 1 }));
    }
    if let Some(unit) = short(word).filter(|u| word.len() > 1 && *u != "%") {
        return Some((unit.to_owned(), i + 1));
    }
    if word == "sq"
        && let Some(unit) = short(line.word(i + 1))
    {
        return Some((format!("square {unit}"), i + 2));
    }
    // "square kilometres", "cubic metres"
    if among!(word, "square" | "cubic" | "nautical" | "metric") && is_plural_noun(line, i + 1) {
        return Some((format!("{word} {}", line.at(i + 1)), i + 2));
    }
    // "No one knows": one counts no plural.
    let one = line.before(i, 1) == "one";
    if is_unit(word) || !one && is_plural_noun(line, i) {
        return Some((word.to_owned(), i + 1));
    }
    // "50 other countries", "12 young people": one describing word between.
    let describes = word.len() > 2 && !line.is_capital(i) && is_adjective_like(word);
    if describes && !one && is_plural_noun(line, i + 1) {
        return Some((line.at(i + 1).to_owned(), i + 2));
    }
    None
}

/// Units that are the same in the singular and plural, or are used in the singular with "one".
fn is_unit(word: &str) -> bool {
    among!(
        word,
        "people"
            | "men"
            | "women"
            | "children"
            | "police"
            | "staff"
            | "crew"
            | "year"
            | "month"
            | "week"
            | "day"
            | "hour"
            | "minute"
            | "mile"
            | "kilometre"
            | "kilometer"
            | "metre"
            | "meter"
            | "foot"
            | "feet"
            | "inch"
            | "tonne"
            | "ton"
            | "kilogram"
            | "acre"
            | "hectare"
            | "litre"
            | "liter"
            | "gallon"
            | "barrel"
            | "seat"
            | "vote"
            | "point"
            | "person"
            | "sheep"
            | "fish"
            | "cattle"
            | "aircraft"
            | "troops"
            | "megawatts"
            | "hertz"
            | "species"
            | "series"
    )
}

/// A lower-case plural behind a number: it counts what the noun names. Verbs in -s are kept out by a short list.
fn is_plural_noun(line: &Line<'_>, i: usize) -> bool {
    let word = line.at(i);
    if line.is_capital(i) || word.len() < 3 {
        return false;
    }
    if is_unit(word) {
        return true;
    }
    word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
        && word.chars().all(|c| c.is_alphabetic() || c == '-')
        && !among!(
            word,
            "was"
                | "has"
                | "does"
                | "says"
                | "goes"
                | "its"
                | "yes"
                | "this"
                | "his"
                | "hers"
                | "theirs"
                | "ours"
                | "as"
        )
}

fn is_adjective_like(word: &str) -> bool {
    word.chars().all(|c| c.is_alphabetic() || c == '-')
        && !among!(
            word,
            "and"
                | "but"
                | "the"
                | "that"
                | "this"
                | "for"
                | "from"
                | "with"
                | "when"
                | "who"
                | "were"
                | "was"
                | "are"
                | "had"
                | "have"
                | "has"
                | "will"
                | "would"
                | "could"
                | "since"
                | "after"
                | "before"
                | "while"
                | "than"
                | "per"
                | "of"
                | "out"
                | "off"
                | "into"
                | "about"
                | "against"
                | "among"
                | "between"
                | "because"
                | "during"
                | "under"
                | "over"
                | "years'"
                | "did"
                | "can"
                | "may"
                | "not"
                | "nor"
                | "yet"
                | "then"
                | "where"
                | "which"
                | "until"
                | "said"
                | "says"
        )
}

/// The number (1 to 12) of a month's full or abbreviated name in lower case.
pub(super) fn month(word: &str) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let bare = word.trim_end_matches('.');
    NAMES
        .iter()
        .position(|n| {
            *n == bare
                || (bare.len() == 3 && n.starts_with(bare))
                || (bare == "sept" && n.starts_with("sept"))
        })
        .map(|i| i as u8 + 1)
}

/// The number (Monday 0) of a weekday's short name in lower case; "Sun" and "Sat" are words, too, so that
/// these count only beside a date.
pub(super) fn short_weekday(word: &str) -> Option<u8> {
    const NAMES: [&[&str]; 7] =
        [&["mon"], &["tue", "tues"], &["wed"], &["thu", "thur", "thurs"], &["fri"], &["sat"], &["sun"]];
    let bare = word.trim_end_matches('.');
    NAMES.iter().position(|n| n.contains(&bare)).map(|i| i as u8)
}

/// The number (Monday 0) of a weekday's full name in lower case.
pub(super) fn weekday(word: &str) -> Option<u8> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    NAMES.iter().position(|n| *n == word).map(|i| i as u8)
}
