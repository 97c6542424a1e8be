//! The command for methods of regional science.

use super::Words;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

impl Words {
    /// `koers analyse`.
    pub(super) fn analyse(self) -> Command {
        self.command(
            "analyse",
            "Doe een methode van de regionale economie: op cijfers van de werkmap of op een eigen tabel",
            "Do a method of regional economics: on figures of the workspace or on a table of your own",
            "  koers analyse --list\n  koers analyse shift-share --about\n  koers analyse shift-share --region PV22 --from 2010 --to 2024\n  koers analyse gini --input bbp.csv --columns region=land,value=bbp\n  koers analyse location-quotients --input banen.csv --columns region=regio --wide sector --format csv",
        )
        .arg(
            Arg::new("method")
                .value_name(self.t("METHODE", "METHOD"))
                .required_unless_present("list")
                .help(self.t("Welke methode; --list noemt ze", "Which method; --list names them")),
        )
        .arg(Arg::new("list").long("list").action(ArgAction::SetTrue).help(self.t(
            "Noem de methoden, met de vraag die elk beantwoordt",
            "Name the methods, with the question that each answers",
        )))
        .arg(Arg::new("about").long("about").action(ArgAction::SetTrue).conflicts_with("list").help(self.t(
            "Zeg wat de methode vraagt: kolommen, keuzes, instellingen, bron",
            "Tell what the method takes: columns, choices, settings, source",
        )))
        .arg(
            Arg::new("input")
                .long("input")
                .short('i')
                .value_name("FILE.csv")
                .value_parser(value_parser!(PathBuf))
                .help(self.t(
                    "Eigen tabel: komma's, puntkomma's of tabs, met een kop",
                    "Table of your own: commas, semicolons or tabs, with a header",
                )),
        )
        .arg(
            Arg::new("columns")
                .long("columns")
                .short('c')
                .value_name(self.t("ROL=KOLOM,…", "ROLE=COLUMN,…"))
                .value_delimiter(',')
                .requires("input")
                .help(self.t(
                    "Welke kolom welke rol heeft; een kolom met de naam van een rol heeft die al",
                    "Which column has which role; a column named as a role has it already",
                )),
        )
        .arg(
            Arg::new("wide")
                .long("wide")
                .value_name(self.t("ROL", "ROLE"))
                .requires("input")
                .help(self.t(
                    "Brede tabel: de koppen van de overige kolommen hebben deze rol, hun cellen zijn de waarden",
                    "Wide table: the headings of the other columns have this role, their cells are the values",
                )),
        )
        .arg(Arg::new("region").long("region").short('r').value_name(self.t("NAAM", "NAME")).help(self.t(
            "Over welke regio het gaat, zoals zij in de cijfers heet",
            "Which region it is about, as the figures name it",
        )))
        .arg(Arg::new("reference").long("reference").value_name(self.t("NAAM", "NAME")).help(self.t(
            "Waarmee wordt vergeleken (anders alle regio's samen)",
            "What is compared with (else all regions together)",
        )))
        .arg(Arg::new("from").long("from").value_name(self.t("PERIODE", "PERIOD")).help(self.t(
            "Vanaf welke periode (anders de eerste waarin niets ontbreekt)",
            "From which period (else the first in which nothing lacks)",
        )))
        .arg(Arg::new("to").long("to").value_name(self.t("PERIODE", "PERIOD")).help(self.t(
            "Tot en met welke periode (anders de laatste waarin niets ontbreekt)",
            "Until which period (else the last in which nothing lacks)",
        )))
        .arg(Arg::new("sector").long("sector").value_name("CODE").conflicts_with("input").help(self.t(
            "Van cijfers naar sector: welke, voor een methode die sectoren niet uit elkaar houdt (anders alle samen)",
            "Of figures by sector: which one, for a method that does not tell sectors apart (else all together)",
        )))
        .arg(
            Arg::new("set")
                .long("set")
                .value_name(self.t("WOORD=WAARDE", "WORD=VALUE"))
                .action(ArgAction::Append)
                .help(self.t(
                    "Een instelling van de methode; --about noemt ze",
                    "A setting of the method; --about names them",
                )),
        )
        .arg(Arg::new("figures").long("figures").value_name("ID").conflicts_with("input").help(self.t(
            "Welke cijfers van de werkmap: een bestand in analyses/ (anders het enige dat past)",
            "Which figures of the workspace: a file in analyses/ (else the only one that fits)",
        )))
        .arg(self.as_of())
        .arg(Arg::new("table").long("table").value_name("ID").help(self.t(
            "Bij --format csv: welke tabel (anders de eerste)",
            "With --format csv: which table (else the first)",
        )))
        .arg(self.workspace())
        .arg(self.format(&["table", "json", "csv", "md", "svg"]))
    }
}
