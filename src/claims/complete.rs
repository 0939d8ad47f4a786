//! What rules alone tell, one kind after another.
//!
//! Problem: closed constructions need no network, and some need to see what others found. Policy: each adds only where no claim
//! stands, the likelier kinds first; the edges of all are mended last. Nothing is kept here.

use super::charges::accused;
use super::colons::colons;
use super::constructions::citing;
use super::crowds::crowds;
use super::documents::documents;
use super::edges::edges;
use super::following::{following, inner};
use super::framed::framed;
use super::headlines::labels;
use super::heralds::heralds;
use super::idioms::idioms;
use super::judged::judged;
use super::link::Linked;
use super::nouns::nouns;
use super::passives::passives;
use super::patients::patients;
use super::prepared::Prepared;
use super::rarer::rarer;
use super::tails::tails;
use super::tellings::tellings;
use super::topics::topics;

/// Adds what rules alone tell, beside the claims that are kept. A function of its own, and so is each kind: together they
/// are longer than what a browser compiles well from the second encoding, or soon from WebAssembly.
#[inline(never)]
pub(super) fn complete(block: &Prepared<'_>, linked: &mut Vec<Linked>) {
    labels(block, linked);
    heralds(block, linked);
    colons(block, linked);
    tails(block, linked);
    crowds(block, linked);
    topics(block, linked);
    nouns(block, linked);
    passives(block, linked);
    accused(block, linked);
    judged(block, linked);
    patients(block, linked);
    idioms(block, linked);
    tellings(block, linked);
    documents(block, linked);
    framed(block, linked);
    citing(block, linked);
    inner(block, linked);
    rarer(block, linked);
    following(block, linked);
    edges(block, linked);
}
