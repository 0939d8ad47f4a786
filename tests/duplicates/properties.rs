//! What holds on any page.

use super::{OTHER, STORY, block, find, gone, paragraphs};
use galley::Page;
use galley::duplicates::{self, CopyClass, RunKind, Search};
use proptest::prelude::*;

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
            .map(|(_, b)| &*b.text)
            .collect();
        for b in &page.blocks {
            prop_assert!(kept.contains(&*b.text));
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

    /// A copy in other typography is the same copy.
    #[test]
    fn case_quotes_spaces_and_hyphens_do_not_matter(choices in prop::collection::vec(0_u8..12, 40..80)) {
        let dress = |text: &&str| -> String {
            let dressed = text.chars().zip(choices.iter().cycle()).flat_map(|(c, choice)| match (c, choice) {
                (' ', 0..6) => vec!['\u{a0}'],
                (' ', 6) => vec![' ', '\n', ' '],
                ('\'', _) => vec!['’'],
                (c, 0) if c.is_alphabetic() => vec!['\u{ad}', c],
                (c, 1) if c.is_alphabetic() => vec![c, '\u{200b}'],
                (c, 2..8) => c.to_uppercase().collect(),
                (c, _) => vec![c],
            });
            dressed.collect()
        };
        let copy = STORY.iter().map(dress).map(|text| block("p", &text, 3)).collect();
        let found = duplicates::find(&super::page(vec![paragraphs(&STORY, 1), paragraphs(&OTHER, 2), copy]));
        prop_assert_eq!(gone(&found), vec![9, 10, 11, 12, 13]);
        prop_assert!(found.runs.iter().flat_map(|r| &r.blocks).all(|b| b.class == CopyClass::Exact));
    }

    /// What goes as the same words stands word for word in what stays, and in any case half of it does.
    #[test]
    fn keeping_and_folding_loses_no_word(seeds in prop::collection::vec((0_u32..8, 0_usize..5), 10..60)) {
        let blocks: Vec<_> = seeds.iter().enumerate().map(|(i, (seed, edit))| {
            let mut words: Vec<String> = sentence(*seed, 40).split(' ').map(ToOwned::to_owned).collect();
            if *edit > 0 {
                words.iter_mut().skip(*edit).step_by(9).for_each(|w| *w = format!("edit{edit}"));
            }
            block("p", &words.join(" "), i as u32 / 5)
        }).collect();
        let page = Page { blocks, ..Page::default() };
        let found = duplicates::find(&page);
        let gone = gone(&found);
        let words = |b: galley::BlockId| page.blocks[b.index()].text.split(' ').collect::<Vec<_>>();
        for copied in found.runs.iter().filter(|r| r.kind != RunKind::Similar).flat_map(|r| &r.blocks) {
            prop_assert!(copied.originals.iter().all(|o| !gone.contains(&o.0)));
            let kept: std::collections::HashSet<&str> = copied.originals.iter().flat_map(|o| words(*o)).collect();
            let own = words(copied.block);
            let stand = own.iter().filter(|w| kept.contains(*w)).count();
            let told = copied.differences.iter().filter(|d| d.copy.is_some()).count();
            // Every word that is not kept is shown as a difference.
            prop_assert!(stand == own.len() || told > 0);
            prop_assert!(copied.class != CopyClass::Exact || stand == own.len());
            prop_assert!(stand * 2 >= own.len());
        }
    }

    #[test]
    fn a_search_after_edits_equals_a_fresh_one(
        seeds in prop::collection::vec(0_u32..20, 1..60),
        edits in prop::collection::vec((0_u8..8, 0_usize..60, 0_u32..20), 1..16),
    ) {
        let seeds: Vec<_> = seeds.into_iter().map(|s| (s, 12 + s as usize)).collect();
        let mut page = generated(&seeds);
        let mut search = Search::new(&page);
        search.advance(&page, &mut || true);
        for (what, at, seed) in edits {
            let mut was: Vec<u32> = (0..page.blocks.len() as u32).collect();
            let at = at % (page.blocks.len() + 1);
            let text = sentence(seed, 12 + seed as usize);
            // Half of what is new is an edited copy: links, chains and classes are taken over, too.
            let text = if what % 2 == 0 { text.replacen(' ', " edited ", 2) } else { text };
            // Some share a phrase with others and are no copies: they are linked and not paired.
            let text = if seed % 5 == 0 { format!("{} {text}", sentence(seed % 2, 11)) } else { text };
            let fresh = block("p", &text, 3);
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
                (7, true) => {
                    // A few words more or less: most of what it shares with others it still shares.
                    let text = &page.blocks[at].text;
                    let words: Vec<&str> = text.split(' ').collect();
                    let cut = seed as usize % words.len();
                    let edited = match seed % 3 {
                        0 => format!("{text} It rained in place {seed}."),
                        1 => words[cut..].join(" "),
                        _ => [&words[..cut], &["edited"], &words[cut + 1..]].concat().join(" "),
                    };
                    page.blocks[at].text = edited.into();
                    was[at] = u32::MAX;
                }
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
            b.hints = format!("{name}|x-{name}||").into();
            b.tag = tag.into();
        }
        prop_assert_eq!(find(vec![paragraphs(&STORY, 1), paragraphs(&OTHER, 2), copy]), vec![9, 10, 11, 12, 13]);
    }
}
