import { classNames } from './class-names.ts';

/** A place that is being filled. Size comes from the class name. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className={classNames('late block', className)}>
      <span className="breathing block size-full min-h-[1em] rounded bg-line" />
    </span>
  );
}
