//! The edge cases, each a small page of its own: what goes of it, by number of block.

use super::{Case, OTHER, STORY, block, find, gone, page, paragraphs, within};
use galley::duplicates::{self, CopyClass, RunKind};
use galley::{Block, Context};

fn texts(parent: u32, texts: &[String]) -> Vec<Block> {
    texts.iter().map(|t| block("p", t, parent)).collect()
}

/// Blocks `from..to`.
fn all(from: u32, to: u32) -> Vec<u32> {
    (from..to).collect()
}

#[test]
fn copies_are_found_wherever_they_stand() {
    let story = || paragraphs(&STORY, 1);
    let soft: Vec<String> =
        STORY.iter().map(|t| t.replace("er", "e\u{ad}r").replace(' ', "\u{a0}")).collect();
    let caps: Vec<String> = STORY.iter().map(|t| t.to_uppercase()).collect();
    let one_block = vec![block("div", &STORY.join("\n"), 2)];
    let with_figure = vec![
        block("p", &[STORY[0], STORY[1]].join(" "), 2),
        block("figcaption", "The pier. Photo: Bo Roe", 3),
    ];
    let cases: Vec<Case> = vec![
        ("copy in nav", vec![story(), within(Context::NAV, paragraphs(&STORY, 2))], all(5, 10)),
        ("copy in a footer", vec![story(), within(Context::FOOTER, paragraphs(&STORY, 2))], all(5, 10)),
        ("copy in a form", vec![story(), within(Context::FORM, paragraphs(&STORY, 2))], all(5, 10)),
        ("copy in a layout table", vec![story(), within(Context::TABLE, paragraphs(&STORY, 2))], all(5, 10)),
        (
            "the copy stands first, in an aside",
            vec![within(Context::ASIDE, story()), within(Context::MAIN, paragraphs(&STORY, 2))],
            all(0, 5),
        ),
        ("one after the other in one container", vec![story(), story()], all(5, 10)),
        (
            "text straight in a div",
            vec![story(), STORY.iter().map(|t| block("div", t, 2)).collect()],
            all(5, 10),
        ),
        ("one block holds all of it", vec![story(), one_block], vec![5]),
        (
            "merged across a picture",
            vec![story(), with_figure, paragraphs(&STORY[2..], 2)],
            [vec![5], all(7, 10)].concat(),
        ),
        ("soft hyphens and hard spaces", vec![story(), texts(2, &soft)], all(5, 10)),
        ("all capitals", vec![story(), texts(2, &caps)], all(5, 10)),
        (
            "a box under a heading above it",
            vec![
                story(),
                paragraphs(&OTHER[..1], 1),
                vec![block("h3", "Afterword", 1), block("p", OTHER[1], 1)],
                paragraphs(&STORY[1..3], 2),
            ],
            all(8, 10),
        ),
    ];
    for (name, parts, expected) in cases {
        assert_eq!(find(parts), expected, "{name}");
    }
}

#[test]
fn headlines_go_by_their_words_and_by_what_h1_is_used_for() {
    let h1 = |text: &str| block("h1", text, 9);
    let long = "Northern pier closed after divers find damage";
    let short = "Northern pier is closed";
    let story = || paragraphs(&STORY, 1);
    let div = |text: &str| vec![block("div", text, 2)];
    let cases: Vec<Case> = vec![
        ("four words", vec![vec![h1(short)], story(), div(short)], vec![6]),
        ("three words", vec![vec![h1("Northern pier closed")], story(), div("Northern pier closed")], vec![]),
        (
            "two headlines",
            vec![vec![h1(long)], story(), vec![h1("Beekeepers report a mild winter here")], div(long)],
            vec![7],
        ),
        ("h1 for everything", vec![vec![h1(short)], story(), vec![h1("Read on"), h1(short)]], vec![]),
        ("in a list of links", vec![vec![h1(long)], story(), vec![block("li", long, 3)]], vec![]),
        (
            "a standfirst set as a heading",
            vec![vec![block("div", STORY[0], 8)], paragraphs(&OTHER, 1), vec![block("h2", STORY[0], 7)]],
            vec![5],
        ),
    ];
    for (name, parts, expected) in cases {
        assert_eq!(find(parts), expected, "{name}");
    }
}

