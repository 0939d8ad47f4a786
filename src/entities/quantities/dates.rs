//! Dates that name themselves: days, months, years, ranges.

use time::{Date, Month};

use super::super::QuantityKind;
use super::clock::clock;
use super::periods::{joined, middle, period};
use super::relative::{named_day, relative};
use super::units::month;
use super::{Found, Line};

pub(super) fn found(end: usize, value: String) -> Found {
    Found { end, kind: QuantityKind::Date, value, unit: String::new() }
}

/// A date or time at token `i`. `today` resolves what is relative.
pub(super) fn date(line: &Line<'_>, i: usize, today: Option<Date>) -> Option<Found> {
    single(line, i, today).map(|first| joined(line, i, first, today))
}

/// One date or time at token `i`.
pub(super) fn single(line: &Line<'_>, i: usize, today: Option<Date>) -> Option<Found> {
    clock(line, i)
        .or_else(|| numeric(line, i))
        .or_else(|| period(line, i))
        .or_else(|| middle(line, i, today))
        .or_else(|| day_first(line, i, today))
        .or_else(|| month_first(line, i, today))
        .or_else(|| named_day(line, i, today))
        .or_else(|| relative(line, i, today))
        .or_else(|| year(line, i))
}

fn day_number(word: &str) -> Option<u8> {
    let bare = word
        .strip_suffix("st")
        .or(word.strip_suffix("nd"))
        .or(word.strip_suffix("rd"))
        .or(word.strip_suffix("th"));
    let bare = bare.unwrap_or(word);
    bare.parse().ok().filter(|d| (1..=31).contains(d) && bare.len() <= 2)
}

