/** A process of its own: edits one experiment as often as told, and says every version that the store acknowledged. */
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { createExecute } from '#journal/execute.ts';
import { silentLogger } from '#shared/logger.ts';
import { REQUEST, REQUESTER, START } from '#test/support/experiments.ts';

const [path = '', times = '0'] = process.argv.slice(2);
const store = await openSqliteStore(path);
const execute = createExecute({ store, log: silentLogger });
const edit = {
  name: 'editRequest',
  request: REQUEST,
  planHash: null,
  message: null,
  actor: REQUESTER,
} as const;
for (let index = 0; index < Number(times); index += 1) {
  const result = await execute('gate', { ...edit, at: START + index });
  if (result.kind === 'refused') throw new Error(result.problem.code);
  process.stdout.write(`${result.value.commit.version}\n`);
}
await store.close();
