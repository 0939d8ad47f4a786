//! Rough input: no capitals, only capitals, dirt, other scripts, what cannot be seen. Exact spans, or no mark.

use super::*;

/// The names as they stand, in reading order.
fn names(lines: &str) -> Vec<String> {
    let (page, found) = found(lines);
    found
        .mentions
        .iter()
        .filter(|m| m.form == MentionForm::Name)
        .map(|m| {
            let text = &page.blocks[m.place.block.index()].text;
            assert!(text.get(m.place.span.start as usize..m.place.span.end as usize).is_some(), "{lines:?}");
            m.place.span.text(text).to_owned()
        })
        .collect()
}

const BODY: &str = "Ruth Okello said on Monday that the harbour would close. Okello, the mayor, met Samuel Flash in Nairobi.";

#[test]
fn without_capitals_nothing_is_marked() {
    assert_eq!(
        names(
            "the mayor of nairobi met ann lee and the world bank on monday and they did not say a word about it"
        ),
        [""; 0]
    );
}

#[test]
fn in_capitals_only_whom_ordinary_text_names() {
    let all = names(&format!("RUTH OKELLO CLOSES HARBOUR IN NAIROBI\n{BODY}"));
    assert_eq!(all[..2], ["RUTH OKELLO", "NAIROBI"]);
}

#[test]
fn without_punctuation_names_keep_their_ends() {
    let all = names(
        "so ruth said that Ruth Okello met Samuel Flash in Nairobi and then she went to Mombasa with the others and nobody knew why",
    );
    assert_eq!(all, ["Ruth Okello", "Samuel Flash", "Nairobi", "Mombasa"]);
}

#[test]
fn a_word_of_a_million_letters_is_no_name() {
    let long = "A".to_owned() + &"b".repeat(1_000_000);
    let all = names(&format!("{BODY}\n{long} said on Monday that Ruth Okello would go."));
    assert!(all.iter().all(|n| n.len() < 100), "a mark over the whole word");
    assert_eq!(all.iter().filter(|n| *n == "Ruth Okello").count(), 2);
}

#[test]
fn scanned_dirt_makes_no_names() {
    let all = names(
        "T#e M1nistry 0f F0re1gn Aff@irs sa!d ~~ tbat Mr. S~ith, l|ke otbers, w@s n0t the.re and that the harbour would \
         close on Monday, as it had done in the years before the war and after it.",
    );
    assert!(all.iter().all(|n| n.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '.')), "{all:?}");
}

#[test]
fn names_in_other_scripts_are_not_cut() {
    let all = names(
        "The president met Владимир Зеленский and 陳時中 and محمد بن سلمان in Nairobi, and Ruth Okello said that the \
         talks with all of them had been good.",
    );
    assert!(all.contains(&"Nairobi".to_owned()) && all.contains(&"Ruth Okello".to_owned()), "{all:?}");
    for name in all.iter().filter(|n| !n.is_ascii()) {
        assert!(["Владимир Зеленский", "陳時中", "محمد بن سلمان"].contains(&name.as_str()), "{all:?}");
    }
}

#[test]
fn an_emoji_between_two_names_parts_them() {
    let all = names(&format!(
        "{BODY}\nOn Monday Ruth \u{1F600} Okello was in Nairobi \u{1F1F0}\u{1F1EA} with Samuel Flash."
    ));
    assert!(all.iter().all(|n| n.chars().all(|c| c.is_alphabetic() || c == ' ')), "{all:?}");
    assert!(all[4..].contains(&"Samuel Flash".to_owned()), "{all:?}");
}

#[test]
fn what_is_not_seen_belongs_to_the_name_and_joins_it() {
    let text = format!("{BODY}\nOn Monday Ru\u{200b}th Oke\u{ad}llo met Samuel Fl\u{200d}ash.");
    assert_eq!(names(&text)[4..], ["Ru\u{200b}th Oke\u{ad}llo", "Samuel Fl\u{200d}ash"]);
    assert_eq!(card(&text, "Ruth Okello"), (P, 3, 0));
    // Behind and before a name they are no part of it.
    let text = format!("{BODY}\nOn Monday \u{200b}Ruth Okello\u{200b} met Samuel Flash\u{feff}.");
    let last = names(&text)[4..].to_vec();
    assert_eq!(
        last.iter().map(|n| n.trim_end_matches('\u{200b}').trim_end_matches('\u{feff}')).collect::<Vec<_>>(),
        ["Ruth Okello", "Samuel Flash"]
    );
}

#[test]
fn direction_marks_do_not_move_a_name() {
    let text = format!(
        "{BODY}\nThen \u{200f}Ruth Okello\u{200f} left, and \u{202b}محمد بن سلمان\u{202c} met Samuel Flash."
    );
    let all = names(&text)[4..].to_vec();
    assert!(
        all.iter().any(|n| n.contains("Ruth Okello")) && all.contains(&"Samuel Flash".to_owned()),
        "{all:?}"
    );
    assert!(all.iter().all(|n| !n.starts_with(['\u{200f}', '\u{202b}'])), "{all:?}");
}

#[test]
fn a_footnote_s_number_is_no_part_of_the_name() {
    let text = format!(
        "{BODY}\nThe talk with Samuel Flash9 and Ruth Okello12 was long. Later Flash9 left Nairobi3."
    );
    let all = names(&text)[4..].to_vec();
    assert!(all.iter().all(|n| !n.contains(|c: char| c.is_ascii_digit())), "{all:?}");
    assert!(all.contains(&"Samuel Flash".to_owned()) && all.contains(&"Ruth Okello".to_owned()), "{all:?}");
}

#[test]
fn spelled_ordinals_are_no_names() {
    let all = names(&format!(
        "{BODY}\nThe Twenty-third session met on the 21st. The twenty-third man and the Second were there, and Third came the rest."
    ));
    assert_eq!(all.len(), 4, "{all:?}");
}

#[test]
fn broken_encoding_gives_no_names() {
    // Text of another encoding read as Latin letters, and letters that were lost.
    let broken = "»°¾ç¡¶Ô¼¶¨ÎÞÆÚÏÞ¡·ºÓ±±¸÷ÊÐÑ²ÑÝ½áÊø ÐÂ»ªÍøºÓ±±ÆµµÀ £¡Ö»Òª¶þÀÏÔÚÊÀÒ»Ìì£¬ÎÒÃÇ¾Í¹ÜÒ»Ìì£¬ÎÒÃÇµÄÔ¼¶¨Ã»ÓÐÆÚÏÞ¡±Ê±£¬";
    assert_eq!(names(&[broken; 5].join("\n")), [""; 0]);
    let lost = "Pr\u{fffd}sident Mar\u{fffd}a M\u{fffd}ndez a d\u{fffd}clar\u{fffd} \u{fffd} la presse que l\u{fffd}\u{fffd}t\u{fffd} sera s\u{fffd}v\u{fffd}re";
    assert_eq!(names(&[lost; 4].join("\n")), [""; 0]);
    // One lost sign in an English page costs only the name it stands in.
    let all = names(&format!("{BODY}\nSamuel Flash met Mar\u{fffd}a Mendez in Nairobi."));
    assert_eq!(all[4..], ["Samuel Flash", "Nairobi"]);
}
