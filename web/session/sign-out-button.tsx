'use client';

import { Button } from '../design/button.tsx';
import { signOut } from './session-request.ts';

export function SignOutButton() {
  return (
    <Button look="quiet" onClick={() => void signOut()}>
      Sign out
    </Button>
  );
}
