import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const manifestSchema = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
});

/** The scopes that an app made from `manifest.yml` has. */
export function manifestScopes(): readonly string[] {
  const text = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');
  return manifestSchema.parse(parse(text)).oauth_config.scopes.bot;
}
