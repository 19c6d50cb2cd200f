import type { Decision } from '#domain/decision/state.ts';
import type { Recommendation } from '#domain/decision/verdict.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import type { StoredFlag } from '#sandbox/stand-ins/posthog/state.ts';
import type { Sandbox } from '#sandbox/start-sandbox.ts';
import { textOfLine } from '#sandbox/terminal/line.ts';
import { mrkdwnLines } from '#sandbox/terminal/mrkdwn.ts';
import type { DemoExperiment, Published } from './experiments.ts';

/** One thing that must be as expected: what should be, and what is. */
export interface Check {
  readonly name: string;
  readonly expected: string;
  readonly found: string;
}

/** What came of one experiment, read from the journal, PostHog, the repository and the thread. */
export interface Facts {
  readonly experiment: Experiment;
  /** The flag right after the decision, and at the end; null if there was none. */
  readonly flagAtDecision: StoredFlag | null;
  readonly flagAtEnd: StoredFlag | null;
  /** Files on the main branch in which the flag key still stands. */
  readonly leftovers: readonly string[];
  /** Numbers of the merged pull requests. */
  readonly merged: readonly number[];
  /** Everything the thread says, as plain text. */
  readonly thread: string;
}

/** Reads everything that the checks are made of. */
export async function gatherFacts(
  { slack, github, posthog }: Pick<Sandbox, 'slack' | 'github' | 'posthog'>,
  experiment: Experiment,
  flagAtDecision: StoredFlag | null,
): Promise<Facts> {
  const flagKey = designOf(experiment).plan.flagKey;
  const leftovers: string[] = [];
  for (const path of await github.listMain()) {
    if ((await github.readMain(path))?.includes(flagKey) === true) leftovers.push(path);
  }
  const messages = slack.thread(experiment.delivery.channel, experiment.delivery.threadTs ?? '');
  const pulls = await github.listPulls();
  const mine = [experiment.code?.pullRequest.number, experiment.cleanUp?.pullRequest?.number];
  return {
    experiment,
    flagAtDecision,
    flagAtEnd: posthog.flags().findLast((flag) => flag.key === flagKey) ?? null,
    leftovers,
    merged: pulls
      .filter(({ number, state }) => state !== 'open' && mine.includes(number))
      .map(({ number }) => number),
    thread: messages.map((message) => mrkdwnLines(message.text, PLAIN).map(textOfLine).join('\n')).join('\n'),
  };
}

const PLAIN = { user: (id: string) => id, channel: (id: string) => id };

/** Everything that was published or is demanded, beside what came out. Pure. */
export function checksOf({ published }: Pick<DemoExperiment, 'published'>, facts: Facts): readonly Check[] {
  const { experiment, flagAtDecision, flagAtEnd, leftovers, merged, thread } = facts;
  const snapshot = latestSnapshot(experiment);
  const decided = decisionWords(published.decision);
  return [
    ...totalsChecks(published, experiment),
    atLeast('looks at the effects', published.looks, experiment.looks.snapshots.length),
    check('looks that recommended a wrong decision', '0', String(fooled(published, experiment))),
    check('recommendation of the rules', decided, decisionWords(snapshot?.verdict.recommendation)),
    check('decision', decided, decisionWords(experiment.decision.record?.decision)),
    check('flag after the decision', published.flag, flagWords(flagAtDecision)),
    check('thread says', published.says, thread.includes(published.says) ? published.says : 'something else'),
    check(
      'merged pull requests',
      '2 (code, clean-up)',
      merged.length === 2 ? '2 (code, clean-up)' : String(merged.length),
    ),
    check('files with the flag key on main', 'none', leftovers.length === 0 ? 'none' : leftovers.join(', ')),
    check('flag at the end', 'removed', flagAtEnd === null || flagAtEnd.deleted ? 'removed' : 'still there'),
    check('status', 'completed', experiment.status),
  ];
}

/** A decision as the buttons say it. */
function decisionWords(decision: Decision | Recommendation | undefined): string {
  if (decision === undefined) return 'none';
  return decision === 'end-without-winner' ? 'end without shipping' : decision;
}

function check(name: string, expected: string, found: string): Check {
  return { name, expected, found };
}

function atLeast(name: string, least: number, found: number): Check {
  return check(name, found >= least ? String(found) : `at least ${least}`, String(found));
}

/** Units and successes of the goal at the last look, per variant. */
function totalsChecks({ totals }: Published, experiment: Experiment): readonly Check[] {
  const comparisons = latestSnapshot(experiment)?.analysis.comparisons ?? [];
  const goal = comparisons.flatMap((one) => (one.kind === 'ok' && one.role === 'goal' ? [one] : []))[0];
  const arms: Readonly<Record<string, { units: number; mean: number } | undefined>> = {
    control: goal === undefined ? undefined : { units: goal.controlUnits, mean: goal.controlMean },
    treatment: goal === undefined ? undefined : { units: goal.treatmentUnits, mean: goal.treatmentMean },
  };
  return Object.entries(totals ?? {}).map(([variant, { units, successes }]) => {
    const arm = arms[variant];
    const found = arm === undefined ? 'no figures' : totalWords(Math.round(arm.mean * arm.units), arm.units);
    return check(`${variant} at the last look`, totalWords(successes, units), found);
  });
}

function totalWords(successes: number, units: number): string {
  return `${successes.toLocaleString('en-US')} of ${units.toLocaleString('en-US')}`;
}

/** Looks that recommended to act on an effect which the published result does not know. */
function fooled({ decision }: Published, { looks }: Experiment): number {
  const wrong = (['ship', 'kill'] as const).filter((word) => word !== decision);
  return looks.snapshots.filter(({ verdict }) => wrong.some((word) => word === verdict.recommendation))
    .length;
}

function flagWords(flag: StoredFlag | null): string {
  if (flag === null || flag.deleted) return 'not there';
  if (!flag.active) return 'off';
  const share = flag.filters.groups[0]?.rollout_percentage ?? 100;
  const variants = flag.filters.multivariate?.variants ?? [];
  const full = variants.find(({ rollout_percentage }) => rollout_percentage === 100);
  return share === 100 && full !== undefined ? `${full.key} for all units` : `on for ${share} %`;
}
