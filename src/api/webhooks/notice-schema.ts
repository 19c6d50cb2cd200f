import { z } from 'zod';
import { Moment } from '#api/schemas/common-schemas.ts';
import { DecisionSchema, StatusSchema } from '#api/schemas/experiment-schema.ts';
import { ComparisonSchema, ReadingSchema } from '#api/schemas/look-schema.ts';
import { ALERT_KINDS, type AlertName } from '#domain/alerts/alert-kinds.ts';
import { NOTICE_KINDS, type NoticeKind, TEST_KIND } from '#domain/webhooks/notice-kinds.ts';

const Experiment = z
  .strictObject({
    key: z.string(),
    title: z.string(),
    status: StatusSchema.meta({ description: 'Right after what the notice tells' }),
    channel: z.string(),
    url: z.string().nullable().meta({ description: 'Its page on the desk; null if there is no desk' }),
  })
  .meta({ id: 'NoticeExperiment' });

const Alert = z.strictObject({
  kind: z.enum(Object.keys(ALERT_KINDS) as [AlertName, ...AlertName[]]),
  words: z.string(),
});

/** What each kind of notice holds beside its experiment. Fields are added, never changed or taken away. */
const DATA = {
  'experiment.approval_waits': {
    act: z.enum(['review', 'launch', 'decide', 'confirm', 'approve-amendment']),
  },
  'experiment.launched': { flag: z.string().nullable() },
  'experiment.goal_proven': {
    look: z.number(),
    isFinal: z.boolean(),
    recommendation: z.string(),
    proven: z
      .array(ComparisonSchema)
      .meta({ description: 'What this look proves and the one before did not' }),
  },
  'experiment.sample_reached': { reading: ReadingSchema.nullable() },
  'experiment.time_limit_reached': { reading: ReadingSchema.nullable() },
  'experiment.anomaly': {
    alerts: z.array(Alert),
    isPaused: z.boolean().meta({ description: 'The bot paused the experiment for it' }),
  },
  'experiment.harm': {
    cause: z.enum(['metric', 'privacy']),
    harmed: z.array(z.strictObject({ variant: z.string(), metric: z.string() })),
    isOff: z
      .boolean()
      .meta({ description: 'The change is off for all units; false if other variants go on' }),
  },
  'experiment.decided': {
    decision: DecisionSchema,
    recommendation: z.string(),
    overrides: z.boolean(),
    isByBot: z.boolean(),
    undoUntil: Moment,
  },
  'experiment.decision_undone': {},
  'experiment.completed': { decision: DecisionSchema.nullable() },
  'experiment.cancelled': {},
} as const satisfies Readonly<Record<NoticeKind, z.ZodRawShape>>;

function noticeSchema<Kind extends string, Data extends z.ZodType>(kind: Kind, data: Data) {
  const id = kind
    .split(/[._]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
  return z
    .strictObject({
      type: z.literal(kind),
      version: z.literal(1),
      timestamp: Moment.meta({ description: 'When it happened; `webhook-timestamp` is when it is sent' }),
      data,
    })
    .meta({ id: `${id}Notice` });
}

/** The body of every kind of notice. */
export const NOTICE_SCHEMAS = Object.fromEntries(
  Object.entries(DATA).map(([kind, data]) => [
    kind,
    noticeSchema(kind, z.strictObject({ experiment: Experiment, ...data })),
  ]),
) as unknown as { readonly [Kind in NoticeKind]: z.ZodType<NoticeJson<Kind>> };

/** The body of what tries a webhook. */
export const TEST_NOTICE_SCHEMA = noticeSchema(TEST_KIND, z.strictObject({ message: z.string() }));

/** What a kind of notice holds beside its experiment. */
export type NoticeData<Kind extends NoticeKind> = z.input<z.ZodObject<(typeof DATA)[Kind]>>;

/** A body as it is sent. */
export interface NoticeJson<Kind extends NoticeKind> {
  readonly type: Kind;
  readonly version: 1;
  readonly timestamp: string;
  readonly data: NoticeData<Kind> & { readonly experiment: z.input<typeof Experiment> };
}

/** Every kind with its words and its schema, as the document lists them. */
export const NOTICES_LISTED: readonly {
  readonly kind: string;
  readonly words: string;
  readonly schema: z.ZodType;
}[] = [
  ...(Object.keys(NOTICE_KINDS) as NoticeKind[]).map((kind) => ({
    ...{ kind, schema: NOTICE_SCHEMAS[kind] },
    words: `Sent when ${NOTICE_KINDS[kind]}.`,
  })),
  { kind: TEST_KIND, schema: TEST_NOTICE_SCHEMA, words: 'Sent when an admin tries the webhook.' },
];
