//! Packs the gazetteers and clusters of `data/` into the section `lists` of the models.

use std::collections::BTreeMap;
use std::path::Path;

use galley::entities::tagger::gazetteer::{self, phrase};
use galley::entities::tagger::table;
use galley::entities::tagger::words::Word;
use galley::text::tokens;

/// Each list's file and the kinds it stands for.
const LISTS: [(&str, u16); 17] = [
    ("countries", gazetteer::PLACE),
    ("places", gazetteer::PLACE),
    ("cities-large", gazetteer::CITY),
    ("cities-small", gazetteer::TOWN),
    ("regions", gazetteer::REGION),
    ("given-names", gazetteer::GIVEN),
    ("surnames-common", gazetteer::SURNAME),
    ("surnames-rare", gazetteer::RARE_SURNAME),
    ("politicians", gazetteer::GIVEN | gazetteer::SURNAME),
    ("companies", gazetteer::ORGANISATION),
    ("organisations", gazetteer::ORGANISATION),
    ("organisation-words", gazetteer::ORGANISATION_WORD),
    ("demonyms", gazetteer::DEMONYM),
    ("place-words", gazetteer::PLACE_WORD),
    ("titles", gazetteer::TITLE),
    ("calendar", gazetteer::CALENDAR),
    ("given-names-more", gazetteer::GIVEN),
];

/// The keys of a phrase's words, as the tagger would cut and read them.
fn keys(entry: &str) -> Vec<u32> {
    tokens(entry).iter().map(|t| Word::new(t.span.text(entry)).key).collect()
}

/// Builds the section from `data`, with clusters for the `words` most common words.
///
/// # Errors
/// When a list cannot be read.
pub fn build(data: &Path, words: usize) -> std::io::Result<Vec<u8>> {
    let mut phrases: BTreeMap<u32, u16> = BTreeMap::new();
    let mut longest: BTreeMap<u32, u16> = BTreeMap::new();
    for (file, kinds) in LISTS {
        let path = data.join("gazetteers").join(format!("{file}.txt"));
        if !path.exists() && file.ends_with("-more") {
            continue;
        }
        for entry in std::fs::read_to_string(path)?.lines().filter(|l| !l.starts_with('#')) {
            let keys = keys(entry);
            if keys.is_empty() || keys.len() > 7 {
                continue;
            }
            *phrases.entry(phrase(keys.iter().copied())).or_default() |= kinds;
            if keys.len() > 1 {
                let length = longest.entry(phrase([keys[0]])).or_default();
                *length = (*length).max(keys.len() as u16);
            }
        }
    }
    for (first, length) in longest {
        *phrases.entry(first).or_default() |= length << gazetteer::LENGTH_SHIFT;
    }
    let phrases: Vec<(u32, u16)> = phrases.into_iter().collect();
    let text = std::fs::read_to_string(data.join("clusters.tsv"))?;
    let mut lines = text.lines().filter(|l| !l.starts_with("# "));
    let levels: Vec<[u8; 2]> = lines
        .next()
        .unwrap_or("")
        .split(' ')
        .filter_map(|pair| pair.split_once('/').and_then(|(m, c)| Some([m.parse().ok()?, c.parse().ok()?])))
        .collect();
    let mut clusters: BTreeMap<u32, u16> = BTreeMap::new();
    for line in lines.take(words) {
        if let Some((word, cluster)) = line.split_once('\t') {
            clusters.entry(Word::new(word).key).or_insert(cluster.parse().unwrap_or(0));
        }
    }
    let clusters: Vec<(u32, u16)> = clusters.into_iter().collect();
    let mut out = (levels.len() as u32).to_le_bytes().to_vec();
    out.extend(levels.into_iter().flatten());
    out.extend(table::build(&clusters));
    out.extend(table::build(&phrases));
    Ok(out)
}
