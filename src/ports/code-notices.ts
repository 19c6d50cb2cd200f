import type { PullRequest } from '#ports/code-host.ts';

/** How a pull request stands, as the code host said it by itself or when asked. */
export interface PullRequestNews extends Pick<PullRequest, 'repository' | 'number' | 'state'> {
  readonly mergedBy: string | null;
}

/** What a code host sent. */
export type CodeNotice =
  | { readonly kind: 'pull-request'; readonly news: PullRequestNews }
  /** A check of this commit has begun, moved on or ended. */
  | { readonly kind: 'checks'; readonly repository: string; readonly commit: string }
  /** It says nothing of how a pull request stands. */
  | { readonly kind: 'other' }
  /** It is not signed by the code host, so it is not to be believed. */
  | { readonly kind: 'unsigned' };

/** Reads what a code host sends over HTTP by itself. */
export interface CodeNotices {
  /** False if no body could make these headers those of a signed notice: then the body need not be read. */
  readonly looksSigned: (headers: Readonly<Record<string, string | undefined>>) => boolean;
  /** `headers` have names in lower case; `body` are the bytes as they came, because the signature covers those. */
  readonly read: (headers: Readonly<Record<string, string | undefined>>, body: Buffer) => Promise<CodeNotice>;
}
