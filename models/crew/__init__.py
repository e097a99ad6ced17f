"""Who carries out repairs: technicians, contractors, skills, leave."""
