/** A process of its own: notes messages of one experiment as often as told, and says every version that the store acknowledged. */
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { BOT } from '#domain/actor.ts';
import { createExecute } from '#journal/execute.ts';
import { silentLogger } from '#shared/logger.ts';
import { START } from '#test/support/experiments.ts';

const [path = '', times = '0'] = process.argv.slice(2);
const store = await openSqliteStore(path);
const execute = createExecute({ store, log: silentLogger });
for (let index = 0; index < Number(times); index += 1) {
  const post = { effect: `gate:1:${process.pid}-${index}`, topic: 'report', ts: `1.${index}` } as const;
  const result = await execute('gate', { name: 'recordPost', ...post, actor: BOT, at: START + index });
  if (result.kind === 'refused') throw new Error(result.problem.code);
  process.stdout.write(`${result.value.commit.version}\n`);
}
await store.close();
