"""Letter statistics of the languages we can tell apart; the README says where they come from."""
