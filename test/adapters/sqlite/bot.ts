/** A process of its own: works on a store, claims what is due, says how many others work on it, and stays. */
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { DAY } from '#shared/clock.ts';

const [path = ''] = process.argv.slice(2);
const store = await openSqliteStore(path);
const others = await store.arrive(async () => {});
await store.claimDue({ worker: `w${process.pid}`, now: Date.now(), leaseMs: DAY, limit: 9 });
process.stdout.write(`${others?.length}\n`);
process.stdin.on('data', () => void store.close().then(() => process.exit(0)));
