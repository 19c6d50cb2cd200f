import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BotConfig, FullConfig } from '#app/config.ts';
import { type KeptEvents, openEvents } from '#app/own-observations.ts';

/** A bot with flags and observations of its own: its configuration knows no PostHog. */
export interface OwnPlatform {
  readonly config: BotConfig;
  readonly events: KeptEvents;
  /** To be called when the bot is closed. */
  readonly remove: () => Promise<void>;
}

/** How long rows are kept, in days. */
const DAYS = 400;

/** Takes PostHog out of a configuration, and puts what the bot keeps itself in its place, in a folder of its own. */
export async function ownPlatform({ posthog: _, ...config }: FullConfig): Promise<OwnPlatform> {
  const folder = await mkdtemp(join(tmpdir(), 'experiment-sandbox-own-'));
  const address = `sqlite:${join(folder, 'observations.sqlite')}`;
  const events = await openEvents({ address, days: DAYS });
  if (events === null) throw new Error('no observations were opened');
  const flags = { host: '127.0.0.1', port: 0, pages: 'http://127.0.0.1:3002' };
  return {
    config: { ...config, 'own-flags': flags, 'own-observations': { address, days: DAYS } },
    events,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
