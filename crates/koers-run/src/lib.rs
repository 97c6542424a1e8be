//! The thread: the only room that knows the order of the others.
//!
//! A question goes in (which region, judged on which day, with what was known when), a [`koers_model::status::Status`] comes out with a record of
//! everything it rests on. The same record gives the same answer on any machine.
//!
//! Everything outside comes in through one door, [`world::World`]: policy files, snapshots, today's date. This room opens no file, no
//! socket and no clock.
//!
//! Reading order: [`world`], [`workspace`] (read and check), [`tables`] (which snapshot, which cube), [`status`], [`explain`],
//! [`import`], [`golden`]; [`held`] for who asks many questions, [`catalogue`] for what there is to ask about, [`publish`] for who wants the tables themselves,
//! [`edition`] for what was told on a day, [`boundaries`] for maps, [`regions`] and [`restate`] for regions that change, [`portfolio`] for what people
//! entered, [`permission`] for who may enter it; [`finding`] and [`adding`] for a table that is new to a workspace.

pub mod adding;
pub mod analysis;
pub mod boundaries;
pub mod catalogue;
pub mod edition;
pub mod error;
pub mod evaluation;
pub mod explain;
pub mod finding;
pub mod golden;
pub mod held;
pub mod import;
mod judging;
pub mod permission;
pub mod portfolio;
pub mod publish;
pub mod publishers;
pub mod regions;
pub mod restate;
pub mod revisions;
pub mod status;
pub mod sync;
pub mod tables;
pub mod workspace;
pub mod world;
