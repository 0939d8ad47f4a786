//! Numbers in digits, with scales; ranges of numbers.

use super::Line;
use super::currencies::currency_before;
use super::units;
use super::words::{in_words, ordinal_word, with_unit};

/// A number read from some token on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// One past its last token.
    pub(super) end: usize,
    /// Decimal value, or `a/b` for a range.
    pub(super) value: String,
    /// Written in digits.
    pub(super) digits: bool,
    /// "third", "21st".
    pub(super) ordinal: bool,
    /// What its scale words (million, dozen) multiply by.
    pub(super) scale: Option<f64>,
    /// Unit glued to the digits ("12km", "20-year-old").
    pub(super) attached: Option<String>,
}

/// What a scale word multiplies by.
pub(super) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" | "mn" | "mln" => 1e6,
        "billion" | "bn" | "bln" => 1e9,
        "trillion" | "tn" | "trn" => 1e12,
        "lakh" | "lakhs" => 1e5,
        "crore" | "crores" => 1e7,
        _ => return None,
    })
}

/// A scale letter glued to digits; only money uses the one-letter forms.
fn glued_scale(suffix: &str, money: bool) -> Option<f64> {
    match suffix {
        "m" if money => Some(1e6),
        "b" if money => Some(1e9),
        "k" => Some(1e3),
        "cr" => Some(1e7),
        _ => scale(suffix),
    }
}

/// The value of a sign such as "½" at the start of `text`, and what follows.
fn vulgar(text: &str) -> Option<(f64, &str)> {
    const SIGNS: [(char, f64); 5] =
        [('½', 0.5), ('¼', 0.25), ('¾', 0.75), ('⅓', 1.0 / 3.0), ('⅔', 2.0 / 3.0)];
    let (_, value) = SIGNS.into_iter().find(|(sign, _)| text.starts_with(*sign))?;
    Some((value, text.get(text.chars().next()?.len_utf8()..)?))
}

/// `value` as a decimal number of at most four places without needless zeros; "" for one of twenty digits, which counts
/// nothing. In whole numbers, because what prints floats exactly is much code in every tab.
pub(super) fn decimal(value: f64) -> String {
    if !(0.0..1e19).contains(&value) {
        return String::new();
    }
    let places = (value.fract() * 1e4).round() as u64;
    let text = format!("{}.{:04}", value.trunc() as u64 + places / 10_000, places % 10_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Digits with separators as a value: "1,200.50", "1 200" is two tokens and not read as one.
pub(super) fn digits(text: &str) -> Option<f64> {
    if text.is_empty() || !text.starts_with(|c: char| c.is_ascii_digit()) || text.len() > 24 {
        return None;
    }
    if !text.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.') {
        return None;
    }
    // "0800" and "007" are codes.
    if text.len() > 1 && text.starts_with('0') && !text[1..].starts_with(['.', ',']) {
        return None;
    }
    // "1.200.000" (continental), "1,200,000" and "2,50,000" (Indian): a separator that repeats groups
    // thousands; "17.0.1" and "1,2,3" are no numbers.
    let dots = text.matches('.').count();
    let commas = text.matches(',').count();
    let grouped = |separator: char| {
        let groups: Vec<usize> = text.split(separator).skip(1).map(str::len).collect();
        groups.last() == Some(&3) && groups.iter().all(|g| *g == 3 || *g == 2 && separator == ',')
    };
    if dots > 1 && !(commas == 0 && grouped('.')) || commas > 1 && dots == 0 && !grouped(',') {
        return None;
    }
    let plain: String = match (commas, dots) {
        (_, 2..) => text.replace('.', "").replace(',', "."),
        // "12,5": a lone comma not followed by three digits is a decimal comma.
        (1, 0) if text.rsplit(',').next().is_some_and(|tail| tail.len() != 3) => text.replace(',', "."),
        _ => text.replace(',', ""),
    };
    plain.parse().ok()
}

/// A number or a range ("3-5", "10 to 12", "between 3 and 5" from the 3 on) at token `i`.
pub(super) fn range(line: &Line<'_>, i: usize, skip: usize, money: bool) -> Option<Number> {
    let mut number = if skip > 0 { in_digits(line, i, skip, money)? } else { single(line, i, money)? };
    if number.ordinal || number.attached.is_some() || number.value.contains('/') {
        return Some(number);
    }
    let link = line.at(number.end);
    let mut next = number.end + 1;
    // "between $2bn and $3bn": the sign stands before the number.
    let between = link == "and"
        && (line.before(i, 1) == "between"
            || money && [2, 3].iter().any(|back| line.before(i, *back) == "between"));
    // "18- to 24-year-olds"
    let hung = link == "-" && line.touches(number.end - 1) && among!(line.at(next), "to" | "and" | "or");
    next += usize::from(hung);
    let either = link == "or" && !money;
    if !(among!(link, "-" | "–" | "—" | "to") || between || either) {
        return Some(number);
    }
    let mut skip = 0;
    if money && let Some(before) = currency_before(line, next) {
        (next, skip) = (before.token, before.skip);
    }
    let second = if skip > 0 { in_digits(line, next, skip, money) } else { single(line, next, money) };
    if let Some(second) = second.filter(|s| s.digits == number.digits && !s.ordinal) {
        let (Ok(mut a), Ok(b)) = (number.value.parse::<f64>(), second.value.parse::<f64>()) else {
            return Some(number);
        };
        // "3 to 5 million", "£3-5bn": the scale counts for both.
        // "$100,000-$1 million": not for a number that would pass the second.
        if let (Some(by), None) = (second.scale, number.scale)
            && a * by < b
        {
            a *= by;
        }
        // "from 3 to 5" is a change, not a range; "won 3-1" is a score; only neighbours are alternatives.
        let alternatives = !either || (b - a - 1.0).abs() < 1e-9 && second.scale.is_none();
        if a < b && !(link == "to" && line.before(i, 1) == "from") && alternatives {
            number = Number { value: format!("{}/{}", decimal(a), decimal(b)), end: second.end, ..second };
        }
    }
    Some(number)
}

/// One number at token `i`.
pub(super) fn single(line: &Line<'_>, i: usize, money: bool) -> Option<Number> {
    let word = line.at(i);
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return in_digits(line, i, 0, money);
    }
    if let Some(value) = ordinal_word(word) {
        return Some(Number {
            end: i + 1,
            value: decimal(value),
            digits: false,
            ordinal: true,
            scale: None,
            attached: None,
        });
    }
    with_unit(line, i).or_else(|| in_words(line, i))
}

