//! What changed, told after it is on disk.

use std::collections::{BTreeSet, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use sharenum_domain::DocumentId;
use sharenum_ledger::Kind;
use tokio::sync::Notify;

/// A subscriber that is slower than this many events is told to read again.
const ROOM: usize = 256;

/// Something that a screen may want to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Documents changed; lists and details that show them are out of date.
    Changed {
        /// Their kinds, so that a screen can tell at once whether it cares.
        kinds: BTreeSet<Kind>,
        /// The documents.
        documents: Vec<DocumentId>,
    },
    /// Alerts came in or were read.
    Alerts {
        /// Notification ids of those that are news, oldest first; none on a first sync. When they
        /// sound is in the plan, which is to be asked for again.
        rung: Vec<i64>,
    },
    /// The hub answered: deliveries and the sync status changed.
    Delivery,
    /// A form was kept or forgotten, or the timer of a help session changed. Told at each key that
    /// a form keeps, so that what shows no draft need not read again.
    Drafts,
    /// What this phone alerts of, where its establishment stands or where its region is was set
    /// anew.
    Settings,
    /// Events were lost on the way to this subscriber: read what is shown again.
    ReRead,
}

#[derive(Default)]
struct Queue {
    waiting: Mutex<VecDeque<Event>>,
    bell: Notify,
}

impl Queue {
    fn push(&self, event: &Event) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() >= ROOM {
            // What was lost is in the tables: one marker says more than a part of the events.
            waiting.clear();
            waiting.push_back(Event::ReRead);
        } else if waiting.back() != Some(&Event::ReRead) {
            waiting.push_back(event.clone());
        }
        drop(waiting);
        self.bell.notify_one();
    }

    fn pop(&self) -> Option<Event> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}

/// Events from now on, in the order of the commits. Dropping it cancels.
///
/// At most 256 wait; one more and they give way to a single [`Event::ReRead`].
pub struct Subscription(Arc<Queue>);

impl Subscription {
    /// The next event that waits, without waiting.
    #[must_use]
    pub fn try_next(&self) -> Option<Event> {
        self.0.pop()
    }

    /// The next event; safe to drop at any time.
    pub async fn next(&self) -> Event {
        loop {
            if let Some(event) = self.0.pop() {
                return event;
            }
            self.0.bell.notified().await;
        }
    }
}

impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Subscription")
    }
}

/// Those who listen.
#[derive(Default)]
pub(crate) struct Listeners(Mutex<Vec<Weak<Queue>>>);

impl Listeners {
    pub(crate) fn subscribe(&self) -> Subscription {
        let queue = Arc::new(Queue::default());
        let mut listeners = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| listener.strong_count() > 0);
        listeners.push(Arc::downgrade(&queue));
        Subscription(queue)
    }

    /// Tells everybody; never blocks on a slow one.
    pub(crate) fn tell(&self, event: &Event) {
        let listeners = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.iter().filter_map(Weak::upgrade).for_each(|queue| queue.push(event));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_subscriber_is_told_to_read_again() {
        let listeners = Listeners::default();
        let slow = listeners.subscribe();
        for _ in 0..=ROOM {
            listeners.tell(&Event::Delivery);
        }
        listeners.tell(&Event::Delivery);
        assert_eq!(slow.try_next(), Some(Event::ReRead));
        assert_eq!(slow.try_next(), None);
        listeners.tell(&Event::Delivery);
        assert_eq!(slow.try_next(), Some(Event::Delivery));
    }

    #[test]
    fn a_dropped_subscription_is_forgotten() {
        let listeners = Listeners::default();
        drop(listeners.subscribe());
        let kept = listeners.subscribe();
        assert_eq!(listeners.0.lock().unwrap().len(), 1);
        listeners.tell(&Event::Delivery);
        assert_eq!(kept.try_next(), Some(Event::Delivery));
    }
}
