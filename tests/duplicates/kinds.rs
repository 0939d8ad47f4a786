//! Kinds of pages that repeat text, each as a small page: what goes, or that all of it stays.

use super::{Case, OTHER, STORY, block, find, paragraphs, within};
use galley::{Block, Context};
use unicode_normalization::UnicodeNormalization;

fn owned(texts: &[String], parent: u32) -> Vec<Block> {
    texts.iter().map(|t| block("p", t, parent)).collect()
}

#[test]
fn copies_of_copies_and_overlapping_runs_keep_one_of_each() {
    let more = [
        "Divers from the navy will go down again on Thursday with lamps and saws to see whether the third row of piles can be saved, and schools have been asked to keep children away from the quay.",
        "In the old town the fishmongers remember another winter when everything had to be carried over the ice on sledges, and some of them have already asked a joiner to make new ones in time.",
    ];
    let all: Vec<String> = STORY.iter().chain(&OTHER).chain(&more).map(ToString::to_string).collect();
    let edited = |texts: &[String], from: &str, to: &str| -> Vec<String> {
        texts.iter().map(|t| t.replace(from, to)).collect()
    };
    let copy = edited(&all, "divers found", "divers saw");
    let of_copy = edited(&copy, "this morning", "today");
    let cases: Vec<Case> = vec![
        ("copy of a copy", vec![owned(&all, 1), owned(&copy, 2), owned(&of_copy, 3)], (11..33).collect()),
        (
            "A B C, B C D: what stood before goes, D stays",
            vec![paragraphs(&STORY[..3], 1), paragraphs(&OTHER, 2), paragraphs(&STORY[1..4], 3)],
            vec![7, 8],
        ),
    ];
    for (name, parts, expected) in cases {
        assert_eq!(find(parts), expected, "{name}");
    }
}

#[test]
fn scripts_and_encodings_are_read() {
    let thai = [
        "การท่าเรือปิดท่าเทียบเรือด้านเหนือเมื่อวันอังคารหลังจากนักดำน้ำพบว่าเสาเข็มเก่าแก่สองต้นผุกร่อนอยู่ใต้น้ำ",
        "เรือข้ามฟากไปยังเกาะต่างๆจะออกจากท่าเทียบเรือด้านใต้จนถึงสิ้นเดือนมีนาคมและผู้โดยสารควรมาถึงก่อนเวลา",
        "การซ่อมแซมจะใช้งบประมาณหนึ่งล้านสองแสนโครนซึ่งสภาเมืองได้กันไว้สำหรับสร้างห้องพักผู้โดยสารหลังใหม่",
    ];
    let german = [
        "Die Hafenbehörde hat die nördliche Mole am Dienstag geschlossen, nachdem Taucher bemerkt hatten, daß zwei der ältesten Pfähle unter der Wasserlinie völlig zerfressen waren.",
        "Die Fähren zu den Inseln legen bis Ende März von der südlichen Mole ab, und Fahrgäste möchten zwanzig Minuten früher als üblich kommen, weil die Schleusen dort sehr eng sind.",
    ];
    let hebrew = [
        "רשות הנמל סגרה את הרציף הצפוני ביום שלישי לאחר שצוללנים גילו כי שניים מן העמודים הישנים ביותר נאכלו מתחת לקו המים כך אמרה המנהלת",
        "המעבורות לאיים ייצאו מן הרציף הדרומי עד סוף מרץ והנוסעים מתבקשים להגיע עשרים דקות לפני המועד הרגיל משום שהשערים שם צרים מאוד",
    ];
    let decomposed: Vec<String> = german.iter().map(|t| t.nfd().collect()).collect();
    let last = |n: u32| (n + 4..n + n + 4).collect::<Vec<_>>();
    let cases: [(&str, Vec<Block>, Vec<Block>); 3] = [
        ("Thai", paragraphs(&thai, 1), paragraphs(&thai, 3)),
        ("composed and decomposed", paragraphs(&german, 1), owned(&decomposed, 3)),
        ("right to left", paragraphs(&hebrew, 1), paragraphs(&hebrew, 3)),
    ];
    for (name, original, copy) in cases {
        let expected = last(original.len() as u32);
        assert_eq!(find(vec![original, paragraphs(&OTHER, 2), copy]), expected, "{name}");
    }
}

