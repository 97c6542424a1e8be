//! Writes a made-up workbook, or reads one back and says what would change: `try write FILE`, `try read FILE`, `try speed`.

use koers_model::id::Id;
use koers_model::portfolio::action::{
    Action, ActionKind, FundingSource, MoneyLine, Organisation, OrganisationKind, Side, SourceKind, Stage,
    Step,
};
use koers_model::portfolio::money::{Amount, Money};
use koers_model::portfolio::register::Register;
use koers_model::text::{Lang, Text};
use koers_sheet::{Book, Known, Making, preview, read_xlsx};
use std::error::Error;
use std::time::Instant;

fn register(actions: usize) -> Result<Register, Box<dyn Error>> {
    let mut register = Register::default();
    let organisation = Organisation {
        id: Id::new("molen")?,
        name: "=De Molen (verzonnen)".into(),
        kind: OrganisationKind::Firm,
        register_number: Some("01234567".into()),
        partner: None,
    };
    register
        .organisations
        .insert(organisation.id.clone(), organisation);
    // Texts that programs have stumbled over.
    let strange = [
        "+1",
        "-1",
        "@x",
        "\t=1",
        " rand ",
        "a\u{1}b",
        "_x0041_",
        "een\ntwee",
        "een\r\ntwee",
        "<r><t>x</t></r>",
        "\u{202e}gnp.exe",
        "🇳🇱 𝔘",
        "0111",
        "1-2",
        "TRUE",
        "'=1",
        "onbekend",
        "2019-01-01",
        "\u{fffe}",
        "(leeg)",
        "",
        "1e5",
    ];
    for (at, name) in strange.into_iter().enumerate() {
        let id = Id::new(&format!("vreemd-{at}"))?;
        let organisation = Organisation {
            id: id.clone(),
            name: name.into(),
            kind: OrganisationKind::Association,
            register_number: None,
            partner: None,
        };
        register.organisations.insert(id, organisation);
    }
    let source = FundingSource {
        id: Id::new("eigen")?,
        title: Text::dutch("Eigen begroting"),
        kind: SourceKind::Own,
        rate: None,
        evidence: Vec::new(),
    };
    register.funding_sources.insert(source.id.clone(), source);
    for at in 0..actions {
        let mut money = Vec::new();
        for year in 0..4_u16 {
            let cents = i64::try_from(at)? * 12_345 + i64::from(year);
            money.push(MoneyLine {
                id: Id::new(&format!("g{year}"))?,
                year: 2026 + i16::try_from(year)?,
                step: Step::Original,
                side: Side::Cost,
                source: Id::new("eigen")?,
                amount: if year == 3 {
                    Amount::Unknown
                } else {
                    Amount::Known(Money::cents(cents))
                },
                programme: None,
                task_field: None,
            });
        }
        let id = Id::new(&format!("actie-{at}"))?;
        let action = Action {
            id: id.clone(),
            kind: ActionKind::Project,
            title: Text::both(format!("Verzonnen actie {at}"), format!("Made-up action {at}")),
            summary: Some(Text::dutch(
                "Een samenvatting van een zin of twee.\nMet een tweede regel.",
            )),
            stage: Stage::Running,
            framework: Id::new("2016")?,
            lines: vec![Id::new("lijn-1")?],
            objectives: Vec::new(),
            carries_out: Vec::new(),
            serves: vec![Id::new("banen")?, Id::new("mkb")?],
            roles: Vec::new(),
            scale: None,
            domains: Vec::new(),
            partners: Vec::new(),
            places: Vec::new(),
            from: Some("2019-03-01".parse()?),
            to: None,
            milestones: Vec::new(),
            risks: Vec::new(),
            dependencies: Vec::new(),
            money,
            request: None,
            evidence: Vec::new(),
        };
        register.actions.insert(id, action);
    }
    Ok(register)
}

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let known = Known::nothing();
    match words.as_slice() {
        ["write", file] => std::fs::write(
            file,
            Book::of(&register(3)?, &Making::new(Lang::Nl)).to_xlsx(&known)?,
        )?,
        ["read", file] => {
            let before = register(3)?;
            match read_xlsx(&std::fs::read(file)?, &before, &known) {
                Ok(import) => println!(
                    "{}{:?}\n{:?}",
                    preview(&before, &import.after, Lang::Nl).say(usize::MAX),
                    import.left_alone,
                    import.not_read
                ),
                Err(faults) => println!("{}", faults.say(Lang::Nl)),
            }
        }
        ["speed"] => {
            let before = register(10_000)?;
            let start = Instant::now();
            let book = Book::of(&before, &Making::new(Lang::Nl));
            let bytes = book.to_xlsx(&known)?;
            println!(
                "written {} rows, {} bytes: {:?}",
                book.rows(),
                bytes.len(),
                start.elapsed()
            );
            for (what, was) in [("into nothing", &Register::default()), ("into the same", &before)] {
                let start = Instant::now();
                let import = read_xlsx(&bytes, was, &known)?;
                println!(
                    "read {what}: {:?}, {} actions",
                    start.elapsed(),
                    import.after.actions.len()
                );
                let start = Instant::now();
                let steps = preview(was, &import.after, Lang::Nl).steps.len();
                println!("preview: {:?}, {steps} steps", start.elapsed());
            }
        }
        _ => return Err("try write FILE | try read FILE | try speed".into()),
    }
    Ok(())
}
