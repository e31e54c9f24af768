//! Fail points: named places between two steps, where a test may end the process.
//!
//! They exist only with the feature `fail-points`, which no program that is shipped asks for, and
//! there they do nothing until the process itself arms them: a workspace build, in which Cargo
//! unifies features, stays what it was. See `docs/decisions/0013-fail-points.md`.

/// Marks a place by its name, `who.what.when`.
#[cfg(feature = "fail-points")]
#[macro_export]
macro_rules! fail_point {
    ($name:literal) => {
        $crate::fail_point::reached($name)
    };
}

/// Marks a place by its name, `who.what.when`. Nothing in this build.
#[cfg(not(feature = "fail-points"))]
#[macro_export]
macro_rules! fail_point {
    ($name:literal) => {};
}

#[cfg(feature = "fail-points")]
mod armed {
    use std::sync::OnceLock;

    type Act = Box<dyn Fn(&'static str) + Send + Sync>;

    static ARMED: OnceLock<Act> = OnceLock::new();

    /// From now on `act` is called with the name of each place that this process comes to, from
    /// whichever thread does. Only the first call counts.
    pub fn arm(act: impl Fn(&'static str) + Send + Sync + 'static) {
        let _ = ARMED.set(Box::new(act));
    }

    /// What [`fail_point!`](crate::fail_point!) calls.
    #[doc(hidden)]
    pub fn reached(name: &'static str) {
        if let Some(act) = ARMED.get() {
            act(name);
        }
    }
}

#[cfg(feature = "fail-points")]
pub use armed::{arm, reached};
