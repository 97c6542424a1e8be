//! The command that tests proposals.

use super::Words;
use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};
use koers_model::portfolio::appraisal::Moment;
use std::path::PathBuf;

impl Words {
    /// `koers appraise`.
    pub(super) fn appraise(self) -> Command {
        let moments = self.worded(Moment::ALL, Moment::word, Moment::label);
        self.command(
            "appraise",
            "Laat zien hoe een voorstel langs de meetlat ligt: eerst de poorten, dan de scores, met wie wat zei",
            "Show how a proposal lies along the yardstick: gates first, then scores, with who said what",
            "  koers appraise markthal -w oefening\n  koers appraise leerwerkplaatsen -w oefening --moment mid-term\n  koers appraise markthal -w oefening --format json\n  koers appraise mkb-fonds-drenthe --fit\n  koers appraise --fit --text \"Mensen leren een vak en vinden werk in de techniek\" --programme koers-2016-2019",
        )
        .arg(
            Arg::new("proposal")
                .required_unless_present("own-text")
                .value_name("ID")
                .help(self.t("Het voorstel", "The proposal")),
        )
        .arg(
            Arg::new("fit")
                .long("fit")
                .action(ArgAction::SetTrue)
                .conflicts_with("moment")
                .help(self.t(
                    "Zoek op welke resultaten de tekst raakt, met de woorden in beide: een wenk, geen score",
                    "Look for the outcomes that the text touches, with the words in both: a hint, no score",
                )),
        )
        .arg(
            Arg::new("text")
                .long("text")
                .requires("fit")
                .value_name(self.t("TEKST", "TEXT"))
                .help(self.t("Kijk naar deze tekst", "Look at this text")),
        )
        .arg(
            Arg::new("file")
                .long("file")
                .requires("fit")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(self.t("Kijk naar de tekst in dit bestand", "Look at the text in this file")),
        )
        .group(ArgGroup::new("own-text").args(["text", "file"]))
        .arg(
            Arg::new("programme")
                .long("programme")
                .requires("own-text")
                .value_name("ID")
                .help(self.t(
                    "Programma waarvan de resultaten zijn (anders dat van het voorstel, of het enige)",
                    "Programme that the outcomes are of (else that of the proposal, or the only one)",
                )),
        )
        .arg(
            Arg::new("moment")
                .long("moment")
                .value_name(self.t("MOMENT", "MOMENT"))
                .value_parser(moments)
                .default_value(Moment::First.word())
                .help(self.t("Welke toetsing", "Which test")),
        )
        .arg(self.date("on", "Dag waarop wordt gekeken (anders vandaag)", "Day looked at (else today)"))
        .arg(self.workspace())
        .arg(self.database())
        .arg(self.format(&["text", "json", "csv"]))
    }
}
