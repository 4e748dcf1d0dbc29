import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthPage } from '../../session/auth-page.tsx';
import { nextPath } from '../../session/next-path.ts';
import { viewer } from '../../session/server-session.ts';
import { SignInForm } from '../../session/sign-in-form.tsx';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = nextPath((await searchParams).next);
  if (await viewer()) redirect(next);
  return (
    <AuthPage title="Sign in" lead="Welcome back.">
      <SignInForm next={next} />
    </AuthPage>
  );
}
