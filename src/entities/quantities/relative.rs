//! Dates that count from the day of publication: weekdays, "last month", "two weeks ago".
//!
//! Policy: what cannot be resolved, because the day is unknown or lies outside the calendar, has no value.

use time::{Date, Duration};

use super::dates::{day_first, found, month_first, written};
use super::units::{short_weekday, weekday};
use super::{Found, Line, numbers};

/// "Thursday", "last Thursday", "Thursday, 14 March".
pub(super) fn named_day(line: &Line<'_>, i: usize, today: Option<Date>) -> Option<Found> {
    let mut at = i;
    let which = line.at(i);
    if among!(which, "last" | "next" | "this") {
        at += 1;
    }
    let named = weekday(line.at(at));
    let day = named.or_else(|| short_weekday(line.at(at))).filter(|_| line.is_capital(at))?;
    // The date itself, when it follows, says more than the weekday.
    let after = at + 1 + usize::from(line.at(at + 1) == ",");
    let after = after + usize::from(line.at(after) == "the");
    if let Some(exact) = day_first(line, after, today).or_else(|| month_first(line, after, today)) {
        return Some(exact);
    }
    named?;
    let mut end = at + 1;
    if among!(line.at(end), "morning" | "afternoon" | "evening" | "night") {
        end += 1;
    }
    let value = today.map_or_else(String::new, |t| {
        let now = t.weekday().number_days_from_monday();
        let ahead = (7 + i64::from(day) - i64::from(now)) % 7;
        // News looks back: a bare weekday is the last one, today included.
        let shift = match which {
            "next" => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            "this" => ahead,
            "last" => {
                if ahead == 0 {
                    -7
                } else {
                    ahead - 7
                }
            }
            _ => {
                if ahead == 0 {
                    0
                } else {
                    ahead - 7
                }
            }
        };
        t.checked_add(Duration::days(shift)).map_or_else(String::new, written)
    });
    Some(found(end, value))
}

/// "yesterday", "last month", "two weeks ago", "the past three years".
pub(super) fn relative(line: &Line<'_>, i: usize, today: Option<Date>) -> Option<Found> {
    let day = |shift| {
        today.and_then(|t: Date| t.checked_add(Duration::days(shift))).map_or_else(String::new, written)
    };
    match line.at(i) {
        "today" | "tonight" => return Some(found(i + 1, day(0))),
        "yesterday" => return Some(found(i + 1 + usize::from(part_of_day(line.at(i + 1))), day(-1))),
        "tomorrow" => return Some(found(i + 1 + usize::from(part_of_day(line.at(i + 1))), day(1))),
        _ => {}
    }
    if let which @ ("last" | "next" | "this") = line.at(i) {
        let shift = match which {
            "last" => -1,
            "next" => 1,
            _ => 0,
        };
        let unit = line.at(i + 1);
        if which == "this" && part_of_day(unit) && unit != "night" {
            return Some(found(i + 2, day(0)));
        }
        if !among!(
            unit,
            "week"
                | "month"
                | "year"
                | "weekend"
                | "summer"
                | "winter"
                | "spring"
                | "autumn"
                | "fall"
                | "night"
                | "decade"
                | "century"
        ) {
            return None;
        }
        return Some(found(i + 2, today.map_or_else(String::new, |t| shifted(t, unit, shift))));
    }
    // "two weeks ago", "three days later" (without value), "a year earlier"
    let (count, next) = if matches!(line.at(i), "a" | "an") {
        (1, i + 1)
    } else {
        let number = numbers::single(line, i, false)?;
        (number.value.parse::<f64>().ok().filter(|v| v.fract() == 0.0 && *v < 5000.0)? as i64, number.end)
    };
    let unit = line.at(next).trim_end_matches('s');
    if !among!(unit, "day" | "week" | "month" | "year" | "hour" | "minute" | "decade")
        || line.at(next + 1) != "ago"
    {
        return None;
    }
    let value = today.map_or_else(String::new, |t| match unit {
        "day" => t.checked_sub(Duration::days(count)).map_or_else(String::new, written),
        "week" => t.checked_sub(Duration::weeks(count)).map_or_else(String::new, written),
        "hour" | "minute" => String::new(),
        "decade" => format!("{:04}", t.year() - 10 * count as i32),
        _ => shifted(t, unit, -(count as i32)),
    });
    Some(found(next + 2, value))
}

fn part_of_day(word: &str) -> bool {
    among!(word, "morning" | "afternoon" | "evening" | "night")
}

/// `today` moved by `shift` units, written as coarsely as the unit.
fn shifted(today: Date, unit: &str, shift: i32) -> String {
    match unit {
        "week" | "weekend" => {
            let back = i64::from(today.weekday().number_days_from_monday());
            let day = |n: i64| today.checked_add(Duration::days(n - back + 7 * i64::from(shift)));
            day(0)
                .zip(day(6))
                .map_or_else(String::new, |(first, last)| format!("{}/{}", written(first), written(last)))
        }
        "month" => {
            let months = today.year() * 12 + i32::from(u8::from(today.month())) - 1 + shift;
            format!("{:04}-{:02}", months.div_euclid(12), months.rem_euclid(12) + 1)
        }
        "year" | "summer" | "winter" | "spring" | "autumn" | "fall" => format!("{:04}", today.year() + shift),
        "night" => today.checked_add(Duration::days(i64::from(shift))).map_or_else(String::new, written),
        // A decade counts from today, as a reader does: "last decade" is the past ten years.
        "decade" => {
            let far = today.year() + 10 * shift;
            let (first, last) = (far.min(today.year()), far.max(today.year()));
            if first == last { String::new() } else { format!("{first:04}/{last:04}") }
        }
        _ => String::new(),
    }
}
