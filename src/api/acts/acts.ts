import { z } from 'zod';
import { KeyPath } from '#api/schemas/common-schemas.ts';
import { ExperimentSchema } from '#api/schemas/experiment-schema.ts';
import { type ApiCall, operation } from '#api/server/operation.ts';
import { problem } from '#api/server/problem.ts';
import type { PersonBody } from '#domain/command.ts';
import { extendCommand } from '#features/amend-plan/extend-command.ts';
import { decideCommand } from '#features/decide-experiment/decide-command.ts';
import { noSecondApprover } from '#features/decide-experiment/second-vote.ts';
import { againstLaunch } from '#features/launch-experiment/against-launch.ts';
import { namesOfOthers } from '#features/launch-experiment/one-per-surface.ts';
import { ok, refused } from '#shared/result.ts';
import { actOn, type WantedAct } from './act-on.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Reason = z.string().trim().max(1_000);
const Seen = {
  planHash: Hash.meta({ description: '`evidence.planHash` of the experiment as it was read' }),
  snapshotHash: Hash.meta({ description: '`evidence.snapshotHash`' }),
  flagVersion: z.string().min(1).max(200).meta({ description: '`evidence.flagVersion`' }),
};
const AS_A_PERSON = 'The person of the token does it, under the same rules as in Slack.';

type Body<Fields> = ApiCall<{ readonly key: string }, unknown, Fields>;

function act<Schema extends z.ZodType>(
  name: string,
  words: { readonly summary: string; readonly description: string },
  body: Schema,
  wanted: (call: Body<z.output<Schema>>) => Omit<WantedAct, 'key'>,
) {
  return operation({
    ...{ method: 'POST', path: `/experiments/{key}/${name}`, id: `${name}Experiment`, params: KeyPath, body },
    ...{ summary: words.summary, description: `${words.description} ${AS_A_PERSON}` },
    ...{ scope: 'act', isPersonal: true, answers: { 200: ExperimentSchema }, problems: [404, 409] },
    run: (call) => {
      const asked = call as Body<z.output<Schema>>;
      return actOn(call, { key: asked.path.key, ...wanted(asked) });
    },
  });
}

const just =
  (command: PersonBody): WantedAct['commandOf'] =>
  async () =>
    ok(command);

/** `POST /experiments/{key}/approve` */
export const approveExperimentOperation = act(
  'approve',
  {
    summary: 'Approve the plan',
    description: 'Approves the plan with this hash. A plan of high risk takes two people.',
  },
  z.strictObject({ planHash: Seen.planHash }),
  ({ body: { planHash } }) => ({ commandOf: just({ name: 'approve', planHash, message: null }) }),
);

/** `POST /experiments/{key}/launch` */
export const launchExperimentOperation = act(
  'launch',
  { summary: 'Launch', description: 'Launches the experiment once its pull request is merged.' },
  z.strictObject({ planHash: Seen.planHash }),
  ({ caller: { coPilot }, body: { planHash } }) => ({
    looksAtFlag: true,
    commandOf: async (experiment) =>
      ok({
        ...{ name: 'launch', planHash, message: null },
        conflicts: await namesOfOthers(coPilot, experiment),
        ...(await againstLaunch(coPilot, experiment)),
      }),
  }),
);

/** `POST /experiments/{key}/pause` */
export const pauseExperimentNow = act(
  'pause',
  { summary: 'Pause', description: 'Switches the flag off for now, so that all units meet the control.' },
  z.strictObject({ reason: Reason.default('') }),
  ({ caller: { coPilot }, body: { reason } }) => ({
    commandOf: async () => ok({ name: 'pause', reason: await coPilot.people.pseudonymise(reason) }),
  }),
);

/** `POST /experiments/{key}/resume` */
export const resumePaused = act(
  'resume',
  { summary: 'Resume', description: 'Ends the pause, so that the experiment goes on as it was.' },
  z.strictObject({}),
  () => ({ looksAtFlag: true, commandOf: just({ name: 'resume', message: null }) }),
);

/** `POST /experiments/{key}/cancel` */
export const cancelExperimentOperation = act(
  'cancel',
  { summary: 'Cancel', description: 'Ends an experiment that is not running yet.' },
  z.strictObject({ reason: Reason.default('') }),
  ({ caller: { coPilot }, body: { reason } }) => ({
    commandOf: async () => ok({ name: 'cancel', reason: await coPilot.people.pseudonymise(reason) }),
  }),
);

/** `POST /experiments/{key}/decide` */
export const decideOnExperiment = act(
  'decide',
  {
    summary: 'Decide',
    description:
      'Decides on the newest report, whose hash is named. Against the recommendation it takes a reason, and a second approver who decides the same.',
  },
  z.strictObject({
    ...Seen,
    decision: z.enum(['ship', 'kill', 'drop-variant', 'end-without-winner', 'keep-running']),
    reason: Reason.min(1).nullable().default(null),
  }),
  ({ caller, body: { decision, reason, ...seen } }) => ({
    looksAtFlag: true,
    commandOf: async (experiment) => {
      const alone = await noSecondApprover(caller.coPilot, experiment, { decision, actor: caller.actor });
      if (alone !== null) return refused(problem(409, plain(alone)));
      const words = reason === null ? null : await caller.coPilot.people.pseudonymise(reason);
      const evidence = { ...seen, experiment: experiment.key, message: null };
      return ok(decideCommand(evidence, decision, words));
    },
  }),
);

/** `POST /experiments/{key}/extend` */
export const extendExperimentOperation = act(
  'extend',
  { summary: 'Extend', description: 'Moves the registered end, before it is reached.' },
  z.strictObject({
    ...Seen,
    snapshotHash: z
      .string()
      .regex(/^(?:[0-9a-f]{64})?$/)
      .meta({ description: '`evidence.snapshotHash`; empty before the first look' }),
    days: z.int().min(1).max(1_000).meta({ description: 'Days of running in all, by the new end' }),
    reason: Reason.min(1),
  }),
  ({ caller, body: { days, reason, ...seen } }) => ({
    looksAtFlag: true,
    commandOf: async (experiment) => {
      const vote = { decision: 'extend', days, actor: caller.actor } as const;
      const alone = await noSecondApprover(caller.coPilot, experiment, vote);
      if (alone !== null) return refused(problem(409, plain(alone)));
      const evidence = { ...seen, experiment: experiment.key, message: null };
      return ok(extendCommand(evidence, days, await caller.coPilot.people.pseudonymise(reason)));
    },
  }),
);

/** Words for Slack without its marks. */
function plain(mrkdwn: string): string {
  return mrkdwn.replaceAll('`', '');
}
