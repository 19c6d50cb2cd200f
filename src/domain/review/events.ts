/** What happens to a plan in review, and the end that a person makes before the experiment runs. */
export type ReviewEvent =
  | {
      readonly type: 'approved';
      readonly person: string;
      readonly planHash: string;
      readonly complete: boolean;
      /** Who approved before and holds the role no more; left out if all earlier approvals count. */
      readonly lapsed?: readonly string[];
    }
  | { readonly type: 'rejected'; readonly person: string; readonly reason: string }
  | { readonly type: 'cancelled'; readonly person: string; readonly reason: string };
