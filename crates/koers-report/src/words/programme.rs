//! The words for the parts of a programme and how they hang together.

use koers_model::element::ElementKind;
use koers_model::framework::{Confidence, Horizon, PrincipleKind, Relation, SwotKind};
use koers_model::text::Lang;
use koers_model::tie::Tie;

/// What kind of element it is, in the singular: `doelstelling`.
#[must_use]
pub fn kind(kind: ElementKind, lang: Lang) -> &'static str {
    let (nl, en) = match kind {
        ElementKind::Ambition => ("ambitie", "ambition"),
        ElementKind::Challenge => ("opgave", "challenge"),
        ElementKind::Principle => ("kerngedachte", "core idea"),
        ElementKind::Swot => ("punt uit de analyse", "item of the analysis"),
        ElementKind::Trend => ("trend", "trend"),
        ElementKind::Line => ("programmalijn", "programme line"),
        ElementKind::Theme => ("thema", "theme"),
        ElementKind::Objective => ("doelstelling", "objective"),
        ElementKind::Priority => ("prioriteit", "priority"),
        ElementKind::Activity => ("activiteit", "activity"),
        ElementKind::ActivityPart => ("onderdeel van een activiteit", "part of an activity"),
        ElementKind::Outcome => ("beoogd resultaat", "intended result"),
        ElementKind::Act => ("toezegging", "commitment"),
        ElementKind::Instrument => ("instrument", "instrument"),
        ElementKind::Programme => (
            "programma of actie uit de bijlage",
            "programme or action of the annex",
        ),
        ElementKind::MatrixEntry => ("activiteit uit de matrix", "activity of the matrix"),
        ElementKind::Partner => ("partner", "partner"),
        ElementKind::Role => ("rol", "role"),
        ElementKind::ScaleLevel => ("schaalniveau", "scale level"),
        ElementKind::Domain => ("beleidsdomein", "policy domain"),
        ElementKind::Reference => (
            "ander beleidskader of rapport",
            "other policy framework or report",
        ),
        ElementKind::Abbreviation => ("afkorting", "abbreviation"),
    };
    lang.pick(nl, en)
}

/// What kind of elements they are: `doelstellingen`.
#[must_use]
pub fn kinds(kind: ElementKind, lang: Lang) -> &'static str {
    let (nl, en) = match kind {
        ElementKind::Ambition => ("ambitie", "ambition"),
        ElementKind::Challenge => ("opgaven", "challenges"),
        ElementKind::Principle => ("kerngedachten", "core ideas"),
        ElementKind::Swot => (
            "sterkten, zwakten, kansen en bedreigingen",
            "strengths, weaknesses, opportunities and threats",
        ),
        ElementKind::Trend => ("trends", "trends"),
        ElementKind::Line => ("programmalijnen", "programme lines"),
        ElementKind::Theme => ("thema’s", "themes"),
        ElementKind::Objective => ("doelstellingen", "objectives"),
        ElementKind::Priority => ("prioriteiten", "priorities"),
        ElementKind::Activity => ("activiteiten", "activities"),
        ElementKind::ActivityPart => ("onderdelen van activiteiten", "parts of activities"),
        ElementKind::Outcome => ("beoogde resultaten", "intended results"),
        ElementKind::Act => ("toezeggingen", "commitments"),
        ElementKind::Instrument => ("instrumenten", "instruments"),
        ElementKind::Programme => (
            "programma’s en acties uit de bijlage",
            "programmes and actions of the annex",
        ),
        ElementKind::MatrixEntry => ("activiteiten uit de matrix", "activities of the matrix"),
        ElementKind::Partner => ("partners", "partners"),
        ElementKind::Role => ("rollen", "roles"),
        ElementKind::ScaleLevel => ("schaalniveaus", "scale levels"),
        ElementKind::Domain => ("beleidsdomeinen", "policy domains"),
        ElementKind::Reference => (
            "andere beleidskaders en rapporten",
            "other policy frameworks and reports",
        ),
        ElementKind::Abbreviation => ("afkortingen", "abbreviations"),
    };
    lang.pick(nl, en)
}

/// A corner of the SWOT analysis: `zwakte`.
#[must_use]
pub fn swot(kind: SwotKind, lang: Lang) -> &'static str {
    match kind {
        SwotKind::Strength => lang.pick("sterkte", "strength"),
        SwotKind::Weakness => lang.pick("zwakte", "weakness"),
        SwotKind::Opportunity => lang.pick("kans", "opportunity"),
        SwotKind::Threat => lang.pick("bedreiging", "threat"),
    }
}

/// A corner of the SWOT analysis, in the plural: `zwakten`.
#[must_use]
pub fn swots(kind: SwotKind, lang: Lang) -> &'static str {
    match kind {
        SwotKind::Strength => lang.pick("sterkten", "strengths"),
        SwotKind::Weakness => lang.pick("zwakten", "weaknesses"),
        SwotKind::Opportunity => lang.pick("kansen", "opportunities"),
        SwotKind::Threat => lang.pick("bedreigingen", "threats"),
    }
}

