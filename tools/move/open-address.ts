import { existsSync } from 'node:fs';
import { openMongoStore } from '#adapters/mongo/open.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Store } from '#ports/store.ts';
import { ownFault } from '#shared/errors.ts';

/** The address of a store. */
export type Address =
  | { readonly kind: 'mongo'; readonly uri: string }
  | { readonly kind: 'sqlite'; readonly path: string };

/** Reads `mongodb://…`, `mongodb+srv://…`, `sqlite:<path>` or a path. */
export function parseAddress(text: string): Address {
  if (/^mongodb(\+srv)?:\/\//.test(text)) return { kind: 'mongo', uri: text };
  return { kind: 'sqlite', path: text.replace(/^sqlite:(\/\/)?/, '') };
}

/** Opens the store at an address; a MongoDB without replicas if MONGODB_ALLOW_STANDALONE is 1. `existing`: throws `store.missing` rather than make a file. */
export async function openAddress(address: Address, existing: boolean): Promise<Store> {
  if (address.kind === 'mongo') {
    const allowStandalone = process.env['MONGODB_ALLOW_STANDALONE'] === '1';
    return openMongoStore(address.uri, { allowStandalone });
  }
  if (existing && !existsSync(address.path)) {
    throw ownFault('store.missing', `There is no store at ${address.path}: name one that is there`);
  }
  return openSqliteStore(address.path);
}
