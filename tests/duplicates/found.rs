//! What is a copy, and which side of it goes.

use super::{OTHER, STORY, block, find, gone, page, paragraphs};
use galley::duplicates::{self, CopyClass, DifferenceKind, RunKind};
use galley::{Block, Context};

#[test]
fn an_article_that_stands_twice_goes_once() {
    let found =
        duplicates::find(&page(vec![paragraphs(&STORY, 1), paragraphs(&OTHER, 2), paragraphs(&STORY, 3)]));
    assert_eq!(gone(&found), [9, 10, 11, 12, 13]);
    let run = &found.runs[0];
    assert_eq!(run.kind, RunKind::Copy);
    assert!(run.blocks.iter().all(|b| b.class == CopyClass::Exact && b.differences.is_empty()));
    assert_eq!(run.blocks[2].originals[0].0, 2);
}

#[test]
fn three_and_twenty_copies_keep_one() {
    for copies in [3_u32, 20] {
        let parts = (0..copies).map(|i| paragraphs(&STORY, i)).collect();
        assert_eq!(find(parts), (5..copies * 5).collect::<Vec<_>>());
    }
}

#[test]
fn short_lines_inside_a_copy_go_with_it() {
    let with_lines = |parent| {
        let mut blocks = paragraphs(&STORY, parent);
        blocks.insert(2, block("h2", "What it costs", parent));
        blocks.insert(1, block("p", "By Nora Lind", parent));
        blocks
    };
    assert_eq!(find(vec![with_lines(1), paragraphs(&OTHER, 2), with_lines(3)]), (11..18).collect::<Vec<_>>());
}

#[test]
fn advertisements_between_stay() {
    let mut copy = paragraphs(&STORY, 3);
    copy.insert(
        3,
        block("div", "Seven kitchen gadgets that our readers could not do without this autumn", 3),
    );
    copy.insert(1, block("div", "Advertisement", 3));
    assert_eq!(find(vec![paragraphs(&STORY, 1), paragraphs(&OTHER, 2), copy]), [9, 11, 12, 14, 15]);
}

#[test]
fn split_merged_and_shuffled_copies_are_found() {
    let merged = [STORY[0], STORY[1]].join(" ");
    let both = vec![paragraphs(&STORY, 1), paragraphs(&OTHER, 2)];
    let with = |texts: &[&str]| [both.clone(), vec![paragraphs(texts, 3)]].concat();
    assert_eq!(find(with(&[&merged, STORY[2], STORY[3], STORY[4]])), [9, 10, 11, 12]);
    let (first, second) = STORY[1].split_at(STORY[1].find(", and").unwrap());
    assert_eq!(find(with(&[STORY[0], first, second, STORY[2], STORY[3]])), [9, 10, 11, 12, 13]);
    assert_eq!(find(with(&[STORY[3], STORY[1], STORY[4], STORY[0], STORY[2]])), [9, 10, 11, 12, 13]);
}

#[test]
fn typography_does_not_matter() {
    let dressed: Vec<String> = STORY
        .iter()
        .map(|t| {
            t.replace("harbour", "har\u{ad}bour")
                .replace(" the ", "\u{a0}the ")
                .replace('A', "Ａ")
                .to_uppercase()
        })
        .collect();
    let dressed: Vec<&str> = dressed.iter().map(String::as_str).collect();
    let found = duplicates::find(&page(vec![paragraphs(&STORY, 1), paragraphs(&dressed, 2)]));
    assert_eq!(gone(&found), [5, 6, 7, 8, 9]);
    assert!(found.runs[0].blocks.iter().all(|b| b.class == CopyClass::Exact));
}

#[test]
fn changed_facts_are_told_from_changed_words() {
    let cases = [
        ("1.2 million", "1.5 million", DifferenceKind::Number),
        ("on Tuesday", "on Friday", DifferenceKind::Date),
        ("Mark Olsen", "Mark Berg", DifferenceKind::Name),
        ("were told nothing", "were told everything", DifferenceKind::Negation),
        ("most of which", "much of which", DifferenceKind::Wording),
    ];
    for (from, to, kind) in cases {
        let copy: Vec<String> = STORY.iter().map(|t| t.replace(from, to)).collect();
        let copy: Vec<&str> = copy.iter().map(String::as_str).collect();
        let page = page(vec![paragraphs(&STORY, 1), paragraphs(&OTHER, 2), paragraphs(&copy, 3)]);
        let found = duplicates::find(&page);
        assert_eq!(gone(&found), [9, 10, 11, 12, 13], "{to}");
        let changed: Vec<_> = found.runs[0].blocks.iter().filter(|b| b.class != CopyClass::Exact).collect();
        let [changed] = changed.as_slice() else { panic!("one block differs: {to}") };
        let difference = changed.differences[0];
        assert_eq!(difference.kind, kind, "{to}");
        let place = difference.copy.unwrap();
        let shown = place.span.text(&page.blocks[place.block.index()].text);
        assert!(to.contains(shown), "{shown}");
        let expected =
            if kind == DifferenceKind::Wording { CopyClass::Wording } else { CopyClass::Substance };
        assert_eq!(changed.class, expected);
    }
}

