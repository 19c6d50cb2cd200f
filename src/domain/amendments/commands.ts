/** What a person changes of the registered plan while the experiment runs. */
export type AmendmentPersonBody = {
  readonly name: 'extend';
  /** Days of running by the new end, in all. */
  readonly days: number;
  readonly planHash: string;
  readonly snapshotHash: string;
  readonly flagVersion: string;
  readonly reason: string;
  readonly message: string | null;
};
