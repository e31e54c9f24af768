//! What this phone keeps in its `setting` table: never synced, never needed to read a document.

/// The region's hub, which decides on seats: its member id in hex.
pub(crate) const REGION_HUB: &str = "region_hub";
/// Where the region's hub is, as the invitation or the person said.
pub(crate) const REGION_URL: &str = "region_url";
/// Where an establishment without coordinates stands, as chosen by the member:
/// `code lat lon label`.
pub(crate) const CHOSEN_PLACE: &str = "chosen_place";
/// With whom the card was shared: member ids in hex, space-separated.
pub(crate) const CARD_SHARED: &str = "card_shared";
/// Alert kinds that do not ring on this phone, space-separated.
pub(crate) const MUTED_KINDS: &str = "muted_kinds";
/// Alerts from farther away than so many km are not made on this phone.
pub(crate) const NEARER_THAN: &str = "nearer_than_km";
/// Reminder kinds that do not come on this phone, space-separated.
pub(crate) const MUTED_REMINDERS: &str = "muted_reminders";
/// Hours in which nothing sounds: `22:00-07:00`.
pub(crate) const QUIET_HOURS: &str = "quiet_hours";
/// When what happens nearby is told at once: `18:00:00`.
pub(crate) const DIGEST: &str = "digest";
/// How many alerts may sound on one day.
pub(crate) const MOST_PER_DAY: &str = "most_alerts_per_day";
/// Followed by a plan's id in hex: this phone carried it over into the one to go on with.
pub(crate) const JOINED_PLAN: &str = "joined_plan:";
/// Followed by a source and a channel in hex: the channel was read to its end once from there.
pub(crate) const READ_ONCE: &str = "read_once:";
/// The source that all hubs of the region are.
pub(crate) const THE_REGION: &str = "region";
