import type { Firm } from '../firm/firm.ts';
import type { ClioExchange } from '../http/exchange.ts';
import type { Grant } from '../oauth/grants.ts';
import type { World } from '../world.ts';

/** An authenticated call of the API. */
export interface ApiCall extends ClioExchange {
  world: World;
  firm: Firm;
  grant: Grant;
  /** The last part of the `4.0.x` in which it is answered. */
  version: number;
}