/// Whether a challenge is of today or of tomorrow, as a heading has it.
#[must_use]
pub fn horizon(horizon: Horizon, lang: Lang) -> &'static str {
    match horizon {
        Horizon::Now => lang.pick("opgaven van nu", "challenges of today"),
        Horizon::Tomorrow => lang.pick("opgaven van morgen", "challenges of tomorrow"),
    }
}

/// A challenge with its time: `opgave van nu`.
#[must_use]
pub fn challenge(horizon: Horizon, lang: Lang) -> &'static str {
    match horizon {
        Horizon::Now => lang.pick("opgave van nu", "challenge of today"),
        Horizon::Tomorrow => lang.pick("opgave van morgen", "challenge of tomorrow"),
    }
}

/// What a principle is about, as a heading has it.
#[must_use]
pub fn principle(about: PrincipleKind, lang: Lang) -> &'static str {
    match about {
        PrincipleKind::Content => lang.pick("over de inhoud", "on content"),
        PrincipleKind::WayOfWorking => lang.pick("over de manier van werken", "on the way of working"),
    }
}

/// How sure a link is, in one word: `gesteld`.
#[must_use]
pub fn confidence(confidence: Confidence, lang: Lang) -> &'static str {
    match confidence {
        Confidence::Stated => lang.pick("gesteld", "stated"),
        Confidence::High => lang.pick("hoog", "high"),
        Confidence::Medium => lang.pick("middel", "medium"),
        Confidence::Low => lang.pick("laag", "low"),
    }
}

/// What the word of [`confidence`] means, as a sentence without a full stop.
#[must_use]
pub fn confidence_means(confidence: Confidence, lang: Lang) -> &'static str {
    match confidence {
        Confidence::Stated => lang.pick(
            "de tekst van het programma zegt het zelf",
            "the text of the programme says so itself",
        ),
        Confidence::High => lang.pick(
            "de tekst zegt het niet, maar elke lezer zou het zo lezen",
            "the text does not say so, but any reader would read it that way",
        ),
        Confidence::Medium => lang.pick(
            "de tekst zegt het niet; wij vinden het waarschijnlijk",
            "the text does not say so; we find it likely",
        ),
        Confidence::Low => lang.pick(
            "de tekst zegt het niet; het is een vermoeden dat iemand moet bevestigen",
            "the text does not say so; it is a guess that somebody should confirm",
        ),
    }
}

/// How an element points at others, as the heading of a list of those: `geeft antwoord op`.
#[must_use]
pub fn tie(tie: Tie, lang: Lang) -> &'static str {
    match tie {
        Tie::Answers => lang.pick("geeft antwoord op", "answers"),
        Tie::DrawsOn => lang.pick("steunt op", "draws on"),
        Tie::Addresses => lang.pick("gaat in op", "addresses"),
        Tie::Under => lang.pick("valt onder", "belongs under"),
        Tie::Serves => lang.pick("werkt aan", "serves"),
        Tie::LeadsTo => lang.pick("draagt bij aan", "works towards"),
        Tie::PartOf => lang.pick("is deel van", "is part of"),
        Tie::OnLine => lang.pick("hoort bij", "goes with"),
        Tie::AtScale => lang.pick("speelt op", "takes place at"),
    }
}

/// The same from the other end: `krijgt antwoord van`.
#[must_use]
pub fn tie_back(tie: Tie, lang: Lang) -> &'static str {
    match tie {
        Tie::Answers => lang.pick("krijgt antwoord van", "is answered by"),
        Tie::DrawsOn => lang.pick("is de basis van", "is drawn on by"),
        Tie::Addresses => lang.pick("krijgt aandacht van", "is addressed by"),
        Tie::Under => lang.pick("wordt uitgevoerd met", "is carried out by"),
        Tie::Serves => lang.pick("wordt gediend door", "is served by"),
        Tie::LeadsTo => lang.pick("wordt geholpen door", "is helped by"),
        Tie::PartOf => lang.pick("bestaat uit", "consists of"),
        Tie::OnLine => lang.pick("hierbij horen", "with it go"),
        Tie::AtScale => lang.pick("op dit niveau", "at this level"),
    }
}

/// What a commitment does with what was before: `gaat door`.
#[must_use]
pub fn relation(relation: &Relation, lang: Lang) -> &'static str {
    match relation {
        Relation::Continues => lang.pick("gaat door", "goes on"),
        Relation::Changes => lang.pick("verandert", "changes"),
        Relation::Adds => lang.pick("is nieuw", "is new"),
    }
}

/// What became of an element that the new programme leaves out.
#[must_use]
pub fn dropped(lang: Lang) -> &'static str {
    lang.pick("vervalt", "ends")
}

/// What kind of partner a word in the files means, in the plural: `overheden`. Other words are given as they are.
#[must_use]
pub fn partner(kind: &str, lang: Lang) -> &str {
    match kind {
        "company" => lang.pick("bedrijven", "companies"),
        "authority" => lang.pick("overheden", "authorities"),
        "knowledge" => lang.pick("kennisinstellingen", "knowledge institutions"),
        "association" => lang.pick("verenigingen en koepels", "associations"),
        "media" => "media",
        "network" => lang.pick("netwerken", "networks"),
        "fund" => lang.pick("fondsen", "funds"),
        "other" => lang.pick("overige", "other"),
        word => word,
    }
}
