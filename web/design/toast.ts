/** Says shortly that something was done. The toasts' code is loaded with the first one or with the shell, whichever comes first. */
export function tell(message: string): void {
  void import('sonner').then(({ toast }) => toast(message));
}

/** Says shortly that something was not done, and why. */
export function tellFailure(message: string): void {
  void import('sonner').then(({ toast }) => toast.error(message));
}
