//! The words by which the outside knows the core's kinds.

use crate::claims::{ClaimKind, SourceKind, Tone};
use crate::duplicates::{CopyClass, DifferenceKind, RunKind};
use crate::entities::{EntityKind, MentionForm, QuantityKind, RelationKind};

pub(super) const fn entity_kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
        EntityKind::Other => "other",
    }
}

pub(super) const fn quantity_kind(kind: QuantityKind) -> &'static str {
    match kind {
        QuantityKind::Date => "date",
        QuantityKind::Time => "time",
        QuantityKind::Money => "money",
        QuantityKind::Percent => "percent",
        QuantityKind::Measure => "measure",
        QuantityKind::Number => "number",
    }
}

pub(super) const fn claim_kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::AccordingTo => "according_to",
        ClaimKind::Direct => "direct",
        ClaimKind::Mixed => "mixed",
        ClaimKind::Indirect => "indirect",
        ClaimKind::Allegation => "allegation",
    }
}

pub(super) const fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::NamedPerson => "namedPerson",
        SourceKind::NamedOrganisation => "namedOrganisation",
        SourceKind::OfficialUnnamed => "officialUnnamed",
        SourceKind::UnnamedPeople => "unnamedPeople",
        SourceKind::Document => "document",
        SourceKind::Outlet => "outlet",
        SourceKind::Passive => "passive",
        SourceKind::NoneGiven => "noneGiven",
    }
}

pub(super) const fn difference_kind(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Number => "number",
        DifferenceKind::Date => "date",
        DifferenceKind::Name => "name",
        DifferenceKind::Negation => "negation",
        DifferenceKind::Attribution => "attribution",
        DifferenceKind::Quotation => "quotation",
        DifferenceKind::Wording => "wording",
    }
}

pub(super) const fn mention_form(form: MentionForm) -> &'static str {
    match form {
        MentionForm::Name => "name",
        MentionForm::Description => "description",
        MentionForm::Pronoun => "pronoun",
    }
}

pub(super) const fn relation_kind(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Demonym => "demonym",
        RelationKind::Acronym => "acronym",
    }
}

pub(super) const fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Neutral => "neutral",
        Tone::Doubting => "doubting",
        Tone::Asserting => "asserting",
    }
}

pub(super) const fn run_kind(kind: RunKind) -> &'static str {
    match kind {
        RunKind::Copy => "copy",
        RunKind::OnPurpose => "onPurpose",
        RunKind::Similar => "similar",
    }
}

pub(super) const fn copy_class(class: CopyClass) -> &'static str {
    match class {
        CopyClass::Exact => "exact",
        CopyClass::Wording => "wording",
        CopyClass::Substance => "substance",
    }
}
