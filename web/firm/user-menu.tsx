'use client';

import { LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import Link from 'next/link';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { Initials } from '../design/initials.tsx';
import { MenuChoice, MenuItem, MenuPanel, MenuRule } from '../design/menu.tsx';
import { chooseTheme, type Theme } from '../design/theme.ts';
import { signOut } from '../session/session-request.ts';
import { usePerson } from '../session/signed-in.tsx';

const themeChoices = [
  { value: 'light', name: 'Light', icon: <Sun aria-hidden className="size-4 text-soft" /> },
  { value: 'dark', name: 'Dark', icon: <Moon aria-hidden className="size-4 text-soft" /> },
  { value: 'system', name: 'Like the system', icon: <Monitor aria-hidden className="size-4 text-soft" /> },
] as const;

export function UserMenu({ theme: startTheme }: { theme: Theme }) {
  const { name, email } = usePerson();
  const [theme, setTheme] = useState(startTheme);
  const initials = name
    .split(/\s+/)
    .map((part) => [...part][0])
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('');
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        aria-label={`${name}, your menu`}
        className="grid size-11 place-items-center rounded-full hover:bg-sunken"
      >
        <Initials text={initials} className="size-8 rounded-full bg-accent text-xs font-semibold text-accent-ink" />
      </DropdownMenu.Trigger>
      <MenuPanel align="end">
        <div className="px-3 pt-2 pb-2.5">
          <p className="truncate text-sm font-medium">{name}</p>
          <p className="truncate text-xs text-soft">{email}</p>
        </div>
        <MenuRule />
        <MenuItem asChild>
          <Link href="/account">
            <UserRound aria-hidden className="size-4 text-soft" /> Account
          </Link>
        </MenuItem>
        <MenuRule />
        <MenuChoice
          label="Appearance"
          value={theme}
          choices={themeChoices}
          onChange={(chosen) => {
            setTheme(chosen);
            chooseTheme(chosen);
          }}
        />
        <MenuRule />
        <MenuItem onSelect={() => void signOut()}>
          <LogOut aria-hidden className="size-4 text-soft" /> Sign out
        </MenuItem>
      </MenuPanel>
    </DropdownMenu.Root>
  );
}
