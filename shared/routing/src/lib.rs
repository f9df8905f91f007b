//! The desk machine: queue, presence, capacity, skills, offers.
