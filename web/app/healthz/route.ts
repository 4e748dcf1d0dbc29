/** Whether this process serves requests. It asks nobody: a gateway that is down must not take the pages down with it. */
export function GET(): Response {
  return Response.json({ ok: true }, { headers: { 'cache-control': 'no-store' } });
}

export const dynamic = 'force-dynamic';
