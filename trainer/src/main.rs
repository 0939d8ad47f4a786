//! Trains and evaluates the models.
fn main() {}
