//! `product` and `policy`.
