use super::*;
use crate::report::report;
use crate::{Analysis, Block, BlockKind, Findings, Models, Options, Page};

/// What is found on `page`, with the numbers that names had in `earlier`, as in the browser.
fn found(page: &Page, earlier: Option<&Findings>) -> Findings {
    let models = Models::embedded().expect("the models open");
    let mut analysis = Analysis::new(Options::default());
    analysis.advance(page, &models, &mut || true);
    let mut found = analysis.finish();
    if let Some(earlier) = earlier {
        crate::numbers::keep(&earlier.entities, &mut found);
    }
    found
}

const STORY: [&str; 5] = [
    "President Amina Yusuf of Kenya said on Monday that exports had fallen by $4 million in 2019.",
    "“We shall see,” said Martin Okafor, who leads the council. The repair may cost 3.2 million euros.",
    "According to the World Bank, 12 percent of all ships that were bound for Lisbon never came to the port.",
    "The harbour was closed for three weeks in March, and 40 people lost their work because of the storm.",
    "Amina Yusuf told reporters in Paris that she would think about it before the vote in May 2020.",
];

fn page(lines: &[&str]) -> Page {
    let blocks = lines.iter().map(|line| Block::new(BlockKind::Paragraph, *line)).collect();
    Page { blocks, ..Page::default() }
}

#[test]
fn the_renewed_report_is_the_fresh_one_and_little_of_it_is_sent() {
    let before = page(&STORY);
    let first = found(&before, None);
    let (old, offsets) = (report(&before, &first), Utf16::new(&before));
    let earlier = Makings { findings: &first, utf16: &offsets };
    let gone = u32::MAX;
    let other = "Ruth Okello of Nairobi said that 7 percent would be enough for the 3 cranes.";
    let [a, b, c, d, e] = STORY;
    for (lines, was) in [
        (vec![a, b, c, d, e], vec![0, 1, 2, 3, 4]),
        (vec![a, other, c, d, e], vec![0, gone, 2, 3, 4]),
        (vec![other, a, b, c, d, e], vec![gone, 0, 1, 2, 3, 4]),
        (vec![a, c, d, e], vec![0, 2, 3, 4]),
        (vec![e, b, a], vec![4, 1, 0]),
        (vec![a, b, c, d, e, a], vec![0, 1, 2, 3, 4, gone]),
        (vec![], vec![]),
        (vec![other], vec![gone]),
        // Numbers that are not true cost time and change nothing.
        (vec![a, b, c], vec![2, 2, 900]),
    ] {
        let after = page(&lines);
        let (here, utf16) = (found(&after, Some(&first)), Utf16::new(&after));
        let (now, makings) = (report(&after, &here), Makings { findings: &here, utf16: &utf16 });
        let renewal = renew(&after, earlier, makings, &was);
        assert_eq!(renewal.apply(&old), now, "{lines:?}");
        assert_eq!(renew(&before, makings, earlier, &[]).apply(&now), old, "and back, with nothing known");
        if was == [gone, 0, 1, 2, 3, 4] {
            let here = here.claims.claims.iter().filter(|claim| claim_block(claim) == BlockId(0)).count();
            assert_eq!(renewal.claims.fresh.len(), here, "only the new paragraph's");
            assert!(renewal.claims.fresh.len() < now.claims.len() && !old.claims.is_empty());
            assert!(renewal.sentences.fresh.len() < 3 && renewal.quantities.fresh.len() < 3, "{renewal:?}");
        }
    }
}

#[test]
fn moves_are_told_in_runs() {
    assert!(moves(&[0, 1, NONE, 3]).is_empty());
    assert_eq!(moves(&[0, 1, NONE, 2, 3]), [[0, 0, 2], [3, 2, 2]]);
}
