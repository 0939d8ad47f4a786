//! Numbers in digits and words, with scales and ranges.

use super::Line;
use super::units;

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
    /// Has a scale word (million, dozen).
    pub(super) scaled: bool,
    /// Unit glued to the digits ("12km", "20-year-old").
    pub(super) attached: Option<String>,
}

/// The value of a number word below a hundred.
fn small(word: &str) -> Option<f64> {
    let value = match word {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        _ => {
            if let Some((tens, unit)) = word.split_once('-') {
                let (t, u) = (tens_value(tens)?, small(unit).filter(|u| *u >= 1.0 && *u < 10.0)?);
                return Some(t + u);
            }
            return tens_value(word);
        }
    };
    Some(f64::from(value))
}

fn tens_value(word: &str) -> Option<f64> {
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    TENS.iter().position(|t| *t == word).map(|i| (i as f64 + 2.0) * 10.0)
}

/// What a scale word multiplies by.
fn scale(word: &str) -> Option<f64> {
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

/// "third" and the like, in words.
fn ordinal_word(word: &str) -> Option<f64> {
    const WORDS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth",
    ];
    WORDS.iter().position(|w| *w == word).map(|i| i as f64 + 1.0)
}

/// `value` as a decimal number without needless zeros.
pub(super) fn decimal(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let text = format!("{value:.4}");
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
    // "1.200.000" (continental) and "1,200,000": a separator that repeats groups thousands.
    let dots = text.matches('.').count();
    let plain: String = match (text.matches(',').count(), dots) {
        (_, 2..) => text.replace('.', "").replace(',', "."),
        // "12,5": a lone comma not followed by three digits is a decimal comma.
        (1, 0) if text.rsplit(',').next().is_some_and(|tail| tail.len() != 3) => text.replace(',', "."),
        _ => text.replace(',', ""),
    };
    plain.parse().ok()
}

/// A number or a range ("3-5", "10 to 12", "between 3 and 5" from the 3 on) at token `i`.
pub(super) fn range(line: &Line<'_>, i: usize, money: bool) -> Option<Number> {
    let mut number = single(line, i, money)?;
    if number.ordinal || number.attached.is_some() || number.value.contains('/') {
        return Some(number);
    }
    let link = line.at(number.end);
    let between = link == "and" && line.before(i, 1) == "between";
    let joined = matches!(link, "-" | "–" | "—" | "to") || between;
    if joined {
        let mut next = number.end + 1;
        if money && units::currency_before(line, next).is_some() {
            next = units::currency_before(line, next).map_or(next, |(_, n)| n);
        }
        if let Some(second) = single(line, next, money).filter(|s| s.digits == number.digits && !s.ordinal) {
            let (Ok(mut a), Ok(b)) = (number.value.parse::<f64>(), second.value.parse::<f64>()) else {
                return Some(number);
            };
            // "3 to 5 million": the scale counts for both.
            if second.scaled && !number.scaled {
                let own = line.at(second.end - 1);
                a *= scale(own).unwrap_or(1.0);
            }
            // "from 5 to 3" is a change, not a range; "won 3-1" is a score.
            if a < b && line.before(i, 1) != "from" {
                number =
                    Number { value: format!("{}/{}", decimal(a), decimal(b)), end: second.end, ..second };
            }
        }
    }
    Some(number)
}

/// One number at token `i`.
pub(super) fn single(line: &Line<'_>, i: usize, money: bool) -> Option<Number> {
    let word = line.at(i);
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return in_digits(line, i, money);
    }
    if let Some(value) = ordinal_word(word) {
        return Some(Number {
            end: i + 1,
            value: decimal(value),
            digits: false,
            ordinal: true,
            scaled: false,
            attached: None,
        });
    }
    in_words(line, i)
}

fn in_digits(line: &Line<'_>, i: usize, money: bool) -> Option<Number> {
    let word = line.at(i);
    let cut = word.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(word.len());
    let (head, tail) = word.split_at(cut);
    let mut number = Number {
        end: i + 1,
        value: String::new(),
        digits: true,
        ordinal: false,
        scaled: false,
        attached: None,
    };
    let mut value = digits(head)?;
    match tail {
        "" => {}
        "st" | "nd" | "rd" | "th" => number.ordinal = true,
        _ => {
            if let Some(by) = glued_scale(tail, money) {
                value *= by;
                number.scaled = true;
            } else if let Some(rest) = tail.strip_prefix('-') {
                if let Some(high) = digits(rest) {
                    // "3-5" in one token.
                    if value < high {
                        number.value = format!("{}/{}", decimal(value), decimal(high));
                        return Some(number);
                    }
                    return None;
                }
                number.attached = Some(units::glued(rest)?);
            } else {
                number.attached = Some(units::short(tail)?.to_owned());
            }
        }
    }
    if tail.is_empty() {
        // "2 1/2" and "1/2" are rare in news; "4 million", "4-million" are not.
        if let Some(by) = scale(line.at(i + 1)) {
            value *= by;
            number.scaled = true;
            number.end = i + 2;
        }
    }
    number.value = decimal(value);
    Some(number)
}

fn in_words(line: &Line<'_>, start: usize) -> Option<Number> {
    let mut i = start;
    let mut total = 0.0;
    let mut current = 0.0;
    let mut any = false;
    let mut scaled = false;
    // "a hundred", "half a million"
    let half =
        line.at(i) == "half" && matches!(line.at(i + 1), "a" | "an") && scale(line.at(i + 2)).is_some();
    if half {
        current = 0.5;
        any = true;
        i += 2;
    } else if matches!(line.at(i), "a" | "an") && scale(line.at(i + 1)).is_some() {
        current = 1.0;
        any = true;
        i += 1;
    }
    loop {
        let word = line.at(i);
        if let Some(value) = small(word) {
            // "twenty twenty" and "three five" are not one number.
            if any && !scaled && current >= 1.0 && !((20.0..100.0).contains(&current) && value < 10.0) {
                break;
            }
            current += value;
            any = true;
        } else if let Some(by) = scale(word).filter(|_| any) {
            scaled = true;
            if by >= 1e3 {
                total += if current == 0.0 { by } else { current * by };
                current = 0.0;
            } else {
                current = if current == 0.0 { by } else { current * by };
            }
        } else if word == "and" && scaled && small(line.at(i + 1)).is_some() && line.before(i, 1) == "hundred"
        {
            // "a hundred and five"
        } else {
            break;
        }
        i += 1;
        if i > start + 12 {
            break;
        }
    }
    if !any {
        return None;
    }
    let value = decimal(total + current);
    Some(Number { end: i, value, digits: false, ordinal: false, scaled, attached: None })
}
