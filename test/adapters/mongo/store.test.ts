import { describe } from 'vitest';
import { describeStore } from '#test/contracts/store.ts';
import {
  databaseName,
  dropDatabase,
  HOW_TO_RUN,
  MONGODB_URI,
  openTestStore,
} from '#test/support/mongo-database.ts';

const uri = MONGODB_URI ?? 'mongodb://127.0.0.1:27017/';

describe.skipIf(MONGODB_URI === null)(`on MongoDB (${HOW_TO_RUN})`, () => {
  describeStore('MongoDB', async () => {
    const database = databaseName();
    const connect = () => openTestStore(uri, { database });
    const store = await connect();
    return {
      store,
      connect,
      dispose: async () => {
        await store.close();
        await dropDatabase(uri, database);
      },
    };
  });
});
