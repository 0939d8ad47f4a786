//! The earlier report and what is new, put together: what `src/dom/renewal.js` does in the browser, for
//! whoever has none.

use super::{Moves, NONE, Part, Renewal};
use crate::report::{Duplicates, Piece, Report};

/// One list: entries that stand, with their numbers moved by `go`, and fresh ones.
fn put<T: Clone>(earlier: &[T], part: &Part<T>, go: impl Fn(&mut T)) -> Vec<T> {
    let mut fresh = part.fresh.iter();
    let mut out = Vec::new();
    for [first, count] in &part.order {
        for n in 0..*count {
            if *first == NONE {
                out.extend(fresh.next().cloned());
            } else if let Some(mut entry) = earlier.get((first + n) as usize).cloned() {
                go(&mut entry);
                out.push(entry);
            }
        }
    }
    out
}

fn go(moves: &Moves, old: u32) -> u32 {
    if moves.is_empty() {
        return old;
    }
    moves
        .iter()
        .find(|[first, _, count]| (*first..first + count).contains(&old))
        .map_or(NONE, |[f, now, _]| now + old - f)
}

impl Renewal {
    /// The report that follows from `earlier`.
    pub fn apply(&self, earlier: &Report) -> Report {
        let [blocks, quantities, claims] = &self.moves;
        let block = |b: &mut u32| *b = go(blocks, *b);
        let place = |p: &mut Piece| block(&mut p.block);
        let numbers = |list: &mut Vec<u32>| list.iter_mut().for_each(|q| *q = go(quantities, *q));
        let claim = |c: &mut Option<u32>| *c = c.map(|c| go(claims, c));
        Report {
            blocks: self.blocks,
            paragraphs: self.paragraphs,
            words: self.words,
            english: self.english,
            sentences: put(&earlier.sentences, &self.sentences, place),
            duplicates: Duplicates {
                repeated: self.repeated,
                of: self.paragraphs,
                runs: put(&earlier.duplicates.runs, &self.runs, |run| {
                    for copied in &mut run.blocks {
                        block(&mut copied.block);
                        copied.originals.iter_mut().for_each(block);
                        for d in &mut copied.differences {
                            d.original.iter_mut().chain(&mut d.copy).for_each(place);
                        }
                    }
                }),
            },
            entities: put(&earlier.entities, &self.entities, |e| {
                e.title.iter_mut().chain(&mut e.description).for_each(place);
            }),
            mentions: put(&earlier.mentions, &self.mentions, |m| block(&mut m.block)),
            quantities: put(&earlier.quantities, &self.quantities, |q| block(&mut q.block)),
            claims: put(&earlier.claims, &self.claims, |c| {
                c.id = go(claims, c.id);
                claim(&mut c.parent);
                claim(&mut c.same);
                c.source.iter_mut().chain(&mut c.target).chain(&mut c.addressee).for_each(place);
                c.cue.iter_mut().chain(&mut c.content).chain(&mut c.hedges).for_each(place);
                numbers(&mut c.quantities);
            }),
            statements: put(&earlier.statements, &self.statements, |s| {
                block(&mut s.block);
                claim(&mut s.follows);
                numbers(&mut s.quantities);
            }),
            regions: self.regions.clone(),
        }
    }
}
