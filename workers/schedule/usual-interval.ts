/** Between two incremental syncs of a firm whose plan has not been heard of: that of the plan that firms begin with. */
export const usualIntervalMinutes = 15;
