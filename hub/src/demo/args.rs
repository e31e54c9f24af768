//! `sharenum-hub demo`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::console::Console;
use super::error::{DemoError, setup};
use super::story::{self, Options, Outcome};
use super::{console, report};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  sharenum-hub demo
  sharenum-hub demo --directory annuaire.csv --around 0750652L --km 10
  sharenum-hub demo --seed 7 --keep

The directory is a French CSV or a Québec GeoJSON. The report is one file without scripts.
Exit code 1 says that something in the files is not as it should be.")]
/// What can be typed after `demo`.
pub struct DemoArgs {
    /// Full directory of establishments [default: 120 bundled ones around Mâcon]
    #[arg(long, value_name = "FILE")]
    directory: Option<PathBuf>,
    /// Establishment of the requester [default: the one with the most neighbours]
    #[arg(long, value_name = "CODE")]
    around: Option<String>,
    /// How far the ticket reaches, in km
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=100))]
    km: u16,
    /// Who plays, and with which keys: the same number repeats a run
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where to write the report
    #[arg(long, value_name = "PATH", default_value = "sharenum-demo/report.html")]
    report: PathBuf,
    /// Leave the hubs running, and say how to look around
    #[arg(long)]
    keep: bool,
    /// The phone that is killed: started by the demo itself
    #[arg(long, hide = true)]
    as_phone: bool,
}

/// Plays the demo and says how it went; its exit code is 0 when everything agrees.
pub fn run(args: &DemoArgs, out: &mut dyn Write) -> ExitCode {
    let played = if args.as_phone {
        story::scribble(&mut io::stdin().lock(), out).map(|()| ExitCode::SUCCESS)
    } else {
        play(args, out)
    };
    played.unwrap_or_else(|error| {
        eprintln!("sharenum-hub: {error}");
        ExitCode::from(error.exit_code())
    })
}

fn play(args: &DemoArgs, out: &mut dyn Write) -> Result<ExitCode, DemoError> {
    let folder = tempfile::Builder::new()
        .prefix("sharenum-demo-")
        .tempdir()
        .map_err(setup("a temporary folder"))?;
    let options = Options {
        directory: args.directory.clone(),
        around: args.around.clone(),
        km: args.km,
        seed: args.seed,
        program: Some(std::env::current_exe().map_err(setup("this program"))?),
        ..Options::new(folder.path().to_owned())
    };
    let played = story::play(&options, &mut Console(&mut *out));
    let mut outcome = match played {
        Ok(outcome) => outcome,
        Err(error) => {
            if error.is_in_the_files() {
                keep_files(folder);
            }
            return Err(error);
        }
    };
    // A reader that stops reading is no failure.
    let _ = console::sum_up(out, &outcome.story);
    write_report(&args.report, &outcome)?;
    let _ = writeln!(out, "Report: {}", args.report.display());
    if args.keep {
        let processes = outcome.keep()?;
        let _ = look_around(out, &outcome, &processes, &folder.keep());
    } else if !outcome.differences.is_empty() {
        keep_files(folder);
    }
    if outcome.differences.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    Err(DemoError::Differs(std::mem::take(&mut outcome.differences)))
}

/// Whoever looks for what went wrong needs the files.
fn keep_files(folder: tempfile::TempDir) {
    eprintln!("sharenum-hub: the files are kept in {}", folder.keep().display());
}

fn write_report(path: &Path, outcome: &Outcome) -> Result<(), DemoError> {
    let page = report::render(&outcome.story).map_err(setup("the report"))?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(setup("the report's folder"))?;
    }
    fs::write(path, page).map_err(setup("the report"))
}

fn look_around(
    out: &mut dyn Write,
    outcome: &Outcome,
    processes: &[u32],
    folder: &Path,
) -> io::Result<()> {
    let (region, bus) = (outcome.region_url(), outcome.bus_url());
    let processes: Vec<String> = processes.iter().map(u32::to_string).collect();
    let folder = folder.display();
    // Whoever typed `cargo demo` has no `sharenum-hub` on the path.
    let program = std::env::current_exe().unwrap_or_else(|_| "sharenum-hub".into());
    let program = program.display();
    writeln!(
        out,
        "
The hubs run on. To look around:
  curl {region}/healthz
  curl {bus}/healthz
  curl -X POST {bus}/admin/carry
  {program} status --data {folder}/region
  {program} status --data {folder}/bus
  {program} invite --data {folder}/region --url {region}
Each phone has a file phone-NN.sqlite in {folder}, encrypted with a key from the seed.
To stop:
  kill {}
  rm -r {folder}",
        processes.join(" ")
    )
}
