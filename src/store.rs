//! The store: the only place that knows our tables.
