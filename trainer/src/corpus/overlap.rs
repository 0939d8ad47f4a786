//! Runs of words that two articles share.
//!
//! A corpus written from templates repeats itself; this says where. Policy: words are compared in lower
//! case without signs; a run inside a formula that is listed by name is allowed.

use std::collections::{BTreeMap, BTreeSet};

use super::Article;

/// Length of a run (words) that no two articles may share.
pub const RUN: usize = 8;

/// The words of a text in lower case, letters and digits only.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .map(|w| w.trim_matches(['\'', '’']).replace('’', "'").to_lowercase())
        .filter(|w| !w.is_empty())
        .collect()
}

/// Runs of [`RUN`] words that stand in two articles: the two ids and the run, each pair once.
pub fn shared(articles: &[&Article], formulas: &[String]) -> Vec<(String, String, String)> {
    let allowed: BTreeSet<String> = formulas
        .iter()
        .flat_map(|f| words(f).windows(RUN).map(|w| w.join(" ")).collect::<Vec<_>>())
        .collect();
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut pairs = BTreeSet::new();
    let mut out = Vec::new();
    for (number, article) in articles.iter().enumerate() {
        for block in &article.blocks {
            for run in words(&block.text).windows(RUN) {
                let run = run.join(" ");
                let holder = *first.entry(run.clone()).or_insert(number);
                if holder != number && !allowed.contains(&run) && pairs.insert((holder, number)) {
                    out.push((articles[holder].id.clone(), article.id.clone(), run));
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_run_is_found_unless_listed() {
        let one = "p\n0 Then one two three four five six seven eight came.\n";
        let two = "p\n0 “One two three four, five six seven eight,” he said.\n";
        let read = |id: &str, body: &str| Article::parse(id, &format!("---\nid: {id}\n---\n\n{body}")).0;
        let (a, b) = (read("a", one), read("b", two));
        let found = shared(&[&a, &b], &[]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].2, "one two three four five six seven eight");
        assert_eq!(shared(&[&a, &b], &["One two three four five six seven eight".into()]), []);
    }
}