#[test]
fn what_is_not_shown_neither_keeps_nor_goes() {
    let hidden: Vec<Block> =
        paragraphs(&STORY, 1).into_iter().map(|b| Block { visible: false, ..b }).collect();
    assert!(find(vec![hidden.clone(), paragraphs(&STORY, 2)]).is_empty());
    assert!(find(vec![paragraphs(&STORY, 2), hidden]).is_empty());
}

#[test]
fn the_article_keeps_what_an_aside_repeats() {
    let set = |context: Context, parent| -> Vec<Block> {
        paragraphs(&STORY[..3], parent).into_iter().map(|b| Block { context, ..b }).collect()
    };
    assert_eq!(find(vec![set(Context::ASIDE, 1), set(Context::ARTICLE, 2)]), [0, 1, 2]);
    assert_eq!(find(vec![set(Context::ARTICLE, 1), set(Context::ASIDE, 2)]), [3, 4, 5]);
}

#[test]
fn the_target_of_the_address_stays() {
    let mut copy = paragraphs(&STORY, 2);
    copy[1].target = true;
    assert_eq!(find(vec![paragraphs(&STORY, 1), copy]), [0, 1, 2, 3, 4]);
}

#[test]
fn a_teaser_goes_on_purpose() {
    let cut = format!("{} ... Read more", STORY[1].split_at(90).0);
    let found = duplicates::find(&page(vec![
        paragraphs(&[STORY[0], &cut], 1),
        paragraphs(&STORY, 2),
        paragraphs(&OTHER, 2),
    ]));
    assert_eq!(gone(&found), [0, 1]);
    assert_eq!(found.runs[0].kind, RunKind::OnPurpose);
}

#[test]
fn a_pull_quote_goes_on_purpose_and_a_quotation_stays() {
    let quote = "every ticket already sold would be honoured without a fee";
    let styled = Block { hints: "article-pullquote|body||".into(), ..block("aside", quote, 1) };
    let found = duplicates::find(&page(vec![paragraphs(&STORY, 1), vec![styled], paragraphs(&OTHER, 1)]));
    assert_eq!(gone(&found), [5]);
    assert_eq!(found.runs[0].kind, RunKind::OnPurpose);
    let quoted = Block { context: Context::QUOTE, ..block("p", STORY[4], 2) };
    assert!(find(vec![paragraphs(&STORY, 1), paragraphs(&OTHER, 1), vec![quoted]]).is_empty());
    let marked = block("p", &format!("> {}", STORY[4]), 2);
    assert!(find(vec![paragraphs(&STORY, 1), paragraphs(&OTHER, 1), vec![marked]]).is_empty());
}

#[test]
fn the_headline_again_goes_and_a_list_of_links_stays() {
    let headline = "Northern pier closed after divers find damage";
    let link = Block { link_bytes: headline.len() as u32, ..block("a", headline, 9) };
    let parts =
        vec![vec![block("h1", headline, 0)], paragraphs(&STORY, 1), vec![block("div", headline, 2), link]];
    assert_eq!(find(parts), [6]);
}

#[test]
fn other_scripts_are_read() {
    let japanese = [
        "港湾局は火曜日、北桟橋の古い杭二本が水面下で腐食しているのを潜水士が確認したため、桟橋を閉鎖したと発表した。",
        "島へのフェリーは三月末まで南桟橋から出発し、改札口が狭いため、乗客は通常より二十分早く到着する必要がある。",
        "修理費は百二十万クローネで、その大部分は町議会が新しい待合所のために確保していたものである。",
    ];
    let arabic = [
        "أغلقت هيئة الميناء الرصيف الشمالي يوم الثلاثاء بعد أن اكتشف الغواصون تآكل اثنين من أقدم الأعمدة تحت سطح الماء كما قالت مديرة الهيئة",
        "ستغادر العبارات إلى الجزر من الرصيف الجنوبي حتى نهاية مارس وعلى الركاب الحضور قبل الموعد المعتاد بعشرين دقيقة لأن البوابات ضيقة",
        "ستكلف الإصلاحات أكثر من مليون كرونة كان مجلس المدينة قد خصص معظمها لبناء قاعة انتظار جديدة لن تبنى هذا العام",
    ];
    for texts in [japanese, arabic] {
        assert_eq!(
            find(vec![paragraphs(&texts, 1), paragraphs(&OTHER, 2), paragraphs(&texts, 3)]),
            [7, 8, 9]
        );
    }
}
