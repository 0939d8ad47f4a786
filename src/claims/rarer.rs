//! Rarer constructions, in the order in which their rules are asked.
//!
//! Problem: each has a module of its own, and some see what others have added. Policy: what stands aside or in front is
//! settled before claims are judged, because it moves their parts; what only adds comes after the commoner constructions,
//! which know better. Owns nothing.

use super::ahead::ahead;
use super::appraisals::appraisals;
use super::asides::asides;
use super::embedded::embedded;
use super::fronted::fronted;
use super::link::Linked;
use super::namesakes::namesakes;
use super::papers::papers;
use super::prepared::Prepared;
use super::relatives::relatives;

/// Gives what is said aside or in front of its speaker its place.
pub(super) fn aside(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    asides(block, claims);
    fronted(block, claims);
}

/// Adds and mends the claims of rarer constructions.
#[inline(never)]
pub(super) fn rarer(block: &Prepared<'_>, claims: &mut Vec<Linked>) {
    papers(block, claims);
    namesakes(block, claims);
    appraisals(block, claims);
    ahead(block, claims);
    relatives(block, claims);
    embedded(block, claims);
}
