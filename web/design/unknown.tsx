/** A cell that has nothing to show. */
export function Unknown() {
  return (
    <span className="text-soft">
      <span aria-hidden>—</span>
      <span className="sr-only">None</span>
    </span>
  );
}
