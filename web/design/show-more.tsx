import type { ReactNode } from 'react';
import { Button } from './button.tsx';

/** The end of a list that goes on. */
export function ShowMore({ busy, onPress, children }: { busy: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <div className="border-t border-line p-3 text-center">
      <Button look="quiet" busy={busy} onClick={onPress}>
        {children}
      </Button>
    </div>
  );
}
