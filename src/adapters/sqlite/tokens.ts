import type { DatabaseSync } from 'node:sqlite';
import type { TokenStore } from '#ports/token-store.ts';
import { integer, text } from './columns.ts';
import { guarded } from './guarded.ts';
import { hasTable } from './has-table.ts';

/** Uses of tokens in table `token_uses`. A file of an older version, opened to be read alone, has no such table, and so none. */
export function createSqliteTokens(database: DatabaseSync): TokenStore {
  if (!hasTable(database, 'token_uses')) return NONE;
  const note = database.prepare(`
    INSERT INTO token_uses (token, at) VALUES (?, ?)
    ON CONFLICT (token) DO UPDATE SET at = max(at, excluded.at)`);
  const all = database.prepare('SELECT token, at FROM token_uses ORDER BY token');
  const forget = database.prepare('DELETE FROM token_uses WHERE token = ?');
  return {
    noteTokenUse: ({ token, at }) => guarded(() => void note.run(token, at)),
    tokenUses: () =>
      guarded(() => all.all().map((row) => ({ token: text(row, 'token'), at: integer(row, 'at') }))),
    forgetTokenUse: (token) => guarded(() => void forget.run(token)),
  };
}

const NONE: TokenStore = {
  noteTokenUse: () => Promise.reject(new TypeError('the file has no table for uses of tokens')),
  tokenUses: async () => [],
  forgetTokenUse: async () => {},
};
