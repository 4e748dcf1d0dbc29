import type { Alarms } from '../alarms.ts';
import { ClioError } from '../api/errors.ts';
import type { Clock } from '../clock.ts';
import type { Firm } from '../firm/firm.ts';
import { Random, WeightedChoice } from '../firm/random.ts';
import type { World } from '../world.ts';
import { Edit } from '../writes/edit.ts';
import { type Happened, type Happening, someRow } from './happening.ts';
import { matterHappenings } from './matter-happenings.ts';
import { moneyHappenings } from './money-happenings.ts';
import { permissionHappenings } from './permission-happenings.ts';
import { workHappenings } from './work-happenings.ts';

const happenings: Readonly<Record<string, Happening>> = {
  ...workHappenings,
  ...matterHappenings,
  ...moneyHappenings,
  ...permissionHappenings,
};
export const happeningNames = Object.keys(happenings);
const choice = new WeightedChoice(happeningNames.map((name) => happenings[name]?.weight ?? 0));

/** At a firm that has nothing left to happen to, another thing is chosen this many times. */
const choicesMax = 50;

export interface LifeEvent {
  name: string;
  accountId: number;
  /** The record it happened to. */
  resource: string;
  id: number;
}

/**
 * The firms at work: what their people do in Clio's own pages while applications look on. Each thing that happens is
 * one edit, by the rules that the API has, and the webhooks are told. The same seed and the same questions give the same
 * life.
 */
export class Life {
  readonly #clock: Clock;
  readonly #alarms: Alarms;
  readonly #random: Random;
  #perMinute = 0;
  /** Tells the alarms of one rate from those of the next. */
  #era = 0;

  constructor(seed: string, { clock, alarms }: { clock: Clock; alarms: Alarms }) {
    this.#clock = clock;
    this.#alarms = alarms;
    this.#random = new Random(`${seed}/life`);
  }

  get perMinute(): number {
    return this.#perMinute;
  }

  /** Lets things happen, evenly by the simulator's clock, at the firms that let an application in; 0 ends it. */
  setRate(world: World, perMinute: number): void {
    this.#perMinute = perMinute;
    this.#era++;
    if (perMinute > 0) this.#wait(world, this.#clock.now() + 60_000 / perMinute, this.#era);
  }

  /** One thing, whichever can happen. Undefined when nothing can. */
  happen(world: World, firm: Firm): LifeEvent | undefined {
    for (let attempt = 0; attempt < choicesMax; attempt++) {
      const event = this.happenNamed(world, firm, happeningNames[choice.draw(this.#random)] ?? '');
      if (event) return event;
    }
    return undefined;
  }

  /** This thing; undefined when the firm has no record that it can happen to, or there is no such thing. */
  happenNamed(world: World, firm: Firm, name: string): LifeEvent | undefined {
    const happening = happenings[name];
    const user = someRow(firm.tables.users.rows, this.#random, ({ leftDay }) => leftDay === null);
    if (!happening || !user) return undefined;
    let happened: Happened;
    try {
      happened = Edit.make(world, firm, user, (edit) => happening.happen(edit, this.#random));
    } catch (error) {
      // A rule of Clio's forbids it for the record that was chosen: then it did not happen.
      if (!(error instanceof ClioError)) throw error;
    }
    return happened && { name, accountId: firm.account.id, ...happened };
  }

  #wait(world: World, at: number, era: number): void {
    this.#alarms.at(at, () => {
      if (era !== this.#era) return;
      const watched = world.firms.filter(({ account }) => world.grants.hasGranted(account.id));
      if (watched.length > 0) this.happen(world, this.#random.pick(watched));
      this.#wait(world, at + 60_000 / this.#perMinute, era);
    });
  }
}
