import type { HogQl } from '#adapters/posthog/look/hogql.ts';
import type { Engine, EngineAnswer } from './engine.ts';
import { printClickHouse } from './print-clickhouse.ts';
import type { Project } from './print-expression.ts';
import type { Node } from './tree.ts';

/** Settings under which PostHog runs every HogQL query, as far as they change answers. */
const SETTINGS = { transform_null_in: '1', enable_analyzer: '1' };

export type RunHogQl = (
  hogQl: HogQl,
  project: Pick<Project, 'teamId' | 'timezone'> & { readonly filters?: string },
) => Promise<EngineAnswer & { readonly parseSeconds: number }>;

/** Runs a query as PostHog would: its parser, then the printer, then ClickHouse in the project's zone. A text is parsed once. */
export function createRunHogQl(engine: Engine): RunHogQl {
  const trees = new Map<string, { readonly ast: unknown; readonly seconds: number }>();
  return async ({ query, values }, { teamId, timezone, filters = null }) => {
    const tree = trees.get(query) ?? (await engine.parse(query));
    trees.set(query, tree);
    const sql = printClickHouse(tree.ast as Node, { teamId, timezone, values, filters });
    const answer = await engine.run(sql, { ...SETTINGS, session_timezone: `'${timezone}'` });
    return { ...answer, parseSeconds: tree.seconds };
  };
}
