/** The areas an application is given access to in Clio's developer portal, as far as this simulator serves them. */
export const permissions = [
  'Accounting',
  'Activities',
  'Billing',
  'Calendars',
  'Communications',
  'Contacts',
  'Custom fields',
  'Documents',
  'General',
  'Matters',
  'Tasks',
  'Users',
  'Webhooks',
] as const;
export type Permission = (typeof permissions)[number];
