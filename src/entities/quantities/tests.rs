use super::*;
use crate::page::{Block, BlockKind};

mod expressions;

fn found(published: &str, text: &str) -> Vec<(String, String, String)> {
    let page = Page {
        published: published.into(),
        blocks: vec![Block::new(BlockKind::Paragraph, text)],
        ..Page::default()
    };
    let cut = Text::read(&page, u32::MAX);
    find(&page, &cut)
        .into_iter()
        .map(|q| (q.place.span.text(text).to_owned(), q.value.to_string(), q.unit.to_string()))
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[(&str, &str, &str)]) {
    let got = found("2031-03-20", text);
    let got: Vec<_> = got.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    assert_eq!(got, expected, "in {text:?}");
}

#[test]
fn money_with_signs_codes_words_and_scales() {
    check("It cost $1.2 billion.", &[("$1.2 billion", "1200000000", "USD")]);
    check("A £4bn plan", &[("£4bn", "4000000000", "GBP")]);
    check("about US$500m was paid", &[("US$500m", "500000000", "USD")]);
    check("KES 4.2 million went", &[("KES 4.2 million", "4200000", "KES")]);
    check("They paid 300 Kenyan shillings", &[("300 Kenyan shillings", "300", "shilling")]);
    check("half a million euros", &[("half a million euros", "500000", "EUR")]);
}

#[test]
fn percentages_and_ranges() {
    check("rose 5.5% to 12 per cent", &[("5.5%", "5.5", "%"), ("12 per cent", "12", "%")]);
    check("between 3 and 5 percent", &[("3 and 5 percent", "3/5", "%")]);
    check("two percentage points", &[("two percentage points", "2", "percentage points")]);
}

#[test]
fn counts_take_their_noun() {
    check("more than 50 countries refused", &[("50 countries", "50", "countries")]);
    check(
        "forty-two people and two dozen goats",
        &[("forty-two people", "42", "people"), ("two dozen goats", "24", "goats")],
    );
    check("a 20-year-old man", &[("20-year-old", "20", "year")]);
    check("a hundred and five boats", &[("a hundred and five boats", "105", "boats")]);
    check("One of them left and no one knew", &[]);
}

#[test]
fn dates_absolute() {
    check(
        "on 14 March 2031 and March 3, 2030",
        &[("14 March 2031", "2031-03-14", ""), ("March 3, 2030", "2030-03-03", "")],
    );
    check("Since 2019, the 1990s", &[("2019", "2019", ""), ("1990s", "1990/1999", "")]);
    check("14-16 March", &[("14-16 March", "2031-03-14/2031-03-16", "")]);
    check("on 2031-03-14 at 6 p.m. sharp", &[("2031-03-14", "2031-03-14", ""), ("6 p.m.", "T18:00", "")]);
    check("in December", &[("December", "2030-12", "")]);
}

#[test]
fn dates_relative_count_from_publication() {
    check("It met on Thursday", &[("Thursday", "2031-03-20", "")]);
    check("It met on Friday", &[("Friday", "2031-03-14", "")]);
    check(
        "last month, yesterday, two weeks ago",
        &[
            ("last month", "2031-02", ""),
            ("yesterday", "2031-03-19", ""),
            ("two weeks ago", "2031-03-06", ""),
        ],
    );
    assert_eq!(found("", "last month")[0].1, "", "without a day of publication nothing is guessed");
}

/// What is found as (words, value) when the page was published on 20 March 2031, a Thursday.
#[track_caller]
fn dated(text: &str, expected: &[(&str, &str)]) {
    let got = found("2031-03-20", text);
    let got: Vec<_> = got.iter().map(|(a, b, _)| (a.as_str(), b.as_str())).collect();
    assert_eq!(got, expected, "in {text:?}");
}

#[test]
fn weekdays_look_back_unless_they_say_next() {
    dated("He left on Wednesday night", &[("Wednesday night", "2031-03-19")]);
    dated("They meet next Thursday", &[("next Thursday", "2031-03-27")]);
    dated("They meet next Friday", &[("next Friday", "2031-03-21")]);
    dated("They met last Thursday", &[("last Thursday", "2031-03-13")]);
    dated("They met last Friday", &[("last Friday", "2031-03-14")]);
    dated("They meet this Saturday", &[("this Saturday", "2031-03-22")]);
    dated("on Tuesday, March 18, they met", &[("Tuesday, March 18", "2031-03-18")]);
}

