/**
 * `npm run flags -- list | off <key> | split <key> <variant>=<percent>… | rules <key> <json> | configure <key> <variant> <json> |
 * holdout <name> <percent> | defaults | default <surface> <json or version>`: looks at the bot's own flags and changes them by hand, also while the bot is down. The bot
 * notices a change of an experiment's flag and asks an approver what becomes of it; `--by` names who made it, the user of this machine if it is left
 * out. Exit code 1: nothing was changed, and why; 2: the arguments or the store cannot be used.
 */
import { userInfo } from 'node:os';
import { createFlagLedger } from '#adapters/own-flags/flag-ledger.ts';
import type { KeptFlag } from '#adapters/own-flags/kept-flag.ts';
import { effectiveSplit } from '#adapters/own-flags/resplit.ts';
import type { Store } from '#ports/store.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';
import {
  ByHandRefusal,
  configured,
  resplit,
  switchedOff,
  withDefaultByHand,
  withHoldout,
  withRules,
} from './flags/by-hand.ts';
import { defaultLines } from './flags/default-lines.ts';
import { withFlagStore } from './flags/with-flag-store.ts';

const USAGE =
  'usage: npm run flags -- list | off <key> | split <key> <variant>=<percent>… | rules <key> <json> | configure <key> <variant> <json> | holdout <name> <percent> | defaults | default <surface> <json or version>  [--by <name>] [--store <path or mongodb://…>]';

/** How each act changes a flag; its words behind the key are given. Null if they are not those that it takes. */
const ACTS: Readonly<Record<string, (words: readonly string[]) => ((flag: KeptFlag) => KeptFlag) | null>> = {
  off: (words) => (words.length === 0 ? switchedOff : null),
  split: (words) => (words.length > 1 ? (flag) => resplit(flag, words) : null),
  rules: ([json, ...more]) =>
    json === undefined || more.length > 0 ? null : (flag) => withRules(flag, json),
  configure: ([variant, json, ...more]) =>
    variant === undefined || json === undefined || more.length > 0
      ? null
      : (flag) => configured(flag, variant, json),
};

const given = readArguments({
  options: { store: { type: 'string' }, by: { type: 'string' } },
  allowPositionals: true,
});
if (given.kind === 'refused') process.exitCode = refuseArguments(given.problem, USAGE);
else {
  const { values, positionals } = given.value;
  process.exitCode = await main(positionals, values);
}

async function main(
  [act = '', name, ...words]: readonly string[],
  { store, by }: { readonly store?: string; readonly by?: string },
): Promise<number> {
  if (act === 'list' && name === undefined) return withFlagStore(store, list);
  if (act === 'defaults' && name === undefined) return withFlagStore(store, (opened) => listDefaults(opened));
  if (act === 'default' && name !== undefined && words[0] !== undefined && words.length === 1) {
    const change = { surface: name, given: words[0], person: by ?? userInfo().username };
    return withFlagStore(store, (opened) =>
      refusing(async () => {
        await createFlagLedger(opened).changeDocument((document) => withDefaultByHand(document, change));
        await listDefaults(opened, name);
      }),
    );
  }
  if (act === 'holdout' && name !== undefined && words.length === 1)
    return withFlagStore(store, (opened) => holdOut(opened, name, words[0] ?? ''));
  const change = Object.hasOwn(ACTS, act) ? (ACTS[act]?.(words) ?? null) : null;
  if (change === null || name === undefined)
    return refuseArguments('Say what to do, and with which flag.', USAGE);
  const changedBy = by ?? userInfo().username;
  return withFlagStore(store, (opened) =>
    refusing(async () => {
      await createFlagLedger(opened).change(name, (flag) => {
        if (flag === null) throw new ByHandRefusal(`There is no flag ${name}.`);
        return { ...change(flag), changedBy };
      });
      await list(opened, name);
    }),
  );
}

function holdOut(store: Store, name: string, percent: string): Promise<number> {
  return refusing(async () => {
    const { changeDocument } = createFlagLedger(store);
    const { holdouts } = await changeDocument((document) => withHoldout(document, name, percent));
    for (const { key, share } of holdouts) say(`${key}  ${share / 100} % of all units are in no experiment`);
    if (holdouts.length === 0) say('There is no holdout.');
  });
}

async function listDefaults(store: Store, only?: string): Promise<number> {
  const { defaults } = await createFlagLedger(store).read();
  const shown = defaults.filter(({ surface }) => only === undefined || surface === only);
  for (const line of shown.flatMap(defaultLines)) say(line);
  if (shown.length === 0) say('No surface has a default configuration.');
  return 0;
}

async function refusing(work: () => Promise<unknown>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (thrown) {
    if (!(thrown instanceof ByHandRefusal)) throw thrown;
    process.stderr.write(`${thrown.message} Nothing was changed.\n`);
    return 1;
  }
}

async function list(store: Store, only?: string): Promise<number> {
  const { flags } = await createFlagLedger(store).read();
  const shown = flags.filter(({ key }) => only === undefined || key === only);
  for (const flag of shown) {
    const split = effectiveSplit(flag).map((share, at) => `${flag.variants[at]?.key} ${share / 100} %`);
    const hand = flag.changedBy === null ? '' : `; changed by ${flag.changedBy}`;
    say(
      `${flag.key}  ${flag.active ? 'on' : 'off'}, ${flag.rollout / 100} % of units: ${split.join(', ')}${hand}`,
    );
  }
  if (shown.length === 0) say('There is no flag.');
  return 0;
}
