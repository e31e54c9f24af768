//! Pages: a list is read from where the last page ended, so that what arrives in between
//! neither repeats a row nor hides one.

/// Where a page ended. Opaque to a shell; good for the same list only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageCursor {
    pub(super) key: i64,
    pub(super) id: Vec<u8>,
}

impl PageCursor {
    /// A cursor behind the row with this sort key and id.
    #[must_use]
    pub fn new(key: i64, id: &[u8]) -> Self {
        Self { key, id: id.to_vec() }
    }

    /// The sort key of the last row.
    #[must_use]
    pub const fn key(&self) -> i64 {
        self.key
    }

    /// The id of the last row, which decides between equal keys.
    #[must_use]
    pub fn id(&self) -> &[u8] {
        &self.id
    }
}

/// What part of a list is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// Where the last page ended; `None` for the first.
    pub after: Option<PageCursor>,
    /// Rows wanted; between 1 and [`PageRequest::MOST`].
    pub limit: usize,
}

impl PageRequest {
    /// A longer page would be copied through a binding at once and stall a screen.
    pub const MOST: usize = 1_000;

    /// The first page, of the usual 50 rows.
    #[must_use]
    pub const fn first() -> Self {
        Self { after: None, limit: 50 }
    }

    /// The same page with another length.
    #[must_use]
    pub fn of(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// The page that starts where another ended.
    #[must_use]
    pub fn after(self, cursor: PageCursor) -> Self {
        Self { after: Some(cursor), ..self }
    }

    /// Rows to return, and never none: a page of zero rows would not move on.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.limit.clamp(1, Self::MOST)
    }

    /// Rows to ask of SQLite: one more tells whether another page follows.
    pub(super) fn probe(&self) -> i64 {
        i64::try_from(self.limit() + 1).unwrap_or(i64::MAX)
    }

    /// The cursor as SQL parameters for a list that ascends.
    pub(super) fn ascending(&self) -> (i64, &[u8]) {
        self.after.as_ref().map_or((i64::MIN, &[]), |after| (after.key, &after.id))
    }

    /// The cursor as SQL parameters for a list that descends.
    pub(super) fn descending(&self) -> (i64, &[u8]) {
        self.after.as_ref().map_or((i64::MAX, &[0xff; 33]), |after| (after.key, &after.id))
    }
}

impl Default for PageRequest {
    fn default() -> Self {
        Self::first()
    }
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, in the list's order.
    pub items: Vec<T>,
    /// Where the next page starts; `None` at the end.
    pub next: Option<PageCursor>,
    /// Rows of the whole list.
    pub total: usize,
}

impl<T> Page<T> {
    /// Cuts the probing row off; `place` says a row's key and id.
    pub(super) fn cut(
        mut rows: Vec<T>,
        request: &PageRequest,
        total: usize,
        place: impl Fn(&T) -> PageCursor,
    ) -> Self {
        let more = rows.len() > request.limit();
        rows.truncate(request.limit());
        let next = if more { rows.last().map(place) } else { None };
        Self { items: rows, next, total }
    }

    /// Cuts a page out of a whole list that is sorted by `place`, ascending.
    ///
    /// For lists that SQL cannot order, such as those by distance.
    #[must_use]
    pub fn slice(all: Vec<T>, request: &PageRequest, place: impl Fn(&T) -> PageCursor) -> Self {
        let total = all.len();
        let past = |row: &T| {
            let at = place(row);
            request.after.as_ref().is_none_or(|after| (at.key, &at.id) > (after.key, &after.id))
        };
        let rows = all.into_iter().skip_while(|row| !past(row)).take(request.limit() + 1).collect();
        Self::cut(rows, request, total, place)
    }

    /// The same page with other rows.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(turn).collect(),
            next: self.next,
            total: self.total,
        }
    }

    /// The same page with other rows, of which one may fail.
    ///
    /// # Errors
    /// The first failure.
    pub fn try_map<U, E>(self, turn: impl FnMut(T) -> Result<U, E>) -> Result<Page<U>, E> {
        Ok(Page {
            items: self.items.into_iter().map(turn).collect::<Result<_, E>>()?,
            next: self.next,
            total: self.total,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(n: &i64) -> PageCursor {
        PageCursor::new(*n / 10, &n.to_be_bytes())
    }

    #[test]
    fn pages_of_a_sliced_list_hold_each_row_once() {
        let all: Vec<i64> = (0..95).collect();
        let mut seen = Vec::new();
        let mut request = PageRequest::first().of(10);
        loop {
            let page = Page::slice(all.clone(), &request, place);
            assert_eq!(page.total, 95);
            seen.extend(page.items);
            match page.next {
                Some(next) => request = request.after(next),
                None => break,
            }
        }
        assert_eq!(seen, all);
    }

    #[test]
    fn a_page_of_no_rows_still_moves_on() {
        let page = Page::slice(vec![1, 2, 3], &PageRequest::first().of(0), place);
        assert_eq!((page.items, page.next.is_some()), (vec![1], true));
    }
}
