const recordNames: Readonly<Record<string, string>> = {
  USERS: 'Timekeepers',
  GROUPS: 'Groups',
  PRACTICE_AREAS: 'Practice areas',
  MATTER_STAGES: 'Matter stages',
  CUSTOM_FIELDS: 'Custom fields',
  ACTIVITY_DESCRIPTIONS: 'Activity descriptions',
  EXPENSE_CATEGORIES: 'Expense categories',
  TASK_TYPES: 'Task types',
  CONTACTS: 'Contacts',
  MATTERS: 'Matters',
  RELATIONSHIPS: 'Relationships',
  ACTIVITIES: 'Time and expenses',
  BILLS: 'Bills',
  LINE_ITEMS: 'Bill line items',
  ALLOCATIONS: 'Payments on bills',
  CREDIT_MEMOS: 'Credit memos',
  TASKS: 'Tasks',
  CALENDARS: 'Calendars',
  CALENDAR_ENTRIES: 'Calendar entries',
  MATTER_NOTES: 'Notes on matters',
  CONTACT_NOTES: 'Notes on contacts',
  COMMUNICATIONS: 'Communications',
  FOLDERS: 'Folders',
  DOCUMENTS: 'Documents',
  BANK_ACCOUNTS: 'Bank accounts',
  BANK_TRANSACTIONS: 'Bank transactions',
  TRUST_LINE_ITEMS: 'Trust line items',
  OUTSTANDING_CLIENT_BALANCES: 'Outstanding balances',
};

/** What people call a kind of records; an unknown one is called by its own name. */
export function recordName(type: string): string {
  return recordNames[type] ?? type;
}