/// The number in digits at byte `skip` of token `i`.
fn in_digits(line: &Line<'_>, i: usize, skip: usize, money: bool) -> Option<Number> {
    // Units of one letter are told apart by their case: "5G" is no weight.
    let word = line.word(i).get(skip..)?;
    let cut = word.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(word.len());
    let (head, mut tail) = word.split_at(cut);
    let mut number = Number {
        end: i + 1,
        value: String::new(),
        digits: true,
        ordinal: false,
        scale: None,
        attached: None,
    };
    let mut value = digits(head)?;
    if let Some((part, rest)) = vulgar(tail) {
        value += part;
        tail = rest;
    }
    let lower = tail.to_lowercase();
    let millions = lower == "m" && units::comes_in_millions(line.at(i + 1));
    if among!(lower.as_str(), "st" | "nd" | "rd" | "th") {
        number.ordinal = true;
    } else if let Some(by) = glued_scale(&lower, money || millions) {
        number.scale = Some(by);
    } else if let Some((own, behind)) = lower.split_once('-') {
        return hyphenated(line, number, value, own, behind, money);
    } else if let Some((own, _)) = lower.split_once('/').filter(|_| money) {
        // "$75.30/barrel"
        number.scale = if own.is_empty() { None } else { Some(glued_scale(own, true)?) };
    } else if !tail.is_empty() {
        number.attached = Some(units::short(tail)?.to_owned());
    }
    if tail.is_empty() {
        // "4 million", "3 lakh crore"
        while let Some(by) = scale(line.at(number.end)).filter(|_| number.end < i + 3) {
            number.scale = Some(number.scale.unwrap_or(1.0) * by);
            number.end += 1;
        }
    }
    number.value = decimal(value * number.scale.unwrap_or(1.0));
    Some(number)
}

/// What stands behind digits and a hyphen: "3-5", "20-30m", "4.5-million", "1m-plus", "100-a-month",
/// "20-year-old". `own` is what stands between the digits and the hyphen.
fn hyphenated(
    line: &Line<'_>,
    mut number: Number,
    low: f64,
    own: &str,
    behind: &str,
    money: bool,
) -> Option<Number> {
    number.scale = if own.is_empty() { None } else { Some(glued_scale(own, money)?) };
    if behind.starts_with(|c: char| c.is_ascii_digit()) {
        let cut =
            behind.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(behind.len());
        let (head, tail) = behind.split_at(cut);
        let high = digits(head)?;
        let mut by = None;
        if let Some(unit) = tail.strip_prefix('-') {
            number.attached = Some(units::glued(unit)?);
        } else if tail.is_empty() {
            by = scale(line.at(number.end));
            number.end += usize::from(by.is_some());
        } else if let Some(glued) = glued_scale(tail, money) {
            by = Some(glued);
        } else {
            number.attached = Some(units::short(tail)?.to_owned());
        }
        let (low, high) = (low * number.scale.or(by).unwrap_or(1.0), high * by.unwrap_or(1.0));
        number.scale = by;
        number.value = format!("{}/{}", decimal(low), decimal(high));
        return (low < high).then_some(number);
    }
    let mut rest = behind;
    let first = rest.split('-').next().unwrap_or("");
    if let Some(by) = scale(first).filter(|_| number.scale.is_none()) {
        number.scale = Some(by);
        rest = rest.get(first.len()..)?.trim_start_matches('-');
    }
    number.value = decimal(low * number.scale.unwrap_or(1.0));
    if !(rest.is_empty() || rest == "plus" || money) {
        // "7-Eleven" is a name.
        let raw = line.word(number.end - 1);
        if raw.contains(char::is_uppercase) {
            return None;
        }
        number.attached = Some(units::glued(rest)?);
    }
    Some(number)
}