pub(super) fn year_number(word: &str) -> Option<i32> {
    (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
        .filter(|y| (1000..2200).contains(y))
}

/// The year of a day and month that stand without one: the nearest such day to `today`.
fn nearest(month: u8, day: u8, today: Option<Date>) -> String {
    let open = format!("--{month:02}-{day:02}");
    let Some(today) = today else { return open };
    let Ok(name) = Month::try_from(month) else { return open };
    (-1..=1)
        .filter_map(|shift| Date::from_calendar_date(today.year() + shift, name, day).ok())
        .min_by_key(|d| (*d - today).whole_days().abs())
        .map_or(open, written)
}

pub(super) fn written(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// A whole date; empty when there is no such day.
fn full(year: i32, month: u8, day: u8) -> String {
    valid(year, month, day).unwrap_or_default()
}

/// Two days as a range; empty when one of them is.
fn range(first: &str, last: &str) -> String {
    if first.is_empty() || last.is_empty() { String::new() } else { format!("{first}/{last}") }
}

/// Year behind a date, with or without a comma: the year and the next token.
fn year_behind(line: &Line<'_>, i: usize) -> Option<(i32, usize)> {
    if let Some(y) = year_number(line.at(i)) {
        return Some((y, i + 1));
    }
    (line.at(i) == ",").then(|| year_number(line.at(i + 1)).map(|y| (y, i + 2))).flatten()
}

/// "14 March 2031", "14th of March", "14-16 March".
pub(super) fn day_first(line: &Line<'_>, i: usize, today: Option<Date>) -> Option<Found> {
    let mut next = i + 1;
    let (first, last) = if let Some((a, b)) = line.at(i).split_once(['-', '–']) {
        (day_number(a)?, day_number(b)?)
    } else {
        let first = day_number(line.at(i))?;
        let mut last = first;
        if among!(line.at(next), "-" | "–" | "and" | "to")
            && let Some(second) = day_number(line.at(next + 1)).filter(|_| named_month(line, next + 2))
        {
            last = second;
            next += 2;
        }
        (first, last)
    };
    if line.at(next) == "of" {
        next += 1;
    }
    if !named_month(line, next) {
        return None;
    }
    let m = month(line.at(next))?;
    next += 1;
    let (value, end) = match year_behind(line, next) {
        Some((y, end)) if first == last => (full(y, m, first), end),
        Some((y, end)) => (range(&full(y, m, first), &full(y, m, last)), end),
        None if first == last => (nearest(m, first, today), next),
        None => (format!("{}/{}", nearest(m, first, today), nearest(m, last, today)), next),
    };
    Some(found(end, value))
}

/// Whether token `i` is a month's name with a capital (abbreviations only of four letters or with a stop or digit near).
fn named_month(line: &Line<'_>, i: usize) -> bool {
    line.is_capital(i) && month(line.at(i)).is_some()
}

/// "March 14, 2031", "March 14-16", "March 2031", "in March", "early March".
pub(super) fn month_first(line: &Line<'_>, i: usize, today: Option<Date>) -> Option<Found> {
    if !named_month(line, i) {
        return None;
    }
    let m = month(line.at(i))?;
    let mut next = i + 1;
    if line.at(next) == "." && line.touches(i) {
        next += 1;
    }
    let word = line.at(next);
    let days = word.split_once(['-', '–']).and_then(|(a, b)| Some((day_number(a)?, day_number(b)?)));
    if let Some((first, last)) = days.or_else(|| day_number(word).map(|d| (d, d))) {
        let mut end = next + 1;
        let mut last = last;
        if first == last
            && matches!(line.at(end), "-" | "–")
            && let Some(second) = day_number(line.at(end + 1)).filter(|d| *d > first)
        {
            last = second;
            end += 2;
        }
        // "May 14 people died" counts people: a counted noun behind a month that is also a word is no date.
        let year = year_behind(line, end);
        let value = |day| match year {
            Some((y, _)) => full(y, m, day),
            None => nearest(m, day, today),
        };
        let value = if first == last { value(first) } else { range(&value(first), &value(last)) };
        return Some(found(year.map_or(end, |(_, e)| e), value));
    }
    if let Some((y, end)) = year_behind(line, next).filter(|_| line.at(next) != ",").or_else(|| {
        (line.at(next) == "of").then(|| year_number(line.at(next + 1)).map(|y| (y, next + 2))).flatten()
    }) {
        return Some(found(end, format!("{y:04}-{m:02}")));
    }
    // "may", "march" and short forms are words, too: only after a word that asks for a time.
    let asked = among!(
        line.before(i, 1),
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "last"
            | "next"
            | "this"
            | "early"
            | "late"
            | "mid"
            | "of"
            | "from"
            | "during"
            | "between"
            | "every"
            | "through"
            | "to"
            | "before"
            | "after"
    );
    let safe = !matches!(line.at(i), "may" | "march") && line.at(i).len() > 3;
    if asked || (safe && line.at(i) != "august" && line.at(i) != "april" && line.at(i) != "june") {
        let value = today.map_or_else(
            || format!("--{m:02}"),
            |t| {
                let shift = match line.before(i, 1) {
                    "next" => i32::from(m <= u8::from(t.month())),
                    _ => -i32::from(m > u8::from(t.month())),
                };
                format!("{:04}-{m:02}", t.year() + shift)
            },
        );
        return Some(found(next, value));
    }
    None
}

/// A year that stands alone: after a word that asks for one, or as a range.
fn year(line: &Line<'_>, i: usize) -> Option<Found> {
    let word = line.at(i);
    if let Some((a, b)) = word.split_once(['-', '–', '/']) {
        let first = year_number(a)?;
        let last = year_number(b).or_else(|| {
            (b.len() == 2).then(|| b.parse::<i32>().ok()).flatten().map(|b| first - first % 100 + b)
        })?;
        return (first < last && first >= 1500).then(|| found(i + 1, format!("{first:04}/{last:04}")));
    }
    let first = year_number(word)?;
    if line.at(i + 1) == "–"
        && line.touches(i)
        && let Some(last) = year_number(line.at(i + 2)).filter(|l| *l > first)
    {
        return Some(found(i + 3, format!("{first:04}/{last:04}")));
    }
    let asked = among!(
        line.before(i, 1),
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "of"
            | "from"
            | "during"
            | "late"
            | "early"
            | "mid"
            | "before"
            | "after"
            | "and"
            | "to"
            | "for"
            | "through"
            | "("
            | "the"
            | "around"
            | "circa"
            | "between"
            | "year"
            | "fiscal"
            | "summer"
            | "autumn"
            | "spring"
            | "winter"
    );
    // "2,000 people" has its comma; "2000 people" counts people, not years.
    let named = matches!(line.before(i, 1), "year" | "fiscal");
    let counts = !named
        && (super::units::counted(line, i + 1).is_some() || super::units::percent(line, i + 1).is_some());
    ((1800..2100).contains(&first) && !counts && (asked || line.before(i, 1) != "$"))
        .then(|| found(i + 1, format!("{first:04}")))
}

/// "14/03/2031", "2031-03-14": ISO always, with slashes only when a part tells day from month.
fn numeric(line: &Line<'_>, i: usize) -> Option<Found> {
    let word = line.at(i);
    let cut = if word.matches('/').count() == 2 {
        '/'
    } else if word.matches('-').count() == 2 {
        '-'
    } else if word.matches('.').count() == 2 {
        // "14.03.2031": with stops the day comes first.
        let mut parts = word.split('.');
        let (d, m, y) =
            (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, year_number(parts.next()?)?);
        return valid(y, m, d).map(|v| found(i + 1, v));
    } else {
        return None;
    };
    let mut parts = word.split(cut);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if let Some(y) = year_number(a) {
        let (m, d) = (b.parse().ok()?, c.parse().ok()?);
        return valid(y, m, d).map(|v| found(i + 1, v));
    }
    let y = year_number(c)?;
    let (first, second): (u8, u8) = (a.parse().ok()?, b.parse().ok()?);
    let value = if first > 12 {
        valid(y, second, first)?
    } else if second > 12 {
        valid(y, first, second)?
    } else {
        String::new()
    };
    Some(found(i + 1, value))
}

fn valid(year: i32, month: u8, day: u8) -> Option<String> {
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok().map(written)
}
