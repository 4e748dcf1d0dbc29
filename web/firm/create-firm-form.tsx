'use client';

import { useMutation } from '@apollo/client/react';
import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '../design/button.tsx';
import { SelectField, TextField } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { CreateFirmDocument } from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';
import { usePerson } from '../session/signed-in.tsx';

/** Clio's own billing currencies first; any other ISO 4217 code of this list is as good. */
const currencies = [
  'USD',
  'CAD',
  'GBP',
  'EUR',
  'AUD',
  'NZD',
  'CHF',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'ZAR',
  'SGD',
  'HKD',
  'JPY',
  'INR',
  'ILS',
  'BRL',
  'MXN',
];

const currencyOfRegion: Record<string, string> = {
  CA: 'CAD',
  GB: 'GBP',
  AU: 'AUD',
  NZ: 'NZD',
  IE: 'EUR',
  DE: 'EUR',
  FR: 'EUR',
};

export function CreateFirmForm() {
  const { locale, timeZone } = usePerson();
  const [createFirm, { loading, data, error }] = useMutation(CreateFirmDocument);
  // One key per form: pressing twice, or again after a lost answer, creates one firm.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [zone, setZone] = useState(timeZone);
  const [leaving, setLeaving] = useState(false);

  // The browser knows better than a profile made elsewhere.
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);

  const refused = data?.createFirm.error;
  const errorOf = (field: string) => (refused?.field === field ? refused.message : undefined);
  const isElsewhere = refused && !['name', 'timeZone', 'currency'].includes(refused.field ?? '');
  const region = new Intl.Locale(locale).region ?? 'US';

  async function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const result = await createFirm({
      variables: {
        input: {
          name: String(form.get('name')).trim(),
          timeZone: zone,
          currency: String(form.get('currency')),
          idempotencyKey,
        },
      },
    }).catch(() => undefined);
    const firm = result?.data?.createFirm.ok?.firm;
    if (!firm) return;
    setLeaving(true);
    window.location.assign(`/firms/${firm.id}`);
  }

  return (
    <form onSubmit={create} className="grid gap-4">
      {error ? <Notice tone="fail">{graphFailure(error).message}</Notice> : null}
      {isElsewhere ? <Notice tone="fail">{refused.message}</Notice> : null}
      <TextField label="Firm name" name="name" autoComplete="organization" required autoFocus error={errorOf('name')} />
      <SelectField
        label="Time zone"
        name="timeZone"
        value={zone}
        onChange={(event) => setZone(event.target.value)}
        hint="A day’s work ends at midnight here."
        error={errorOf('timeZone')}
      >
        {timeZones(zone).map((name) => (
          <option key={name} value={name}>
            {name.replaceAll('_', ' ')}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Currency"
        name="currency"
        defaultValue={currencyOfRegion[region] ?? 'USD'}
        hint="The currency of your bills in Clio."
        error={errorOf('currency')}
      >
        {currencies.map((code) => (
          <option key={code} value={code}>
            {code} · {new Intl.DisplayNames(locale, { type: 'currency' }).of(code)}
          </option>
        ))}
      </SelectField>
      <Button type="submit" busy={loading || leaving} className="mt-2 w-full">
        Create firm
      </Button>
    </form>
  );
}

/** All that this browser knows; the chosen one is there even if it is an alias that the list leaves out. */
function timeZones(chosen: string): string[] {
  return [...new Set([chosen, ...Intl.supportedValuesOf('timeZone')])].sort();
}
