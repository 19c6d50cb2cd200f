/** The import table: what each folder of the product and of the sandbox may import. test/architecture.test.ts enforces it. */
export interface Room {
  /** Folder under src/ (or `sandbox`), or a file. The longest match decides. */
  readonly room: string;
  /** Folders under src/ that it may import, itself always included. */
  readonly folders: readonly string[];
  /** npm packages that it may import; `*` stands for any. `node:` modules are named with their prefix. */
  readonly packages: readonly string[];
}

const NODE = 'node:*';
const FACE = ['@slack/bolt', '@slack/types', '@slack/web-api', 'zod'];
const SLICE = [
  'ports',
  'domain',
  'stats',
  'agents',
  'code',
  'gate',
  'journal',
  'settings',
  'shared',
  'features',
];

function adapter(vendor: string, packages: readonly string[], more: readonly string[] = []): Room {
  return {
    room: `adapters/${vendor}`,
    folders: ['ports', 'domain', 'stats', 'shared', 'adapters/vendor.ts', ...more],
    packages: [NODE, 'zod', ...packages],
  };
}

export const IMPORT_TABLE: readonly Room[] = [
  { room: 'shared', folders: [], packages: [NODE] },
  { room: 'shared/records', folders: ['shared'], packages: ['yaml'] },
  { room: 'shared/private-text', folders: ['shared'], packages: [NODE, '@secretlint/*'] },
  { room: 'stats', folders: ['shared'], packages: [] },
  { room: 'stats/distributions', folders: ['shared', 'stats'], packages: ['jstat', '@stdlib/*'] },
  { room: 'domain', folders: ['stats', 'shared'], packages: [] },
  { room: 'ports', folders: ['domain', 'stats', 'shared'], packages: [] },
  { room: 'ports/chat.ts', folders: ['domain', 'stats', 'shared', 'ports', 'block-kit'], packages: [] },
  { room: 'evaluation', folders: [], packages: ['node:crypto'] },
  {
    room: 'evaluation/file-trials.ts',
    folders: ['evaluation'],
    packages: ['node:fs', 'node:path'],
  },
  { room: 'journal', folders: ['ports', 'domain', 'shared'], packages: [] },
  { room: 'code', folders: ['shared'], packages: [NODE, 'web-tree-sitter'] },
  { room: 'gate', folders: ['code', 'ports', 'domain', 'shared'], packages: ['diff'] },
  { room: 'settings', folders: ['ports', 'domain', 'shared'], packages: ['zod'] },
  {
    room: 'settings/file',
    folders: ['ports', 'domain', 'shared', 'settings'],
    packages: [NODE, 'yaml', 'zod'],
  },
  { room: 'warehouse', folders: ['ports', 'domain', 'shared'], packages: [] },
  {
    room: 'agents',
    folders: ['ports', 'domain', 'shared', 'code', 'gate'],
    packages: [NODE, 'zod', 'diff'],
  },
  { room: 'memory', folders: ['ports', 'domain', 'shared'], packages: ['minisearch', NODE] },
  { room: 'block-kit', folders: ['shared'], packages: ['@slack/types'] },
  { room: 'charts', folders: ['shared'], packages: [] },
  { room: 'features', folders: [...SLICE, 'block-kit', 'charts'], packages: FACE },
  {
    room: 'features/own-prompts',
    folders: [...SLICE, 'evaluation'],
    packages: [],
  },
  { room: 'desk', folders: [...SLICE, 'block-kit', 'charts'], packages: [...FACE, NODE] },
  { room: 'desk/html', folders: [], packages: [] },
  { room: 'api', folders: [...SLICE], packages: ['zod', 'zod-openapi', NODE] },
  { room: 'adapters/vendor.ts', folders: ['ports', 'shared'], packages: ['zod'] },
  adapter('slack', ['@slack/web-api', '@slack/types', 'undici'], ['block-kit']),
  adapter('github', ['@octokit/rest', '@octokit/*', 'tar']),
  adapter('openai', ['openai', 'undici']),
  adapter('posthog', ['posthog-node']),
  adapter('own-flags', [], ['evaluation']),
  adapter('sqlite', []),
  adapter('duckdb', ['@duckdb/node-api']),
  adapter('postgres', ['pg']),
  adapter('clickhouse', ['@clickhouse/client']),
  // What databases have in common that are asked over HTTP without a client of their vendor.
  adapter('sql-http', []),
  ...['bigquery', 'snowflake', 'databricks'].map((vendor) => adapter(vendor, [], ['adapters/sql-http'])),
  // One vendor, whichever database it is.
  adapter(
    'warehouse',
    [],
    [
      'warehouse',
      ...['clickhouse', 'duckdb', 'postgres', 'sqlite/warehouse-engine.ts'].map((of) => `adapters/${of}`),
      ...['bigquery', 'snowflake', 'databricks', 'sql-http'].map((of) => `adapters/${of}`),
    ],
  ),
  // Wherever the bot keeps what applications post.
  adapter(
    'own-observations',
    [],
    [
      'warehouse',
      ...['clickhouse', 'postgres', 'sqlite/events', 'warehouse/engine-of.ts'].map((of) => `adapters/${of}`),
    ],
  ),
  adapter('mongo', ['mongodb']),
  adapter('cron', ['node-cron'], ['journal']),
  adapter('pino', ['pino']),
  adapter('resvg', ['@resvg/resvg-js']),
  adapter('prometheus', ['prom-client']),
  {
    room: 'app',
    folders: [...SLICE, 'adapters', 'block-kit', 'memory', 'desk', 'api', 'evaluation', 'warehouse'],
    packages: ['*'],
  },
  {
    room: 'sandbox',
    folders: [
      'app',
      'block-kit',
      'domain',
      'journal',
      'ports',
      'settings',
      'shared',
      'stats',
      'evaluation',
      'features/tokens',
      'adapters/sqlite',
      'adapters/own-flags',
      'adapters/posthog/look',
      'adapters/posthog/seen-events.ts',
    ],
    packages: ['*'],
  },
  // The sandbox is loaded in sandbox mode alone: by `import()`, which test/architecture.test.ts checks.
  { room: 'main.ts', folders: ['app', 'sandbox', 'shared'], packages: [NODE] },
];

