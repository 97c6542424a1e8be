//! How verdicts come about, for readers of the page.

use koers_model::text::Lang;
use koers_model::verdict::Verdict;

/// What each verdict means.
#[must_use]
pub fn rules(lang: Lang) -> [(Verdict, &'static str); 3] {
    [
        (
            Verdict::OnCourse,
            lang.pick(
                "Het cijfer is minstens zo goed als op dat moment nodig was, en het verschil is groter dan de marge. Of het doel is al bereikt.",
                "The figure is at least as good as was needed by then, by more than the margin. Or the target is already reached.",
            ),
        ),
        (
            Verdict::OffCourse,
            lang.pick(
                "Het cijfer blijft achter bij wat op dat moment nodig was, en het verschil is groter dan de marge.",
                "The figure falls short of what was needed by then, by more than the margin.",
            ),
        ),
        (
            Verdict::CannotBeSaid,
            lang.pick(
                "De cijfers kunnen geen oordeel dragen: ze verschillen te weinig, ze ontbreken, of er is nooit gemeten. De reden staat er altijd bij.",
                "The figures cannot carry a verdict: they differ too little, they are missing, or nobody ever measured. The reason is always given.",
            ),
        ),
    ]
}

/// Path, margin, several measures, days and missing figures.
#[must_use]
pub fn explanation(lang: Lang) -> [&'static str; 5] {
    lang.pick(
        [
            "Wat nodig is, volgt uit een pad van de nulmeting naar het doel. Zegt het programma alleen dat iets moet stijgen of dalen, dan is de nulmeting zelf de grens.",
            "Elk cijfer schommelt. De marge zegt hoeveel verschil toeval kan zijn. Geeft de uitgever een marge, dan geldt die. Anders legt het programma haar vast, of volgt zij uit hoe sterk de reeks van jaar op jaar beweegt: 1,28 × de spreiding (de standaardafwijking) van de jaarlijkse veranderingen × de wortel van het aantal jaren. Bij puur toeval blijft 8 van de 10 keer het verschil daarbinnen.",
            "Een resultaat met meer maten laat ze allemaal zien. Ze worden nooit gemiddeld. Zeggen de hoofdmaten niet hetzelfde, dan is het niet te zeggen.",
            "De peildatum zegt tot wanneer wij kijken. ‘Zoals bekend op’ zegt welke publicaties meetellen. Zo is later na te gaan wat men toen kon weten.",
            "Een cijfer dat ontbreekt, is geen nul. Geheim, nog niet gepubliceerd en niet beschikbaar zijn verschillende dingen. Daarom staan ze er in woorden.",
        ],
        [
            "What is needed follows from a path from the baseline to the target. Where the programme only says that something must rise or fall, the baseline itself is the line.",
            "Every figure moves. The margin says how much difference may be chance. Where the publisher states a margin, that one holds. Otherwise the programme lays it down, or it follows from how much the series moves from year to year: 1.28 × the spread (the standard deviation) of the yearly changes × the root of the number of years. By chance alone the difference stays within it 8 times out of 10.",
            "An outcome with several measures shows them all. They are never averaged. When the main measures do not say the same, it cannot be said.",
            "The day judged says until when we look. ‘As known on’ says which publications count. So one can check later what could be known then.",
            "A figure that is missing is not zero. Withheld, not yet published and not available are different things. That is why they are written in words.",
        ],
    )
}

/// Why the page lists what cannot be said.
#[must_use]
pub fn on_silence(lang: Lang) -> &'static str {
    lang.pick(
        "Een oordeel zonder goed cijfer is erger dan geen oordeel. Daarom staat hier bij elk resultaat waarover niets te zeggen is wat er ontbreekt, en wat zou helpen.",
        "A verdict without a good figure is worse than none. So for every outcome of which it cannot be said, this says what is missing and what would help.",
    )
}

/// What is not known yet of the activities that stand under outcomes.
#[must_use]
pub fn on_activities(lang: Lang) -> &'static str {
    lang.pick(
        "Bij een resultaat staan de activiteiten die het programma ervoor noemt. Welke acties er echt zijn gedaan, door wie en met welk geld, volgt later.",
        "Under an outcome stand the activities that the programme names for it. Which actions were really taken, by whom and with which money, will follow later.",
    )
}

/// What the record is for.
#[must_use]
pub fn on_record(lang: Lang) -> &'static str {
    lang.pick(
        "Dezelfde vraag met dezelfde bestanden geeft op elke computer precies hetzelfde verslag.",
        "The same question with the same files gives exactly the same report on any machine.",
    )
}
