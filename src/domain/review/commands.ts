/** What a person does with a plan in review, and the end before it runs. */
export type ReviewPersonBody =
  | { readonly name: 'approve'; readonly planHash: string; readonly message: string | null }
  | {
      readonly name: 'reject';
      readonly planHash: string;
      readonly reason: string;
      readonly message: string | null;
      /** The thread is told in a message of its own; left out by journals from before it was. */
      readonly told?: true;
    }
  | { readonly name: 'cancel'; readonly reason: string };
