//! People: full names of one person, and bare names that are one person's.
//!
//! Policy: shorter forms join a longer one only when exactly one fits; who is named in bylines and credits only
//! is nobody in the story; a post that the full name never has keeps a bare surname apart.

use super::{Group, merge, root};
use crate::entities::EntityKind;
use crate::entities::roles::is_person_role;

/// Full names first, then bare names to the one full name that fits.
pub(super) fn join(groups: &mut [Group]) {
    let people: Vec<usize> = (0..groups.len()).filter(|g| groups[*g].kind == EntityKind::Person).collect();
    let full: Vec<usize> = people.iter().copied().filter(|g| groups[*g].form.core().len() > 1).collect();
    for (n, &a) in full.iter().enumerate() {
        // Exactly one other full name must fit: "J. Kennedy" fits both John and Jane and joins neither.
        let fits: Vec<usize> = full
            .iter()
            .copied()
            .filter(|&b| {
                b != a
                    && groups[a].author == groups[b].author
                    && groups[a].form.same_person(&groups[b].form)
                    && groups[b].form.core().len() >= groups[a].form.core().len()
            })
            .collect();
        let longer: Vec<usize> = fits
            .iter()
            .copied()
            .filter(|&b| {
                groups[b].form.core().len() > groups[a].form.core().len()
                    || b < a
                    || full.iter().position(|x| *x == b) < Some(n)
            })
            .collect();
        let all_agree = longer
            .iter()
            .all(|&x| longer.iter().all(|&y| x == y || groups[x].form.same_person(&groups[y].form)));
        if let (Some(&into), true) = (longer.first(), all_agree) {
            merge(groups, a, into);
        }
    }
    for &bare in &people {
        if groups[bare].form.core().len() != 1 {
            continue;
        }
        if let Some(into) =
            best_full_name(groups, &full, bare).filter(|into| agree(groups, &full, bare, *into))
        {
            merge(groups, bare, into);
        }
    }
    join_bare(groups, &people);
}

/// What stands right before a person's name: a post ("president"), or "mr" or "ms" for forms of address.
pub(super) fn post(before: &str) -> Option<String> {
    let word = before.split_whitespace().next_back()?;
    // A sentence that ends with a post is none.
    let lower = word.trim_end_matches('.').to_lowercase();
    match lower.as_str() {
        "mr" | "sir" | "lord" | "herr" | "monsieur" => return Some("mr".to_owned()),
        "mrs" | "ms" | "miss" | "dame" | "madame" | "frau" => return Some("ms".to_owned()),
        "lady" => return Some("lady".to_owned()),
        _ => {}
    }
    let post = word.starts_with(char::is_uppercase) && is_person_role(&lower) && !word.ends_with('.');
    post.then(|| if lower.starts_with("chair") { "chair".to_owned() } else { lower })
}

const ADDRESSES: [&str; 2] = ["mr", "ms"];

/// Whether the posts of a bare surname and of a full name can be one person's. "President Obama" is not
/// "First Lady Michelle Obama", and where there are a Mr and a Ms of one surname, each needs its own.
fn agree(groups: &[Group], full: &[usize], bare: usize, into: usize) -> bool {
    let [own] = groups[bare].posts.as_slice() else { return true };
    let of_full: Vec<&String> = full
        .iter()
        .filter(|g| root(groups, **g) == root(groups, into))
        .flat_map(|g| groups[*g].posts.iter())
        .collect();
    if of_full.contains(&own) {
        return true;
    }
    if ADDRESSES.contains(&own.as_str()) {
        let word = groups[bare].form.core();
        let other = |g: &Group| {
            g.form.core() == word && g.posts.iter().any(|p| p != own && ADDRESSES.contains(&p.as_str()))
        };
        return !groups.iter().any(other) && !of_full.iter().any(|p| ADDRESSES.contains(&p.as_str()));
    }
    of_full.iter().all(|p| ADDRESSES.contains(&p.as_str()))
}

/// Bare surnames that no full name took: those of one word are one person, unless a Mr and a Ms bear it.
fn join_bare(groups: &mut [Group], people: &[usize]) {
    for (n, &a) in people.iter().enumerate() {
        if groups[a].form.core().len() != 1 || root(groups, a) != a {
            continue;
        }
        let other = people[..n].iter().copied().find(|&b| {
            let both = [a, b].map(|g| groups[g].posts.iter().find(|p| ADDRESSES.contains(&p.as_str())));
            groups[b].form.words == groups[a].form.words
                && groups[b].author == groups[a].author
                && root(groups, b) == b
                && !matches!(both, [Some(x), Some(y)] if x != y)
        });
        if let Some(b) = other {
            merge(groups, a, b);
        }
    }
}

/// The one person whose full name holds the bare name: as surname, else inside, else as given name.
fn best_full_name(groups: &[Group], full: &[usize], bare: usize) -> Option<usize> {
    let form = &groups[bare].form;
    let author = groups[bare].author;
    let word = form.core().first()?;
    if word.chars().count() < 2 {
        return None;
    }
    let rank = |g: usize| {
        let core = groups[g].form.core();
        // "Trump Jr." is the younger Trump only.
        if form.suffix().is_some() && groups[g].form.suffix() != form.suffix() {
            return None;
        }
        match core.iter().rposition(|w| w == word) {
            Some(at) if at + 1 == core.len() => Some(0),
            Some(at) if at > 0 => Some(1),
            Some(_) => Some(2),
            // "Villegas" of "Édgar Villegas-Otero".
            None => core.last().filter(|last| last.split('-').any(|part| part == word)).map(|_| 1),
        }
        // An author's surname in the story is somebody else's; a given name is hers ("Ann is a reporter").
        .filter(|rank| groups[g].author == author || *rank == 2)
    };
    for wanted in 0..3 {
        let mut roots: Vec<usize> =
            full.iter().copied().filter(|g| rank(*g) == Some(wanted)).map(|g| root(groups, g)).collect();
        roots.sort_unstable();
        roots.dedup();
        // The elder of a Jr. pair keeps the bare surname only if no one else has it.
        match roots.as_slice() {
            [] => {}
            [only] => {
                // A given name alone refers back; before its full name it may be anyone's.
                let introduced = groups[*only].spans.first() <= groups[bare].spans.first();
                return (wanted < 2 || introduced).then_some(*only);
            }
            _ => return None,
        }
    }
    None
}
