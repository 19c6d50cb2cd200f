import type { Command } from '#domain/command.ts';
import type { Outcome } from '#domain/commit.ts';
import { allow, type Deciders, post, stamp } from '#domain/decider.ts';
import type { Effect } from '#domain/effect.ts';
import {
  type AnalysisSnapshot,
  type Decision,
  type Experiment,
  type FlagRecord,
  latestSnapshot,
} from '#domain/experiment.ts';
import { firstRefusal, mayApprove, sawPlan } from '#domain/guards.ts';
import { offSetting, setFlag, shipSetting } from '#domain/launch/flag-settings.ts';
import { treatmentsOf } from '#domain/plan.ts';
import { type Refusal, refuse } from '#domain/refusal.ts';
import { HOUR } from '#shared/clock.ts';
import { type Result, refused } from '#shared/result.ts';

/** How long a decision can be undone in the thread; the clean-up waits for it. */
export const UNDO_WINDOW = HOUR;

type Names = 'decide' | 'undo';

/** A named person decides on the current snapshot; the flag follows. */
export const decisionDeciders: Deciders<Names> = {
  decide: (experiment, command) => {
    const evidence = currentEvidence(experiment, command);
    if (evidence.kind === 'refused') return evidence;
    const refusal = mayApprove(experiment, command.actor);
    if (refusal !== null) return refused(refusal);
    const { snapshot, flag } = evidence.value;
    const overrides = !agrees(command.decision, snapshot.verdict.recommendation);
    if (command.decision === 'keep-running' && snapshot.analysis.final) {
      return refuse(
        'too-late',
        'The registered end is reached and its error budget is spent, so looking on would fool us. Ship, or end it and plan a follow-up.',
      );
    }
    if (command.decision === 'ship' && shippableVariant(experiment, snapshot) === null) {
      const wait = snapshot.analysis.final ? 'End it' : 'Keep it running until a look names one, or end it';
      return refuse(
        'policy',
        `There are several treatments and this look does not say which one to ship. ${wait} and plan a follow-up with the treatment you want alone.`,
      );
    }
    if (!overrides) return carryOut(experiment, command, snapshot, flag, [command.actor.person ?? ''], null);
    return override(experiment, command, snapshot, flag);
  },

  undo: (experiment, command) => {
    const refusal = mayApprove(experiment, command.actor);
    if (refusal !== null) return refused(refusal);
    const record = experiment.decision;
    if (record === null) return refuse('already-done', 'There is no decision to undo.');
    if (command.at > record.undoUntil) {
      return refuse(
        'too-late',
        'The time to undo has passed and the clean-up is under way. Plan a follow-up instead.',
      );
    }
    return allow(
      [{ type: 'decisionUndone', person: command.actor.person ?? '' }],
      [
        // The flag before the words: whoever meets the change must not wait for Slack.
        setFlag(record.flagBefore),
        ...stamp(command.message, `Undone by <@${command.actor.person}>`),
        post('undone'),
      ],
    );
  },
};

type Evidence = { readonly snapshot: AnalysisSnapshot; readonly flag: FlagRecord };

function currentEvidence(experiment: Experiment, command: Command<'decide'>): Result<Evidence, Refusal> {
  const stale = firstRefusal(sawPlan(experiment, command.planHash));
  if (stale !== null) return refused(stale);
  const snapshot = latestSnapshot(experiment);
  if (snapshot === null || experiment.flag === null) {
    return refuse('too-early', 'There is no look to decide on yet.');
  }
  if (snapshot.hash !== command.snapshotHash) {
    return refuse(
      'stale',
      'There is a newer look than the one this button belongs to. Decide on the newest report in the thread.',
    );
  }
  if (experiment.flag.version !== command.flagVersion) {
    return refuse(
      'stale',
      'The flag has changed since this report. Decide on the newest report in the thread.',
    );
  }
  return { kind: 'ok', value: { snapshot, flag: experiment.flag } };
}

/** Kill and end-without-winner both switch the change off, so either agrees with the other. */
function agrees(decision: Decision, recommendation: Decision): boolean {
  const off = (value: Decision) => value === 'kill' || value === 'end-without-winner';
  return decision === recommendation || (off(decision) && off(recommendation));
}

function override(
  experiment: Experiment,
  command: Command<'decide'>,
  snapshot: AnalysisSnapshot,
  flag: FlagRecord,
): Result<Outcome, Refusal> {
  const person = command.actor.person ?? '';
  const pending = experiment.pendingOverride;
  if (pending === null || pending.decision !== command.decision) {
    if (command.reason === null || command.reason.trim() === '') {
      return refuse(
        'needs-reason',
        'The evidence recommends something else. Say why you decide against it; a second approver then has to confirm.',
      );
    }
    const vote = {
      decision: command.decision,
      by: person,
      reason: command.reason,
      snapshotHash: snapshot.hash,
    };
    return allow([{ type: 'overrideProposed', override: vote }], [post('override-proposed')]);
  }
  if (pending.by === person) {
    return refuse('already-done', 'You have asked for this already; a second approver has to confirm it.');
  }
  return carryOut(experiment, command, snapshot, flag, [pending.by, person], pending.reason);
}

function carryOut(
  experiment: Experiment,
  command: Command<'decide'>,
  snapshot: AnalysisSnapshot,
  flag: FlagRecord,
  by: readonly string[],
  reason: string | null,
): Result<Outcome, Refusal> {
  const person = command.actor.person ?? '';
  const words = DECISION_WORDS[command.decision];
  const stamped = stamp(command.message, `${words} by <@${person}>`);
  if (command.decision === 'keep-running') {
    return allow([{ type: 'keptRunning', person }], [...stamped, post('kept-running')]);
  }
  const record = {
    decision: command.decision,
    by,
    at: command.at,
    snapshotHash: snapshot.hash,
    recommendation: snapshot.verdict.recommendation,
    overrides: reason !== null,
    reason,
    undoUntil: command.at + UNDO_WINDOW,
    flagBefore: flag,
  };
  return allow(
    [{ type: 'decided', record }],
    [flagEffect(experiment, command.decision, snapshot), ...stamped, post('decided')],
  );
}

/** The words of a stamp for each decision. */
export const DECISION_WORDS: Readonly<Record<Decision, string>> = {
  ship: 'Shipped',
  kill: 'Killed',
  'end-without-winner': 'Ended without a winner',
  'keep-running': 'Kept running',
};

function flagEffect(experiment: Experiment, decision: Decision, snapshot: AnalysisSnapshot): Effect {
  if (decision !== 'ship') return setFlag(offSetting(experiment));
  return setFlag(shipSetting(experiment, shippedVariant(experiment, snapshot)));
}

/** The treatment that shipping means: the one the rules named, or the only one; null where nothing says which of several. */
export function shippableVariant(experiment: Experiment, snapshot: AnalysisSnapshot): string | null {
  const treatments = experiment.plan === null ? [] : treatmentsOf(experiment.plan);
  const [only] = treatments.length > 1 ? [] : treatments;
  return snapshot.verdict.variant ?? only?.key ?? null;
}

/** The treatment that was shipped. */
export function shippedVariant(experiment: Experiment, snapshot: AnalysisSnapshot): string {
  // Journals from before such a shipment was refused shipped the first of several.
  const treatments = experiment.plan === null ? [] : treatmentsOf(experiment.plan);
  return shippableVariant(experiment, snapshot) ?? treatments[0]?.key ?? 'treatment';
}
