import type { Decision } from '#domain/decision/state.ts';

/** What is known of an experiment from outside, and must come out again. */
export interface Published {
  /** Units and those of them with a success on the goal metric, per variant; null if nothing is published. */
  readonly totals: Readonly<Record<string, { readonly units: number; readonly successes: number }>> | null;
  readonly decision: Decision;
  /** How the flag must stand after the decision. */
  readonly flag: 'off' | 'treatment for all units';
  /** Looks at the effects that there must be at least. */
  readonly looks: number;
  /** Words that the thread must say. */
  readonly says: string;
}

/** One experiment of the demo: what its people type and press, and what must come of it. */
export interface DemoExperiment {
  /** What it is called in the demo. */
  readonly name: string;
  /** What is typed after `/experiment`. */
  readonly idea: string;
  /** What it shows, for a reader. */
  readonly about: string;
  /** Fields of the whole form that are not left as they are, by block id; none if the idea alone is given. */
  readonly form: Readonly<Record<string, string | readonly string[]>>;
  /** Who approves and decides, in turn; a high risk takes two. */
  readonly approvers: readonly string[];
  /** The button by which the approver decides. */
  readonly decideBy: string;
  readonly published: Published;
}

/** Two published experiments and one without an effect. */
export const DEMO_EXPERIMENTS: readonly DemoExperiment[] = [
  {
    name: 'Move the first gate from level 30 to level 40',
    idea: 'Move the first gate from level 30 to level 40',
    about:
      'Cookie Cats, a mobile game. The requester types the idea alone; the rest is chosen and explained. Published: the later gate lost players after seven days, so the gate stayed at level 30.',
    form: {},
    approvers: ['priya'],
    decideBy: 'decide_kill',
    published: {
      totals: {
        control: { units: 44_700, successes: 8_502 },
        treatment: { units: 45_489, successes: 8_279 },
      },
      decision: 'kill',
      flag: 'off',
      looks: 2,
      says: 'Killed',
    },
  },
  {
    name: "Send the men's e-mail",
    idea: "Send the men's e-mail, with the subject “New for men this week”",
    about:
      'Hillstrom’s e-mail challenge. Published: the men’s e-mail brought many more visits than no e-mail.',
    form: {
      goalMetric: 'visit_rate',
      guardrailMetrics: ['checkout_conversion'],
      smallestLift: '10',
      surface: 'e-mail',
    },
    approvers: ['priya'],
    decideBy: 'decide_ship',
    published: {
      totals: {
        control: { units: 21_306, successes: 2_262 },
        treatment: { units: 21_307, successes: 3_894 },
      },
      decision: 'ship',
      flag: 'treatment for all units',
      looks: 1,
      says: 'Shipped',
    },
  },
  {
    name: 'An A/A experiment',
    idea: 'Add a hidden marker to payment, an A/A experiment',
    about:
      'Two equal variants. Their figures are drawn with a fixed seed, so any difference is chance. High risk: two people approve, looks are daily. No look may recommend to ship or to kill.',
    form: {
      goalMetric: 'checkout_conversion',
      guardrailMetrics: ['support_contact'],
      smallestLift: '15',
      surface: 'checkout',
      risk: 'high',
    },
    approvers: ['priya', 'sam'],
    decideBy: 'decide_end',
    published: {
      totals: null,
      decision: 'end-without-winner',
      flag: 'off',
      looks: 4,
      says: 'Ended without shipping',
    },
  },
];
