//! Units: currencies, percentages, measures, counted nouns.

use super::Line;

/// ISO 4217 code of a currency sign.
fn sign(word: &str) -> Option<&'static str> {
    Some(match word {
        "$" => "USD",
        "£" => "GBP",
        "€" => "EUR",
        "¥" | "￥" => "JPY",
        "₹" => "INR",
        "₽" => "RUB",
        "₩" => "KRW",
        "₦" => "NGN",
        "₺" => "TRY",
        "₴" => "UAH",
        "₪" => "ILS",
        "₱" => "PHP",
        "₫" => "VND",
        "₵" => "GHS",
        "฿" => "THB",
        _ => return None,
    })
}

/// Prefixes of the dollar sign ("A$", "NZ$") and abbreviations written before the number ("Rs 500").
fn prefixed(word: &str) -> Option<&'static str> {
    Some(match word {
        "us" | "u.s." => "USD",
        "a" | "au" => "AUD",
        "c" | "ca" => "CAD",
        "nz" => "NZD",
        "hk" => "HKD",
        "s" => "SGD",
        "r" => "BRL",
        "nt" => "TWD",
        _ => return None,
    })
}

/// ISO codes and words before a number, as they stand.
fn code(word: &str) -> Option<&'static str> {
    const CODES: [&str; 40] = [
        "USD", "EUR", "GBP", "JPY", "CNY", "INR", "AUD", "CAD", "NZD", "CHF", "SEK", "NOK", "DKK", "PLN",
        "CZK", "HUF", "RON", "RUB", "UAH", "TRY", "ZAR", "KES", "NGN", "GHS", "UGX", "TZS", "EGP", "MAD",
        "ILS", "SAR", "AED", "PKR", "BDT", "LKR", "IDR", "MYR", "SGD", "PHP", "THB", "VND",
    ];
    match word {
        "Rs" | "Rs." => Some("INR"),
        "Sh" | "KSh" | "Ksh" => Some("KES"),
        "R" => Some("ZAR"),
        "RM" => Some("MYR"),
        _ => CODES.iter().find(|c| **c == word).copied(),
    }
}

/// A currency written before a number at token `i`: its code and the token of the number.
pub(super) fn currency_before(line: &Line<'_>, i: usize) -> Option<(String, usize)> {
    let digit = |at: usize| line.at(at).starts_with(|c: char| c.is_ascii_digit());
    if let Some(unit) = sign(line.at(i)) {
        return digit(i + 1).then(|| (unit.to_owned(), i + 1));
    }
    if line.at(i + 1) == "$" && line.touches(i) && digit(i + 2) {
        return prefixed(line.at(i)).map(|unit| (unit.to_owned(), i + 2));
    }
    if let Some(unit) = code(line.word(i)).filter(|_| digit(i + 1)) {
        return Some((unit.to_owned(), i + 1));
    }
    None
}

/// A currency named behind a number that ends before token `i`: its code or word, and the next token.
pub(super) fn currency_after(line: &Line<'_>, i: usize) -> Option<(String, usize)> {
    let word = line.at(i);
    if let Some(unit) = sign(word) {
        return Some((unit.to_owned(), i + 1));
    }
    if let Some(unit) = code(line.word(i)).filter(|u| *u == line.word(i)) {
        return Some((unit.to_owned(), i + 1));
    }
    let named = |word: &str| -> Option<&'static str> {
        Some(match word {
            "dollar" | "dollars" => "USD",
            "cent" | "cents" => "cent",
            "euro" | "euros" => "EUR",
            "pound" | "pounds" if line.at(i + 1) != "of" => "GBP",
            "pence" | "penny" => "penny",
            "yen" => "JPY",
            "yuan" | "renminbi" => "CNY",
            "rupee" | "rupees" => "INR",
            "rouble" | "roubles" | "ruble" | "rubles" => "RUB",
            "franc" | "francs" => "franc",
            "peso" | "pesos" => "peso",
            "real" | "reais" => "BRL",
            "rand" => "ZAR",
            "naira" => "NGN",
            "cedi" | "cedis" => "GHS",
            "shilling" | "shillings" => "shilling",
            "lira" | "liras" => "TRY",
            "shekel" | "shekels" => "ILS",
            "won" if line.before(i, 1).ends_with("illion") => "KRW",
            "baht" => "THB",
            "rupiah" => "IDR",
            "ringgit" => "MYR",
            "dong" => "VND",
            "dirham" | "dirhams" => "AED",
            "dinar" | "dinars" => "dinar",
            "riyal" | "riyals" | "rial" | "rials" => "riyal",
            "krona" | "kronor" => "SEK",
            "krone" | "kroner" => "krone",
            "zloty" | "zlotys" => "PLN",
            "hryvnia" | "hryvnias" => "UAH",
            "tenge" => "KZT",
            "taka" => "BDT",
            _ => return None,
        })
    };
    if let Some(unit) = named(word) {
        return Some((unit.to_owned(), i + 1));
    }
    // "4 million US dollars", "300 Kenyan shillings"
    let unit = named(line.at(i + 1)).filter(|_| line.is_capital(i))?;
    Some((
        if unit == "USD" && !matches!(word, "us" | "u.s." | "american") {
            "dollar".to_owned()
        } else {
            unit.to_owned()
        },
        i + 2,
    ))
}

