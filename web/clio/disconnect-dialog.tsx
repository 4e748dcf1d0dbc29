'use client';

import { useMutation } from '@apollo/client/react';
import { type FormEvent, useState } from 'react';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Notice } from '../design/notice.tsx';
import { tell } from '../design/toast.ts';
import { useFirm } from '../firm/firm-context.tsx';
import { ClioStateDocument, DisconnectClioDocument } from '../generated/graphql.ts';
import { graphFailure } from '../graph/graph-failure.ts';

export function DisconnectDialog({
  open,
  onOpenChange,
  running,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  running: boolean;
}) {
  const { name } = useFirm();
  const [error, setError] = useState<string>();
  const [disconnect, { loading }] = useMutation(DisconnectClioDocument, {
    refetchQueries: [ClioStateDocument],
    // Awaited: the button that asked is gone when the focus is given back.
    awaitRefetchQueries: true,
  });

  async function confirm(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const keepData = new FormData(event.currentTarget).get('data') !== 'delete';
    setError(undefined);
    try {
      const { data } = await disconnect({ variables: { input: { keepData } } });
      const refused = data?.disconnectClio.error;
      if (refused) return setError(refused.message);
      onOpenChange(false);
      tell(keepData ? 'Clio is disconnected. The data stays.' : 'Clio is disconnected and the data is being deleted.');
    } catch (thrown) {
      setError(graphFailure(thrown).message);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Disconnect Clio?"
      description={`Our access to the Clio account of ${name} is revoked${running ? ' and the running sync stops' : ''}. Nothing changes in Clio.`}
    >
      <form onSubmit={confirm} className="grid gap-4">
        <fieldset className="grid gap-2.5">
          <legend className="mb-2 text-sm font-medium">What about the data that is here?</legend>
          <Choice
            value="keep"
            title="Keep it"
            text="Numbers and matters stay as they are, and are not updated any more."
            defaultChecked
          />
          <Choice
            value="delete"
            title="Delete it"
            text="Everything that came from Clio is removed. This cannot be undone."
          />
        </fieldset>
        {error ? <Notice tone="fail">{error}</Notice> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="quiet" onClick={() => onOpenChange(false)}>
            Stay connected
          </Button>
          <Button type="submit" look="danger" busy={loading}>
            Disconnect
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Choice({
  value,
  title,
  text,
  defaultChecked = false,
}: {
  value: string;
  title: string;
  text: string;
  defaultChecked?: boolean;
}) {
  return (
    <label className="flex cursor-pointer gap-3 rounded-xl border border-line p-3.5 text-sm has-checked:border-accent has-checked:bg-accent-wash">
      <input
        type="radio"
        name="data"
        value={value}
        defaultChecked={defaultChecked}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <span>
        <span className="block font-medium">{title}</span>
        <span className="text-soft">{text}</span>
      </span>
    </label>
  );
}
