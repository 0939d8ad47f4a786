//! Currencies: signs, codes and words, before a number and behind it.

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

/// A currency written before a number.
pub(super) struct Before {
    /// ISO code.
    pub(super) unit: String,
    /// The token of the number.
    pub(super) token: usize,
    /// Bytes of that token before its first digit ("Rs500").
    pub(super) skip: usize,
}

/// A currency written before a number at token `i`.
pub(super) fn currency_before(line: &Line<'_>, i: usize) -> Option<Before> {
    let digit = |at: usize| line.at(at).starts_with(|c: char| c.is_ascii_digit());
    let before = |unit: &str, token, skip| Some(Before { unit: unit.to_owned(), token, skip });
    if let Some(unit) = sign(line.at(i)) {
        return digit(i + 1).then(|| before(unit, i + 1, 0)).flatten();
    }
    if line.at(i + 1) == "$" && line.touches(i) && digit(i + 2) {
        return prefixed(line.at(i)).and_then(|unit| before(unit, i + 2, 0));
    }
    let word = line.word(i);
    if let Some(unit) = code(word).filter(|_| digit(i + 1)) {
        return before(unit, i + 1, 0);
    }
    if word == "Rs" && line.at(i + 1) == "." && line.touches(i) && digit(i + 2) {
        return before("INR", i + 2, 0);
    }
    // "Rs500", "KSh2.5bn", "EUR3m"; a lone letter is a model's name more often ("R8").
    let skip = word.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 1)?;
    code(word.get(..skip)?).and_then(|unit| before(unit, i, skip))
}

/// Whether the words before token `i` weigh something ("weighed some 800 pounds").
fn weighs(line: &Line<'_>, i: usize) -> bool {
    (1..=5).any(|back| line.before(i, back).starts_with("weigh"))
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
            "pound" | "pounds" if line.at(i + 1) != "of" && !weighs(line, i) => "GBP",
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
        if unit == "USD" && !among!(word, "us" | "u.s." | "american") {
            "dollar".to_owned()
        } else {
            unit.to_owned()
        },
        i + 2,
    ))
}