/// A percent sign or word at token `i`.
pub(super) fn percent(line: &Line<'_>, i: usize) -> Option<(&'static str, usize)> {
    match line.at(i) {
        "%" | "percent" | "pct" => Some(("%", i + 1)),
        "per" if line.at(i + 1) == "cent" => Some(("%", i + 2)),
        "percentage" if line.at(i + 1).starts_with("point") => Some(("percentage points", i + 2)),
        "basis" if line.at(i + 1).starts_with("point") => Some(("basis points", i + 2)),
        _ => None,
    }
}

/// A unit abbreviation glued to digits or standing behind them.
pub(super) fn short(word: &str) -> Option<&'static str> {
    Some(match word {
        "km" => "km",
        "kg" => "kg",
        "cm" => "cm",
        "mm" => "mm",
        "m" => "m",
        "mph" => "mph",
        "kph" | "km/h" => "km/h",
        "g" => "g",
        "mg" => "mg",
        "l" => "l",
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
        "c" => "°C",
        "f" => "°F",
        "x" => "times",
        _ => return None,
    })
}

/// The unit of "20-year-old", "five-day" behind the hyphen; none for codes such as "737-800b".
pub(super) fn glued(rest: &str) -> Option<String> {
    let unit = rest.split('-').next()?;
    (unit.len() > 2 && unit.chars().all(char::is_alphabetic)).then(|| unit.to_owned())
}

/// A unit or counted noun at token `i`, behind a number: its word and the next token.
pub(super) fn counted(line: &Line<'_>, i: usize) -> Option<(String, usize)> {
    let word = line.at(i);
    if word == "°" || word == "º" {
        return short(line.at(i + 1)).map(|u| (u.to_owned(), i + 2)).or(Some(("°".to_owned(), i + 1)));
    }
    if word == "degrees" {
        let next = line.at(i + 1);
        let scale = matches!(next, "celsius" | "fahrenheit" | "c" | "f");
        return Some(("degrees".to_owned(), if scale { i + 2 } else { i + 1 }));
    }
    if let Some(unit) = short(word).filter(|_| word.len() > 1) {
        return Some((unit.to_owned(), i + 1));
    }
    // "square kilometres", "cubic metres"
    if matches!(word, "square" | "cubic" | "nautical" | "metric") && is_plural_noun(line, i + 1) {
        return Some((format!("{word} {}", line.at(i + 1)), i + 2));
    }
    if is_unit(word) || is_plural_noun(line, i) {
        return Some((word.to_owned(), i + 1));
    }
    // "50 other countries", "12 young people": one describing word between.
    let describes = word.len() > 2 && !line.is_capital(i) && is_adjective_like(word);
    if describes && is_plural_noun(line, i + 1) {
        return Some((line.at(i + 1).to_owned(), i + 2));
    }
    None
}

/// Units that are the same in the singular and plural, or are used in the singular with "one".
fn is_unit(word: &str) -> bool {
    matches!(
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
        && !matches!(
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
        && !matches!(
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

/// The number (Monday 0) of a weekday's full name in lower case.
pub(super) fn weekday(word: &str) -> Option<u8> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    NAMES.iter().position(|n| *n == word).map(|i| i as u8)
}