/// Every so many words another one, from a word on.
fn reworded(texts: &[&str], first: usize, every: usize) -> Vec<String> {
    let word = |(i, w): (usize, &str)| if i % every == first { "perhaps".to_owned() } else { w.to_owned() };
    texts.iter().map(|t| t.split(' ').enumerate().map(word).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn boxes_that_overlap_keep_one_of_each() {
    let window = |from: usize, parent: u32| paragraphs(&STORY[from..from + 3], parent);
    let label = |parent: u32| vec![block("div", "Background", parent)];
    let headed = |parent: u32| vec![block("h3", "What happened so far", parent)];
    let edited = |first: usize, parent: u32| owned(&reworded(&STORY[..3], first, 11), parent);
    let cases: Vec<Case> = vec![
        ("A B C, B C D, C D E", vec![window(0, 1), window(1, 2), window(2, 3)], vec![3, 4, 6, 7]),
        (
            "with other text between",
            vec![
                window(0, 1),
                paragraphs(&OTHER[..2], 4),
                window(1, 2),
                paragraphs(&OTHER[2..], 5),
                window(2, 3),
            ],
            vec![5, 6, 10, 11],
        ),
        (
            "each with the same label",
            vec![label(1), window(0, 1), label(2), window(1, 2), label(3), window(2, 3)],
            vec![5, 6, 9, 10],
        ),
        (
            "each with the same heading",
            vec![headed(1), window(0, 1), headed(2), window(1, 2), headed(3), window(2, 3)],
            vec![4, 5, 6, 8, 9, 10],
        ),
        (
            "three copies, each edited otherwise",
            vec![paragraphs(&STORY[..3], 1), paragraphs(&OTHER, 5), edited(2, 2), edited(5, 3), edited(8, 4)],
            (7..16).collect(),
        ),
    ];
    for (name, parts, expected) in cases {
        assert_eq!(find(parts), expected, "{name}");
    }
    // What sections share between text of their own is a formula.
    let section = |own: usize, shared: &[usize], parent: u32| {
        let texts = [OTHER[own]].into_iter().chain(shared.iter().map(|i| STORY[*i]));
        paragraphs(&texts.collect::<Vec<_>>(), parent)
    };
    assert!(find(vec![section(0, &[0, 1, 2], 1), section(1, &[0, 1], 2), section(2, &[1, 2], 3)]).is_empty());
}

#[test]
fn an_article_again_under_another_headline_goes_and_a_part_of_a_collection_stays() {
    let under = |tag: &str, headline: &str, texts: &[&str], parent: u32| {
        [vec![block(tag, headline, parent)], paragraphs(texts, parent)].concat()
    };
    let (first, again) =
        ("Northern pier closed after divers find damage", "Ferries sail from the south until March");
    let pages = |texts: &[&str], tag: &str, lower: &str| {
        find(vec![under(tag, first, &STORY[..3], 1), paragraphs(&OTHER, 2), under(lower, again, texts, 3)])
    };
    assert_eq!(pages(&STORY[..3], "h1", "h2"), [9, 10, 11]);
    assert!(pages(&STORY[..3], "h2", "h2").is_empty());
    assert!(pages(&STORY[..2], "h1", "h2").is_empty());
}

/// A block and another one under it, again and again, each pair in a container of its own.
fn under(texts: &[String], repeated: &str, tag: &str) -> Vec<Block> {
    let pair = |(i, text): (u32, &String)| [block(tag, text, i), block("p", repeated, i)];
    (20..).zip(texts).flat_map(pair).collect()
}

#[test]
fn what_each_part_of_a_page_needs_stays() {
    let names = |n: usize| -> Vec<String> {
        OTHER.iter().cycle().zip(0..n).map(|(t, i)| format!("Lamp {i} {}", &t[..20])).collect()
    };
    let blurb = "Free standard delivery on orders over fifty crowns, and returns are accepted within thirty days of purchase if the item is unused and still in its original packaging.";
    let consent = "At this point there is content of an outside service that belongs to the article. You may have it shown with one click and hide it again. With your consent personal data may be sent to the provider.";
    let programme: Vec<Block> = (0..12)
        .flat_map(|i| {
            let (title, about) = [
                ("The News", "The day's events at home and abroad, with reports from our own correspondents and the weather for the whole country."),
                ("Harbour Lane", "Nora finds the letters in the boathouse, and Olsen has to decide whether he will tell her who wrote them and why."),
                ("Late Film", "A retired diver is asked to go down once more, to a wreck that nobody but him has ever seen with his own eyes."),
            ][[0, 1, 0, 2, 1, 0][i % 6]];
            [block("td", &format!("{}:00 {title}", 8 + i), 30 + i as u32), block("td", about, 30 + i as u32)]
        })
        .collect();
    let chorus = "And we will row across the bay, and we will row till break of day, and nobody will know the way but you and I and Ann.";
    let song: Vec<Block> =
        OTHER.iter().take(3).flat_map(|verse| [block("p", verse, 1), block("p", chorus, 1)]).collect();
    let broken = |text: &str| Block { breaks: 3, ..block("p", &text.replace(", ", ",\n"), 1) };
    let lines: Vec<Block> = OTHER.iter().take(3).flat_map(|verse| [broken(verse), broken(chorus)]).collect();
    let ticker = |hidden: Context| -> Vec<Block> {
        let line = |t: &&str| Block { context: Context::ITEM.with(hidden), ..block("li", t, 60 + hidden.0) };
        OTHER.iter().map(line).collect()
    };
    let slides = |parent| paragraphs(&OTHER, parent);
    let cases: Vec<(&str, Vec<Block>)> = vec![
        ("twelve products", under(&names(12), blurb, "h4")),
        (
            "consent for each of four embeds",
            [under(&names(4), consent, "h3"), paragraphs(&OTHER, 9)].concat(),
        ),
        ("programme", within(Context::TABLE, programme)),
        ("chorus as prose", song),
        ("chorus in lines", lines),
        ("ticker and its clone", [ticker(Context::default()), ticker(Context::ARIA_HIDDEN)].concat()),
        ("slides and their clones", [slides(60), within(Context::ARIA_HIDDEN, slides(61))].concat()),
        ("the clones stand first", [within(Context::ARIA_HIDDEN, slides(61)), slides(60)].concat()),
        (
            "one slide and its clone",
            [slides(60), within(Context::ARIA_HIDDEN, paragraphs(&OTHER[..1], 61))].concat(),
        ),
    ];
    for (name, blocks) in cases {
        assert!(find(vec![paragraphs(&STORY, 7), blocks]).is_empty(), "{name}");
    }
    // Behind an open dialog a page is hidden from screen readers as a whole, and stays what it is.
    let behind = |parent| within(Context::ARIA_HIDDEN, paragraphs(&STORY, parent));
    assert_eq!(find(vec![behind(1), behind(2)]), (5..10).collect::<Vec<_>>());
}
