//! `serve`.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use sharenum_ledger::HubRole;
use tokio::runtime::Runtime;
use tracing_subscriber::EnvFilter;

use super::args::Serve;
use crate::alone::Alone;
use crate::announce::Announcer;
use crate::carry::{Rounds, Trigger};
use crate::config::Config;
use crate::keys::Keys;
use crate::server::Listener;
use crate::{Hub, HubError, HubOptions, Tls, join_region, server};

/// A regional hub looks this often whether its own certificate comes to its end.
const DAILY: Duration = Duration::from_secs(24 * 3600);

pub(super) fn run(args: Serve, out: &mut dyn Write) -> Result<ExitCode, HubError> {
    let trust_clock = args.trust_clock;
    let (config, invitation) = settings(args)?;
    log_to_stderr(&config)?;
    let runtime = Runtime::new()
        .map_err(|error| HubError::Unavailable(format!("no threads can be started: {error}")))?;
    runtime.block_on(serve(config, invitation, trust_clock, out))?;
    Ok(ExitCode::SUCCESS)
}

fn settings(args: Serve) -> Result<(Config, Option<String>), HubError> {
    let mut config = args.place.config()?;
    let tls_by_flag = args.tls_cert.is_some() || args.tls_key.is_some();
    config.role = args.role.unwrap_or(config.role);
    config.listen = args.listen.unwrap_or(config.listen);
    config.tls_cert = args.tls_cert.or(config.tls_cert);
    config.tls_key = args.tls_key.or(config.tls_key);
    config.announce = args.announce.or(config.announce);
    config.announce_name = args.announce_name.or(config.announce_name);
    config.upstream = args.upstream.or(config.upstream);
    config.carry_every_s = args.carry_every.unwrap_or(config.carry_every_s);
    match config.tls_files() {
        Err(HubError::Config(said)) if tls_by_flag => return Err(HubError::Usage(said)),
        _ => {}
    }
    config.check_name().map_err(|error| HubError::Usage(error.to_string()))?;
    let region = HubRole::from(config.role) == HubRole::Region;
    if region && (config.upstream.is_some() || args.invitation.is_some()) {
        return Err(HubError::Usage(
            "--upstream and --invitation are for a bus; add --role bus".to_owned(),
        ));
    }
    Ok((config, args.invitation))
}

async fn serve(
    config: Config,
    invitation: Option<String>,
    trust_clock: bool,
    out: &mut dyn Write,
) -> Result<(), HubError> {
    let role = HubRole::from(config.role);
    let tls = config.tls_files()?.map(Tls::read).transpose()?.map(Arc::new);
    let _alone = Alone::in_folder(&config.data)?;
    if role == HubRole::Bus {
        join_on_first_start(&config, invitation.as_deref()).await?;
    }
    let options = HubOptions { trust_clock, ..config.hub_options()? };
    let hub = Arc::new(Hub::open(&config.data, role, options)?);
    let trigger = rounds(&config, &hub)?;
    let stop = told_to_stop()?;
    if let Some(tls) = &tls {
        read_again_when_told(Arc::clone(tls))?;
    }
    let listener = server::listen(config.listen, tls, out).await?;
    let announcer = announcer(&config, &hub, &listener);
    // Phones should look elsewhere before the last of them is cut off here.
    let stop = async {
        stop.await;
        withdraw(announcer.as_ref()).await;
    };
    let daily = tokio::spawn(renew_daily(Arc::clone(&hub)));
    let served = server::serve(hub, listener, trigger, stop).await;
    daily.abort();
    withdraw(announcer.as_ref()).await;
    served
}

fn announcer(config: &Config, hub: &Hub, listener: &Listener) -> Option<Announcer> {
    // It listens, so it has an address.
    let local = listener.local_addr().ok().filter(|local| config.announces(*local))?;
    let announcement = config.announcement(hub.region());
    Announcer::start(hub, local, config.announce_name.as_deref(), &announcement)
}

