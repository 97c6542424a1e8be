//! Tables to hand out.

use super::Words;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};
use koers_run::publish::Form;
use std::path::PathBuf;

impl Words {
    /// `koers export`.
    pub(super) fn export(self) -> Command {
        // The metadata of a CSV come with it.
        let forms = Form::all().filter(|form| *form != Form::Csvw).map(Form::word);
        self.command(
            "export",
            "Schrijf cijfers van gegevenssets en indicatoren in een vorm die andere programma’s lezen",
            "Write figures of data sets and indicators in a form that other programs read",
            "  koers export banen\n  koers export banen --format json-stat > banen.json\n  koers export banen brp --format parquet --to cijfers\n  koers export --all --to alles --as-of 2022-12-31",
        )
        .long_about(self.t(
            "Schrijf cijfers van gegevenssets en indicatoren in een vorm die andere programma’s lezen.\n\nEen cijfer dat er niet is, houdt zijn reden. In een map komt naast elke CSV \
             een beschrijving (CSVW) en naast alle CSV’s samen een Data Package.",
            "Write figures of data sets and indicators in a form that other programs read.\n\nA figure that is not there keeps its reason. In a folder every CSV gets a \
             description beside it (CSVW), and all CSVs together a Data Package.",
        ))
        .arg(
            Arg::new("what")
                .num_args(0..)
                .required_unless_present("all")
                .value_name(self.t("INDICATOR|GEGEVENSSET", "INDICATOR|DATASET"))
                .help(self.t("Indicatoren en gegevenssets van de catalogus", "Indicators and data sets of the catalogue")),
        )
        .arg(Arg::new("all").long("all").action(ArgAction::SetTrue).conflicts_with("what").requires("to").help(self.t(
            "Alle gegevenssets en indicatoren",
            "All data sets and indicators",
        )))
        .arg(
            Arg::new("to")
                .long("to")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help(self.t("Map om in te schrijven (anders naar de uitvoer)", "Folder to write to (else to the output)")),
        )
        .arg(self.as_of())
        .arg(self.workspace())
        .arg(
            Arg::new("format")
                .long("format")
                .short('f')
                .value_name(self.t("VORM", "FORMAT"))
                .value_parser(PossibleValuesParser::new(forms))
                .default_value(Form::Csv.word())
                .help(self.t("Vorm van de tabel", "Form of the table")),
        )
    }
}