/** Use cases know no chat: in `features/<slice>/<slice>.ts` these are forbidden on top. */
export const USE_CASE_FORBIDS: readonly string[] = [
  'block-kit',
  '@slack/bolt',
  '@slack/types',
  '@slack/web-api',
];

/** The row for a path under src/ (`domain/plan.ts`), the longest match; undefined if the house has no such room. */
export function roomOf(path: string): Room | undefined {
  const row = IMPORT_TABLE.filter(
    ({ room }) =>
      path === room || path.startsWith(`${room}/`) || (room.includes('/') && path.startsWith(`${room}.`)),
  )
    .sort((a, b) => b.room.length - a.room.length)
    .at(0);
  const [top, vendor, file] = path.split('/');
  // An adapter that needs no package of its own needs no row.
  return row ?? (top === 'adapters' && vendor && file ? adapter(vendor, []) : undefined);
}

function matches(pattern: string, name: string): boolean {
  return (
    pattern === '*' || pattern === name || (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1)))
  );
}

/**
 * Why this file (path under src/) may not import this target, or null if it may. A target is a path under src/ or
 * the name of a package.
 */
export function forbidden(path: string, target: { folder: string } | { package: string }): string | null {
  const row = roomOf(path);
  if (row === undefined) return `${path} stands in no room of the import table`;
  const name = 'folder' in target ? target.folder : target.package;
  if (
    isUseCase(path) &&
    USE_CASE_FORBIDS.some((pattern) => name === pattern || name.startsWith(`${pattern}/`))
  ) {
    return `the use case ${path} may not import ${name}`;
  }
  if ('package' in target) {
    return row.packages.some((pattern) => matches(pattern, name)) ? null : `${path} may not import ${name}`;
  }
  const allowed = [row.room, ...row.folders];
  return allowed.some((folder) => name === folder || name.startsWith(`${folder}/`))
    ? null
    : `${path} may not import #${name}`;
}

/** `features/launch-experiment/launch-experiment.ts` is a use case. */
export function isUseCase(path: string): boolean {
  const [top, slice, file] = path.split('/');
  return top === 'features' && slice !== undefined && file === `${slice}.ts`;
}
