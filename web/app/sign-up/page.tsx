import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthPage } from '../../session/auth-page.tsx';
import { nextPath } from '../../session/next-path.ts';
import { viewer } from '../../session/server-session.ts';
import { SignUpForm } from '../../session/sign-up-form.tsx';

export const metadata: Metadata = { title: 'Create your account' };

export default async function SignUpPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = nextPath((await searchParams).next);
  if (await viewer()) redirect(next);
  return (
    <AuthPage title="Create your account" lead="Then name your firm and connect Clio: about three minutes.">
      <SignUpForm next={next} />
    </AuthPage>
  );
}
