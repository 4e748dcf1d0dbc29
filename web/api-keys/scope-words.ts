/** What a key can be given, in words. The graph decides what a person may give away; the form leaves out the rest. */
export const scopeWords: Readonly<Record<string, string>> = {
  'firm:read': 'The firm: name, time zone, currency',
  'matters:read': 'Matters and who works on them',
  'contacts:read': 'Contacts',
  'activities:read': 'Time and expenses',
  'bills:read': 'Bills and payments',
  'trust:read': 'Bank accounts, trust and what clients owe',
  'metrics:read': 'Numbers of the firm',
  'clio:read': 'State of the connection to Clio',
  'sync:read': 'Syncs and their progress',
  'sync:write': 'Start and cancel syncs',
};
