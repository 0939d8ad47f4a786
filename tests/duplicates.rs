//! Repeats on small pages made for one question each, and properties on generated pages.
#![allow(clippy::unwrap_used, clippy::needless_pass_by_value)]

use galley::duplicates::{self, CopyClass, DifferenceKind, Duplicates, RunKind, Search};
use galley::{Block, BlockKind, Context, Page};
use proptest::prelude::*;

const STORY: [&str; 5] = [
    "The harbour authority closed the northern pier on Tuesday after divers found that two of the oldest piles had been eaten away below the water line, said its director, Ann Lee.",
    "Ferries to the islands will leave from the southern pier until the end of March, and passengers should come twenty minutes earlier than usual because the gates there are narrow.",
    "Repairs will cost 1.2 million crowns, most of which the town council had already set aside for a new waiting hall that nobody now expects to be built this year.",
    "Shopkeepers along the northern quay say they were told nothing in advance, and several of them stood in the rain this morning handing out leaflets against the closure.",
    "A spokesman for the ferry company, Mark Olsen, called the decision regrettable but right, and promised that every ticket already sold would be honoured without a fee.",
];

const OTHER: [&str; 4] = [
    "Beekeepers in the valley report the mildest winter in living memory, with hives flying on new year's day and willow catkins open weeks before anyone thought possible.",
    "An orchestra of pensioners has recorded all the songs of a forgotten village composer, using scores that were found in a baker's attic under a heap of flour sacks.",
    "Cyclists crossing the old railway bridge must dismount from now on, since loose planks have thrown three riders into the brambles since the autumn storms began.",
    "The library opens on Sundays again, run by volunteers who have learned to mend spines, and its reading room smells of glue, coffee and wet wool from noon on.",
];

fn block(tag: &str, text: &str, parent: u32) -> Block {
    Block { tag: tag.into(), parent, ..Block::new(BlockKind::Paragraph, text) }
}

fn paragraphs(texts: &[&str], parent: u32) -> Vec<Block> {
    texts.iter().map(|t| block("p", t, parent)).collect()
}

fn page(parts: Vec<Vec<Block>>) -> Page {
    Page { blocks: parts.concat(), ..Page::default() }
}

/// Blocks of runs that are not merely similar.
fn gone(found: &Duplicates) -> Vec<u32> {
    let runs = found.runs.iter().filter(|r| r.kind != RunKind::Similar);
    let mut out: Vec<u32> = runs.flat_map(|r| r.blocks.iter().map(|b| b.block.0)).collect();
    out.sort_unstable();
    out
}

fn find(parts: Vec<Vec<Block>>) -> Vec<u32> {
    gone(&duplicates::find(&page(parts)))
}

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

/// Sections that are alike and say different things.
#[test]
fn templates_are_no_copies() {
    let laws: Vec<Vec<Block>> = [("Harlow", "14", "300"), ("Lowick", "21", "750"), ("Upton", "30", "980")]
        .iter()
        .enumerate()
        .map(|(i, (place, days, fine))| {
            let i = i as u32;
            vec![
                block("h3", &format!("Part {}: {place}", i + 1), i),
                block("p", &format!("Where an appeal is lodged within {days} days of the decision, the registrar at {place} shall forward the record and the order shall be stayed until it has been decided."), i),
                block("p", &format!("A person who contravenes this section in {place} is liable to a fine not exceeding {fine} crowns, and the court may order the goods seized on the day to be forfeited."), i),
            ]
        })
        .collect();
    let weather: Vec<Block> = (0..8)
        .map(|i| block("p", &format!("Region {i} will be mostly sunny with a high of {} degrees and a low of {}, and winds from the west will reach {} kilometres an hour by evening.", 11 + i, 3 + i, 20 + i), 1))
        .collect();
    let recipes: Vec<Vec<Block>> = ["Classic", "Small batch"]
        .iter()
        .enumerate()
        .map(|(i, name)| {
            vec![
                block("h3", &format!("{name} version"), 1),
                block("p", &format!("Whisk {} eggs with {}0 grams of sugar until the mixture is pale and thick, which takes about {} minutes with an electric whisk.", 4 - i, 20 - i, 8 - i), 1),
                block("p", &format!("Bake for {}0 minutes until a skewer comes out clean, then leave the cake in its tin on a rack for {} minutes before turning it out.", 4 - i, 10 - i), 1),
            ]
        })
        .collect();
    for parts in [laws, vec![weather], recipes] {
        assert!(find([vec![paragraphs(&OTHER, 7)], parts].concat()).is_empty());
    }
}

