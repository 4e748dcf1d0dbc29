import { FileQuestionMark } from 'lucide-react';
import { ButtonLink } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';

export default function NotFoundInFirm() {
  return (
    <EmptyState
      Icon={FileQuestionMark}
      title="Not found"
      action={
        <ButtonLink href="/firms" look="secondary">
          Go to your firms
        </ButtonLink>
      }
    >
      It is not in this firm. It may have been removed in Clio, or the address is mistyped.
    </EmptyState>
  );
}
