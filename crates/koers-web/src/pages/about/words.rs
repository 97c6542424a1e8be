//! The words of the site, explained.

use koers_model::text::Lang;

/// A word with its meaning, in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Its place on the page.
    pub id: &'static str,
    /// The Dutch word.
    pub nl: &'static str,
    /// The English word.
    pub en: &'static str,
    /// What it means, in Dutch.
    pub means_nl: &'static str,
    /// What it means, in English.
    pub means_en: &'static str,
}

impl Word {
    /// The word.
    #[must_use]
    pub fn word(&self, lang: Lang) -> &'static str {
        lang.pick(self.nl, self.en)
    }
    /// What it means.
    #[must_use]
    pub fn means(&self, lang: Lang) -> &'static str {
        lang.pick(self.means_nl, self.means_en)
    }
}

const fn word(
    id: &'static str,
    nl: &'static str,
    en: &'static str,
    means_nl: &'static str,
    means_en: &'static str,
) -> Word {
    Word {
        id,
        nl,
        en,
        means_nl,
        means_en,
    }
}

/// Every word that is explained. The page sorts them.
pub static WORDS: &[Word] = &[
    word(
        "programma",
        "Programma",
        "Programme",
        "Het beleid van een paar jaar, zoals het bestuur het vaststelde: wat er speelt, wat de provincie wil, wat zij gaat doen en waaraan te zien moet zijn dat het lukt.",
        "The policy of some years, as the government laid it down: what goes on, what the province wants, what it will do and what should show that it works.",
    ),
    word(
        "programmalijn",
        "Programmalijn",
        "Programme line",
        "Een hoofdonderwerp van een programma, met eigen doelstellingen, activiteiten en resultaten. Sommige programma’s hebben thema’s in plaats van lijnen.",
        "A main subject of a programme, with objectives, activities and outcomes of its own. Some programmes have themes instead of lines.",
    ),
    word(
        "opgave",
        "Opgave",
        "Challenge",
        "Wat de samenleving vraagt: een vraagstuk van nu of van later waar het beleid iets aan moet doen.",
        "What society asks: a question of today or of later that the policy must do something about.",
    ),
    word(
        "kerngedachte",
        "Kerngedachte",
        "Core idea",
        "Een uitgangspunt van het programma, over de inhoud of over de manier van werken.",
        "A starting point of the programme, on content or on the way of working.",
    ),
    word(
        "doelstelling",
        "Doelstelling",
        "Objective",
        "Wat de provincie binnen een lijn wil bereiken, in woorden.",
        "What the province wants to reach within a line, in words.",
    ),
    word(
        "activiteit",
        "Activiteit",
        "Activity",
        "Wat de provincie zegt te gaan doen. Of het ook gebeurd is, staat hier niet.",
        "What the province says it will do. Whether it was done is not said here.",
    ),
    word(
        "beoogd-resultaat",
        "Beoogd resultaat",
        "Intended result",
        "Wat er moet veranderen. Hierover gaat het oordeel. Een nieuw voorstel wordt er ook op getoetst: wat draagt het hieraan bij?",
        "What should change. The verdict is about this. A new proposal is tested on it too: what does it add to this?",
    ),
    word(
        "toezegging",
        "Toezegging",
        "Commitment",
        "Eén belofte uit een programma dat in thema’s is geschreven: iets dat de provincie zal doen, of iets dat moet veranderen.",
        "One promise of a programme that is written as themes: something the province will do, or something that must change.",
    ),
    word(
        "schatting",
        "Schatting en belofte",
        "Estimate and promise",
        "Een schatting is wat iemand van een actie verwacht. Zodra de actie is toegekend, is het een belofte: dan wordt later nagekeken wat ervan kwam.",
        "An estimate is what somebody expects of an action. Once the action is granted it is a promise: then what came of it is checked later.",
    ),
    word(
        "bevinding",
        "Bevinding",
        "Finding",
        "Wat van een belofte kwam, met wie dat vond en hoe.",
        "What came of a promise, with who found it and how.",
    ),
    word(
        "oordeel",
        "Oordeel",
        "Verdict",
        "Het antwoord op de vraag of een resultaat op koers ligt: op koers, uit koers, of niet te zeggen. De reden staat er altijd bij.",
        "The answer to the question whether an outcome is on course: on course, off course, or cannot be said. The reason is always given.",
    ),
    word(
        "indicator",
        "Indicator",
        "Indicator",
        "Een cijfer dat steeds op dezelfde manier wordt berekend, met een vaste regel, eenheid en bron.",
        "A figure that is always computed in the same way, with a fixed rule, unit and source.",
    ),
    word(
        "maat",
        "Hoofdmaat en nevenmaat",
        "Main and supporting measure",
        "Een hoofdmaat beslist mee over het oordeel. Een nevenmaat staat ernaast en beslist niet.",
        "A main measure takes part in the verdict. A supporting measure stands beside it and does not decide.",
    ),
    word(
        "nulmeting",
        "Nulmeting",
        "Baseline",
        "Het cijfer waar het programma mee begint. Vandaar loopt het pad naar het doel.",
        "The figure with which the programme begins. From there runs the path to the target.",
    ),
    word(
        "streefwaarde",
        "Doel of streefwaarde",
        "Target",
        "Het cijfer dat gehaald moet zijn, en wanneer. Vaak zegt een programma alleen dat iets moet stijgen of dalen.",
        "The figure to be reached, and when. Often a programme only says that something must rise or fall.",
    ),
    word(
        "marge",
        "Marge",
        "Margin",
        "Hoeveel verschil toeval kan zijn. Een verschil dat kleiner is dan de marge zegt niets. Bij een keuze uit voorstellen: tussen welke twee getallen een deel ligt dat met trekkingen is bepaald.",
        "How much difference may be chance. A difference that is smaller than the margin says nothing. In a choice among proposals: between which two figures a part lies that was found by draws.",
    ),
    word(
        "peildatum",
        "Peildatum",
        "Day judged",
        "De dag tot wanneer wij kijken. Cijfers over een latere periode tellen niet mee.",
        "The day until which we look. Figures of a later period do not count.",
    ),
    word(
        "zoals-bekend-op",
        "Zoals bekend op",
        "As known on",
        "De dag waarop een cijfer al gepubliceerd moest zijn om mee te tellen. Zo is na te gaan wat men toen kon weten.",
        "The day by which a figure had to be published to count. So one can check what could be known then.",
    ),
    word(
        "gegevensset",
        "Gegevensset",
        "Data set",
        "Een gepubliceerde tabel, bijvoorbeeld van het CBS of Eurostat, met de uitleg hoe wij haar lezen.",
        "A published table, for example of Statistics Netherlands or Eurostat, with how we read it.",
    ),
    word(
        "momentopname",
        "Momentopname",
        "Snapshot",
        "Een bestand met cijfers van een uitgever, precies zoals wij het op een dag kregen. Wij bewaren elke momentopname, ook als de uitgever de cijfers later verandert.",
        "A file with figures of a publisher, exactly as we got it on a day. We keep every snapshot, also when the publisher changes the figures later.",
    ),
    word(
        "waarneming",
        "Waarneming",
        "Observation",
        "Eén gepubliceerd cijfer: een gebied, een periode, en een getal of de reden waarom er geen getal is.",
        "One published figure: a region, a period, and a number or the reason why there is none.",
    ),
    word(
        "meting",
        "Meting",
        "Reading",
        "Eén berekend cijfer van een indicator, voor één gebied en één periode.",
        "One computed figure of an indicator, for one region and one period.",
    ),
    word(
        "herkomst",
        "Herkomst",
        "Trace",
        "De weg terug van een cijfer: langs de regel en de tabel naar de regel in het bestand zoals het is overgenomen.",
        "The way back from a figure: along the rule and the table to the line in the file as it was taken over.",
    ),
    word(
        "voorlopig",
        "Voorlopig cijfer",
        "Provisional figure",
        "Een cijfer dat de uitgever nog kan bijstellen.",
        "A figure that the publisher may still revise.",
    ),
    word(
        "reeksbreuk",
        "Reeksbreuk",
        "Break in series",
        "Een moment waarop de uitgever anders ging tellen. Cijfers van ervoor en erna zijn niet zomaar te vergelijken.",
        "A moment at which the publisher began to count differently. Figures before and after cannot simply be compared.",
    ),
    word(
        "zekerheid",
        "Zekerheid van een verband",
        "Confidence of a link",
        "Of de tekst zelf zegt dat twee dingen bij elkaar horen (gesteld), of dat wij het zo lezen: hoog, middel of laag.",
        "Whether the text itself says that two things belong together (stated), or that we read it so: high, medium or low.",
    ),
    word(
        "opvolging",
        "Opvolging",
        "Succession",
        "Wat een nieuw programma doet met het vorige: wat doorgaat, wat verandert, wat nieuw is en wat vervalt.",
        "What a new programme does with the one before: what goes on, what changes, what is new and what ends.",
    ),
    word(
        "hiaat",
        "Hiaat",
        "Gap",
        "Iets wat het programma belooft of noemt en waar geen cijfer, doel of activiteit bij hoort.",
        "Something that the programme promises or names and that has no figure, objective or activity.",
    ),
    word(
        "meetlat",
        "Meetlat",
        "Yardstick",
        "De vragen waarlangs voorstellen worden getoetst: eerst poorten, dan criteria, elk met een schaal en een gewicht. Van elke versie blijft bewaard wat er stond.",
        "The questions along which proposals are tested: gates first, then criteria, each with a scale and a weight. What every version said is kept.",
    ),
    word(
        "toets",
        "Toets",
        "Test",
        "Wat een beoordelaar van een voorstel zegt, langs de meetlat: een antwoord bij elke poort en een score bij elk criterium, met de reden.",
        "What an assessor says of a proposal, along the yardstick: an answer at every gate and a score at every criterion, with the reason.",
    ),
    word(
        "criterium",
        "Criterium",
        "Criterion",
        "Waar een voorstel een score op krijgt. Elk criterium heeft een vraag, een schaal in woorden en een gewicht.",
        "What a proposal gets a score on. Every criterion has a question, a scale in words and a weight.",
    ),
    word(
        "score",
        "Score",
        "Score",
        "Het cijfer van een beoordelaar bij een criterium, met de reden. De schaal zegt in woorden waar elk cijfer voor staat.",
        "The figure of an assessor at a criterion, with the reason. The scale says in words what every figure stands for.",
    ),
    word(
        "gewicht",
        "Gewicht",
        "Weight",
        "Hoe zwaar een criterium meetelt in de waarde. Alle gewichten samen zijn 100%. Bij elk gewicht staat ook hoe laag en hoe hoog het mag zijn.",
        "How heavily a criterion counts in the value. All weights together are 100%. With every weight stands how low and how high it may be.",
    ),
    word(
        "trekking",
        "Trekking",
        "Draw",
        "Eén keer door het lot gekozen gewichten, binnen de grenzen die mogen. Met heel veel trekkingen is te zien hoe vaak een voorstel bij de besten hoort, als men anders weegt.",
        "Weights chosen by lot once, within the bounds that are allowed. Very many draws show how often a proposal is among the best, when one weighs otherwise.",
    ),
    word(
        "poort",
        "Poort",
        "Gate",
        "Een vraag van de meetlat die met ja beantwoord moet zijn voordat scores tellen. Is het antwoord nee, dan valt het voorstel af, hoe goed het verder ook is.",
        "A question of the yardstick that must be answered with yes before scores count. When the answer is no the proposal is left out, however good it is otherwise.",
    ),
    word(
        "afwijking",
        "Afwijking",
        "Override",
        "Een besluit van het bestuur dat anders is dan de toets, bijvoorbeeld om een poort toch open te zetten. De afwijking blijft met haar reden naast de toets staan.",
        "A decision of the board that differs from the test, for example to open a gate all the same. The override stays beside the test, with its reason.",
    ),
    word(
        "waarde",
        "Waarde",
        "Value",
        "Wat een voorstel of een keuze brengt, in één getal: de scores op de criteria, samengenomen met hun gewichten. Geld zit er niet in.",
        "What a proposal or a choice brings, in one figure: the scores on the criteria, taken together with their weights. Money is no part of it.",
    ),
    word(
        "kern",
        "Kern",
        "Core",
        "Het deel van alle keuzes die door geen andere worden overtroffen waarin een voorstel zit. Bij 100% hoort het er altijd bij, hoe de criteria ook wegen; bij 0% nooit. Bij veel voorstellen zijn niet alle keuzes na te gaan. Dan is het het deel van de getrokken gewichten waarbij het voorstel in de beste keuze zit. Er staat dan ‘geloot’ bij.",
        "The part of all choices that no other one beats in which a proposal is. At 100% it always belongs, however the criteria weigh; at 0% it never does. With many proposals not all choices can be looked at. Then it is the part of the drawn weights under which the proposal is in the best choice, and it is called ‘drawn’.",
    ),
    word(
        "schaduwprijs",
        "Schaduwprijs",
        "Shadow price",
        "Hoeveel meer waarde € 100.000 erbij in een budget zou brengen, als elk voorstel ook voor een deel te kiezen was. Is de prijs nul, dan knelt dat budget niet.",
        "How much more value €100,000 more in a budget would bring, if every proposal could be chosen in part too. At nil that budget does not pinch.",
    ),
    word(
        "corop",
        "COROP-gebied",
        "COROP area",
        "Een van de veertig gebieden waarin het CBS Nederland verdeelt, tussen gemeente en provincie in.",
        "One of the forty areas into which Statistics Netherlands divides the country, between municipality and province.",
    ),
    word(
        "nuts",
        "NUTS",
        "NUTS",
        "De indeling van Europese gebieden die Eurostat gebruikt. NUTS 2 is in Nederland een provincie, NUTS 3 een COROP-gebied.",
        "The division of European regions that Eurostat uses. In the Netherlands NUTS 2 is a province, NUTS 3 a COROP area.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn what_testing_and_choosing_speak_of_is_explained() {
        for id in [
            "meetlat",
            "toets",
            "poort",
            "criterium",
            "score",
            "gewicht",
            "afwijking",
            "waarde",
            "kern",
            "trekking",
            "marge",
            "schaduwprijs",
        ] {
            assert!(WORDS.iter().any(|word| word.id == id), "{id}");
        }
    }

    #[test]
    fn every_word_has_its_own_place() {
        let ids: BTreeSet<&str> = WORDS.iter().map(|word| word.id).collect();
        assert_eq!(ids.len(), WORDS.len());
        for word in WORDS {
            let plain = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(word.id.chars().all(plain), "{}", word.id);
        }
    }
}
