//! Numbers in words: "two and a half million", "twenty-third", "five-day".

use super::Line;
use super::numbers::{Number, decimal, scale};
use super::units;

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

/// "third", "twentieth", "twenty-third" in words.
pub(super) fn ordinal_word(word: &str) -> Option<f64> {
    const WORDS: [&str; 19] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    if let Some((tens, unit)) = word.split_once('-') {
        return Some(tens_value(tens)? + ordinal_word(unit).filter(|u| *u < 10.0)?);
    }
    let position = WORDS.iter().position(|w| *w == word).map(|i| i as f64 + 1.0);
    position.or_else(|| word.strip_suffix("ieth").and_then(|tens| tens_value(&format!("{tens}y"))))
}

/// "five-day", "twenty-five-year-old": a number in words with its unit.
pub(super) fn with_unit(line: &Line<'_>, i: usize) -> Option<Number> {
    let word = line.at(i);
    let (first, rest) = word.split_once('-')?;
    let (value, unit) = match rest.split_once('-') {
        Some((second, unit)) if small(&format!("{first}-{second}")).is_some() => {
            (small(&format!("{first}-{second}"))?, unit)
        }
        _ => (small(first).filter(|_| small(word).is_none())?, rest),
    };
    let unit = unit.split('-').next().filter(|u| units::is_hyphenated_unit(u))?;
    let value = decimal(value);
    Some(Number {
        end: i + 1,
        value,
        digits: false,
        ordinal: false,
        scale: None,
        attached: Some(unit.to_owned()),
    })
}

/// A number in words from token `start` on.
pub(super) fn in_words(line: &Line<'_>, start: usize) -> Option<Number> {
    let mut i = start;
    let mut total = 0.0;
    let mut current = 0.0;
    let mut any = false;
    let mut scaled = None;
    // "a hundred", "half a million", "a quarter of a million", "half an hour"
    let part = part_of_one(line, i);
    if let Some((value, next)) = part {
        (current, any, i) = (value, true, next);
    } else if matches!(line.at(i), "a" | "an") && scale(line.at(i + 1)).is_some() {
        (current, any) = (1.0, true);
        i += 1;
    }
    loop {
        let word = line.at(i);
        if let Some(value) = small(word).filter(|_| part.is_none()) {
            // "twenty twenty" and "three five" are not one number.
            if any
                && scaled.is_none()
                && current >= 1.0
                && !((20.0..100.0).contains(&current) && value < 10.0)
            {
                break;
            }
            current += value;
            any = true;
        } else if let Some(by) = scale(word).filter(|_| any) {
            scaled = Some(scaled.unwrap_or(1.0) * by);
            if by >= 1e3 {
                total += if current == 0.0 { by } else { current * by };
                current = 0.0;
            } else {
                current = if current == 0.0 { by } else { current * by };
            }
        } else if word == "and" && any && current > 0.0 && line.at(i + 1) == "a" {
            // "two and a half"
            let part = match line.at(i + 2) {
                "half" => 0.5,
                "quarter" => 0.25,
                _ => break,
            };
            current += part;
            i += 2;
        } else if word == "and"
            && scaled.is_some()
            && small(line.at(i + 1)).is_some()
            && line.before(i, 1) == "hundred"
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
    Some(Number { end: i, value, digits: false, ordinal: false, scale: scaled, attached: None })
}

/// "half a" before a scale or unit of time, "a quarter of a" before a scale: the value and the next token.
fn part_of_one(line: &Line<'_>, i: usize) -> Option<(f64, usize)> {
    let article = |at: usize| matches!(line.at(at), "a" | "an");
    if line.at(i) == "half" && article(i + 1) && line.before(i, 1) != "and" {
        let unit = line.at(i + 2);
        let fits = scale(unit).is_some()
            || among!(unit, "hour" | "century" | "decade" | "mile" | "percent" | "percentage" | "per");
        return fits.then_some((0.5, i + 2));
    }
    let (value, next) = match (line.at(i), line.at(i + 1)) {
        ("a" | "one", "quarter") => (0.25, i + 2),
        ("a" | "one", "third") => (1.0 / 3.0, i + 2),
        ("three", "quarters") => (0.75, i + 2),
        ("three-quarters", _) => (0.75, i + 1),
        _ => return None,
    };
    let fits = line.at(next) == "of" && article(next + 1) && scale(line.at(next + 2)).is_some();
    fits.then_some((value, next + 2))
}
