"""Pages of calls: what anyone sees, what an applicant does, what the host does, how a letter is signed."""