#[test]
fn what_repeats_by_its_nature_stays() {
    let line = "carry me under the silver river";
    let chorus: Vec<Block> = (0..4)
        .flat_map(|i| {
            let verse = OTHER[i].split(", ").map(|l| block("p", l, i as u32)).collect::<Vec<_>>();
            [
                verse,
                (0..4)
                    .map(|n| block("p", &format!("{line} {}", ["home", "again", "tonight", "at last"][n]), 9))
                    .collect(),
            ]
            .concat()
        })
        .collect();
    let cells: Vec<Block> = (0..8)
        .map(|i| Block {
            context: Context::TABLE,
            ..block(
                "td",
                if i % 2 == 0 {
                    "Decided on penalties after extra time; the home side had two players sent off late on."
                } else {
                    "Won"
                },
                i,
            )
        })
        .collect();
    let code: Vec<Block> = (0..3).map(|i| Block { context: Context::PRE, ..block("pre", "let socket = connect(host, port); socket.send(request); let reply = socket.receive(4096); print(reply); socket.close(); // and so on until the server has had enough of us", i) }).collect();
    let blurb = "Free standard delivery on orders over fifty crowns, and returns are accepted within thirty days of purchase if the item is unused and still in its original packaging.";
    let products: Vec<Block> = (0..4)
        .flat_map(|i| {
            [
                block("h4", OTHER[i].split(' ').nth(1).unwrap(), i as u32),
                block("p", blurb, i as u32),
                block("p", OTHER[i], i as u32),
            ]
        })
        .collect();
    let plan: Vec<Block> = [0, 1, 2, 0, 1, 3, 2, 1]
        .iter()
        .map(|i| Block { context: Context::ITEM, ..block("li", OTHER[*i as usize], 1) })
        .collect();
    for (name, blocks) in
        [("chorus", chorus), ("cells", cells), ("code", code), ("products", products), ("plan", plan)]
    {
        assert!(find(vec![paragraphs(&STORY, 7), blocks]).is_empty(), "{name}");
    }
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

#[test]
fn hostile_pages_neither_panic_nor_fold() {
    let pages = [
        vec![],
        vec![block("p", "", 0), block("p", "…", 0), block("p", "— — —", 0)],
        vec![block("p", &"x".repeat(1 << 20), 0), block("p", &"x".repeat(1 << 20), 1)],
        vec![block("p", &"word ".repeat(50_000), 0)],
        (0..20_000).map(|i| block("div", "", i)).collect(),
        (0..5_000).map(|_| block("p", STORY[0], 0)).collect(),
        (0..3_000).map(|i| block("p", &format!("{} {i}", STORY[0]), 0)).collect(),
    ];
    for blocks in pages {
        assert!(find(vec![blocks]).is_empty());
    }
}

/// Text without copies, from a seed.
fn sentence(seed: u32, words: usize) -> String {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12_345);
    let word = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let mut rest = (state >> 12) % 50_000 + 60;
        let mut word = String::new();
        while rest > 0 {
            word.push(char::from(b'a' + (rest % 26) as u8));
            rest /= 26;
        }
        word
    };
    (0..words).map(word).collect::<Vec<_>>().join(" ")
}

