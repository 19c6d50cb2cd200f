import { timingSafeEqual } from 'node:crypto';
import type { Tokens } from '#domain/tokens/journal.ts';
import { isInForce, type Token } from '#domain/tokens/token.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { createSights, seenByService } from '#features/sight.ts';
import { loadTokens } from '#journal/tokens.ts';
import { DAY, MINUTE } from '#shared/clock.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { readToken, secretHash } from '#shared/token-text.ts';
import type { Caller } from './caller.ts';
import { type Problem, problem } from './problem.ts';
import type { TokenPace } from './rate-limit.ts';

/** How long it is taken for granted that a person is still in the workspace. */
const KEPT = 2 * MINUTE;
/** The same for rows of applications while the chat service does not tell: they decide nothing, and must not be lost with it. */
const KEPT_FOR_ROWS = DAY;
/** A use is noted once in this time. */
const NOTED = MINUTE;
/** People and tokens that are remembered at a time. */
const MOST = 5_000;

const NO_TOKEN =
  'Send a token of this API: `Authorization: Bearer gxp_…`. A member of the workspace makes one on the desk, under API tokens.';
const WRONG = 'This token is unknown, revoked or expired. Make another one on the desk, under API tokens.';
const GONE = 'The person of this token is not in the workspace any more. Another person makes a new one.';

/** Finds out who sends a request, by its `Authorization` alone. Throws if the store or the chat service does not tell. */
export function createAuthenticate(
  coPilot: CoPilot,
): (header: string | undefined, pace: TokenPace) => Promise<Result<Caller, Problem>> {
  const { clock, store, chat, people } = coPilot;
  const narrow = createSights(clock);
  const present = new Map<string, number>();
  const noted = new Map<string, number>();
  let known: Tokens | null = null;
  let silentSince: number | null = null;

  const asksChat = async (person: string, user: string) => {
    const now = clock.now();
    if ((await chat.hoursOf(person, now)) === null || (await chat.isForeign(user))) return false;
    if (present.size >= MOST) present.clear();
    present.set(person, now);
    silentSince = null;
    return true;
  };
  const isPresent = async (person: string, user: string, pace: TokenPace) => {
    const now = clock.now();
    const age = now - (present.get(person) ?? Number.NEGATIVE_INFINITY);
    if (age < KEPT) return true;
    const isEnough = pace === 'ingest' && age < KEPT_FOR_ROWS;
    // A service that does not answer is not waited for at each batch.
    if (isEnough && silentSince !== null && now - silentSince < KEPT) return true;
    try {
      return await asksChat(person, user);
    } catch (thrown) {
      silentSince = now;
      if (isEnough) return true;
      throw thrown;
    }
  };
  const note = async ({ id }: Token) => {
    const at = clock.now();
    if (at - (noted.get(id) ?? -NOTED) < NOTED) return;
    if (noted.size >= MOST) noted.clear();
    noted.set(id, at);
    await store.noteTokenUse({ token: id, at });
  };
  return async (header, pace) => {
    const [, text] = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(header ?? '') ?? [];
    if (text === undefined) return unauthorized(NO_TOKEN);
    const given = readToken(text);
    if (given === null) return unauthorized(WRONG);
    // Of two that read at once the one with the longer chain stays.
    const read = await loadTokens(store, known);
    if ((read?.version ?? 0) >= (known?.version ?? 0)) known = read;
    const token = read?.byId.get(given.id);
    if (token === undefined || !isSecretOf(token, given.secret) || !isInForce(token, clock.now()))
      return unauthorized(WRONG);
    const user = await people.userOf(token.person);
    if (user === null || !(await isPresent(token.person, user, pace))) return unauthorized(GONE);
    await note(token);
    const viewer = { user, channel: null, isExternal: false, shown: [] };
    const actor = await people.actorOf(user);
    if (token.kind === 'person')
      return ok({ token, user, actor: { ...actor, token: token.id }, coPilot: narrow(coPilot, viewer) });
    // It speaks in the name of its admin and has none of their roles.
    const { person, authority } = actor;
    const judged = authority === undefined ? {} : { authority };
    const member = { person, roles: [], ...judged, token: token.id };
    return ok({ token, user, actor: member, coPilot: seenByService(coPilot, viewer) });
  };
}

/** The time it takes tells nothing of the secret. */
function isSecretOf({ hash }: Token, secret: string): boolean {
  return timingSafeEqual(Buffer.from(hash, 'hex'), Buffer.from(secretHash(secret), 'hex'));
}

function unauthorized(detail: string): Result<never, Problem> {
  const headers = { 'www-authenticate': 'Bearer realm="co-pilot"' };
  return refused(problem(401, detail, { headers }));
}
