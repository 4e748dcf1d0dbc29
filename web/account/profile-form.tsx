'use client';

import { useMutation } from '@apollo/client/react';
import type { FormEvent } from 'react';
import { Button } from '../design/button.tsx';
import { SelectField, TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { Panel } from '../design/panel.tsx';
import { tell } from '../design/toast.ts';
import { type AccountQuery, UpdateProfileDocument } from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';

/** Languages and regions that values can be shown in; the words of the product are English. */
const locales = ['en-US', 'en-CA', 'fr-CA', 'en-GB', 'en-AU', 'en-IE', 'de-DE', 'fr-FR', 'es-ES'];

const fields = ['name', 'phone', 'timeZone', 'locale'];

export function ProfileForm({ me }: { me: NonNullable<AccountQuery['me']> }) {
  const [update, { loading, data, error }] = useMutation(UpdateProfileDocument);
  const refused = data?.updateProfile.error;
  const errorOf = (field: string) => (refused?.field === field ? refused.message : undefined);
  const languages = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' });

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const result = await update({
      variables: {
        input: { name: text('name'), phone: text('phone') || null, timeZone: text('timeZone'), locale: text('locale') },
      },
    }).catch(() => undefined);
    if (result?.data?.updateProfile.ok) tell('Your profile is saved.');
  }

  return (
    <Panel title="Profile">
      <form onSubmit={save} className="grid gap-4">
        {error ? <Notice tone="fail">{graphFailure(error).message}</Notice> : null}
        {refused && !fields.includes(refused.field ?? '') ? <Notice tone="fail">{refused.message}</Notice> : null}
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Name"
            name="name"
            autoComplete="name"
            required
            defaultValue={me.name}
            error={errorOf('name')}
          />
          <TextField label="Email" type="email" value={me.email} readOnly disabled />
          <TextField
            label="Phone"
            name="phone"
            type="tel"
            autoComplete="tel"
            defaultValue={me.phone ?? ''}
            error={errorOf('phone')}
          />
          <SelectField
            label="Dates and numbers"
            name="locale"
            defaultValue={me.locale ?? 'en-US'}
            error={errorOf('locale')}
          >
            {[...new Set([me.locale ?? 'en-US', ...locales])].map((locale) => (
              <option key={locale} value={locale}>
                {languages.of(locale)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label="Time zone"
            name="timeZone"
            defaultValue={me.timeZone}
            hint="For emails to you. Numbers use the firm’s."
            error={errorOf('timeZone')}
          >
            {[...new Set([me.timeZone, ...Intl.supportedValuesOf('timeZone')])].sort().map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </SelectField>
        </div>
        <div>
          <Button type="submit" busy={loading}>
            Save
          </Button>
        </div>
      </form>
    </Panel>
  );
}
