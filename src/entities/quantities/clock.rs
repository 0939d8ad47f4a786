//! Times of day: "6 p.m.", "18:30", "6.30pm", "1830 GMT", "9am-5pm", "noon".

use super::numbers::digits;
use super::{Found, Line};
use crate::entities::QuantityKind;

/// A time or a span of times at token `i`.
pub(super) fn clock(line: &Line<'_>, i: usize) -> Option<Found> {
    let time = |end, value: String| Some(Found { end, kind: QuantityKind::Time, value, unit: String::new() });
    match line.at(i) {
        "noon" | "midday" => return time(i + 1, "T12:00".to_owned()),
        "midnight" => return time(i + 1, "T00:00".to_owned()),
        _ => {}
    }
    let word = line.at(i);
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some((a, b)) = word.split_once('-') {
        let (second, end) = Hour::read(b, line, i + 1)?;
        let first = Hour::glued(a)?;
        return between(first, second).and_then(|value| time(end, value));
    }
    if let Some((hour, end)) = full_hour(line, i).or_else(|| four_figures(line, i)) {
        return time(zone(line, end), hour.written(None));
    }
    let (first, end) = Hour::read(word, line, i + 1)?;
    // "9 a.m. to 5 p.m.", "9-11pm", "between 6pm and 8pm"
    let link = line.at(end);
    let joined = among!(link, "-" | "–" | "to" | "until") || link == "and" && line.before(i, 1) == "between";
    if joined
        && let Some((second, end)) = Hour::read(line.at(end + 1), line, end + 2)
        && let Some(value) = between(first, second)
    {
        return time(zone(line, end), value);
    }
    first.says_so().then(|| time(zone(line, end), first.written(None))).flatten()
}

/// "1830 GMT", "0900 hours".
fn four_figures(line: &Line<'_>, i: usize) -> Option<(Hour, usize)> {
    let word = line.at(i);
    let figures = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let hours = matches!(line.at(i + 1), "hours" | "hrs");
    if !figures || !(hours || zone(line, i + 1) > i + 1) {
        return None;
    }
    let hour = Hour {
        hours: word.get(..2)?.parse().ok()?,
        minutes: word.get(2..)?.parse().ok()?,
        half: None,
        colon: true,
    };
    // A zone is taken in by the caller.
    hour.is_real().then_some((hour, i + 1 + usize::from(hours)))
}

/// One past a time zone at token `i`, or `i`.
fn zone(line: &Line<'_>, i: usize) -> usize {
    let zones = [
        "gmt", "utc", "bst", "est", "edt", "et", "pt", "pst", "pdt", "cet", "cest", "ist", "eat", "wat",
        "sast",
    ];
    let known = zones.contains(&line.at(i)) && line.word(i).chars().all(char::is_uppercase);
    i + usize::from(known)
}

/// "5 o'clock".
fn full_hour(line: &Line<'_>, i: usize) -> Option<(Hour, usize)> {
    let hour = digits(line.at(i)).filter(|h| (1.0..=12.0).contains(h) && h.fract() == 0.0)?;
    matches!(line.at(i + 1), "o'clock" | "o’clock")
        .then_some((Hour { hours: hour as u8, minutes: 0, half: None, colon: true }, i + 2))
}

/// The span of two times; none when they do not say that they are times.
fn between(first: Hour, second: Hour) -> Option<String> {
    // "8-10pm": the half of the day counts for both.
    let half = first.half.or(second.half.filter(|_| first.hours < second.hours || second.hours == 12));
    let times = second.says_so() && (half.is_some() || first.colon);
    times.then(|| format!("{}/{}", first.written(half), second.written(None)))
}

/// A time as it is written.
#[derive(Debug, Clone, Copy)]
struct Hour {
    hours: u8,
    minutes: u8,
    /// 0 for "a.m.", 12 for "p.m.".
    half: Option<u8>,
    /// Written with a colon and two digits of minutes, or as a full hour.
    colon: bool,
}

impl Hour {
    fn half(word: &str) -> Option<u8> {
        match word {
            "am" | "a.m." | "a.m" => Some(0),
            "pm" | "p.m." | "p.m" => Some(12),
            _ => None,
        }
    }

    /// `word` with the half of the day glued to it or at token `next`: the time and the token behind it.
    fn read(word: &str, line: &Line<'_>, next: usize) -> Option<(Self, usize)> {
        let hour = Self::glued(word)?;
        match Self::half(line.at(next)).filter(|_| hour.half.is_none()) {
            Some(half) => {
                let hour = Self { half: Some(half), ..hour };
                hour.is_real().then_some((hour, next + 1))
            }
            None => Some((hour, next)),
        }
    }

    /// "6", "6.30", "18:30", "6pm".
    fn glued(word: &str) -> Option<Self> {
        let cut = word.find(|c: char| c.is_alphabetic()).unwrap_or(word.len());
        let (head, tail) = word.split_at(cut);
        let half = if tail.is_empty() { None } else { Some(Self::half(tail)?) };
        let (hour, minute) = head.split_once([':', '.']).map_or((head, None), |(h, m)| (h, Some(m)));
        if minute.is_some_and(|m| m.len() != 2) {
            return None;
        }
        let colon = head.contains(':');
        let time = Self {
            hours: hour.parse().ok()?,
            minutes: minute.map_or(Some(0), |m| m.parse().ok())?,
            half,
            colon,
        };
        (time.is_real() && hour.len() <= 2).then_some(time)
    }

    const fn is_real(self) -> bool {
        self.hours <= 24 && self.minutes <= 59 && !(self.half.is_some() && self.hours > 12)
    }

    /// Whether it is a time for itself, and no bare figure.
    const fn says_so(self) -> bool {
        self.half.is_some() || self.colon
    }

    fn written(self, half: Option<u8>) -> String {
        let hour = match self.half.or(half) {
            Some(shift) => self.hours % 12 + shift,
            None => self.hours,
        };
        format!("T{hour:02}:{:02}", self.minutes)
    }
}
