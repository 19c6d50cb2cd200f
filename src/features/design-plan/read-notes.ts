import type { PlanNote } from '#domain/design/plan-note.ts';
import type { Experiment } from '#domain/experiment.ts';
import { goalKeysOf } from '#domain/goals.ts';
import { wasInVain } from '#domain/memory/past-experiment.ts';
import { occupiesSurface } from '#domain/status.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { mayBeNamedIn } from '#features/sight.ts';
import { unfinishedLines } from '#features/walk-unfinished.ts';
import { canonicalJson } from '#shared/canonical-json.ts';

type Needs = Pick<CoPilot, 'store' | 'loadUnseen' | 'chat' | 'memory' | 'choices'>;

/** Conflicts that a plan names, first those on its surface. */
const MOST_CONFLICTS = 3;
/** Past experiments that are looked at for a repeat. */
const LIKELY = 5;

/**
 * What is to be known of other experiments before a plan: which unfinished ones it collides with, and which failed one it repeats. What the
 * channel may not name stays unnamed. Faults of the store and the memory are thrown.
 */
export async function readNotes(needs: Needs, experiment: Experiment): Promise<readonly PlanNote[]> {
  // The message shows the first of them: a repeat is never a matter of time.
  return [...(await repeatNotes(needs, experiment)), ...(await conflictNotes(needs, experiment))];
}

async function conflictNotes(needs: Needs, experiment: Experiment): Promise<readonly PlanNote[]> {
  const lines = (await unfinishedLines(needs.store)).filter(({ key }) => key !== experiment.key);
  const found: { readonly rule: Conflict; readonly line: ExperimentSummary }[] = [];
  for (const line of lines) {
    const rule = await conflictOf(needs, experiment, line);
    if (rule !== null) found.push({ rule, line });
  }
  const ordered = ORDER.flatMap((rule) => found.filter((one) => one.rule === rule));
  return Promise.all(
    ordered.slice(0, MOST_CONFLICTS).map(async ({ rule, line }) => ({
      rule,
      experiment: (await isNameable(needs, experiment, line.channel)) ? line.key : null,
      isRunning: occupiesSurface(line.status),
    })),
  );
}

type Conflict = Extract<PlanNote, { readonly isRunning: boolean }>['rule'];
const ORDER: readonly Conflict[] = ['surface-conflict', 'metric-conflict', 'population-conflict'];

/** How an unfinished experiment collides with a request: the closest way; null if it does not. Of another surface those alone that run. */
async function conflictOf(
  { loadUnseen, choices }: Pick<Needs, 'loadUnseen' | 'choices'>,
  { request }: Experiment,
  line: ExperimentSummary,
): Promise<Conflict | null> {
  const isSame = line.surface === request.surface && line.repository === request.repository;
  if (isSame) return hasPlan(line) ? 'surface-conflict' : null;
  if (!occupiesSurface(line.status)) return null;
  const other = await loadUnseen(line.key);
  if (other === null) return null;
  const goals = goalKeysOf(request);
  if (goalKeysOf(other.request).some((key) => goals.includes(key))) return 'metric-conflict';
  const meets = new Set(choices.surfaceRules(request.surface).map((rule) => canonicalJson(rule)));
  const shares = choices.surfaceRules(line.surface).some((rule) => meets.has(canonicalJson(rule)));
  return shares ? 'population-conflict' : null;
}

/** An idea without a plan holds nothing up. */
function hasPlan({ status }: ExperimentSummary): boolean {
  return status !== 'draft' && status !== 'decided' && status !== 'cleaning-up' && status !== 'killed';
}

async function isNameable(
  { chat }: Pick<Needs, 'chat'>,
  { delivery }: Experiment,
  channel: string,
): Promise<boolean> {
  return mayBeNamedIn(chat, delivery.channel, channel).catch(() => false);
}

async function repeatNotes(
  { memory }: Pick<Needs, 'memory'>,
  { key, request, delivery }: Experiment,
): Promise<readonly PlanNote[]> {
  const { idea, surface, goalMetric } = request;
  const query = { channel: delivery.channel, surface, goalMetric, limit: LIKELY };
  const similar = await memory.similar(idea, query);
  const repeated = similar.find(({ past, isRepeat }) => isRepeat && past.key !== key && wasInVain(past));
  if (repeated === undefined) return [];
  const { past } = repeated;
  const { outcome, learning } = past;
  return [{ rule: 'repeat-of-failure', experiment: past.key, outcome, learning }];
}
