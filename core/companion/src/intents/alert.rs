//! Reading alerts.

use sharenum_store::StoreError;
use sharenum_store::queries::alerts;

use crate::engine::CompanionEngine;
use crate::{Event, Result};

impl CompanionEngine {
    /// Marks one alert as read, by its notification id.
    ///
    /// # Errors
    /// Those of the file.
    pub fn mark_alert_read(&self, id: i64) -> Result<()> {
        self.mark_read(Some(id))
    }

    /// Marks all alerts as read.
    ///
    /// # Errors
    /// Those of the file.
    pub fn mark_all_alerts_read(&self) -> Result<()> {
        self.mark_read(None)
    }

    fn mark_read(&self, id: Option<i64>) -> Result<()> {
        let mark = |tx: &mut sharenum_store::WriteTx<'_>| alerts::mark_read(tx.conn(), id);
        let (marked, _) = self.inner.store.write::<_, StoreError>(mark)?;
        if marked > 0 {
            self.inner.tell(&Event::Alerts { rung: Vec::new() });
        }
        Ok(())
    }
}
