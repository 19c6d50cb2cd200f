import { RUNS_KEPT } from '#agents/keeper.ts';
import { packed } from '#agents/pack-run.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Performance } from '#journal/perform.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import type { TapedAnswers } from './tape.ts';
import { withoutStrangers } from './taped-code-review.ts';

/** What is kept of a piece of the agents' work beside its calls: all that it asked, so that it can be done again without the world. */
export interface KeptWork {
  /** Key of the effect. */
  readonly effect: string;
  readonly attempts: number;
  /** Version of the experiment that it began with. */
  readonly version: number;
  /** Version of the settings; null if they were not in the journal yet. */
  readonly settings: number | null;
  /** The calls of a model in their order, each by its hash; null for one that is not kept. */
  readonly calls: readonly (string | null)[];
  readonly answers: TapedAnswers;
}

/** Bytes of a piece of work as packed. */
const LARGEST = 4_000_000;

/** The id under which the work of an effect is kept. */
export function workId(effect: string): string {
  return `work:${effect}`;
}

/** Keeps a piece of work. It never fails: what cannot be kept is said in the log. */
export async function keepWork(
  { store, clock, log, agents, choices }: Pick<CoPilot, 'store' | 'clock' | 'log' | 'agents' | 'choices'>,
  { key, attempts, experiment }: Pick<Performance, 'key' | 'attempts' | 'experiment'>,
  { calls, answers }: Pick<KeptWork, 'calls' | 'answers'>,
): Promise<void> {
  const { days } = agents.kept ?? RUNS_KEPT;
  if (days === 0 || calls.length === 0) return;
  const { version } = experiment;
  const work: KeptWork = {
    ...{ effect: key, attempts, version, settings: choices.version, calls },
    answers: withoutStrangers(answers),
  };
  try {
    const { body } = packed(work);
    if (body.byteLength > LARGEST) {
      log.warn('what a piece of work read is too large to be kept', { effect: key, bytes: body.byteLength });
      return;
    }
    await store.putRun({ id: workId(key), experiment: experiment.key, at: clock.now(), body });
  } catch (thrown) {
    log.warn('what a piece of work read was not kept', { effect: key, ...faultFields(toAppError(thrown)) });
  }
}
