import type { PullRequestRecord } from '#domain/code/state.ts';
import type { Experiment } from '#domain/experiment.ts';
import { percent, wholePercent } from '#domain/figures.ts';
import { effectiveRollout } from '#domain/launch/release-conditions.ts';
import { runProgress } from '#domain/looks/run-progress.ts';
import { nextScheduledAt } from '#domain/looks/schedule.ts';
import { shownStatus } from '#domain/status.ts';
import { addresseesOf } from '#domain/waits/addressees.ts';
import { WAIT_WORDS } from '#features/call-people/act-words.ts';
import { experimentStatusWords } from '#features/status-words.ts';
import { nextStep } from '#features/thread/next-step.ts';
import { joined, type RecordSentence, sentence } from './sentence.ts';

/** How far it is and what comes next, given who holds the approver role now (pseudonyms) and the moment. The first sentences say the most. */
export function stateSentences(
  experiment: Experiment,
  approvers: readonly string[],
  now: number,
): readonly RecordSentence[] {
  return [
    sentence('status', `It is ${experimentStatusWords(experiment)}.`),
    sentence('next', { ours: nextStep(experiment) }),
    ...waitSentences(experiment, approvers),
    ...progressSentences(experiment, now),
    ...lookDates(experiment),
    ...pauseSentences(experiment),
    ...codeSentences(experiment),
    ...endSentences(experiment),
  ];
}

function waitSentences(experiment: Experiment, approvers: readonly string[]): readonly RecordSentence[] {
  const { waiting } = experiment;
  if (waiting === undefined) return [sentence('waits', 'It waits for no person now.')];
  const { people, lacks } = addresseesOf(experiment, waiting.act, approvers);
  const who = joined(
    people.map((person) => ({ person })),
    'or',
  );
  return [
    sentence(
      'waits',
      `It has waited for ${WAIT_WORDS[waiting.act].awaited} since `,
      { at: waiting.since },
      '. It is up to ',
      ...who,
      '.',
    ),
    ...(lacks === null
      ? []
      : [
          sentence(
            'lacks',
            'There are too few approvers who may do it: an admin can add one in the settings.',
          ),
        ]),
  ];
}

function progressSentences(experiment: Experiment, now: number): readonly RecordSentence[] {
  const { launch } = experiment;
  if (launch === null) return [sentence('not-launched', 'It has not been launched.')];
  const progress = runProgress(experiment, now);
  if (progress === null) return [sentence('canary', 'The canary went out on ', { at: launch.at }, '.')];
  const { since, day, days, share } = progress;
  return [
    sentence('running-since', 'The registered split runs since ', { at: since }, '.'),
    sentence('progress', `Day ${day} of ${days}; ${wholePercent(share)} of the sample is seen.`),
  ];
}

function lookDates(experiment: Experiment): readonly RecordSentence[] {
  const at = nextScheduledAt(experiment);
  if (experiment.status !== 'running' || at === null) return [];
  return [sentence('next-look', 'The next registered look is on ', { at }, '.')];
}

function pauseSentences({ launch, status }: Experiment): readonly RecordSentence[] {
  const pause = status === 'paused' ? (launch?.pause ?? null) : null;
  if (pause === null) return [];
  const by =
    pause.person === null
      ? (['The bot paused it on '] as const)
      : ([{ person: pause.person }, ' paused it on '] as const);
  return [
    sentence('paused', ...by, { at: pause.at }, '.'),
    ...(pause.reason === ''
      ? []
      : [sentence('pause-reason', 'The reason given for the pause: ', { quoted: pause.reason }, '.')]),
  ];
}

function codeSentences({ code, configured, cleanUp, flag }: Experiment): readonly RecordSentence[] {
  const pull = code?.pullRequest ?? null;
  const cleaning = cleanUp?.pullRequest ?? null;
  return [
    pull === null
      ? sentence(
          'code',
          configured === undefined
            ? 'It has no pull request yet.'
            : 'It needs no code: its flag carries the configurations.',
        )
      : pullRequestSentence('code', 'The code', pull),
    ...(cleaning === null ? [] : [pullRequestSentence('clean-up', 'The clean-up', cleaning)]),
    flag === null
      ? sentence('flag', 'There is no flag.')
      : sentence('flag', 'The flag ', { url: flag.url, words: flag.key }, ` is ${flagWords(flag)}.`),
  ];
}

function pullRequestSentence(id: string, what: string, pull: PullRequestRecord): RecordSentence {
  const stands = pull.mergedAt !== null ? 'merged' : pull.closedAt !== null ? 'closed' : 'open';
  const link = { url: pull.url, words: `#${pull.number}` };
  return sentence(id, `${what} is pull request `, link, `, ${stands}.`);
}

function flagWords(flag: NonNullable<Experiment['flag']>): string {
  if (!flag.active) return 'off';
  const { total, restricted } = effectiveRollout(flag);
  return `on for ${percent(total)}${restricted.length === 0 ? '' : ', with other conditions for some units'}`;
}

function endSentences({ status, ended }: Experiment): readonly RecordSentence[] {
  if (ended === null) return [];
  if (ended.withdrawnAfterDays !== undefined)
    return [sentence('ended', `It was withdrawn: no person answered for ${ended.withdrawnAfterDays} days.`)];
  if (ended.cancellation === null)
    return [sentence('ended', `It was ${shownStatus(status)} on `, { at: ended.at }, '.')];
  const { person, reason } = ended.cancellation;
  return [
    sentence(
      'ended',
      { person },
      ended.rejected === true ? ' rejected the plan on ' : ' cancelled it on ',
      { at: ended.at },
      '.',
    ),
    ...(reason === '' ? [] : [sentence('cancel-reason', 'The reason given: ', { quoted: reason }, '.')]),
  ];
}
