import type { z } from 'zod';
import { showExperiment } from '#api/experiments/show-experiment.ts';
import { ExperimentSchema } from '#api/schemas/experiment-schema.ts';
import type { Caller } from '#api/server/caller.ts';
import { ROOT } from '#api/server/find-operation.ts';
import { operation } from '#api/server/operation.ts';
import { type FieldProblem, fieldsWrong, refusalProblem } from '#api/server/problem.ts';
import type { GivenDesign } from '#domain/design/given-design.ts';
import type { ExperimentRequest } from '#domain/plan.ts';
import { isMember } from '#features/is-member.ts';
import { checkConfigurations } from '#features/propose-experiment/check-configurations.ts';
import { ideaProblem, readIdea } from '#features/propose-experiment/idea-input.ts';
import { proposeExperiment } from '#features/propose-experiment/propose-experiment.ts';
import { formErrors } from '#features/propose-experiment/read-form.ts';
import { toAppError } from '#shared/errors.ts';
import { ok, refused } from '#shared/result.ts';
import { placeProblem } from './place-problem.ts';
import { ProposalSchema } from './request-schema.ts';

type Proposal = z.output<typeof ProposalSchema>;

/** `POST /experiments` */
export const createExperiment = operation({
  method: 'POST',
  path: '/experiments',
  id: 'createExperiment',
  summary: 'Propose an experiment',
  description:
    'Begins an experiment from an idea, or keeps the idea for later. With `request` no agent chooses goal, guardrails and place. Give an `Idempotency-Key`: a repeated request begins no second one.',
  scope: 'propose',
  body: ProposalSchema,
  answers: { 201: ExperimentSchema },
  problems: [409],
  run: async ({ caller, body, work }) => {
    const { coPilot, actor, token } = caller;
    const owner = body.owner ?? caller.user;
    const errors = await errorsIn(caller, body, owner);
    if (errors.length > 0) return refused(fieldsWrong(errors));
    const place = await placeProblem(caller, body.channel);
    if (place !== null) return refused(place);
    const idea = readIdea(body.idea);
    const { channel, later, priority, request, plan } = body;
    const given = plan === undefined ? {} : { given: await masked(coPilot.people, plan) };
    const proposed = await proposeExperiment(coPilot, {
      request: request === undefined ? { idea, owner, leftOpen: true } : whole(idea, owner, request),
      ...{ channel, form: `api:${work.id}`, actor, source: { kind: 'program', token: token.id } },
      ...given,
      ...(later ? { later: true } : {}),
      ...(priority === undefined ? {} : { priority }),
    });
    if (proposed.kind === 'refused') return refused(refusalProblem(proposed.problem));
    const { key } = proposed.value;
    const json = await showExperiment(coPilot, proposed.value);
    return ok({ status: 201, json, location: `${ROOT}/experiments/${key}` });
  },
});

async function errorsIn(
  caller: Caller,
  { idea, later, priority, request, plan }: Proposal,
  owner: string,
): Promise<readonly FieldProblem[]> {
  const wrongIdea = ideaProblem(readIdea(idea));
  const isOwner = owner === caller.user || (await isOfWorkspace(caller, owner));
  const fields =
    request === undefined ? {} : formErrors(whole(readIdea(idea), owner, request), caller.coPilot.choices);
  return [
    ...(wrongIdea === null ? [] : [{ path: 'body.idea', message: wrongIdea }]),
    ...(isOwner ? [] : [{ path: 'body.owner', message: 'There is no such chat user in this workspace.' }]),
    ...(later || priority === undefined
      ? []
      : [{ path: 'body.priority', message: 'Only an idea that is kept for later has a priority.' }]),
    ...(plan !== undefined && request === undefined
      ? [{ path: 'body.plan', message: 'A design belongs to a whole request. Send both.' }]
      : []),
    ...(later && request !== undefined
      ? [{ path: 'body.request', message: 'An idea that is kept for later holds no more than its words.' }]
      : []),
    ...('configurations' in fields ? [] : await configurationsIn(caller, request)),
    ...Object.entries(fields)
      .filter(([name]) => name !== 'idea' && name !== 'owner')
      .map(([name, message]) => ({ path: `body.request.${name}`, message })),
  ];
}

async function configurationsIn(
  { coPilot }: Caller,
  request: Proposal['request'],
): Promise<readonly FieldProblem[]> {
  const wrong = request === undefined ? null : await checkConfigurations(coPilot, whole('', '', request));
  return wrong === null ? [] : [{ path: 'body.request.configurations', message: wrong }];
}

/** A design with pseudonyms in place of chat users, and without private text. */
async function masked(people: Caller['coPilot']['people'], plan: GivenDesign): Promise<GivenDesign> {
  const words = (text: string) => people.pseudonymise(text);
  const all = (texts: readonly string[]) => Promise.all(texts.map(words));
  return {
    ...plan,
    title: await words(plan.title),
    hypothesis: await words(plan.hypothesis),
    mechanism: await words(plan.mechanism),
    disproof: await words(plan.disproof),
    rationale: await words(plan.rationale),
    controlDescription: await words(plan.controlDescription),
    treatmentDescriptions: await all(plan.treatmentDescriptions),
    guardrailReasons: await Promise.all(
      plan.guardrailReasons.map(async ({ metric, reason }) => ({ metric, reason: await words(reason) })),
    ),
    noneSimilar: plan.noneSimilar === null ? null : await words(plan.noneSimilar),
    risks: await all(plan.risks),
  };
}

async function isOfWorkspace({ coPilot }: Caller, user: string): Promise<boolean> {
  try {
    return await isMember(coPilot, user);
  } catch (thrown) {
    if (toAppError(thrown).retryable) throw thrown;
    return false;
  }
}

function whole(idea: string, owner: string, request: NonNullable<Proposal['request']>): ExperimentRequest {
  const { otherGoals, mustHold, margins, expectedLift, file, configurations, crossesLogin, ...rest } =
    request;
  return {
    ...{ ...rest, idea, owner },
    ...(otherGoals === undefined ? {} : { otherGoals }),
    ...(mustHold === undefined ? {} : { mustHold }),
    ...(margins === undefined ? {} : { margins }),
    ...(expectedLift === undefined ? {} : { expectedLift }),
    ...(file === undefined ? {} : { file }),
    ...(configurations === undefined ? {} : { configurations }),
    ...(crossesLogin === undefined ? {} : { crossesLogin }),
  };
}
