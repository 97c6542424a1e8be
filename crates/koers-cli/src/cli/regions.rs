//! The regions and how they change.

use super::Words;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};
use koers_model::region::{Basis, RegionKind};
use koers_run::regions::takeover::Form;
use std::path::PathBuf;

impl Words {
    /// `koers regions`.
    pub(super) fn regions(self) -> Command {
        self.command(
            "regions",
            "Kijk welke gebieden er op een dag zijn, en wat ervan is geworden",
            "See which regions there are on a day, and what became of them",
            "  koers regions history GM0014\n  koers regions as-of 2022-01-01 --in PV22",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(self.regions_history())
        .subcommand(self.regions_as_of())
        .subcommand(self.regions_restate())
        .subcommand(self.regions_import())
    }

    fn regions_import(self) -> Command {
        let forms = Form::WORDS.map(|(_, word)| word);
        self.command(
            "import",
            "Neem een register van gemeenten over in regions/regions.csv en regions/events.csv",
            "Take over a register of municipalities into regions/regions.csv and regions/events.csv",
            "  koers regions import gemeenten-compleet.json --dry-run\n  koers regions import RegioSCodes.csv --as cbs --since 2015-01-01",
        )
        .long_about(self.t(
            "Neem een register van gemeenten over in regions/regions.csv en regions/events.csv.\n\nWat er niet staat komt erbij, een open dag wordt ingevuld; wat er staat blijft staan. Waar het \
             register iets anders zegt, wordt dat gemeld.",
            "Take over a register of municipalities into regions/regions.csv and regions/events.csv.\n\nWhat is not there is added, an open day is filled in; what is there stays. Where the register \
             says otherwise, that is told.",
        ))
        .arg(Arg::new("file").required(true).value_name("FILE").value_parser(value_parser!(PathBuf)).help(self.t("Het register zoals gepubliceerd", "The register as published")))
        .arg(Arg::new("as").long("as").value_name(self.t("VORM", "FORM")).value_parser(PossibleValuesParser::new(forms)).help(self.t(
            "Vorm van het bestand: tooi (JSON-LD), cbs (CSV met puntkomma’s) of nuts (CSV met komma’s); anders herkend aan de inhoud",
            "Form of the file: tooi (JSON-LD), cbs (CSV with semicolons) or nuts (CSV with commas); else recognised by its content",
        )))
        .arg(self.date("since", "Alleen wat die dag of later bestond of veranderde", "Only what existed or changed on that day or later"))
        .arg(Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help(self.t(
            "Laat zien wat er zou veranderen, en schrijf niets",
            "Show what would change, and write nothing",
        )))
        .arg(self.workspace())
        .arg(self.format(&["table", "json", "csv"]))
    }

    /// Weights of which count divide a region that was divided.
    pub(super) fn basis(self) -> Arg {
        Arg::new("weight")
            .long("weight")
            .value_name(self.t("GEWICHT", "WEIGHT"))
            .value_parser(self.worded(&Basis::WORDS.map(|row| row.0), Basis::word, Basis::label))
            .help(self.t(
                "Waarnaar cijfers van een gebied dat is verdeeld worden verdeeld; de uitkomst is een schatting (anders worden ze geweigerd)",
                "What figures of a region that was divided are divided by; the result is an estimate (else they are refused)",
            ))
    }

    fn regions_restate(self) -> Command {
        self.command(
            "restate",
            "Laat cijfers zien zoals gepubliceerd en op de indeling van een andere dag, met de regel die is gebruikt",
            "Show figures as published and on the boundaries of another day, with the rule that was used",
            "  koers regions restate cbs-85039ned --on 2022-01-01 --measure population\n  koers regions restate arbeidsparticipatie --on 2022-01-01 --region GM1980\n  koers regions restate cbs-83582ned --on 2023-01-01 --region CR24 --format csv",
        )
        .long_about(self.t(
            "Laat cijfers zien zoals gepubliceerd en op de indeling van een andere dag, met de regel die is gebruikt.\n\nAlleen wat optelt wordt opgeteld. Van een gegevensset komen zonder --region \
             alleen de cijfers waar iets mee gebeurde of waar de reeks breekt.",
            "Show figures as published and on the boundaries of another day, with the rule that was used.\n\nOnly what adds up is added up. Of a data set, without --region, only the figures to which \
             something happened, or at which the series breaks.",
        ))
        .arg(
            Arg::new("what")
                .required(true)
                .value_name(self.t("INDICATOR|GEGEVENSSET", "INDICATOR|DATASET"))
                .help(self.t("Een indicator, of een gegevensset van de catalogus", "An indicator, or a data set of the catalogue")),
        )
        .arg(self.date("on", "De dag van de indeling", "The day of the boundaries").required(true))
        .arg(self.basis())
        .arg(Arg::new("measure").long("measure").short('m').value_name(self.t("MAAT", "MEASURE")).help(self.t(
            "Van een gegevensset: alleen deze maat",
            "Of a data set: only this measure",
        )))
        .arg(self.region().help(self.t(
            "Alleen dit gebied, met al zijn perioden",
            "Only this region, with all its periods",
        )))
        .arg(self.as_of())
        .arg(self.workspace())
        .arg(self.format(&["table", "json", "csv"]))
    }

    fn regions_history(self) -> Command {
        self.command(
            "history",
            "Laat zien waar een gebied uit is ontstaan en waarin het is opgegaan",
            "Show what a region came from and what it went into",
            "  koers regions history GM0014\n  koers regions history Haren\n  koers regions history PV26 --format json",
        )
        .arg(
            Arg::new("what")
                .required(true)
                .value_name(self.t("CODE|NAAM", "CODE|NAME"))
                .help(self.t("De code van het gebied, of zijn naam", "The code of the region, or its name")),
        )
        .arg(self.workspace())
        .arg(self.format(&["table", "json", "csv"]))
    }

    fn regions_as_of(self) -> Command {
        let kinds: Vec<&'static str> = RegionKind::WORDS.iter().map(|row| row.1).collect();
        self.command(
            "as-of",
            "Geef de gebieden die er op een dag zijn",
            "List the regions that there are on a day",
            "  koers regions as-of 2022-01-01 --in PV22\n  koers regions as-of 2019-01-01 --level province --format csv",
        )
        .arg(
            Arg::new("day")
                .required(true)
                .value_name("JJJJ-MM-DD")
                .value_parser(self.parsed(
                    "schrijf een dag als JJJJ-MM-DD, zoals 2019-12-31",
                    "write a day as YYYY-MM-DD, such as 2019-12-31",
                    koers_model::day::read,
                ))
                .help(self.t("De dag", "The day")),
        )
        .arg(
            Arg::new("level")
                .long("level")
                .value_name(self.t("SOORT", "KIND"))
                .value_parser(PossibleValuesParser::new(kinds))
                .default_value(RegionKind::Municipality.word())
                .help(self.t("Soort gebied", "Kind of region")),
        )
        .arg(
            Arg::new("in")
                .long("in")
                .value_name("CODE")
                .help(self.t("Alleen wat er die dag in dit gebied ligt", "Only what lies in this region that day")),
        )
        .arg(self.workspace())
        .arg(self.format(&["table", "json", "csv"]))
    }
}
