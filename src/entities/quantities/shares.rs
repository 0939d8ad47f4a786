//! Shares of a whole in words: "a third of", "two-thirds", "half of", "nine out of ten".
//!
//! Policy: "third" and "quarter" are ordinals and periods, too ("a third man", "a quarter of an hour"), so
//! that a share counts only where "of" follows or its words are joined by a hyphen, or where it is the
//! measure of a change ("fell by a third"). The value is a percentage.

use super::numbers::{decimal, single};
use super::{Found, Line};
use crate::entities::QuantityKind;

/// A share that begins at token `i`.
pub(super) fn share(line: &Line<'_>, i: usize) -> Option<Found> {
    let (value, end) = half(line, i).or_else(|| fraction(line, i)).or_else(|| proportion(line, i))?;
    Some(Found { end, kind: QuantityKind::Percent, value: decimal(value * 100.0), unit: "%".to_owned() })
}

/// "half of the votes", "half the votes"; "the second half of the match" is none.
fn half(line: &Line<'_>, i: usize) -> Option<(f64, usize)> {
    if line.at(i) != "half" {
        return None;
    }
    let ordinal = among!(
        line.before(i, 1),
        "first"
            | "second"
            | "third"
            | "other"
            | "latter"
            | "the"
            | "this"
            | "that"
            | "each"
            | "top"
            | "bottom"
            | "a"
            | "and"
            | "one"
            | "an"
            | "better"
    );
    let of = line.at(i + 1) == "of" && !matches!(line.at(i + 2), "a" | "an");
    let whole = among!(line.at(i + 1), "the" | "its" | "their" | "his" | "her" | "our" | "all" | "those");
    (!ordinal && (of || whole)).then_some((0.5, i + 1))
}

/// The denominator that `word` (lower case) says.
fn denominator(word: &str) -> Option<f64> {
    const WORDS: [(&str, &str, f64); 8] = [
        ("third", "thirds", 3.0),
        ("quarter", "quarters", 4.0),
        ("fifth", "fifths", 5.0),
        ("sixth", "sixths", 6.0),
        ("seventh", "sevenths", 7.0),
        ("eighth", "eighths", 8.0),
        ("ninth", "ninths", 9.0),
        ("tenth", "tenths", 10.0),
    ];
    WORDS.iter().find(|(one, many, _)| word == *one || word == *many).map(|(.., d)| *d)
}

fn numerator(word: &str) -> Option<f64> {
    const WORDS: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.iter().position(|w| *w == word).map(|at| at as f64 + 1.0)
}

/// "a third of", "two-thirds", "three quarters of", "by a fifth".
fn fraction(line: &Line<'_>, i: usize) -> Option<(f64, usize)> {
    let joined = line.at(i).split_once('-');
    let (value, end) = if let Some((above, below)) = joined {
        (numerator(above)? / denominator(below)?, i + 1)
    } else {
        let above = if line.at(i) == "a" { 1.0 } else { numerator(line.at(i))? };
        (above / denominator(line.at(i + 1))?, i + 2)
    };
    if value >= 1.0 {
        return None;
    }
    let next = line.at(end);
    // "a quarter of an hour", "a quarter of a century" measure time.
    let of = next == "of" && !matches!(line.at(end + 1), "a" | "an");
    let changed =
        among!(line.before(i, 1), "by" | "nearly" | "almost" | "about" | "around" | "roughly" | "than")
            && among!(
                next,
                "" | "." | "," | ";" | "in" | "since" | "from" | "to" | "over" | "compared" | "last"
            );
    (of || changed || joined.is_some()).then_some((value, end))
}

/// "one in five", "nine out of ten", "4 in 10".
fn proportion(line: &Line<'_>, i: usize) -> Option<(f64, usize)> {
    let whole = |at: usize| {
        let number = single(line, at, false).filter(|n| !n.ordinal && n.attached.is_none())?;
        let value: f64 = number.value.parse().ok()?;
        (value.fract() == 0.0 && value >= 1.0).then_some((value, number))
    };
    let (part, first) = whole(i)?;
    let out_of = line.at(first.end) == "out" && line.at(first.end + 1) == "of";
    if !(out_of || line.at(first.end) == "in") || line.before(i, 1) == "number" {
        return None;
    }
    let (of, second) = whole(first.end + 1 + usize::from(out_of))?;
    let usual = out_of && of <= 100.0 || matches!(of as u32, 2..=10 | 12 | 20 | 50 | 100 | 1000);
    let next = line.at(second.end);
    let unit = among!(
        next.trim_end_matches('s'),
        "day"
            | "week"
            | "month"
            | "year"
            | "hour"
            | "minute"
            | "second"
            | "game"
            | "match"
            | "round"
            | "season"
    );
    (part < of && usual && first.digits == second.digits && second.scale.is_none() && !unit)
        .then_some((part / of, second.end))
}
