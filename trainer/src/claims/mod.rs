//! Training of the attribution tagger and the check-worthiness scorer.

pub mod examples;
pub mod jsonl;
pub mod network;
pub mod score;
pub mod train;
pub mod worth;
