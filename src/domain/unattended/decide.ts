import { assured } from '#domain/assured.ts';
import { type Deciders, outcome, post } from '#domain/decider.ts';
import { carriedOut } from '#domain/decision/decide.ts';
import { newestPost } from '#domain/delivery/newest-post.ts';
import { designOf } from '#domain/experiment.ts';
import type { UnattendedBotBody, UnattendedPersonBody } from '#domain/unattended/commands.ts';
import { expiryOf, isHarmWaiting } from '#domain/unattended/expiry.ts';

/** What the bot decides on a standing approval, or because the time of the approvers is over. */
export const unattendedDeciders: Deciders<(UnattendedPersonBody | UnattendedBotBody)['name']> = {
  setAuto: (experiment, { mode, regressionLimit, actor: { person } }) => {
    const { planHash } = designOf(experiment);
    return outcome([{ type: 'autoSet', mode, person, planHash, regressionLimit }], [post('auto-set')]);
  },

  lapseAuto: (experiment) => {
    const { planHash } = designOf(experiment);
    const { regressionLimit } = assured(experiment.unattended?.auto, 'auto');
    const event = { type: 'autoSet', mode: 'off', person: null, planHash, regressionLimit } as const;
    return outcome([event], [post('auto-set')]);
  },

  autoDecide: (experiment, { decision, why, at, approver: { person: approver } }) =>
    carriedOut(experiment, { decision, message: newestPost(experiment.delivery, 'decision'), at }, [], null, {
      why: 'auto',
      approver,
      rule: why,
    }),

  recordDryRun: (_experiment, { snapshotHash, decision, why }) =>
    outcome([{ type: 'dryRunTold', snapshotHash, act: { decision, why } }], [post('auto-dry-run')]),

  remindOfDecision: (experiment) => {
    const due = assured(expiryOf(experiment), 'a decision that expires');
    return outcome([{ type: 'decisionReminded', due }], [post('decision-reminder')]);
  },

  remindOfFlag: () => outcome([{ type: 'flagDebtTold' }], [post('flag-debt')]),

  expireDecision: (experiment, { at }) => {
    const decision = isHarmWaiting(experiment) ? 'kill' : 'end-without-winner';
    const given = { decision, message: newestPost(experiment.delivery, 'decision'), at } as const;
    return carriedOut(experiment, given, [], null, { why: 'expired' });
  },
};
