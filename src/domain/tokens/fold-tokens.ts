import type { TokenCommit, TokenEvent, Tokens } from './journal.ts';
import type { Token } from './token.ts';

/** Folds commits of the stream, oldest first; null if there are none. `from` continues an earlier fold. */
export function foldTokens(commits: readonly TokenCommit[], from: Tokens | null = null): Tokens | null {
  if (commits.length === 0) return from;
  const byId = new Map(from?.byId);
  for (const commit of commits) for (const event of commit.events) take(byId, event, commit);
  const { version, hash } = commits[commits.length - 1] as TokenCommit;
  return { version, hash, byId };
}

function take(byId: Map<string, Token>, event: TokenEvent, { at, command }: TokenCommit): void {
  if (event.type === 'tokenMade') {
    const { grant, person } = event;
    byId.set(grant.id, { ...grant, person, madeAt: at, revoked: null });
    return;
  }
  const token = byId.get(event.token);
  if (token !== undefined) byId.set(event.token, { ...token, revoked: { at, by: command.actor.person } });
}
