import { z } from 'zod';
import { afterwardsSchema } from './afterwards-schema.ts';
import { alertsSchema, routingSchema } from './alerts-schema.ts';
import { digestsSchema, targetsSchema } from './digests-schema.ts';
import { conditionSchema, filledText, metricSchema, regexText } from './metric-schema.ts';
import { channelId, userId } from './people-schema.ts';
import { ruleSetSchema } from './rule-set-schema.ts';
import { waitsSchema } from './waits-schema.ts';
import { warehouseSchema } from './warehouse-schema.ts';

const roleHolder = z.string().regex(/^[UWS][A-Z0-9]+$/, {
  error:
    'must be a Slack user id such as U012AB3CD (profile, "Copy member ID"), or a user group id such as S012AB3CD',
});
const repository = z
  .string()
  .max(75)
  .regex(/^[\w.-]+\/[\w.-]+$/, { error: 'must be written as owner/name' });
const risk = z.enum(['low', 'medium', 'high']);

const surfaceRule = z.discriminatedUnion('match', [
  z.strictObject({ match: z.literal('named'), value: filledText(200) }),
  z.strictObject({ match: z.literal('equals'), property: filledText(200), value: filledText(500) }),
  z.strictObject({ match: z.literal('starts-with'), property: filledText(200), value: filledText(500) }),
  z.strictObject({ match: z.literal('regex'), property: filledText(200), value: regexText }),
  z.strictObject({
    match: z.literal('event'),
    event: filledText(200),
    where: z.array(conditionSchema).max(10).optional(),
  }),
]);

const testAccountRule = z.discriminatedUnion('operator', [
  z.strictObject({
    property: filledText(200),
    operator: z.literal('exact'),
    value: z.union([z.string(), z.number(), z.boolean()], {
      error: 'must be text, a number, true or false',
    }),
  }),
  z.strictObject({ property: filledText(200), operator: z.literal('icontains'), value: filledText(500) }),
  z.strictObject({ property: filledText(200), operator: z.literal('not_icontains'), value: filledText(500) }),
  z.strictObject({ property: filledText(200), operator: z.literal('regex'), value: regexText }),
]);

/** The parts of the settings file, so that each can be read although another one is broken. */
export const FILE_PARTS = {
  roles: z.strictObject({
    approvers: z.array(roleHolder).min(1),
    admins: z.array(roleHolder).optional(),
  }),
  repositories: z.array(repository).min(1).max(100),
  surfaces: z
    .array(
      z.strictObject({
        name: filledText(75),
        rules: z.array(surfaceRule).min(1).max(20).optional(),
        crossesLogin: z.boolean().optional(),
        owner: userId.optional(),
      }),
    )
    .min(1)
    .max(100),
  metrics: z.record(z.string(), metricSchema).meta({ propertyNames: { pattern: '^[a-z][a-z0-9_]{0,62}$' } }),
  guardrails: z.array(z.string()).max(10).optional(),
  defaults: z
    .strictObject({
      alpha: z.number().gt(0).max(0.05).optional(),
      highRiskAlpha: z.number().gt(0).max(0.01).optional(),
      power: z.number().min(0.8).lt(1).optional(),
      margin: z.number().gt(0).max(0.5).optional(),
      usualDays: z.int().min(7).max(28).optional(),
      risk: z
        .array(
          z.strictObject({
            surface: z.string().optional(),
            repository: z.string().optional(),
            goalMetric: z.string().optional(),
            atLeast: risk,
          }),
        )
        .max(100)
        .optional(),
    })
    .optional(),
  afterwards: afterwardsSchema.optional(),
  waits: waitsSchema.optional(),
  warehouse: warehouseSchema.optional(),
  alerts: alertsSchema.optional(),
  routing: routingSchema.optional(),
  digests: digestsSchema.optional(),
  targets: targetsSchema.optional(),
  retentionDays: z.int().min(0).max(36_500).optional(),
  testAccounts: z
    .strictObject({
      platformFilter: z.boolean().optional(),
      rules: z.array(testAccountRule).max(20).optional(),
    })
    .optional(),
  dimensions: z.array(filledText(200)).max(10).optional(),
  templates: z
    .array(z.strictObject({ name: filledText(75), description: filledText(300) }))
    .min(1)
    .max(30)
    .optional(),
  product: filledText(2_000).optional(),
  launch: z
    .strictObject({
      steps: z
        .array(z.strictObject({ share: z.number().gt(0).max(1), days: z.number().min(0).max(28).optional() }))
        .min(1)
        .max(10),
    })
    .optional(),
  watch: z
    .strictObject({
      errors: z.string().optional(),
      satisfaction: z.string().optional(),
      privacy: z.string().optional(),
      regression: z.number().gt(0).max(1).optional(),
      pausesForIntegrity: z.boolean().optional(),
    })
    .optional(),
  escalation: z
    .strictObject({
      productManagers: z.array(userId).max(20).optional(),
      leadership: z.array(userId).max(20).optional(),
      leadershipChannel: channelId.optional(),
    })
    .optional(),
  decisionRules: z
    .strictObject({
      byRisk: z
        .strictObject({
          low: z.string().optional(),
          medium: z.string().optional(),
          high: z.string().optional(),
        })
        .optional(),
      sets: z.array(ruleSetSchema).max(10).optional(),
    })
    .optional(),
} as const;

/** The settings file as people write it: what may be left out has a default. */
export const fileSchema = z.strictObject(FILE_PARTS);

export type SettingsFile = z.output<typeof fileSchema>;

/** The JSON schema of the settings file, for editors. */
export function settingsJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(fileSchema, { io: 'input' });
  return { $schema, title: 'Settings of the Growth Experiment Co-Pilot', ...rest };
}
