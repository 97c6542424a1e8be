//! The command line as people see it: commands, options, help with examples, in Dutch and English.

mod analyse;
mod appraise;
pub mod dutch;
mod edition;
mod evaluate;
mod export;
pub mod portfolio;
mod promises;
pub mod refusal;
mod regions;
mod revisions;
mod store;
mod sync;
mod tables;

use clap::builder::{ArgPredicate, PossibleValue, PossibleValuesParser, StyledStr, Styles, TypedValueParser};
use clap::{Arg, ArgAction, Command, value_parser};
use koers_model::region::RegionKind;
use koers_model::snapshot::Format;
use koers_model::text::{Lang, Text};
use koers_model::value::Number;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

/// What the exit codes say; see [`crate::exit::Exit`].
const EXIT_CODES_NL: &str = "Exitcodes: 0 gelukt, 1 fouten in beleid of proefsommen, 2 verkeerd gevraagd, 3 onleesbare cijfers, 4 het systeem weigert, 5 een uitgever gaf geen tabel";
const EXIT_CODES_EN: &str = "Exit codes: 0 done, 1 errors in policy or golden tests, 2 wrongly asked, 3 unreadable figures, 4 the system says no, 5 a publisher gave no table";

/// Words of one language.
#[derive(Clone, Copy)]
struct Words(Lang);

