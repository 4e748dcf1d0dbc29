import { classNames } from './class-names.ts';

/** @param percent 0–100; null while the whole is not known. */
export function ProgressBar({
  label,
  percent,
  still = false,
}: {
  label: string;
  percent: number | null;
  still?: boolean;
}) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { 'aria-valuenow': Math.floor(percent) })}
      className="h-1.5 overflow-hidden rounded-full bg-line"
    >
      <div
        className={classNames(
          'h-full rounded-full bg-accent transition-[width] duration-500',
          percent === null && !still && 'breathing',
        )}
        style={{ width: `${percent ?? (still ? 0 : 100)}%` }}
      />
    </div>
  );
}
