import type { Resource } from '../resources/resource.ts';
import type { ApiCall } from './call.ts';
import { forbidden } from './errors.ts';

/** Throws 403 when the application or the user lacks an area that the collection belongs to. */
export function requirePermission({ world, grant }: ApiCall, { permission }: Pick<Resource, 'permission'>): void {
  const { denied } = world.access.of(grant);
  const missing = [permission].flat().find((area) => denied.has(area));
  if (missing !== undefined) throw forbidden(missing);
}
