"""HSDS, the Human Services Data Specification of Open Referral, read and written."""
