//! Set phrases for what goes on in a mind: "is wary of", "has no doubt", "is under no illusion that".
//!
//! Origin: written for this project from the ordinary vocabulary of English news. Problem: the word that tells the attitude is an
//! adjective or a noun, and its verb is "be" or "have", in which the network sees no cue. Policy: as for the other phrases
//! ([`super::phrases`], which reads and owns the tables); the first table holds what only a mind can be, so whatever is said to be
//! it is somebody, the second what a thing can be as well ("is open to the public").

/// States of a mind alone, in the form of the other phrases. A headline leaves out their verb: "Lund hopeful of deal".
pub(super) const STATES: &str = "\
is are was were|in no doubt|that
is are was were|in two minds about|any
is are was were|unsure|question
is are was were|delighted with|any
is are was were|pleased with|any
is are was were|happy with|any
is are was were|unhappy with|any
is are was were|impatient for|any
is are was were|wary of|any
is are was were|keen on|any
is are was were|keen|to
is are was were|minded|to
is are was were|itching|to
is are was were|loath|to
is are was were|unsure whether|any
is are was were|hopeful of|any
is are was were|confident of|any
is are was were|fearful of|any
is are was were|proud of|any
is are was were|fed up with|any
is are was were|under no illusion|that
is are was were|under no illusions|that
is are was were|under no illusion about|any
is are was were|under no illusions about|any
is are was were|nervous about|any
is are was were|nervous of|any
is are was were|anxious about|any
is are was were|anxious for|any
is are was were|worried about|any
is are was were|concerned about|any
is are was were|excited about|any
is are was were|angry about|any
is are was were|furious about|any
is are was were|furious at|any
is are was were|furious over|any
is are was were|upset about|any
is are was were|sceptical of|any
is are was were|sceptical about|any
is are was were|skeptical of|any
is are was were|skeptical about|any
is are was were|suspicious of|any
is are was were|optimistic about|any
is are was were|pessimistic about|any
is are was were|adamant about|any
is are was were|ashamed of|any
is are was were|envious of|any
is are was were|afraid of|any
is are was were|frightened of|gerund
is are was were|scared of|gerund
is are was were|dismissive of|any
is are was were|scathing about|any
is are was were|scathing of|any
is are was were|critical of|any
is are was were|grateful for|any
is are was were|adamant|clause
is are was were|sure of|any
is are was were|certain of|any
is are was were|convinced of|any
is are was were|resentful of|any";

/// Attitudes of somebody whose words fit a thing as well.
pub(super) const LEANINGS: &str = "\
had has have|a hunch|that
had has have|a feeling|that
had has have|a suspicion|that
had has have|an inkling|that
had has have|a theory|that
had has have|no doubt|clause
had has have|no doubts|that
had has have|every confidence|that
had has have|misgivings about|any
had has have|reservations about|any
had has have|doubts about|any
is are was were|of the opinion|that
is are was were|of the view|that
is are was were|under the impression|that
is are was were|prepared|to
is are was were|at peace with|any
is are was were|against|thing
is are was were|in favour of|any
is are was were|in favor of|any
is are was were|opposed to|any
is are was were|open to|thing
is are was were|not averse to|any
is are was were|resigned to|any
is are was were|reconciled to|any
is are was were|dead set against|any
is are was were|dead against|any
is are was were|torn between|any
is are was were|at odds over|any
is are was were|divided on|any
is are was were|undecided about|any
is are was were|tired of|any
is are was were|sick of|any
has had have|high hopes for|any
has had have|no intention of|any
has had have|no wish|to
has had have|no plans|to
has had have|half a mind|to
has had have|doubts over|any
has had have|faith in|any
has had have|set one's heart on|any
has had have|set one's sights on|any
has had have|set their hearts on|any
has had have|one's eye on|thing
has had have|given up on|any
had has have|high hopes|that
had has have|every intention of|any
had has have|mixed feelings about|any
had has have|harsh words for|any
had has have|kind words for|any
had has have|warm words for|any";
