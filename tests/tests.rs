//! Index of the tests.
