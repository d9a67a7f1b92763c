//! Codes: what is printed on a voucher and typed by a guest (DESIGN 3.7).
