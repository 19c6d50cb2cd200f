import { afterEach, describe, expect, it } from 'vitest';
import { openMongoStore } from '#adapters/mongo/open.ts';
import { toAppError } from '#shared/errors.ts';
import { withDatabaseName } from '#test/support/mongo-database.ts';
import {
  type SmallServer,
  type SmallServerOptions,
  startSmallServer,
} from '#test/support/mongo-server/small-server.ts';

const servers: SmallServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: SmallServerOptions): Promise<SmallServer> {
  const server = await startSmallServer(options);
  servers.push(server);
  return server;
}

/** What opening a store on the server throws. */
async function refusal(server: SmallServer, allowStandalone = false) {
  const opening = openMongoStore(server.uri, { allowStandalone });
  return toAppError(await opening.then((store) => store.close()).catch((thrown: unknown) => thrown));
}

describe('the server of a store', () => {
  it.each(['replica set', 'mongos'] as const)('may be a %s', async (kind) => {
    const server = await start({ kind, oneIndexAtOnce: true });
    // Indexes that are there are made one by one, as at every later start.
    for (let starts = 0; starts < 2; starts += 1) await (await openMongoStore(server.uri)).close();
    expect(server.documents('meta')).toEqual([{ _id: 'schema', version: 1 }]);
  });

  it('may not be a standalone one, which keeps nothing of ours', async () => {
    const server = await start({ kind: 'standalone' });
    const fault = await refusal(server);
    expect(fault).toMatchObject({ code: 'store.standalone', retryable: false });
    expect(fault.message).toContain('set MONGODB_ALLOW_STANDALONE=1');
    expect(server.documents('meta')).toEqual([]);
  });

  it('is asked by the first name of the command if it knows no other', async () => {
    expect(await refusal(await start({ kind: 'standalone', saysIsMaster: true }))).toMatchObject({
      code: 'store.standalone',
    });
    await (await openMongoStore((await start({ kind: 'mongos', saysIsMaster: true })).uri)).close();
  });

  it('may be a standalone one for trying, if a setting says so', async () => {
    const server = await start({ kind: 'standalone' });
    const store = await openMongoStore(server.uri, { allowStandalone: true });
    await store.close();
    expect(server.documents('meta')).toHaveLength(1);
  });

  it('is refused with one sentence if several writers succeed in one race', async () => {
    const server = await start({ kind: 'replica set', updatesLater: true });
    const fault = await refusal(server);
    expect(fault).toMatchObject({ code: 'store.not-atomic', retryable: false });
    expect(fault.message).toMatch(
      /^The server of MONGODB_URI let \d+ of 20 writers succeed in one race, so two workers .+ use MongoDB 4\.4 or newer[^.]+$/,
    );
    expect(server.documents('meta')).toEqual([{ _id: 'schema', version: 1 }]);
  });

  it('is refused if several writers succeed, also if a standalone one is allowed', async () => {
    const server = await start({ kind: 'standalone', updatesLater: true });
    expect(await refusal(server, true)).toMatchObject({ code: 'store.not-atomic' });
  });
});

describe('withDatabaseName', () => {
  it.each([
    ['mongodb://h:1', 'mongodb://h:1/x'],
    ['mongodb://h:1/', 'mongodb://h:1/x'],
    ['mongodb://h:1/bot', 'mongodb://h:1/x'],
    ['mongodb://a:1,b:2/bot?replicaSet=rs', 'mongodb://a:1,b:2/x?replicaSet=rs'],
    ['mongodb://u:p@h/bot', 'mongodb://u:p@h/x?authSource=bot'],
    ['mongodb+srv://u:p@h/?w=1', 'mongodb+srv://u:p@h/x?w=1&authSource=admin'],
    ['mongodb://u:p@h/bot?authSource=admin', 'mongodb://u:p@h/x?authSource=admin'],
  ])('makes of %s %s', (uri, expected) => {
    expect(withDatabaseName(uri, 'x')).toBe(expected);
  });
});
