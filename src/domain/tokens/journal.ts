import type { Actor, PersonActor } from '#domain/actor.ts';
import type { Entry } from '#domain/commit.ts';
import type { Token, TokenGrant } from './token.ts';

/** What the stream of tokens is told. */
export type TokenCommand =
  | {
      readonly name: 'makeToken';
      readonly grant: TokenGrant;
      readonly actor: PersonActor;
      readonly at: number;
    }
  | {
      /** The bot revokes those of a person who is forgotten. */
      readonly name: 'revokeToken';
      readonly token: string;
      readonly actor: Actor;
      readonly at: number;
    };

/** What happened to tokens. */
export type TokenEvent =
  | { readonly type: 'tokenMade'; readonly grant: TokenGrant; readonly person: string }
  | { readonly type: 'tokenRevoked'; readonly token: string };

export type TokenCommit = Entry<TokenCommand, TokenEvent>;

/** All tokens that were ever made, by id, and the end of their chain. */
export interface Tokens {
  readonly version: number;
  readonly hash: string;
  readonly byId: ReadonlyMap<string, Token>;
}
