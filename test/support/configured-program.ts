import { setTimeout as sleep } from 'node:timers/promises';
import { OFREPProvider } from '@openfeature/ofrep-provider';
import { OpenFeature } from '@openfeature/server-sdk';
import { makeFlagKey, PRODUCTION } from '#adapters/own-flags/flag-keys.ts';
import { createLocalFlags } from '#evaluation/local-flags.ts';
import { createRowSender } from '#evaluation/row-sender.ts';
import { makeToken } from '#features/tokens/make-token.ts';
import type { RunningSandbox } from '#sandbox/run-sandbox.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';

const SECOND = 1_000;
const AN_HOUR = 60;
const HISTORY_DAYS = 14;
/** The configuration in the program itself, if the bot has none. */
const OWN = { model: 'small', retries: 1 };

/** A program that answers tickets by the configuration of a surface, and never names an experiment. */
export interface ConfiguredProgram {
  /** What OpenFeature's own provider gives one unit for a key. */
  readonly ask: (
    key: string,
  ) => Promise<{ readonly value: unknown; readonly variant: string; readonly flag: unknown }>;
  /** Tickets so far, by the model that answered them. */
  readonly answered: ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
}

/** Starts the program with keys of its own, and some weeks of tickets. What solves a ticket is the model that its configuration names. */
export async function runConfiguredProgram(
  running: RunningSandbox,
  asked: string,
): Promise<ConfiguredProgram> {
  const { bot, sandbox } = running;
  const key = await makeFlagKey(bot.coPilot.store, { name: 'support', environment: PRODUCTION, madeAt: 0 });
  const actor = await bot.coPilot.people.actorOf(sandbox.slack.userId('ada'));
  const wish = { kind: 'service', name: 'Support', scopes: ['observe'], days: 90 } as const;
  const made = await makeToken(bot.coPilot, actor, wish);
  if (key === null || made.kind === 'refused') throw new Error('the program got no keys');
  const faults: unknown[] = [];
  const onFault = (fault: unknown) => void faults.push(fault);
  const url = `http://127.0.0.1:${bot.flagsPort()}`;
  const flags = createLocalFlags({ url, key, everyMs: 2 ** 31 - 1, onFault });
  const rows = createRowSender({
    ...{ url: `http://127.0.0.1:${running.port}`, token: made.value.text, onFault },
    now: () => sandbox.clock.now(),
  });
  const { uniform: random } = seededRandom(81);
  const answered = new Map<string, number>();
  let tickets = 0;
  const answer = (when: number) => {
    tickets += 1;
    const unit = `ticket-${tickets}`;
    const row = (id: string, at: number) => ({ id: `${unit}-${id}`, unit, at: new Date(at).toISOString() });
    const tell = (name: string, more: object = {}) =>
      rows.add('observations', { ...row(name, when + SECOND), name, ...more });
    rows.add('observations', { ...row('run_started', when), name: 'run_started' });
    const got = flags.evaluate(asked, { targetingKey: unit });
    const { model } = (got.kind === 'value' ? got.value : OWN) as typeof OWN;
    if (got.kind === 'value' && got.variant !== null)
      rows.add('exposures', { ...row('exposure', when), flag: got.flag ?? asked, variant: got.variant });
    answered.set(model, (answered.get(model) ?? 0) + 1);
    tell('answered', { value: 2 + random() });
    if (random() < (model === 'small' ? 0.6 : 0.72)) tell('ticket_solved');
    else if (random() < 0.3) tell('ticket_handed_over');
  };
  const send = async () => {
    if (!(await rows.flush()) || faults.length > 0)
      throw new Error(`no rows were taken: ${String(faults[0])}`);
  };
  const live = async (from: number, until: number) => {
    if (!(await flags.refresh())) throw new Error(`no flags: ${String(faults[0])}`);
    const count = Math.round(((until - from) / HOUR) * AN_HOUR);
    for (let one = 0; one < count; one += 1) {
      answer(from + Math.floor(((one + 0.5) * (until - from)) / count));
      if (one % 400 === 399) await send();
    }
    await send();
  };
  for (let tries = 0; tries < 60 && !(await flags.refresh()); tries += 1) await sleep(50);
  faults.splice(0);
  await live(sandbox.clock.now() - HISTORY_DAYS * DAY, sandbox.clock.now() - SECOND);
  running.onTime(live);
  const headers: [string, string][] = [['Authorization', `Bearer ${key}`]];
  await OpenFeature.setProviderAndWait(new OFREPProvider({ baseUrl: url, headers }));
  const client = OpenFeature.getClient();
  return {
    answered,
    ask: async (flag) => {
      const got = await client.getObjectDetails(flag, { model: 'none' }, { targetingKey: 'ticket-1' });
      return { value: got.value, variant: got.variant ?? '', flag: got.flagMetadata['flag'] };
    },
    close: async () => {
      flags.stop();
      await OpenFeature.close();
    },
  };
}