impl Words {
    fn t(self, nl: &'static str, en: &'static str) -> &'static str {
        self.0.pick(nl, en)
    }

    fn command(
        self,
        name: &'static str,
        nl: &'static str,
        en: &'static str,
        examples: &'static str,
    ) -> Command {
        let usage = self.t("Gebruik", "Usage");
        let heading = self.t("Voorbeelden:", "Examples:");
        // Examples are part of the page itself: what clap writes is broken to the width of the terminal, and a broken line cannot be copied.
        let page = format!(
            "{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}\n\n{heading}\n{examples}{{after-help}}"
        );
        Command::new(name)
            .about(self.t(nl, en))
            .help_template(StyledStr::from(page))
            .after_help(self.t(EXIT_CODES_NL, EXIT_CODES_EN))
            .subcommand_help_heading(self.t("Opdrachten", "Commands"))
            .subcommand_value_name(self.t("OPDRACHT", "COMMAND"))
            .next_help_heading(self.t("Opties", "Options"))
            .disable_help_flag(true)
            .arg(
                Arg::new("help")
                    .short('h')
                    .long("help")
                    .action(ArgAction::Help)
                    .help(self.t("Toon deze uitleg", "Show this help")),
            )
    }

    /// The words of a kind in files, which the help shows. Who types what our tables show gets the word too, in either language.
    fn worded<T: Copy>(
        self,
        all: &[T],
        word: fn(T) -> &'static str,
        label: fn(T, Lang) -> &'static str,
    ) -> impl TypedValueParser<Value = String> + use<T> {
        let shown = |one: T| [Lang::Nl, Lang::En].map(|lang| label(one, lang));
        let values = all.iter().map(|one| {
            let others = shown(*one).into_iter().filter(|shown| *shown != word(*one));
            PossibleValue::new(word(*one)).aliases(others)
        });
        let words: BTreeMap<&'static str, &'static str> = all
            .iter()
            .flat_map(|one| shown(*one).map(|shown| (shown, word(*one))))
            .collect();
        PossibleValuesParser::new(values)
            .map(move |typed| words.get(typed.as_str()).map_or(typed, |word| (*word).to_owned()))
    }

    /// What a text is read as; where it cannot be, how it is written.
    fn parsed<T: Clone + Send + Sync + 'static>(
        self,
        nl: &'static str,
        en: &'static str,
        read: fn(&str) -> Option<T>,
    ) -> impl TypedValueParser<Value = T> + use<T> {
        move |text: &str| -> Result<T, &'static str> { read(text).ok_or_else(|| self.t(nl, en)) }
    }

    /// A number with a comma or a point, as a form reads it.
    fn number(self) -> impl TypedValueParser<Value = Number> + use<> {
        move |text: &str| -> Result<Number, String> {
            let wanted = |wanted: Text| {
                let wanted = wanted.get(self.0);
                format!("{} {wanted}", self.t("gevraagd is", "wanted is"))
            };
            let number = koers_sheet::number(text).map_err(wanted)?;
            Number::new(number).ok_or_else(|| {
                self.t("dit getal is te groot", "this number is too large")
                    .to_owned()
            })
        }
    }

    /// A whole number from one to another, both included.
    fn whole(self, least: u32, most: u32) -> impl TypedValueParser<Value = u32> + use<> {
        move |text: &str| -> Result<u32, String> {
            let number = text.parse().ok().filter(|number| (least..=most).contains(number));
            number.ok_or_else(|| match self.0 {
                Lang::Nl => format!("schrijf een geheel getal van {least} tot en met {most}"),
                Lang::En => format!("write a whole number from {least} to {most}"),
            })
        }
    }

    fn workspace(self) -> Arg {
        Arg::new("workspace")
            .long("workspace")
            .short('w')
            .value_name("DIR")
            .value_parser(value_parser!(PathBuf))
            .default_value(".")
            .help(self.t(
                "Werkmap van het gebied: deze map of een map daarin",
                "Workspace of the region: this folder or one inside it",
            ))
    }

    fn format(self, formats: &[&'static str]) -> Arg {
        Arg::new("format")
            .long("format")
            .short('f')
            .value_name(self.t("VORM", "FORMAT"))
            .value_parser(PossibleValuesParser::new(formats.to_vec()))
            .default_value(formats.first().copied().unwrap_or_default())
            .help(self.t("Vorm van de uitvoer", "Form of the output"))
    }

    fn region(self) -> Arg {
        Arg::new("region")
            .long("region")
            .short('r')
            .value_name("CODE")
            .help(self.t(
                "Gebied dat wordt beoordeeld (anders dat van koers.yaml)",
                "Region that is judged (else the one in koers.yaml)",
            ))
    }

    fn date(self, name: &'static str, nl: &'static str, en: &'static str) -> Arg {
        Arg::new(name)
            .long(name)
            .value_name("JJJJ-MM-DD")
            .value_parser(self.parsed(
                "schrijf een dag als JJJJ-MM-DD, zoals 2019-12-31",
                "write a day as YYYY-MM-DD, such as 2019-12-31",
                koers_model::day::read,
            ))
            .help(self.t(nl, en))
    }

    fn on(self) -> Arg {
        self.date(
            "on",
            "Peildatum: de dag waarop wordt beoordeeld (anders vandaag)",
            "Day judged (else today)",
        )
    }

    fn as_of(self) -> Arg {
        self.date(
            "as-of",
            "Bekend op: alleen cijfers die toen bekend waren (anders alles wat nu bekend is)",
            "Known on: only figures that were known then (else all that is known now)",
        )
    }

    /// As [`Words::as_of`], of what people entered.
    fn entered_by(self) -> Arg {
        self.date(
            "as-of",
            "Bekend op: het register zoals het aan het eind van die dag was ingevoerd (anders zoals het nu is)",
            "Known on: the register as it was entered by the end of that day (else as it is now)",
        )
    }

    fn line(self) -> Arg {
        Arg::new("line")
            .long("line")
            .short('l')
            .value_name("ID")
            .help(self.t(
                "Alleen deze programmalijn of dit thema",
                "Only this programme line or theme",
            ))
    }

    fn listen(self) -> Arg {
        Arg::new("listen")
            .long("listen")
            .value_name("IP:PORT")
            .value_parser(self.parsed(
                "schrijf een adres en een poort, zoals 127.0.0.1:8080",
                "write an address and a port, such as 127.0.0.1:8080",
                |text| text.parse::<SocketAddr>().ok(),
            ))
            .help(self.t(
                "Waarop wordt geluisterd; poort 0 is een vrije poort (anders 127.0.0.1:8080)",
                "What is listened on; port 0 is any free port (else 127.0.0.1:8080)",
            ))
    }

    fn folder(self, default: &'static str) -> Arg {
        let folder = Arg::new("dir")
            .value_name("DIR")
            .value_parser(value_parser!(PathBuf));
        let folder = if default.is_empty() {
            folder.required(true)
        } else {
            folder.default_value(default)
        };
        folder.help(self.t("Map die wordt gemaakt", "Folder that is made"))
    }
}

/// The whole command line in a language.
pub fn command(lang: Lang) -> Command {
    let command = commands(Words(lang));
    match lang {
        Lang::Nl => dutch::worded(command),
        Lang::En => command,
    }
}

