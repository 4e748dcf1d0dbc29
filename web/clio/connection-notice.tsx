import { ButtonLink } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import { useFirm } from '../firm/firm-context.tsx';
import type { ConnectionFactsFragment } from '../generated/graphql.ts';

/** Says on pages with data of Clio's that nothing new comes from there, and why. Nothing while the connection works. */
export function ConnectionNotice({
  connection: { status, problem },
}: {
  connection: Pick<ConnectionFactsFragment, 'status' | 'problem'>;
}) {
  const { id, may } = useFirm();
  if (status === 'CONNECTED') return null;
  const gone = status === 'DISCONNECTED';
  return (
    <Notice
      tone="wait"
      title={gone ? 'Clio is not connected' : 'Clio needs you'}
      action={
        may('clio:write') ? (
          <ButtonLink look="secondary" href={`/firms/${id}/clio`}>
            Connect again
          </ButtonLink>
        ) : null
      }
    >
      {gone ? null : problem} What you see here is as it was when Clio was last read.
    </Notice>
  );
}
