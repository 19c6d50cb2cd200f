/** A check by its name on the code host. */
export interface NamedCheck {
  readonly name: string;
  /** Null if the code host has no page for it. */
  readonly url: string | null;
}

/**
 * How the checks of one commit stand together. `none`: none has begun in the time that is waited. `running`: one is not over. `red`:
 * all are over and one failed. `stopped`: none failed, but one was cancelled or waits for a person. `green`: all are over, one passed
 * and none failed. `hidden`: the bot may not read them.
 */
export type ChecksStand = 'none' | 'hidden' | 'running' | 'red' | 'stopped' | 'green';

/** What the code host says of the head of a pull request. */
export interface CodeChecks {
  /** The commit that the checks are of. */
  readonly head: string;
  readonly stand: ChecksStand;
  /** How many checks there are; those that were skipped are left out. */
  readonly total: number;
  /** Those that failed or were stopped, at most ten. */
  readonly failed: readonly NamedCheck[];
  readonly isDraft: boolean;
}

/** Whether two readings say the same. */
export function saysTheSame(one: CodeChecks, other: CodeChecks): boolean {
  return (
    one.head === other.head &&
    one.stand === other.stand &&
    one.total === other.total &&
    one.isDraft === other.isDraft &&
    one.failed.map(({ name }) => name).join('\n') === other.failed.map(({ name }) => name).join('\n')
  );
}
