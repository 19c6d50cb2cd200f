import { z } from 'zod';
import { isoMoment, Moment, PersonSchema } from '#api/schemas/common-schemas.ts';
import { operation } from '#api/server/operation.ts';
import { refusalProblem } from '#api/server/problem.ts';
import { TOKEN_SCOPES } from '#domain/tokens/token.ts';
import { revokeToken } from '#features/tokens/known-tokens.ts';
import { ok } from '#shared/result.ts';

const OwnTokenSchema = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['person', 'service']),
    name: z.string(),
    scopes: z.array(z.enum(TOKEN_SCOPES)),
    person: PersonSchema.meta({ description: 'Whom it acts as, or who answers for the service' }),
    madeAt: Moment,
    expiresAt: Moment,
  })
  .meta({ id: 'Token' });

/** `GET /token` */
export const readOwnToken = operation({
  method: 'GET',
  path: '/token',
  id: 'readToken',
  summary: 'Read what the token may do',
  description: 'The token that the request brings. Its secret is kept nowhere.',
  scope: 'read',
  answers: { 200: OwnTokenSchema },
  run: async ({ caller: { token, user } }) => {
    const { id, kind, name, scopes, person, madeAt, expiresAt } = token;
    return ok({
      json: {
        ...{ id, kind, name, scopes, person: { id: person, user } },
        ...{ madeAt: isoMoment(madeAt), expiresAt: isoMoment(expiresAt) },
      },
    });
  },
});

/** `DELETE /token` */
export const revokeOwnToken = operation({
  method: 'DELETE',
  path: '/token',
  id: 'revokeToken',
  summary: 'Revoke the token',
  description:
    'Revokes the token that the request brings, for a program that has lost it to others or needs it no more.',
  scope: 'read',
  answers: { 200: z.strictObject({ isRevoked: z.literal(true) }) },
  problems: [409],
  run: async ({ caller: { coPilot, actor, token } }) => {
    const done = await revokeToken(coPilot, actor, token.id);
    if (done.kind === 'refused') return { kind: 'refused', problem: refusalProblem(done.problem) };
    return ok({ json: { isRevoked: true } });
  },
});
