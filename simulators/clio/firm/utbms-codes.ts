/** A few of the Uniform Task-Based Management System's codes, as LEDES invoices name work by them. */
export const utbmsCodes = [
  ['L120', 'Analysis/Strategy', 'UtbmsTask'],
  ['L210', 'Pleadings', 'UtbmsTask'],
  ['A102', 'Research', 'UtbmsActivity'],
  ['A103', 'Draft/Revise', 'UtbmsActivity'],
  ['E101', 'Copying', 'UtbmsExpense'],
  ['E110', 'Out-of-town travel', 'UtbmsExpense'],
  ['E112', 'Court fees', 'UtbmsExpense'],
] as const;

/** Descriptions of work by a task and an activity of these codes, which every firm has beside its own. */
export const utbmsDescriptions = [
  ['L120', 'A102'],
  ['L210', 'A103'],
] as const;