async fn withdraw(announcer: Option<&Announcer>) {
    if let Some(announcer) = announcer {
        announcer.withdraw().await;
    }
}

async fn join_on_first_start(config: &Config, invitation: Option<&str>) -> Result<(), HubError> {
    let (Some(upstream), Some(invitation)) = (&config.upstream, invitation) else {
        // Joined before, or `Hub::open` says what is missing.
        return match Keys::read(&config.data)? {
            None if invitation.is_some() => Err(HubError::Usage(
                "a bus joins its region on the first start: add --upstream URL".to_owned(),
            )),
            _ => Ok(()),
        };
    };
    join_region(&config.data, &config.upstream_client()?, upstream, invitation).await
}

fn rounds(config: &Config, hub: &Arc<Hub>) -> Result<Option<Trigger>, HubError> {
    let (HubRole::Bus, Some(upstream)) = (hub.role(), &config.upstream) else {
        if hub.role() == HubRole::Bus {
            tracing::warn!("no --upstream: what comes in stays on this bus for now");
        }
        return Ok(None);
    };
    let client = config.upstream_client()?;
    let (rounds, trigger) =
        Rounds::new(Arc::clone(hub), client, upstream.clone(), config.carry_every());
    tokio::spawn(rounds.run());
    Ok(Some(trigger))
}

async fn renew_daily(hub: Arc<Hub>) {
    let mut daily = tokio::time::interval(DAILY);
    loop {
        daily.tick().await;
        let hub = Arc::clone(&hub);
        let renewed = tokio::task::spawn_blocking(move || hub.renew_own_certificate()).await;
        if let Ok(Err(error)) = renewed {
            tracing::error!(%error, "the hub's certificate was not renewed; trying tomorrow");
        }
    }
}

/// Reads the certificate again at each SIGHUP, as whoever renews it can send.
#[cfg(unix)]
fn read_again_when_told(tls: Arc<Tls>) -> Result<(), HubError> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut told = signal(SignalKind::hangup()).map_err(no_signals)?;
    tokio::spawn(async move {
        while told.recv().await.is_some() {
            let tls = Arc::clone(&tls);
            match tokio::task::spawn_blocking(move || tls.read_again()).await {
                Ok(Ok(())) => tracing::info!("the certificate was read again"),
                Ok(Err(error)) => tracing::error!(%error, "the earlier certificate stays in use"),
                Err(error) => tracing::error!(%error, "the certificate was not read again"),
            }
        }
    });
    Ok(())
}

/// No such signal; a restart reads a new certificate.
#[cfg(not(unix))]
fn read_again_when_told(_: Arc<Tls>) -> Result<(), HubError> {
    Ok(())
}

#[cfg(unix)]
fn no_signals(error: std::io::Error) -> HubError {
    HubError::Unavailable(format!("signals cannot be listened for: {error}"))
}

/// Ctrl-C, or what a service manager sends. Listened for from this call on, not only once the
/// future is polled: a hub may be told to stop as soon as it has said that it is up.
#[cfg(unix)]
fn told_to_stop() -> Result<impl Future<Output = ()>, HubError> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupted = signal(SignalKind::interrupt()).map_err(no_signals)?;
    let mut terminated = signal(SignalKind::terminate()).map_err(no_signals)?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Ctrl-C.
#[cfg(not(unix))]
fn told_to_stop() -> Result<impl Future<Output = ()>, HubError> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

fn log_to_stderr(config: &Config) -> Result<(), HubError> {
    let words = std::env::var("RUST_LOG").unwrap_or_else(|_| config.log.clone());
    let filter = EnvFilter::try_new(&words).map_err(|error| {
        HubError::Config(format!(
            "log level `{words}` cannot be read ({error}); write info or debug"
        ))
    })?;
    // A second hub in the same process (tests) keeps the first one's log.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .try_init();
    Ok(())
}
