import { BEFORE_LAUNCH } from '#domain/schedule/start-phase.ts';
import { OCCUPYING } from '#domain/status.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { SummaryFilter, SummaryStore } from '#ports/summary-store.ts';

const PAGE = 500;

/** A surface of one repository: it has room for one experiment at a time. */
export type SurfacePlace = Pick<ExperimentSummary, 'surface' | 'repository'>;

/** The lines of every experiment that has a surface or has a plan and no launch, newest first; of one surface if it is given. */
export async function surfaceLines(
  store: Pick<SummaryStore, 'summaryPage'>,
  surface?: string,
): Promise<readonly ExperimentSummary[]> {
  const filter: SummaryFilter = {
    statuses: [...BEFORE_LAUNCH, ...OCCUPYING],
    ...(surface === undefined ? {} : { surface }),
  };
  const lines: ExperimentSummary[] = [];
  let page = await store.summaryPage(filter, { limit: PAGE });
  lines.push(...page.lines);
  while (page.next !== null) {
    page = await store.summaryPage(filter, { limit: PAGE, after: page.next });
    lines.push(...page.lines);
  }
  return lines;
}

/** The lines of each surface. */
export function bySurface(lines: readonly ExperimentSummary[]): readonly (readonly ExperimentSummary[])[] {
  return [...Map.groupBy(lines, ({ surface, repository }) => `${repository}\n${surface}`).values()];
}
