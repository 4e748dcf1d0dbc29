import type { Metadata } from 'next';
import { ButtonLink } from '../../../../design/button.tsx';
import { OutsidePage } from '../../../../design/outside-page.tsx';
import { CreateFirmForm } from '../../../../firm/create-firm-form.tsx';
import { requireViewer } from '../../../../session/server-session.ts';
import { SignOutButton } from '../../../../session/sign-out-button.tsx';

export const metadata: Metadata = { title: 'Create your firm' };

export default async function NewFirmPage() {
  const { memberships } = await requireViewer();
  const back = memberships.length > 0;
  return (
    <OutsidePage
      title={back ? 'Create another firm' : 'Create your firm'}
      aside={
        back ? (
          <ButtonLink href="/firms" look="quiet">
            Back to your firms
          </ButtonLink>
        ) : (
          <SignOutButton />
        )
      }
    >
      <p className="mb-7 text-soft">Months, days and money are counted by what you set here.</p>
      <CreateFirmForm />
    </OutsidePage>
  );
}
