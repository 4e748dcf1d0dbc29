'use client';

import { createContext, type ReactNode, use, useMemo } from 'react';
import { createFormats, type Formats } from '../design/format.ts';
import type { Role } from '../generated/graphql.ts';
import { usePerson } from '../session/signed-in.tsx';

export interface FirmFacts {
  id: string;
  name: string;
  /** IANA name: days and months of this firm. */
  timeZone: string;
  currency: string;
  role: Role;
  /** What the person may do here. The graph decides; pages only leave out what would be refused. */
  scopes: readonly string[];
}

interface FirmPage extends FirmFacts {
  formats: Formats;
  may(scope: string): boolean;
}

const FirmContext = createContext<FirmPage | undefined>(undefined);

export function FirmProvider({ firm, children }: { firm: FirmFacts; children: ReactNode }) {
  const { locale } = usePerson();
  const page = useMemo(
    () => ({
      ...firm,
      formats: createFormats(locale, firm.timeZone),
      may: (scope: string) => firm.scopes.includes(scope),
    }),
    [firm, locale],
  );
  return <FirmContext value={page}>{children}</FirmContext>;
}

/** The firm of this page, and how its values read to this person. */
export function useFirm(): FirmPage {
  const firm = use(FirmContext);
  if (!firm) throw new Error('useFirm is for pages of a firm.');
  return firm;
}
