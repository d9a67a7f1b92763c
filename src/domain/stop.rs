//! The exact second at which an account must stop (DESIGN 3.9).