fn generated(seeds: &[(u32, usize)]) -> Page {
    let blocks =
        seeds.iter().enumerate().map(|(i, (seed, words))| block("p", &sentence(*seed, *words), i as u32 / 6));
    Page { blocks: blocks.collect(), ..Page::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_page_without_copies_folds_nothing(start in 0_u32..1_000_000, lengths in prop::collection::vec(0_usize..80, 0..60)) {
        let seeds: Vec<_> = lengths.iter().enumerate().map(|(i, n)| (start + i as u32, *n)).collect();
        prop_assert!(gone(&duplicates::find(&generated(&seeds))).is_empty());
    }

    /// Few seeds on purpose: most of the page repeats, in any order.
    #[test]
    fn nothing_is_lost_and_slices_change_nothing(seeds in prop::collection::vec((0_u32..12, 5_usize..60), 0..80)) {
        let seeds: Vec<_> = seeds.into_iter().map(|(s, _)| (s, 10 + (s as usize * 7) % 50)).collect();
        let page = generated(&seeds);
        let found = duplicates::find(&page);
        let gone = gone(&found);
        let kept: std::collections::HashSet<&str> = page
            .blocks
            .iter()
            .enumerate()
            .filter(|(i, _)| !gone.contains(&(*i as u32)))
            .map(|(_, b)| b.text.as_str())
            .collect();
        for b in &page.blocks {
            prop_assert!(kept.contains(b.text.as_str()));
        }
        for run in &found.runs {
            for copied in &run.blocks {
                prop_assert!(!copied.originals.is_empty());
                prop_assert!(run.kind == RunKind::Similar || copied.originals.iter().all(|o| !gone.contains(&o.0)));
            }
        }
        let mut search = Search::new(&page);
        while !search.advance(&page, &mut || false) {}
        prop_assert_eq!(&search.finish(), &found);
        prop_assert_eq!(&duplicates::find(&page), &found);
    }

    #[test]
    fn a_search_after_edits_equals_a_fresh_one(
        seeds in prop::collection::vec(0_u32..20, 1..60),
        edits in prop::collection::vec((0_u8..7, 0_usize..60, 0_u32..20), 1..16),
    ) {
        let seeds: Vec<_> = seeds.into_iter().map(|s| (s, 12 + s as usize)).collect();
        let mut page = generated(&seeds);
        let mut search = Search::new(&page);
        search.advance(&page, &mut || true);
        for (what, at, seed) in edits {
            let mut was: Vec<u32> = (0..page.blocks.len() as u32).collect();
            let at = at % (page.blocks.len() + 1);
            let fresh = block("p", &sentence(seed, 12 + seed as usize), 3);
            match (what, at < page.blocks.len()) {
                (0, true) => {
                    page.blocks.remove(at);
                    was.remove(at);
                }
                (1, true) => {
                    page.blocks[at] = fresh;
                    was[at] = u32::MAX;
                }
                (2, true) => page.blocks[at].visible ^= true,
                (3, true) => {
                    let moved = (page.blocks.remove(at), was.remove(at));
                    let to = seed as usize % (page.blocks.len() + 1);
                    page.blocks.insert(to, moved.0);
                    was.insert(to, moved.1);
                }
                (4, true) => page.blocks[at].tag = ["p", "h2", "div"][seed as usize % 3].into(),
                (5 | 6, _) => {
                    page.blocks.push(fresh);
                    was.push(u32::MAX);
                }
                _ => {
                    page.blocks.insert(at, fresh);
                    was.insert(at, u32::MAX);
                }
            }
            search = Search::after(search, &page, was);
            search.advance(&page, &mut || true);
            prop_assert_eq!(search.found(), &duplicates::find(&page));
        }
    }

    #[test]
    fn markup_without_meaning_does_not_matter(name in "[a-z]{3,8}-[0-9]{1,4}", tag in prop::sample::select(vec!["p", "div", "section"])) {
        let mut copy = paragraphs(&STORY, 3);
        for b in &mut copy {
            b.hints = format!("{name}|x-{name}||");
            b.tag = tag.into();
        }
        prop_assert_eq!(find(vec![paragraphs(&STORY, 1), paragraphs(&OTHER, 2), copy]), vec![9, 10, 11, 12, 13]);
    }
}
