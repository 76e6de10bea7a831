"""The Family Benefits Act (perehüvitiste seadus) and its neighbours, one file per benefit."""