#[test]
fn relative_spans_are_as_coarse_as_their_unit() {
    dated("this week", &[("this week", "2031-03-17/2031-03-23")]);
    dated("next week", &[("next week", "2031-03-24/2031-03-30")]);
    dated("next month", &[("next month", "2031-04")]);
    dated("last year", &[("last year", "2030")]);
    dated("last summer", &[("last summer", "2030")]);
    dated("last night", &[("last night", "2031-03-19")]);
    dated("tomorrow morning", &[("tomorrow morning", "2031-03-21")]);
    dated("a year ago", &[("a year ago", "2030")]);
    dated("three months ago", &[("three months ago", "2030-12")]);
    dated("ten days ago", &[("ten days ago", "2031-03-10")]);
    dated("two hours ago", &[("two hours ago", "")]);
}

#[test]
fn days_of_a_month_written_either_way() {
    dated("the 14th of March", &[("14th of March", "2031-03-14")]);
    dated("March 14-16, 2031", &[("March 14-16, 2031", "2031-03-14/2031-03-16")]);
    dated("March 2nd", &[("March 2nd", "2031-03-02")]);
    dated("on 30 December", &[("30 December", "2030-12-30")]);
    dated("in March 2029", &[("March 2029", "2029-03")]);
    dated("by next January", &[("January", "2032-01")]);
    dated("on 31 February 2031", &[("31 February 2031", "")]);
}

#[test]
fn years_decades_and_numeric_dates() {
    dated("from 1998-2003 and 1999–2001", &[("1998-2003", "1998/2003"), ("1999–2001", "1999/2001")]);
    dated("the season 2030/31", &[("2030/31", "2030/2031")]);
    dated("on 14/03/2031", &[("14/03/2031", "2031-03-14")]);
    dated("on 03/14/2031", &[("03/14/2031", "2031-03-14")]);
    dated("on 03/04/2031", &[("03/04/2031", "")]);
}

#[test]
fn the_clock() {
    dated("at 18:30 GMT", &[("18:30 GMT", "T18:30")]);
    dated("at 6.30pm", &[("6.30pm", "T18:30")]);
    dated("at 12 a.m. or noon", &[("12 a.m.", "T00:00"), ("noon", "T12:00")]);
    dated("at 5 o'clock", &[("5 o'clock", "T05:00")]);
    // A score is neither a date nor a time.
    dated("won 6-3 after a 1:5 draw", &[]);
}

#[test]
fn a_day_of_publication_at_the_calendars_ends_is_no_panic() {
    for published in ["9999-12-31", "0001-01-01"] {
        for text in [
            "this week",
            "next week",
            "last week",
            "last Friday",
            "next Friday",
            "2,000 years ago",
            "tomorrow",
        ] {
            let _ = found(published, text);
        }
    }
}

#[test]
fn currencies_by_sign_code_and_word() {
    check("paid €3.50", &[("€3.50", "3.5", "EUR")]);
    check("paid A$20 and NZ$30", &[("A$20", "20", "AUD"), ("NZ$30", "30", "NZD")]);
    check("paid Rs 500", &[("Rs 500", "500", "INR")]);
    check("paid 20 pounds", &[("20 pounds", "20", "GBP")]);
    check("ate 20 pounds of rice", &[("20 pounds", "20", "pounds")]);
    check("paid 30 cents", &[("30 cents", "30", "cent")]);
    check("4 million US dollars", &[("4 million US dollars", "4000000", "USD")]);
    check("4 million Canadian dollars", &[("4 million Canadian dollars", "4000000", "dollar")]);
    check("2 million won", &[("2 million won", "2000000", "KRW")]);
}

#[test]
fn measures_ordinals_and_points() {
    check("at 30 °C", &[("30 °C", "30", "°C")]);
    check("at 30 degrees Celsius", &[("30 degrees Celsius", "30", "degrees")]);
    check("12 square kilometres", &[("12 square kilometres", "12", "square kilometres")]);
    check("cut by 25 basis points", &[("25 basis points", "25", "basis points")]);
    check("80 km away", &[("80 km", "80", "km")]);
    check("20 other countries", &[("20 other countries", "20", "countries")]);
}

#[test]
fn words_that_are_only_sometimes_dates() {
    check("They may march on", &[]);
    check("May said so, and April agreed", &[]);
    check("In May he left", &[("May", "2030-05", "")]);
}

#[test]
fn bad_input_gives_no_panic() {
    let long = "9".repeat(1000);
    for text in [
        "$",
        "£ million",
        "14-",
        "99/99/9999",
        "0000-00-00",
        "31 February 2031",
        "25:99",
        "1,2,3,4",
        &long,
        "٣٤٥ people",
        "½ ton",
        "\u{0}5\u{0}%",
    ] {
        let _ = found("2031-03-20", text);
    }
}
