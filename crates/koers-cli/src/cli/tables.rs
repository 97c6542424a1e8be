//! Tables of publishers: finding them, and adding them to a workspace.

use super::Words;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};
use koers_model::address::WebAddress;
use koers_model::id::Id;
use koers_model::published::Publisher;

impl Words {
    /// `koers search`.
    pub(super) fn search(self) -> Command {
        let publishers: Vec<&'static str> = Publisher::WORDS.iter().map(|(_, word)| *word).collect();
        self.command(
            "search",
            "Zoek een tabel bij het CBS en Eurostat",
            "Find a table of CBS and Eurostat",
            "  koers search banen corop\n  koers search gross domestic product --publisher eurostat\n  koers search 85224NED --format json",
        )
        .long_about(self.t(
            "Zoek een tabel bij het CBS en Eurostat.\n\nElk woord moet in de titel of de omschrijving staan; hoofdletters en accenten tellen niet. De lijst van tabellen wordt bewaard in cache/, en \
             alleen opnieuw opgehaald als de uitgever hem heeft gewijzigd. Zonder netwerk wordt gezocht in de lijst die er nog is, met de dag erbij.",
            "Find a table of CBS and Eurostat.\n\nEvery word must stand in the title or the description; capitals and accents do not count. The list of tables stays in cache/, and is \
             fetched again only when the publisher changed it. Without a network the list that is here is searched, and its day is told.",
        ))
        .arg(
            Arg::new("words")
                .required(true)
                .num_args(1..)
                .value_name(self.t("WOORD", "WORD"))
                .help(self.t("Waar de tabel over gaat, of haar nummer", "What the table is about, or its number")),
        )
        .arg(
            Arg::new("publisher")
                .long("publisher")
                .short('p')
                .value_name(self.t("UITGEVER", "PUBLISHER"))
                .value_parser(PossibleValuesParser::new(publishers))
                .help(self.t("Alleen bij deze uitgever", "Only of this publisher")),
        )
        .arg(
            Arg::new("limit")
                .long("limit")
                .value_name("N")
                .value_parser(self.whole(1, 1000))
                .help(self.t("Toon hoogstens zoveel tabellen (anders 20)", "Show at most so many tables (else 20)")),
        )
        .arg(self.instead())
        .arg(self.workspace())
        .arg(self.format(&["table", "json", "csv"]))
    }

    /// `koers add`.
    pub(super) fn add(self) -> Command {
        self.command(
            "add",
            "Voeg een tabel van een uitgever toe: een rij van de catalogus, en een indicator om mee te beginnen",
            "Add a table of a publisher: a row of the catalogue, and an indicator to begin with",
            "  koers add cbs/85224NED --dry-run\n  koers add cbs/85224NED --as werkloosheid --measure M003026\n  koers add eurostat/nama_10r_3gdp --measure MIO_EUR --measure EUR_HAB",
        )
        .long_about(self.t(
            "Voeg een tabel van een uitgever toe: een rij van de catalogus, en een indicator om mee te beginnen.\n\nDe uitgever wordt gevraagd hoe de tabel eruitziet: kolommen, codes, maten en eenheden. Wat daarmee \
             niet te zeggen is, staat in de bestanden achter LET OP. Er wordt nooit over een bestand heen geschreven. Daarna haalt `koers sync` de cijfers op.",
            "Add a table of a publisher: a row of the catalogue, and an indicator to begin with.\n\nThe publisher is asked what the table looks like: columns, codes, measures and units. What that does not \
             tell stands in the files behind NOTE. No file is ever written over. Then `koers sync` fetches the figures.",
        ))
        .arg(
            Arg::new("table")
                .required(true)
                .value_name(self.t("UITGEVER/TABEL", "PUBLISHER/TABLE"))
                .help(self.t("De tabel, zoals `koers search` haar noemt: cbs/85224NED", "The table, as `koers search` names it: cbs/85224NED")),
        )
        .arg(
            Arg::new("as")
                .long("as")
                .value_name("ID")
                .value_parser(self.parsed(
                    "schrijf een id: kleine letters, cijfers en streepjes",
                    "write an id: small letters, digits and hyphens",
                    // It becomes the name of a file.
                    |text| Id::new(text).ok().filter(|id| !id.as_str().contains('/') && !id.as_str().contains("..")),
                ))
                .help(self.t("Het id in de werkmap (anders uitgever en tabel)", "The id in the workspace (else publisher and table)")),
        )
        .arg(
            Arg::new("measure")
                .long("measure")
                .short('m')
                .action(ArgAction::Append)
                .value_name(self.t("MAAT", "MEASURE"))
                .help(self.t("Maak van deze maat een indicator; mag vaker (anders van de eerste)", "Make an indicator of this measure; more than once if you like (else of the first)")),
        )
        .arg(
            Arg::new("unit")
                .long("unit")
                .action(ArgAction::Append)
                .value_name(self.t("MAAT=EENHEID", "MEASURE=UNIT"))
                .help(self.t("De eenheid van een maat, als de uitgever die niet of anders zegt: M001=percent", "The unit of a measure, when the publisher does not tell or tells it otherwise: M001=percent")),
        )
        .arg(Arg::new("filter").long("filter").value_name(self.t("TEKST", "TEXT")).help(self.t(
            "Vraag alleen deze rijen, in woorden van het CBS: startswith(RegioS,'PV') (anders de gebieden die de werkmap kent)",
            "Ask only for these rows, in words of CBS: startswith(RegioS,'PV') (else the regions that the workspace knows)",
        )))
        .arg(Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help(self.t(
            "Laat zien wat er zou komen te staan, en schrijf niets",
            "Show what would be written, and write nothing",
        )))
        .arg(self.instead())
        .arg(self.workspace())
        .arg(self.format(&["table", "json", "csv"]))
    }

    fn instead(self) -> Arg {
        Arg::new("from")
            .long("from")
            .value_name("URL")
            .value_parser(self.parsed(
                "schrijf een webadres, zoals https://spiegel.example.org",
                "write a web address, such as https://mirror.example.org",
                WebAddress::new,
            ))
            .help(self.t(
                "Vraag het aan dit adres in plaats van aan de uitgever zelf: een eigen spiegel (zonder https alleen als de host in koers.yaml onder own_hosts staat)",
                "Ask this address in place of the publisher itself: a mirror of your own (without https only when its host stands under own_hosts in koers.yaml)",
            ))
    }
}
