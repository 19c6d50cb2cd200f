import { votesOf } from '#domain/authority/votes-of.ts';
import { type Deciders, outcome, post, stamp } from '#domain/decider.ts';
import type { LaunchBotBody, LaunchPersonBody } from '#domain/launch/commands.ts';
import { experimentSetting, offSetting, setFlag } from '#domain/launch/flag-settings.ts';
import { firstLaunchVote } from '#domain/launch/launch-vote.ts';
import { presentStep, rampShare } from '#domain/launch/ramp.ts';
import { settingAt } from '#domain/launch/setting-now.ts';
import { isVerified } from '#domain/launch/state.ts';

/** Launch by evidence: a canary, its checks, then the registered split. */
export const launchDeciders: Deciders<(LaunchPersonBody | LaunchBotBody)['name']> = {
  launch: (experiment, { message, actor }) => {
    const { person } = actor;
    const first = firstLaunchVote(experiment, actor);
    if (votesOf(experiment, 'launch', actor) > 1 && first === null) {
      const lapsed = experiment.code?.launchVote?.by;
      const event = { type: 'launchProposed', person, ...(lapsed === undefined ? {} : { lapsed }) } as const;
      return outcome([event], [post('launch-proposed')]);
    }
    return outcome(
      [{ type: 'launched', person, ...(first === null ? {} : { first }) }],
      [
        setFlag(experimentSetting(experiment, rampShare(experiment))),
        ...stamp(message, `Launched by <@${person}>`),
        post('launched'),
      ],
    );
  },

  // The flag is switched off in any case: the other launch may see the conflict after this canary went out.
  holdBack: (experiment, { conflicts }) =>
    outcome([{ type: 'heldBack', conflicts }], [setFlag(offSetting(experiment)), post('launch-held-back')]),

  recordVerification: (experiment, { checks, exposure }) => {
    const passed = isVerified(checks);
    const source = exposure === undefined ? {} : { exposure };
    const event = { type: 'launchChecked', checks, passed, ...source } as const;
    if (!passed) return outcome([event], [post('launch-not-verified')]);
    const { next } = presentStep(experiment);
    if (next !== null) {
      const raised = { type: 'rampRaised', checks, share: next.share, ...source } as const;
      return outcome([raised], [setFlag(experimentSetting(experiment, next.share)), post('ramp-raised')]);
    }
    const setting = experimentSetting(experiment, experiment.request.trafficShare);
    return outcome([event], [setFlag(setting), post('running')]);
  },

  pause: (experiment, { reason, actor }) =>
    outcome(
      [{ type: 'paused', person: actor.person, reason }],
      [setFlag(offSetting(experiment)), post('paused')],
    ),

  resume: (experiment, { message, actor }) => {
    const from = experiment.launch?.pause?.from ?? 'running';
    return outcome(
      [{ type: 'resumed', person: actor.person }],
      [
        setFlag(settingAt(experiment, from)),
        ...stamp(message ?? null, `Resumed by <@${actor.person}>`),
        post('resumed'),
      ],
    );
  },
};
