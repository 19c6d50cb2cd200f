import type { Given } from '#sandbox/stand-ins/slack/people/chosen-value.ts';

/** An idea that a person proposes, and the fields of the form that the person changes. */
export interface Idea {
  readonly words: string;
  readonly form: Readonly<Record<string, Given>>;
}

/** Ideas on surfaces of their own, so that several may run side by side. */
export const IDEAS: readonly Idea[] = [
  {
    words: 'Move the first gate from level 30 to level 40',
    form: {
      goalMetric: 'retention_7d',
      guardrailMetrics: ['retention_1d'],
      smallestLift: '4',
      surface: 'level gate',
    },
  },
  {
    words: "Send the men's e-mail, with the subject “New for men this week”",
    form: {
      goalMetric: 'visit_rate',
      guardrailMetrics: ['checkout_conversion'],
      smallestLift: '10',
      surface: 'e-mail',
      risk: 'high',
    },
  },
  {
    words: 'A/A: add an invisible marker before payment',
    form: {
      goalMetric: 'checkout_conversion',
      guardrailMetrics: ['support_contact'],
      smallestLift: '15',
      surface: 'checkout',
      risk: 'high',
    },
  },
];
