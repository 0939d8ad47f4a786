//! What repeats and stays.

use super::{OTHER, STORY, block, find, paragraphs};
use galley::{Block, Context};

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

/// A list of other articles for wide screens and one for narrow ones, where the style sheet is missing.
#[test]
fn cards_of_other_articles_stay() {
    let card = |(i, text): (u32, &&str)| {
        [block("div", "Home", i), block("p", text, i + 20), block("p", "10 August", i + 20)]
    };
    let cards = |first: u32| (first..).zip(&OTHER).flat_map(card).collect::<Vec<_>>();
    assert!(find(vec![paragraphs(&STORY, 7), cards(40), cards(80)]).is_empty());
    // The same in one container is a text.
    let text = |parent| paragraphs(&OTHER, parent);
    assert_eq!(find(vec![paragraphs(&STORY, 7), text(8), text(9)]), [9, 10, 11, 12]);
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
