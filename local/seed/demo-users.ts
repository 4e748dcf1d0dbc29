/** The two people, and their firms, that a new instance knows. The second firm shows that nobody sees the first one's data. */
export const demoUsers = [
  {
    name: 'Ada Hartwell',
    email: 'ada@hartwell-lowe.test',
    password: 'correct horse battery',
    firm: { name: 'Hartwell & Lowe', timeZone: 'America/New_York', currency: 'USD' },
  },
  {
    name: 'Ben Okafor',
    email: 'ben@okafor-reyes.test',
    password: 'correct horse battery',
    firm: { name: 'Okafor Reyes', timeZone: 'America/Los_Angeles', currency: 'USD' },
  },
] as const;
