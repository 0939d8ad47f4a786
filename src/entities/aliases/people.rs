//! People: full names of one person, and bare names that are one person's.
//!
//! Policy: shorter forms join a longer one only when exactly one fits; who is named in bylines and credits only
//! is nobody in the story; a post that the full name never has keeps a bare surname apart.

use alloc::rc::Rc;

use super::{Group, Index, merge, root};
use crate::entities::EntityKind;
use crate::entities::forms::{Form, THRONES};
use crate::entities::roles::is_person_role;
use crate::order;
use crate::text::is_capitalised;

/// Full names first, then bare names to the one full name that fits. Only names that share the word in question
/// are held against each other.
pub(super) fn join(groups: &mut [Group]) {
    let forms: Vec<Rc<Form>> = groups.iter().map(|g| Rc::clone(&g.form)).collect();
    let people: Vec<usize> = (0..groups.len()).filter(|g| groups[*g].kind == EntityKind::Person).collect();
    let is_full = |g: &usize| forms[*g].core().len() > 1;
    let (mut by_last, mut by_word) = (Index::<&str>::default(), Index::<&str>::default());
    for full in people.iter().copied().filter(is_full) {
        by_last.entry(forms[full].last()).or_default().push(full);
        // A part of a double surname stands for its bearer too.
        let parts = forms[full].last().split('-');
        for word in forms[full].core().iter().map(String::as_str).chain(parts) {
            let with = by_word.entry(word).or_default();
            if with.last() != Some(&full) {
                with.push(full);
            }
        }
    }
    for a in people.iter().copied().filter(is_full) {
        // Exactly one other full name must fit: "J. Kennedy" fits both John and Jane and joins neither.
        let longer: Vec<usize> = by_last
            .get(forms[a].last())
            .into_iter()
            .flatten()
            .copied()
            .filter(|&b| {
                let (own, others) = (forms[a].core().len(), forms[b].core().len());
                b != a
                    && (others > own || others == own && b < a)
                    && groups[a].author == groups[b].author
                    && forms[a].same_person(&forms[b])
            })
            .collect();
        let all_agree =
            longer.iter().all(|&x| longer.iter().all(|&y| x == y || forms[x].same_person(&forms[y])));
        if let (Some(&into), true) = (longer.first(), all_agree) {
            merge(groups, a, into);
        }
    }
    let mut bare_by_word = Index::<&str>::default();
    for bare in people.iter().copied().filter(|g| forms[*g].core().len() == 1) {
        bare_by_word.entry(forms[bare].last()).or_default().push(bare);
    }
    for &bare in &people {
        let [word] = forms[bare].core() else { continue };
        let with = by_word.get(word.as_str()).map_or(&[][..], Vec::as_slice);
        let Some(into) = best_full_name(groups, with, bare) else { continue };
        let of_name = by_last.get(forms[into].last()).map_or(&[][..], Vec::as_slice);
        let same = bare_by_word.get(word.as_str()).map_or(&[][..], Vec::as_slice);
        if agree(groups, of_name, same, bare, into) {
            merge(groups, bare, into);
        }
    }
    join_bare(groups, &forms, &people);
    join_reigns(groups, &forms, &people, &by_word);
}

/// "Leo XIV" with "Pope Leo" and "Leo": who has a number goes by the given name alone, where only one of the name
/// has one and, without the post, nobody else on the page is called so.
fn join_reigns(groups: &mut [Group], forms: &[Rc<Form>], people: &[usize], full: &Index<&str>) {
    let mut reigns = Index::<&str>::default();
    for g in people.iter().copied().filter(|g| forms[*g].reign().is_some()) {
        let Some(word) = forms[g].core().first() else { continue };
        let with = reigns.entry(word).or_default();
        if with.iter().all(|other| forms[*other].reign() != forms[g].reign()) {
            with.push(g);
        } else if let Some(same) = with.iter().find(|other| forms[**other].reign() == forms[g].reign()) {
            merge(groups, g, *same);
        }
    }
    for &g in people {
        let ([word], None) = (forms[g].core(), forms[g].suffix()) else { continue };
        let Some([reign]) = reigns.get(word.as_str()).map(Vec::as_slice) else { continue };
        let throne = groups[g].posts.iter().any(|p| is_throne(p));
        let free = groups[g].posts.is_empty() && !full.contains_key(word.as_str());
        if throne || free {
            merge(groups, g, *reign);
        }
    }
}

fn is_throne(post: &str) -> bool {
    THRONES.contains(&post)
}

/// What stands right before a person's name: a post ("president"), or "mr" or "ms" for forms of address.
pub(in crate::entities) fn post(before: &str) -> Option<String> {
    let word = before.split_whitespace().next_back()?;
    // A sentence that ends with a post is none.
    let lower = word.trim_end_matches('.').to_lowercase();
    match lower.as_str() {
        "mr" | "sir" | "lord" | "herr" | "monsieur" => return Some("mr".to_owned()),
        "mrs" | "ms" | "miss" | "dame" | "madame" | "frau" => return Some("ms".to_owned()),
        "lady" => return Some("lady".to_owned()),
        _ => {}
    }
    let post = is_capitalised(word) && is_person_role(&lower) && !word.ends_with('.');
    post.then(|| if lower.starts_with("chair") { "chair".to_owned() } else { lower })
}

const ADDRESSES: [&str; 2] = ["mr", "ms"];

/// Whether the posts of a bare surname and of a full name can be one person's. "President Obama" is not
/// "First Lady Michelle Obama", and where there are a Mr and a Ms of one surname, each needs its own. `full` are
/// the full names with the surname of `into`, `same` the bare names of one word with `bare`.
fn agree(groups: &[Group], full: &[usize], same: &[usize], bare: usize, into: usize) -> bool {
    let [own] = groups[bare].posts.as_slice() else { return true };
    // "Prince Harry" is not Harry Kane.
    let others = || full.iter().any(|g| groups[*g].posts.contains(own));
    if is_throne(own) {
        return others();
    }
    let of_full: Vec<&Rc<str>> = full
        .iter()
        .filter(|g| root(groups, **g) == root(groups, into))
        .flat_map(|g| groups[*g].posts.iter())
        .collect();
    if of_full.contains(&own) {
        return true;
    }
    let is_address = |post: &str| ADDRESSES.contains(&post);
    if is_address(own) {
        let other = |g: &usize| groups[*g].posts.iter().any(|p| p != own && is_address(p));
        return !same.iter().any(other) && !of_full.iter().any(|p| is_address(p));
    }
    of_full.iter().all(|p| is_address(p))
}

/// Bare surnames that no full name took: those of one word are one person, unless a Mr and a Ms bear it.
fn join_bare(groups: &mut [Group], forms: &[Rc<Form>], people: &[usize]) {
    let mut by_words = Index::<&[String]>::default();
    for &a in people {
        let form = &forms[a];
        let bare = if form.suffix().is_none() { form.core() } else { form.words.as_slice() };
        let before = by_words.entry(bare).or_default();
        if forms[a].core().len() == 1 && root(groups, a) == a {
            let other = before.iter().copied().find(|&b| {
                let both = [a, b].map(|g| groups[g].posts.iter().find(|p| ADDRESSES.contains(&&***p)));
                groups[b].author == groups[a].author
                    && root(groups, b) == b
                    && !matches!(both, [Some(x), Some(y)] if x != y)
            });
            if let Some(b) = other {
                merge(groups, a, b);
            }
        }
        before.push(a);
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
        order::sort(&mut roots);
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
