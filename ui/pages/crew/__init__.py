"""Who carries out repairs: technicians with their leave, contractors, skills."""
