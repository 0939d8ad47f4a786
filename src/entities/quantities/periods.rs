//! Periods that name themselves: decades, centuries, quarters and halves of a year, and dates joined to a
//! span ("March 3 to April 5", "from 2019 to 2021").

use time::Date;

use super::anchor::iso;
use super::dates::{found, single, year_number};
use super::words::ordinal_word;
use super::{Found, Line, QuantityKind};
use crate::text::is_capitalised;

/// A period at token `i` that is no plain date.
pub(super) fn period(line: &Line<'_>, i: usize) -> Option<Found> {
    century(line, i).or_else(|| part_of_year(line, i)).or_else(|| decade(line, i))
}

/// "21st century", "nineteenth century".
fn century(line: &Line<'_>, i: usize) -> Option<Found> {
    let word = line.at(i);
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)?.parse::<i32>().ok());
    // "10th-century" is one token.
    let (joined, number) = match word.strip_suffix("-century") {
        Some(ordinal) => {
            let digits = ["st", "nd", "rd", "th"].iter().find_map(|e| ordinal.strip_suffix(e)?.parse().ok());
            (true, digits.or_else(|| ordinal_word(ordinal).map(|v| v as i32))?)
        }
        None => (false, digits.or_else(|| ordinal_word(word).map(|v| v as i32))?),
    };
    let named = joined || line.at(i + 1) == "century";
    // "the second century of his career": early centuries only before "BC" or "AD", which are rare in news.
    (named && (10..=22).contains(&number))
        .then(|| found(i + 1 + usize::from(!joined), format!("{:04}/{:04}", number * 100 - 99, number * 100)))
}

/// "Q3 2030", "third quarter of 2030", "first half of 2030".
fn part_of_year(line: &Line<'_>, i: usize) -> Option<Found> {
    let months = |part: i32, of: i32, year: i32, end| {
        let length = 12 / of;
        let (first, last) = ((part - 1) * length + 1, part * length);
        (1..=of).contains(&part).then(|| found(end, format!("{year:04}-{first:02}/{year:04}-{last:02}")))
    };
    if let Some(quarter) =
        line.at(i).strip_prefix('q').and_then(|q| q.parse().ok()).filter(|_| line.is_capital(i))
    {
        return months(quarter, 4, year_number(line.at(i + 1))?, i + 2);
    }
    let part = match line.at(i) {
        "1st" => 1,
        "2nd" => 2,
        "3rd" => 3,
        "4th" => 4,
        word => ordinal_word(word)? as i32,
    };
    let of = match line.at(i + 1) {
        "quarter" => 4,
        "half" => 2,
        _ => return None,
    };
    let at = i + 2 + usize::from(matches!(line.at(i + 2), "of" | "in"));
    months(part, of, year_number(line.at(at))?, at + 1)
}

/// "the 1980s", "the ’80s", "the 80s", "mid-1990s", "mid-March".
fn decade(line: &Line<'_>, i: usize) -> Option<Found> {
    let word = line.at(i);
    let word = ["mid-", "early-", "late-"].iter().find_map(|p| word.strip_prefix(p)).unwrap_or(word);
    let tens = word.strip_suffix('s')?;
    if let Some(first) = year_number(tens).filter(|y| y % 10 == 0) {
        return Some(found(i + 1, format!("{first:04}/{:04}", first + 9)));
    }
    let short: i32 = tens.parse().ok().filter(|t| tens.len() == 2 && t % 10 == 0 && *t >= 20)?;
    // "aged in their 80s" is no decade; "the 80s" and "’80s" are.
    let named =
        line.before(i, 1) == "the" || among!(line.before(i, 1), "'" | "’" | "‘") && line.touches(i - 1);
    named.then(|| found(i + 1, format!("{:04}/{:04}", 1900 + short, 1909 + short)))
}

/// "mid-March", "mid-2030": the date behind the hyphen, as coarse as it is.
pub(super) fn middle(line: &Line<'_>, i: usize, today: Option<Date>) -> Option<Found> {
    let rest = line.at(i).strip_prefix("mid-")?;
    if let Some(year) = year_number(rest) {
        return Some(found(i + 1, format!("{year:04}")));
    }
    let month = super::units::month(rest)
        .filter(|_| rest.len() > 3 && line.word(i).get(4..).is_some_and(is_capitalised))?;
    let year = year_number(line.at(i + 1));
    let value = match (year, today) {
        (Some(year), _) => format!("{year:04}-{month:02}"),
        (None, Some(t)) => format!("{:04}-{month:02}", t.year() - i32::from(month > u8::from(t.month()))),
        (None, None) => format!("--{month:02}"),
    };
    Some(found(i + 1 + usize::from(year.is_some()), value))
}

/// `first`, a date at token `i`, joined with the date of the same grain behind "to" or a dash.
pub(super) fn joined(line: &Line<'_>, i: usize, first: Found, today: Option<Date>) -> Found {
    let link = line.at(first.end);
    let links = among!(link, "to" | "-" | "–" | "—" | "through" | "until" | "till")
        || link == "and" && line.before(i, 1) == "between";
    // "postponed from March 3 to April 5" is a change, no span.
    let moved = line.before(i, 1) == "from"
        && among!(
            line.before(i, 2),
            "moved"
                | "postponed"
                | "delayed"
                | "changed"
                | "rescheduled"
                | "shifted"
                | "pushed"
                | "extended"
                | "raised"
                | "it"
        );
    if first.kind != QuantityKind::Date || !links || moved || first.value.contains(['/', 'T']) {
        return first;
    }
    let Some(second) = single(line, first.end + 1, today).filter(|s| s.kind == QuantityKind::Date) else {
        return first;
    };
    if second.value.len() != first.value.len() || second.value.is_empty() || second.value.contains(['/', 'T'])
    {
        return first;
    }
    // The year behind the second date counts for the first: "December 3 to January 5, 2031".
    let anchor = iso(&second.value).or_else(|| iso(&format!("{}-28", second.value))).or(today);
    let value = single(line, i, anchor).map_or_else(String::new, |f| f.value);
    let ordered = |low: &str| low < second.value.as_str();
    let low = [value, first.value.clone()].into_iter().find(|low| ordered(low));
    match low {
        Some(low) => found(second.end, format!("{low}/{}", second.value)),
        None => first,
    }
}