/// Every so many words another one, names and numbers among them.
fn edited(text: &str, every: usize) -> String {
    let word =
        |(i, w): (usize, &str)| if i % every == every / 2 { "willow".to_owned() } else { w.to_owned() };
    text.split(' ').enumerate().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn an_edited_extract_is_told_from_a_filled_in_template() {
    let edits: Vec<String> = STORY[..3].iter().map(|t| edited(t, 8)).collect();
    let parts = vec![paragraphs(&STORY, 1), paragraphs(&OTHER, 2), texts(3, &edits)];
    assert_eq!(find(parts), all(9, 12));
    let filled = |place: &str, name: &str, days: u32| {
        vec![
            format!(
                "The office in {place} is led by {name} and opens {days} days a week, from nine in the morning until late in the afternoon, except on holidays."
            ),
            format!(
                "Letters for the office in {place} are answered by {name} within {days} days, and those who come in person should bring a passport and wait in the hall."
            ),
        ]
    };
    let offices =
        [texts(4, &filled("Harlow", "Ann Lee", 14)), texts(5, &filled("Upton", "Bo Roe", 30))].concat();
    assert!(find(vec![paragraphs(&OTHER, 2), offices]).is_empty());
}

#[test]
fn a_list_with_other_numbers_is_still_the_article() {
    let section = |(text, n): (&&str, u32), parent: u32| {
        let text = format!("{text} {}", text.chars().rev().collect::<String>());
        [block("h3", &format!("{n}. Piles"), parent), block("p", &text, parent)]
    };
    let numbered = |parent: u32, first: u32| -> Vec<Block> {
        STORY.iter().chain(&OTHER).zip(first..).flat_map(|one| section(one, parent)).collect()
    };
    let found = duplicates::find(&page(vec![numbered(1, 1), numbered(2, 31)]));
    // A heading of one word and another number stays; what stands under it goes.
    assert_eq!(gone(&found), (19..36).step_by(2).collect::<Vec<_>>());
    assert!(found.runs.iter().flat_map(|r| &r.blocks).all(|b| b.class == CopyClass::Exact));
}

#[test]
fn a_pull_quote_may_share_words_with_what_stands_before_it() {
    let body = format!("The gates and the pier and the boats are old, she said. {}", STORY[1]);
    let quote =
        "and passengers should come twenty minutes earlier than usual because the gates there are narrow";
    let styled = Block { hints: "pullquote".into(), ..block("aside", quote, 1) };
    let found = duplicates::find(&page(vec![paragraphs(&[&body], 1), paragraphs(&OTHER, 1), vec![styled]]));
    assert_eq!(gone(&found), [5]);
    assert_eq!(found.runs[0].kind, RunKind::OnPurpose);
}

#[test]
fn an_edited_paragraph_goes_with_its_container() {
    let mut original = paragraphs(&STORY, 1);
    for i in 0..10 {
        // Far from the others, so that it is in no run with them.
        original.push(block("p", &format!("{} {i}", OTHER[i % 4].chars().rev().collect::<String>()), 1));
    }
    original.extend(paragraphs(&[OTHER[0]], 1));
    let end = original.len() as u32;
    let copy = [paragraphs(&STORY[..3], 2), texts(2, &[edited(OTHER[0], 9)])].concat();
    let gone = find(vec![original, copy]);
    assert!(gone.ends_with(&all(end, end + 4)), "{gone:?}");
}

#[test]
fn what_differs_in_one_answer_stays() {
    let questions = [
        "Can a bicycle be taken on the replacement bus when the line is closed?",
        "Is there a toilet on board, and may food and drink be brought along?",
        "How is money claimed back when the train is more than an hour late?",
    ];
    let answers = [
        "Only folding bicycles are carried, and the driver may refuse them when the bus is full.",
        "Please ask the guard before boarding, who will find a seat with more room near the doors.",
        "Yes, with a permit that can be had at any station, and on weekdays only after nine.",
    ];
    let operator = |i: u32, name: &str, of: [usize; 3]| -> Vec<Block> {
        let texts = questions.iter().zip(of).map(|(q, a)| block("p", &format!("{q} {}", answers[a]), i + 20));
        [vec![block("h3", name, 10)], texts.collect()].concat()
    };
    let faq = [
        operator(0, "Harlow Trains", [0, 1, 2]),
        operator(1, "Upton Lines", [1, 1, 0]),
        operator(2, "Coastal Rail", [0, 2, 0]),
        operator(3, "Valley Express", [1, 2, 2]),
    ];
    assert!(find([vec![paragraphs(&STORY, 1)], faq.to_vec()].concat()).is_empty());
    let battery = "The remote control of this lamp is delivered with two batteries of type AA, which last for about a year when the lamp is dimmed and switched several times a day.";
    let other = battery.replace("AA", "AAA");
    assert!(find(vec![paragraphs(&STORY, 1), paragraphs(&[battery, OTHER[0], &other], 2)]).is_empty());
}
