import { classNames } from './class-names.ts';

/**
 * The first letters of a name as a picture. They stand in the style sheet, not in the page: whoever listens hears the name
 * beside them, and whoever speaks to the page calls the button by it.
 */
export function Initials({ text, className }: { text: string; className: string }) {
  return (
    <span
      aria-hidden
      data-text={text.toUpperCase()}
      className={classNames('grid place-items-center before:content-[attr(data-text)]', className)}
    />
  );
}
