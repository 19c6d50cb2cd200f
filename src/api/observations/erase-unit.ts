import { z } from 'zod';
import { operation } from '#api/server/operation.ts';
import { problem, refusalProblem } from '#api/server/problem.ts';
import { ok, refused } from '#shared/result.ts';

/** `POST /units/erase` */
export const eraseUnit = operation({
  method: 'POST',
  path: '/units/erase',
  id: 'eraseUnit',
  summary: 'Erase what was observed of a unit',
  description:
    'Takes away every exposure and observation of a unit, for a person who asks for it. The journal keeps who asked for it and when, and the hash of the unit. For admins.',
  scope: 'act',
  isPersonal: true,
  body: z.strictObject({
    unit: z.string().min(1).max(200).meta({ description: 'The unit, as applications sent it' }),
  }),
  answers: { 200: z.strictObject({ exposures: z.number().int(), observations: z.number().int() }) },
  problems: [409],
  run: async ({ caller: { coPilot, actor }, body: { unit } }) => {
    if (coPilot.observations === null)
      return refused(problem(409, 'This bot keeps no observations, so there is nothing to erase.'));
    const erased = await coPilot.observations.eraseUnit(actor, unit);
    if (erased.kind === 'refused') return refused(refusalProblem(erased.problem));
    const { exposures, observations } = erased.value;
    return ok({ json: { exposures, observations } });
  },
});
