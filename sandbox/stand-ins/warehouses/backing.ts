import type { SqlParameter } from '#ports/sql-engine.ts';

export interface BackingColumn {
  readonly name: string;
  readonly kind: 'text' | 'integer' | 'number' | 'truth';
}

/** What a statement gives, as texts. */
export interface BackingTable {
  readonly columns: readonly BackingColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Runs the statements that a stand-in takes. What it throws is told in the words of the vendor, as a statement that is refused. */
export type Backing = (text: string, parameters: readonly SqlParameter[]) => Promise<BackingTable>;

/** Always the same table. */
export function always(table: BackingTable): Backing {
  return async () => table;
}
