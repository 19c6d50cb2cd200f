import type { DesignProposal } from '#domain/agent-output.ts';

/**
 * A design that a person gives with the request, in place of the designer's. The numbers of the plan still come from code, and every check of a
 * designed plan holds.
 */
export interface GivenDesign extends Omit<Required<DesignProposal>, 'forecast' | 'objection'> {
  /** The range of gains of the goal, relative and in the wanted direction, that is expected in eight of ten cases. */
  readonly forecast: { readonly low: number; readonly high: number };
}
