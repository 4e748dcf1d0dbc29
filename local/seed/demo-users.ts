/** A person that a new instance knows, with a firm and the user of Clio who authorises the connection. */
export interface DemoUser {
  name: string;
  email: string;
  password: string;
  firm: { name: string; timeZone: string; currency: string };
  /** Who signs in at the simulated Clio. */
  clioLogin: string;
}

/** The second firm is there to show that nobody sees anything of the first one. */
export const demoUsers: readonly DemoUser[] = [
  {
    name: 'Ada Hartwell',
    email: 'ada@hartwell-lowe.test',
    password: 'correct horse battery',
    firm: { name: 'Hartwell & Lowe LLP', timeZone: 'America/Los_Angeles', currency: 'USD' },
    clioLogin: 'margaret.hartwell@hartwell-lowe.example',
  },
  {
    name: 'Ben Okafor',
    email: 'ben@okafor-reyes.test',
    password: 'correct horse battery',
    firm: { name: 'Okafor Reyes Family Law', timeZone: 'America/Chicago', currency: 'USD' },
    clioLogin: 'adaeze.okafor@okaforreyes.example',
  },
];
