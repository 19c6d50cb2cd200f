import type { KnownBlock } from '@slack/types';
import { blocksHtml } from '#desk/block-kit/block-html.ts';
import type { ShownNames } from '#desk/block-kit/face.ts';
import type { Html } from '#desk/html/html.ts';
import { namesIn } from '#desk/thread/shown-names.ts';
import type { Commit } from '#domain/commit.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Plan } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/** What the page of an experiment is made from: its state and its journal, at one moment. */
export interface Subject {
  readonly experiment: Experiment;
  /** All of it, oldest first. */
  readonly commits: readonly Commit[];
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** An experiment with a plan. */
export interface PlannedSubject extends Subject {
  readonly plan: Plan;
  /** The newest scheduled look; null before the first. */
  readonly snapshot: AnalysisSnapshot | null;
}

/** The subject with its plan; null before it has one. */
export function plannedOf(subject: Subject): PlannedSubject | null {
  const { design } = subject.experiment;
  if (design === null) return null;
  return { ...subject, plan: design.plan, snapshot: latestSnapshot(subject.experiment) };
}

/** Shows blocks that Slack shows in the same words. */
export type Say = (blocks: readonly KnownBlock[]) => Html;

/** Names all people in these groups of blocks, and answers each group as HTML that has nothing to press. */
export async function sayAll<Group extends string>(
  coPilot: Pick<CoPilot, 'chat' | 'people' | 'sight'>,
  groups: Readonly<Record<Group, readonly KnownBlock[]>>,
): Promise<Readonly<Record<Group, Html>>> {
  const entries = Object.entries(groups) as [Group, readonly KnownBlock[]][];
  const { blocks } = await coPilot.chat.named({ text: '', blocks: entries.flatMap(([, one]) => one) });
  const names: ShownNames = await namesIn(coPilot, blocks);
  let from = 0;
  const said = entries.map(([group, own]) => {
    const face = { names, press: null, picture: () => null, id: `said-${group}` };
    const shown = blocksHtml(blocks.slice(from, from + own.length), face);
    from += own.length;
    return [group, shown] as const;
  });
  return Object.fromEntries(said) as Record<Group, Html>;
}
