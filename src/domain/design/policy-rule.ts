import type { Plan } from '#domain/plan.ts';

/** A hard rule of the policy: when a plan breaks it, and what to change then. */
export interface PolicyRule {
  readonly rule: string;
  readonly broken: (plan: Plan) => boolean;
  readonly message: (plan: Plan) => string;
}
