import type { Metric } from '#domain/metric.ts';
import type { Plan } from '#domain/plan.ts';
import { untilRunning } from '#test/support/example-experiments.ts';
import { COOKIE_CATS, type Figures, look } from '#test/support/example-looks.ts';
import {
  GATE_BASELINE,
  GATE_PLAN,
  GATE_PROPOSAL,
  GATE_REQUEST,
  planOf,
} from '#test/support/example-plans.ts';
import { goOn, type Story } from '#test/support/example-story.ts';

const THREE_GATES = planOf(
  'try-three-gates',
  { ...GATE_REQUEST, split: [0.25, 0.25, 0.25, 0.25] },
  {
    ...GATE_PROPOSAL,
    treatmentDescriptions: [40, 50, 60].map((level) => `The first gate stands at level ${level}.`),
  },
  { ...GATE_BASELINE, unitsPerDay: GATE_BASELINE.unitsPerDay * 2 },
);

/** Cookie Cats in four arms: two like the control, one worse and one with more crashes. */
const FOUR_ARMS = ((): Figures => {
  const { control } = COOKIE_CATS.arms;
  if (control === undefined) throw new Error('the example has a control');
  const arm = (change: Readonly<Record<string, number>>) => ({
    ...control,
    levels: { ...control.levels, ...change },
  });
  return {
    arms: {
      control,
      'treatment-1': arm({}),
      'treatment-2': arm({ retention_7d: 0.185 }),
      'treatment-3': arm({ crash_rate: 0.031 }),
    },
    multipleExposure: 0,
  };
})();

/** How people may name what a plan holds. */
interface Wording {
  readonly title: string;
  readonly goal: string;
  readonly guardrails: readonly string[];
  readonly text: string;
}

function worded(plan: Plan, { title, goal, guardrails, text }: Wording): Plan {
  const named = (metric: Metric, name: string | undefined): Metric => ({
    ...metric,
    name: name ?? metric.name,
  });
  return {
    ...plan,
    title,
    hypothesis: text,
    rationale: text,
    goal: named(plan.goal, goal),
    guardrails: plan.guardrails.map((one, index) => ({
      ...one,
      metric: named(one.metric, guardrails[index]),
    })),
    variants: plan.variants.map((variant) => ({ ...variant, description: text })),
    risks: Array.from({ length: 8 }, () => text),
  };
}

const LONG =
  'Seven-day retention of players who came by an advertisement and passed the second tutorial level ';
const WORDINGS = {
  longest: {
    title: `${LONG.repeat(3)}`.trim(),
    goal: `${LONG.repeat(2)}`.trim(),
    guardrails: [`Revenue of ${LONG}`.repeat(2).trim(), `Crash rate of ${LONG}`.repeat(2).trim()],
    text: LONG.repeat(9).trim(),
  },
  arabic: {
    title: 'نقل البوابة الأولى إلى المستوى ٤٠',
    goal: 'الاحتفاظ لمدة ٧ أيام',
    guardrails: ['الإيراد لكل مستخدم', 'معدل الأعطال'],
    text: 'نقل البوابة الأولى من المستوى ٣٠ إلى المستوى ٤٠ يرفع الاحتفاظ لمدة ٧ أيام.',
  },
  chinese: {
    title: '将第一道关卡移至第40级',
    goal: '七日留存率',
    guardrails: ['人均收入', '崩溃率'],
    text: '把第一道关卡从第30级移到第40级，会提高七日留存率。',
  },
  emoji: {
    title: '🚪 First gate → level 4️⃣0️⃣ 👩‍👩‍👧‍👦',
    goal: '🔁 Retention <7 d> & *more*',
    guardrails: ['💰 Revenue', '💥 Crashes'],
    text: 'Moving the 🚪 <raises> & *keeps* players 👩‍👩‍👧‍👦.',
  },
} as const;

/** A plan in review, its first look, and the last one. */
export interface Told {
  readonly plan: Story;
  readonly report: Story;
  readonly decision: Story;
}

function toldBy(key: string, plan: Plan, figures: Figures): Told {
  const { inReview, running } = untilRunning(key, plan);
  const report = goOn(running, look(16, figures));
  return { plan: inReview, report, decision: goOn(report, look(23, figures)) };
}

function told(name: keyof typeof WORDINGS): Told {
  return toldBy(`gate-${name}`, worded(GATE_PLAN, WORDINGS[name]), COOKIE_CATS);
}

/** The same experiment in the words of other people. */
export const WORDED = {
  longest: told('longest'),
  arabic: told('arabic'),
  chinese: told('chinese'),
  emoji: told('emoji'),
};

/** An experiment with three treatments. */
export const THREE_TREATMENTS: Told = toldBy('try-three-gates', THREE_GATES, FOUR_ARMS);