#[expect(clippy::too_many_lines, reason = "one table, read from top to bottom")]
fn commands(w: Words) -> Command {
    let kinds: Vec<&'static str> = RegionKind::WORDS.iter().map(|row| row.1).collect();
    let formats: Vec<&'static str> = Format::WORDS.iter().map(|(_, word)| *word).collect();
    w.command(
        "koers",
        "Ligt een gebied op koers? Van beleidstekst en officiële cijfers naar een oordeel, met herkomst.",
        "Is a region on course? From policy text and official figures to verdicts, with their origin.",
        "  koers demo\n  koers status --workspace drenthe --on 2019-12-31\n  koers explain banen --workspace drenthe --period 2019",
    )
    .version(env!("CARGO_PKG_VERSION"))
    .styles(Styles::styled())
    .subcommand_required(true)
    .arg_required_else_help(true)
    .disable_version_flag(true)
    .disable_help_subcommand(true)
    .infer_long_args(true)
    .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help(w.t("Toon de versie", "Show the version")))
    .arg(
        Arg::new("lang")
            .long("lang")
            .global(true)
            .value_name(w.t("TAAL", "LANGUAGE"))
            .env("KOERS_LANG")
            .hide_env_values(true)
            .value_parser(PossibleValuesParser::new(["nl", "en"]))
            .default_value("nl")
            .help(w.t("Taal van de uitvoer", "Language of the output")),
    )
    .subcommand(
        w.command(
            "demo",
            "Maak de werkmap van Drenthe, of een om te oefenen: toets het beleid, beoordeel het, schrijf het verslag en open het dashboard",
            "Make the workspace of Drenthe, or one to practise on: check the policy, judge it, write the report, and open the dashboard",
            "  koers demo\n  koers demo /tmp/drenthe --lang en\n  koers demo --practice --no-serve",
        )
        .arg(w.folder("drenthe").default_value_if("practice", ArgPredicate::IsPresent, "oefening"))
        .arg(Arg::new("practice").long("practice").action(ArgAction::SetTrue).help(w.t(
            "Een verzonnen gebied met voorstellen, toetsen, beloften en besluiten, om alles op te proberen (in de map oefening)",
            "A made-up region with proposals, tests, promises and decisions, to try everything on (in the folder oefening)",
        )))
        .arg(w.listen())
        .arg(Arg::new("no-serve").long("no-serve").action(ArgAction::SetTrue).help(w.t("Stop na het verslag, zonder dashboard", "Stop after the report, without a dashboard")))
        .arg(w.date("on", "Peildatum (anders van elk programma zijn eigen laatste dag)", "Day judged (else the own last day of each programme)")),
    )
    .subcommand(
        w.command("new", "Maak een lege werkmap voor een gebied", "Make an empty workspace for a region", "  koers new mijn-regio --name \"Mijn regio\" --region PV22")
            .arg(w.folder(""))
            .arg(Arg::new("name").long("name").value_name(w.t("NAAM", "NAME")).help(w.t("Naam van het gebied", "Name of the region")))
            .arg(w.region().help(w.t(
                "Code van het gebied waarvoor de werkmap is: een provincie is PV22, een gemeente GM0114 (anders REGIO, om zelf te vervangen in koers.yaml en regions/regions.csv)",
                "Code of the region that the workspace is for: a province is PV22, a municipality GM0114 (else REGIO, to be replaced in koers.yaml and regions/regions.csv)",
            ))),
    )
    .subcommand(
        w.command(
            "check",
            "Toets de beleidsbestanden zoals een compiler code toetst",
            "Check the policy files as a compiler checks code",
            "  koers check\n  koers check --format sarif > koers.sarif",
        )
        .arg(w.workspace())
        .arg(w.format(&["text", "json", "sarif"])),
    )
    .subcommand(
        w.command(
            "status",
            "Laat per resultaat zien: op koers, uit koers of niet te zeggen, en waarom",
            "Show for each outcome: on course, off course or cannot be said, and why",
            "  koers status --on 2019-12-31\n  koers status --line arbeidsmarkt --format json\n  koers status --as-of 2022-12-31",
        )
        .arg(w.workspace())
        .arg(w.line())
        .arg(w.region())
        .arg(w.on())
        .arg(w.as_of())
        .arg(w.format(&["table", "json", "csv", "md"])),
    )
    .subcommand(
        w.command(
            "explain",
            "Laat zien waar een cijfer of oordeel vandaan komt, tot op de cel en de momentopname",
            "Show where a figure or verdict comes from, down to the cell and the snapshot",
            "  koers explain ck-werkgelegenheid --on 2019-12-31\n  koers explain banen --period 2019\n  koers explain brp --region NL01 --period 2020 --as-of 2022-12-31",
        )
        .arg(
            Arg::new("what")
                .required(true)
                .value_name(w.t("RESULTAAT|INDICATOR", "OUTCOME|INDICATOR"))
                .help(w.t("Een beoogd resultaat, of een indicator", "An outcome, or an indicator")),
        )
        .arg(w.workspace())
        .arg(w.region())
        .arg(Arg::new("period").long("period").short('p').value_name(w.t("PERIODE", "PERIOD")).help(w.t(
            "Periode van de meting (anders de laatste)",
            "Period of the reading (else the last)",
        )))
        .arg(w.on())
        .arg(w.as_of())
        .arg(w.date("boundaries", "Van een indicator: op de indeling van die dag", "Of an indicator: on the boundaries of that day"))
        .arg(w.basis().requires("boundaries"))
        .arg(w.format(&["text", "json"])),
    )
    .subcommand(
        w.command(
            "report",
            "Schrijf het verslag aan de Staten",
            "Write the report to the council",
            "  koers report --on 2019-12-31 --output verslag.html\n  koers report --format md --lang en",
        )
        .arg(w.workspace())
        .arg(w.line())
        .arg(w.region())
        .arg(w.on())
        .arg(w.as_of())
        .arg(w.format(&["html", "md"]))
        .arg(Arg::new("output").long("output").short('o').value_name("FILE").value_parser(value_parser!(PathBuf)).help(w.t(
            "Bestand (anders naar de standaarduitvoer)",
            "File (else to standard output)",
        ))),
    )
    .subcommand(
        w.command(
            "serve",
            "Open het dashboard en de open API van de werkmap",
            "Open the dashboard and the open API of the workspace",
            "  koers serve --workspace drenthe\n  koers serve --staff --who \"M. Beheer (verzonnen)\"\n  koers serve --listen 0.0.0.0:8080 --address https://koers.example.org",
        )
        .arg(w.workspace())
        .arg(w.database())
        .arg(w.listen())
        .arg(Arg::new("address").long("address").value_name("URL").help(w.t(
            "Adres waaronder bezoekers de site kennen (anders dat waarop wordt geluisterd)",
            "Address under which visitors know the site (else the one listened on)",
        )))
        .arg(Arg::new("host").long("host").value_name("NAAM").action(ArgAction::Append).help(w.t(
            "Nog een naam waaronder wordt geantwoord; * is elke naam",
            "One more name to answer under; * is any name",
        )))
        .arg(Arg::new("rate").long("rate").value_name("N").value_parser(w.whole(0, u32::MAX)).help(w.t(
            "Vragen per seconde per bezoeker; 0 is geen grens (anders 100)",
            "Questions a second for each visitor; 0 is no limit (else 100)",
        )))
        .arg(Arg::new("behind-proxy").long("behind-proxy").action(ArgAction::SetTrue).help(w.t(
            "Er staat een eigen proxy voor: het laatste adres in X-Forwarded-For is dat van de bezoeker",
            "A proxy of your own stands before it: the last address in X-Forwarded-For is the visitor's",
        )))
        .arg(Arg::new("log").long("log").action(ArgAction::SetTrue).help(w.t(
            "Meld elke vraag op de foutuitvoer: wat, status, bytes, tijd; nooit wie",
            "Tell of every question on standard error: what, status, bytes, time; never who",
        )))
        .arg(Arg::new("staff").long("staff").action(ArgAction::SetTrue).help(w.t(
            "Voor wie aan de werkmap werkt: toon ook de hiaten die niet openbaar zijn, en laat op deze machine invoeren",
            "For those who work on the workspace: also show the gaps that are not public, and let them enter on this machine",
        )))
        .arg(w.who()),
    )
    .subcommand(
        w.command(
            "import",
            "Neem een gepubliceerd bestand over als momentopname, en bouw de kubus opnieuw",
            "Take over a published file as a snapshot, and build the cube anew",
            "  koers import woz.csv --dataset cbs-woz\n  koers import woz.csv --dataset cbs-woz --as koers-csv --published 2026-09-01",
        )
        .arg(Arg::new("file").required(true).value_name("FILE").value_parser(value_parser!(PathBuf)).help(w.t("Het bestand zoals gepubliceerd", "The file as published")))
        .arg(Arg::new("dataset").long("dataset").short('d').required(true).value_name("ID").help(w.t("De gegevensset in de catalogus", "The data set in the catalogue")))
        .arg(Arg::new("as").long("as").value_name(w.t("VORM", "FORM")).value_parser(PossibleValuesParser::new(formats)).help(w.t(
            "Vorm van het bestand (anders herkend aan de inhoud)",
            "Form of the file (else recognised by its content)",
        )))
        .arg(w.date("published", "Dag van publicatie, als het bestand die niet noemt", "Day of publication, when the file does not state it"))
        .arg(w.workspace()),
    )
    .subcommand(
        w.command(
            "boundaries",
            "Neem grenzen van gebieden over voor de kaart (GeoJSON, zoals van PDOK of CBS)",
            "Take over boundaries of regions for the map (GeoJSON, such as from PDOK or CBS)",
            "  koers boundaries gemeenten.geojson --kind municipality --source \"CBS/Kadaster, gebiedsindelingen\" --licence CC-BY-4.0 --on 2023-01-01\n  koers boundaries nuts3.geojson --kind corop --code NUTS_ID --source \"Eurostat GISCO\" --licence EuroGeographics --attribution \"© EuroGeographics\" --on 2021-01-01",
        )
        .arg(Arg::new("file").required(true).value_name("FILE").value_parser(value_parser!(PathBuf)).help(w.t("Het bestand zoals gepubliceerd", "The file as published")))
        .arg(Arg::new("kind").long("kind").short('k').required(true).value_name(w.t("SOORT", "KIND")).value_parser(PossibleValuesParser::new(kinds)).help(w.t("Soort gebied", "Kind of region")))
        .arg(w.date("on", "Dag waarop de gebieden zo lagen", "Day on which the regions lay so").required(true))
        .arg(Arg::new("source").long("source").required(true).value_name(w.t("TEKST", "TEXT")).help(w.t("Waar het bestand vandaan komt", "Where the file comes from")))
        .arg(Arg::new("licence").long("licence").required(true).value_name(w.t("TEKST", "TEXT")).help(w.t("Onder welke licentie het mag worden gebruikt", "Under which licence it may be used")))
        .arg(Arg::new("attribution").long("attribution").value_name(w.t("TEKST", "TEXT")).help(w.t("Wat bij elke kaart moet staan (anders de bron)", "What must stand beside every map (else the source)")))
        .arg(Arg::new("code").long("code").value_name(w.t("EIGENSCHAP", "PROPERTY")).help(w.t("Eigenschap met de code van het gebied (anders herkend)", "Property that holds the code of the region (else recognised)")))
        .arg(w.workspace()),
    )
    .subcommand(w.search())
    .subcommand(w.add())
    .subcommand(w.regions())
    .subcommand(w.sync())
    .subcommand(w.export())
    .subcommand(w.store())
    .subcommand(w.edition())
    .subcommand(w.analyse())
    .subcommand(w.evaluate())
    .subcommand(w.revisions())
    .subcommand(w.portfolio())
    .subcommand(w.appraise())
    .subcommand(w.promises())
    .subcommand(w.select())
    .subcommand(w.log())
    .subcommand(
        w.command("list", "Geef een lijst van wat er in de werkmap staat", "List what the workspace holds", "  koers list outcomes\n  koers list regions --format csv")
            .arg(
                Arg::new("what")
                    .required(true)
                    .value_name(w.t("WAT", "WHAT"))
                    .value_parser(PossibleValuesParser::new(["indicators", "regions", "datasets", "outcomes"]))
                    .help(w.t("Waarvan", "Of what")),
            )
            .arg(w.workspace())
            .arg(w.format(&["table", "json", "csv"])),
    )
    .subcommand(
        w.command("test", "Draai de proefsommen naast de indicatoren", "Run the golden tests beside the indicators", "  koers test\n  koers test banen")
            .arg(Arg::new("indicator").value_name("INDICATOR").help(w.t("Alleen deze indicator", "Only this indicator")))
            .arg(w.workspace()),
    )
    .subcommand(
        w.command("completions", "Schrijf het aanvulscript voor een shell", "Write the completion script for a shell", "  koers completions bash > ~/.local/share/bash-completion/completions/koers")
            .arg(Arg::new("shell").required(true).value_parser(value_parser!(clap_complete::Shell)).help(w.t("Welke shell", "Which shell"))),
    )
}
