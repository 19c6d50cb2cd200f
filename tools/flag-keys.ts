/**
 * `npm run flag-keys -- add <name> [--environment <environment>] | list | revoke <name>`: the keys with which applications ask the flag
 * server. A key is shown once, when it is made; the store keeps its digest alone. In any environment but `production` the flags
 * are a preview: all are on and let every unit in. A running bot takes over a change within a second.
 * Exit code 1: nothing was changed, and why; 2: the arguments or the store cannot be used.
 */
import { keptKeys, makeFlagKey, PRODUCTION, revokeFlagKey } from '#adapters/own-flags/flag-keys.ts';
import type { Store } from '#ports/store.ts';
import { systemClock } from '#shared/clock.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';
import { withFlagStore } from './flags/with-flag-store.ts';

const USAGE =
  'usage: npm run flag-keys -- add <name> [--environment <environment>] | list | revoke <name>  [--store <path or mongodb://…>]';
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

const given = readArguments({
  options: { store: { type: 'string' }, environment: { type: 'string', default: PRODUCTION } },
  allowPositionals: true,
});
process.exitCode = given.kind === 'refused' ? refuseArguments(given.problem, USAGE) : await main(given.value);

async function main({
  values: { store, environment },
  positionals: [act, name, ...more],
}: {
  readonly values: { readonly store?: string; readonly environment: string };
  readonly positionals: readonly string[];
}): Promise<number> {
  if (act === 'list' && name === undefined) return withFlagStore(store, list);
  if ((act !== 'add' && act !== 'revoke') || name === undefined || more.length > 0)
    return refuseArguments('Say what to do, and with which key.', USAGE);
  if (!NAME.test(name) || !NAME.test(environment))
    return refuseArguments('A name has small letters, digits and hyphens.', USAGE);
  return withFlagStore(store, (opened) =>
    act === 'add' ? add(opened, name, environment) : revoke(opened, name),
  );
}

async function add(store: Store, name: string, environment: string): Promise<number> {
  const key = await makeFlagKey(store, { name, environment, madeAt: systemClock.now() });
  if (key === null) {
    process.stderr.write(`There is a key ${name} already. Revoke it, or use another name.\n`);
    return 1;
  }
  process.stderr.write(`The key ${name} for ${environment}. It is shown only now:\n`);
  say(key);
  return 0;
}

async function revoke(store: Store, name: string): Promise<number> {
  if (await revokeFlagKey(store, name)) {
    say(`The key ${name} holds no more.`);
    return 0;
  }
  process.stderr.write(`There is no key ${name}.\n`);
  return 1;
}

async function list(store: Store): Promise<number> {
  const keys = keptKeys((await store.flagPart('keys'))?.body ?? null);
  for (const { name, environment, madeAt } of keys)
    say(`${name}  ${environment}  made ${new Date(madeAt).toISOString().slice(0, 10)}`);
  if (keys.length === 0) say('There is no key yet.');
  return 0;
}
