import { allow, type Deciders, post, stamp } from '#domain/decider.ts';
import { isVerified } from '#domain/experiment.ts';
import { firstRefusal, holdsApproverRole, isApproved, mayApprove, sawPlan } from '#domain/guards.ts';
import { experimentSetting, offSetting, setFlag } from '#domain/launch/flag-settings.ts';
import { refuse } from '#domain/refusal.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { refused } from '#shared/result.ts';

/** Share of units that meets the change until exposure, split and events are verified. */
export const CANARY_SHARE = 0.05;

type Names = 'launch' | 'holdBack' | 'recordVerification' | 'pause' | 'resume';

/** Launch by evidence: a canary, its checks, then the registered split. */
export const launchDeciders: Deciders<Names> = {
  launch: (experiment, command) => {
    const refusal = firstRefusal(
      sawPlan(experiment, command.planHash),
      mayApprove(experiment, command.actor),
    );
    if (refusal !== null) return refused(refusal);
    if (!isApproved(experiment)) return refuse('stale', 'This plan is not approved as it stands now.');
    if (experiment.pullRequest?.mergedAt === null) {
      return refuse('not-merged', 'The pull request is not merged yet. Merge it, then launch.');
    }
    if (command.conflicts.length > 0) {
      const keys = command.conflicts.map((key) => `\`${key}\``).join(', ');
      return refuse(
        'conflict',
        `The same surface is used by ${keys}, which is live. Launch when it has ended.`,
      );
    }
    const share = Math.min(CANARY_SHARE, experiment.request.trafficShare);
    return allow(
      [{ type: 'launched', person: command.actor.person ?? '' }],
      [
        setFlag(experimentSetting(experiment, share)),
        ...stamp(command.message, `Launched by <@${command.actor.person}>`),
        post('launched'),
      ],
    );
  },

  // Off whether it was on or not: the other one may see the conflict when this canary is out already.
  holdBack: (experiment, { conflicts }) =>
    allow([{ type: 'heldBack', conflicts }], [setFlag(offSetting(experiment)), post('launch-held-back')]),

  recordVerification: (experiment, { checks }) => {
    if (canonicalJson(checks) === canonicalJson(experiment.launchChecks)) {
      return refuse('already-done', 'These checks are recorded already.');
    }
    const passed = isVerified(checks);
    const event = { type: 'launchChecked', checks, passed } as const;
    if (!passed) return allow([event], [post('launch-not-verified')]);
    const setting = experimentSetting(experiment, experiment.request.trafficShare);
    return allow([event], [setFlag(setting), post('running')]);
  },

  pause: (experiment, command) =>
    allow(
      [{ type: 'paused', person: command.actor.person, reason: command.reason }],
      [setFlag(offSetting(experiment)), post('paused')],
    ),

  resume: (experiment, command) => {
    const refusal = holdsApproverRole(command.actor);
    if (refusal !== null) return refused(refusal);
    const setting = experimentSetting(experiment, experiment.request.trafficShare);
    return allow(
      [{ type: 'resumed', person: command.actor.person ?? '' }],
      [setFlag(setting), post('resumed')],
    );
  },
};
