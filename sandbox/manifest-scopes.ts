import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const manifestSchema = z.object({
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
});

/** The scopes that an app made from `manifest.yml` has. */
export function manifestScopes(): readonly string[] {
  return manifest().oauth_config.scopes.bot;
}

/** The events that an app made from `manifest.yml` hears. */
export function manifestEvents(): readonly string[] {
  return manifest().settings.event_subscriptions.bot_events;
}

function manifest() {
  const text = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');
  return manifestSchema.parse(parse(text));
}
