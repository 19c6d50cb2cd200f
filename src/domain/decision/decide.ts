import { assured } from '#domain/assured.ts';
import type { Command } from '#domain/command.ts';
import type { Outcome } from '#domain/commit.ts';
import { type Deciders, outcome, post, stamp } from '#domain/decider.ts';
import type { DecisionPersonBody } from '#domain/decision/commands.ts';
import { firstVote, isOverride, lapsedVoter } from '#domain/decision/override.ts';
import { asksForReason, votesNeeded } from '#domain/decision/quorum.ts';
import { shippedVariant } from '#domain/decision/shipped-variant.ts';
import type { Decision, DecisionRecord, Unattended } from '#domain/decision/state.ts';
import type { Effect } from '#domain/effect.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { offSetting, setFlag, shipSetting } from '#domain/launch/flag-settings.ts';
import { dropOf, stillInRace } from '#domain/looks/drop.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { shipmentSteps } from '#domain/shipping/shipment-steps.ts';
import { HOUR } from '#shared/clock.ts';

/** How long a decision can be undone in the thread; the clean-up waits for it. */
export const UNDO_WINDOW = HOUR;

/** How the stamp of each decision begins. Journals hold it, so a replay differs if it changes; people read `DECISION_WORDS`. */
export const DECISION_STAMPS: Readonly<Record<Decision, string>> = {
  ship: 'Shipped',
  kill: 'Killed',
  'end-without-winner': 'Ended without a winner',
  'keep-running': 'Kept running',
  'drop-variant': 'Dropped',
};

/** A named person decides on the newest look; the flag follows. */
export const decisionDeciders: Deciders<DecisionPersonBody['name']> = {
  decide: (experiment, command) => {
    const { person } = command.actor;
    const reason = asksForReason(experiment, command) ? command.reason : null;
    if (votesNeeded(experiment, command) === 1) return carriedOut(experiment, command, [person], reason);
    const first = firstVote(experiment, command);
    if (first !== null) return carriedOut(experiment, command, [first.by, person], first.reason);
    const { decision, snapshotHash } = command;
    const lapsed = lapsedVoter(experiment, command);
    const override = { decision, by: person, reason, snapshotHash, ...(lapsed === null ? {} : { lapsed }) };
    return outcome([{ type: 'overrideProposed', override }], [post('override-proposed')]);
  },

  undo: ({ decision }, { message, actor }) =>
    outcome(
      [{ type: 'decisionUndone', person: actor.person }],
      [
        // The flag comes before the words: units that meet the change must not wait for Slack.
        setFlag(assured(decision.record, 'a decision').flagBefore),
        ...stamp(message, `Undone by <@${actor.person}>`),
        post('undone'),
      ],
    ),
};

/** What a decision leads to. `by` is empty and `unattended` says why if the bot decides. */
export function carriedOut(
  experiment: Experiment,
  { decision, message, at }: Pick<Command<'decide'>, 'decision' | 'message' | 'at'>,
  by: readonly string[],
  reason: string | null,
  unattended?: Unattended,
): Outcome {
  const person = by.at(-1) ?? (unattended?.why === 'auto' ? unattended.approver : '');
  const stamped = stamp(message, stampOf(decision, by, unattended));
  if (decision === 'keep-running') {
    return outcome([{ type: 'keptRunning', person }], [...stamped, post('kept-running')]);
  }
  const snapshot = latestSnapshot(experiment);
  if (decision === 'drop-variant') {
    const dropped = dropOf(experiment, stillInRace(experiment, snapshot?.verdict.harmed), person);
    const event = unattended === undefined ? dropped.event : { ...dropped.event, auto: true as const };
    return outcome([event], [dropped.flag, ...stamped, dropped.message]);
  }
  const record = {
    decision,
    by,
    at,
    snapshotHash: snapshot?.hash ?? '',
    // Before the first look the rules say nothing but to go on.
    recommendation: snapshot?.verdict.recommendation ?? 'keep-running',
    overrides: unattended === undefined && isOverride(experiment, { decision }),
    reason,
    undoUntil: at + UNDO_WINDOW,
    flagBefore: assured(experiment.flag, 'a flag'),
    ...(unattended === undefined ? {} : { unattended }),
    ...shipmentIn(experiment, decision, snapshot),
  };
  return outcome(
    [{ type: 'decided', record }],
    [flagEffect(experiment, decision, snapshot), ...stamped, post('decided')],
  );
}

/** The steps that a shipment takes to reach all units; none if it goes to all at once. */
function shipmentIn(
  experiment: Experiment,
  decision: Decision,
  snapshot: AnalysisSnapshot | null,
): Pick<DecisionRecord, 'shipment'> {
  if (decision !== 'ship' || snapshot === null) return {};
  const variant = shippedVariant(experiment, snapshot);
  const steps = shipmentSteps(experiment, variant);
  return steps.length === 0 ? {} : { shipment: { variant, steps } };
}

function stampOf(decision: Decision, by: readonly string[], unattended?: Unattended): string {
  const done = DECISION_STAMPS[decision];
  if (unattended === undefined) return `${done} by <@${by.at(-1)}>`;
  return unattended.why === 'expired'
    ? `${done} because the time to decide is over`
    : `${done} automatically (auto turned on by <@${unattended.approver}>)`;
}

function flagEffect(experiment: Experiment, decision: Decision, snapshot: AnalysisSnapshot | null): Effect {
  if (decision !== 'ship') return setFlag(offSetting(experiment));
  const variant = shippedVariant(experiment, assured(snapshot, 'a look'));
  return setFlag(shipSetting(experiment, variant, shipmentSteps(experiment, variant)[0]?.share));
}
