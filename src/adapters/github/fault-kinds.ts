import { AppError, type FaultOptions } from '#shared/errors.ts';
import type { FaultKind } from '#shared/fault-codes.ts';

/** The kind of each of GitHub's faults, by the name after `github.`. */
const KINDS = {
  'address-not-allowed': 'denied',
  'branch-missing': 'refused',
  'branch-moved': 'conflict',
  'branch-taken': 'refused',
  forbidden: 'denied',
  'not-a-file': 'refused',
  'nothing-to-change': 'refused',
  'pull-request-closed': 'refused',
  'rate-limited': 'rate-limited',
  refused: 'refused',
  'repository-archived': 'refused',
  'repository-disabled': 'refused',
  'repository-empty': 'refused',
  'repository-missing': 'refused',
  'rule-violation': 'refused',
  'signature-required': 'refused',
  'sso-required': 'denied',
  'token-kind-refused': 'denied',
  unauthorised: 'denied',
  unavailable: 'unavailable',
  'unexpected-answer': 'invalid-answer',
  unreachable: 'unavailable',
  'workflow-forbidden': 'refused',
} as const satisfies Readonly<Record<string, FaultKind>>;

export type GitHubFault = keyof typeof KINDS;

declare module '#shared/fault-codes.ts' {
  interface VendorFaults {
    github: GitHubFault;
  }
}

/** A fault of GitHub's. */
export function gitHubFault(name: GitHubFault, message: string, options?: FaultOptions): AppError {
  return new AppError({ code: `github.${name}`, kind: KINDS[name], vendor: 'github' }, message, options);
}
