'use client';

import { ChevronsUpDown, Plus } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { DropdownMenu } from 'radix-ui';
import { Initials } from '../design/initials.tsx';
import { MenuChoice, MenuItem, MenuPanel, MenuRule } from '../design/menu.tsx';
import type { Role } from '../generated/graphql.ts';
import { useFirm } from './firm-context.tsx';
import { roleName } from './role-name.ts';

export interface MembershipChoice {
  id: string;
  role: Role;
  firm: { id: string; name: string };
}

export function FirmSwitcher({ memberships, narrow }: { memberships: readonly MembershipChoice[]; narrow: boolean }) {
  const { id, name, role } = useFirm();
  const router = useRouter();
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="flex min-h-13 items-center gap-3 rounded-xl px-2 text-left hover:bg-nav-wash">
        <Initials
          text={[...name][0] ?? ''}
          className="size-8 shrink-0 rounded-lg bg-[#8adcc0] text-sm font-bold text-[#0b2a21]"
        />
        {narrow ? (
          <span className="sr-only">{name}</span>
        ) : (
          <>
            <span className="min-w-0 flex-1 leading-tight">
              <span className="block truncate text-sm font-semibold text-nav-strong">{name}</span>
              <span className="text-xs">{roleName(role)}</span>
            </span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0" />
          </>
        )}
        <span className="sr-only">, switch firm</span>
      </DropdownMenu.Trigger>
      <MenuPanel align="start">
        <MenuChoice
          label="Your firms"
          value={id}
          choices={memberships.map(({ firm }) => ({ value: firm.id, name: firm.name }))}
          onChange={(chosen) => router.push(`/firms/${chosen}`)}
        />
        <MenuRule />
        <MenuItem asChild>
          <Link href="/firms/new">
            <Plus aria-hidden className="size-4" /> Create another firm
          </Link>
        </MenuItem>
      </MenuPanel>
    </DropdownMenu.Root>
  );
}
