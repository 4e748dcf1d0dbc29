import { classNames } from './class-names.ts';

/** @param percent 0–100; null while the whole is not known: then a part of the bar moves, and nothing looks done. */
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
          'h-full rounded-full bg-accent',
          percent === null && !still ? 'sliding w-1/3' : 'transition-[width] duration-500',
        )}
        style={percent === null && !still ? undefined : { width: `${percent ?? 0}%` }}
      />
    </div>
  );
}
