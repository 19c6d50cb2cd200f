/**
 * `npm run move -- --from data/co-pilot.sqlite --to mongodb://…`: copies a whole store and verifies the chains on both
 * sides. A file is copied as it is when the move begins, also while a bot works on it; stop the bot before you move for good, and
 * the bots of a MongoDB in any case. An address is a path, `sqlite:<path>` or `mongodb://…`. Exit code 1: not moved, and why;
 * 2: an address that cannot be used. An interrupted move is taken up again by `--resume`.
 */
import type { Store } from '#ports/store.ts';
import { toAppError } from '#shared/errors.ts';
import { readArguments, refuseArguments } from './command-line.ts';
import { moveStore } from './move/move-store.ts';
import { type Address, openAddress, parseAddress, readAddress } from './move/open-address.ts';
import type { StoreReader } from './store/store-reader.ts';

const USAGE = 'usage: npm run move -- --from <path or mongodb://…> --to <path or mongodb://…> [--resume]';

async function main(): Promise<number> {
  const given = readArguments({
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      resume: { type: 'boolean', default: false },
    },
  });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { from, to, resume } = given.value.values;
  if (from === undefined || to === undefined) return refuseArguments('--from and --to are needed.', USAGE);
  if (from === to) return refuseArguments('The source and the target are the same store.', USAGE);
  try {
    return await withStores(parseAddress(from), parseAddress(to), (source, target) =>
      move(source, target, resume),
    );
  } catch (thrown) {
    process.stderr.write(`${toAppError(thrown).message}\n`);
    return 2;
  }
}

async function move(from: StoreReader, to: Store, resume: boolean): Promise<number> {
  const result = await moveStore(from, to, { resume });
  if (result.kind === 'refused') {
    process.stderr.write(`move: ${result.problem}\n`);
    return 1;
  }
  const { experiments, commits, claims, people, imported, runs } = result.value;
  process.stdout.write(
    `move: ${experiments} experiments, ${commits} commits, ${claims} claims, ${people} people, ${imported} imported, ${runs} kept runs; both sides hold the same\n`,
  );
  return 0;
}

async function withStores(
  from: Address,
  to: Address,
  work: (source: StoreReader, target: Store) => Promise<number>,
): Promise<number> {
  const source = await readAddress(from);
  try {
    const target = await openAddress(to, false);
    try {
      return await work(source, target);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

process.exitCode = await main();
