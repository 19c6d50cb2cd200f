import type { CodeOutcome } from '#features/implement-plan/implement-plan.ts';

/**
 * As for an implementation, or `gone`: no file holds the flag any more, so there is nothing to open; `revert` is the address of the
 * commit that took the experiment out. Of a pull request, `left` are
 * the paths that hold the flag after it, and `names` the names of the flag that it takes out of the code.
 */
export type CleanUpOutcome =
  | Extract<CodeOutcome, { readonly kind: 'failed' }>
  | (Extract<CodeOutcome, { readonly kind: 'opened' }> & {
      readonly left: readonly string[];
      readonly names: readonly string[];
    })
  | { readonly kind: 'gone'; readonly revert: string | null };
