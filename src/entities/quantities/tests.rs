use super::*;
use crate::page::{Block, BlockKind};

fn found(published: &str, text: &str) -> Vec<(String, String, String)> {
    let page = Page {
        published: published.into(),
        blocks: vec![Block::new(BlockKind::Paragraph, text)],
        ..Page::default()
    };
    let cut = Text::read(&page, u32::MAX);
    find(&page, &cut).into_iter().map(|q| (q.place.span.text(text).to_owned(), q.value, q.unit)).collect()
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
