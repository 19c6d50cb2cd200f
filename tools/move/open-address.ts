import { existsSync } from 'node:fs';
import { openMongoStore, readMongoStore } from '#adapters/mongo/open.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Store } from '#ports/store.ts';
import { ownFault } from '#shared/errors.ts';
import { readSqliteStore, type StoreReader } from '#tools/store/store-reader.ts';

/** The address of a store. */
export type Address =
  | { readonly kind: 'mongo'; readonly uri: string }
  | { readonly kind: 'sqlite'; readonly path: string };

/** Reads `mongodb://…`, `mongodb+srv://…`, `sqlite:<path>` or a path. */
export function parseAddress(text: string): Address {
  if (/^mongodb(\+srv)?:\/\//.test(text)) return { kind: 'mongo', uri: text };
  return { kind: 'sqlite', path: text.replace(/^sqlite:(\/\/)?/, '') };
}

/** A MongoDB without replicas is taken if MONGODB_ALLOW_STANDALONE is 1, as by the bot. */
function openMongo(uri: string): Promise<Store> {
  return openMongoStore(uri, { allowStandalone: process.env['MONGODB_ALLOW_STANDALONE'] === '1' });
}

/** Opens the store at an address. `existing`: throws `store.missing` rather than make a file. */
export async function openAddress(address: Address, existing: boolean): Promise<Store> {
  if (address.kind === 'mongo') return openMongo(address.uri);
  if (existing) requireFile(address.path);
  return openSqliteStore(address.path);
}

/** Opens the store at an address to read it alone, without any change; a file is read as it is at this moment. */
export async function readAddress(address: Address): Promise<StoreReader> {
  if (address.kind === 'mongo') return readMongoStore(address.uri);
  requireFile(address.path);
  return readSqliteStore(address.path);
}

/** Throws `store.missing` if there is no file. */
export function requireFile(path: string): void {
  if (!existsSync(path))
    throw ownFault('store.missing', `There is no store at ${path}: name one that is there`);
}
