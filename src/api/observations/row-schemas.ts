import { z } from 'zod';
import { Moment } from '#api/schemas/common-schemas.ts';

/** Rows of one request at most. */
export const BATCH_ROWS = 1_000;
/** The largest batch, in bytes: a thousand rows with their properties. */
export const BATCH_BODY = 2_000_000;
/** Characters of the properties of one row, as JSON. */
const LONGEST_PROPERTIES = 4_000;

/** Text that every engine keeps as it is: no NUL, no half of a pair. */
const Text = z.string().refine((text) => text.isWellFormed() && !text.includes('\u0000'), {
  error: 'The text has a sign that cannot be kept: NUL, or half of a surrogate pair.',
});
const Name = Text.min(1).max(200);
const Properties = z
  .record(Name, z.union([Text, z.number(), z.boolean(), z.null()]))
  .refine((given) => JSON.stringify(given).length <= LONGEST_PROPERTIES, {
    error: `The properties have more than ${LONGEST_PROPERTIES} characters.`,
  });

const RowShape = {
  id: z.string().min(1).max(200).meta({
    description:
      'A name of the row that no other has. A row that is sent again with the same id is counted once. UUIDs of version 7 and ULIDs are recorded fastest',
    example: '019abf3e-7c00-7cc2-98c4-dc0c0c07398f',
  }),
  unit: z
    .string()
    .min(1)
    .max(200)
    .meta({ description: 'The unit, as it is given to the flag. It is hashed before it is kept' }),
  at: z.iso.datetime({ offset: true }).meta({
    description: 'When it happened, by the clock of the sender',
    example: '2026-11-30T08:00:00.000Z',
  }),
  properties: Properties.optional().meta({
    description: `Flat, at most ${LONGEST_PROPERTIES} characters as JSON. It is kept as it comes: send no personal data`,
  }),
  consent: z.boolean().optional().meta({
    description: 'False if the unit does not consent: then nothing of the row is kept. True if left out',
  }),
};

/** That a unit met a variant of a flag. */
export const ExposureSchema = z.strictObject({
  ...RowShape,
  flag: Name.meta({ description: 'The key of the flag', example: 'cart-free-shipping-hint' }),
  variant: Name.meta({ description: 'The variant that the unit met', example: 'treatment' }),
});

/** That something happened to a unit or was measured of it. */
export const ObservationSchema = z.strictObject({
  ...RowShape,
  name: Name.meta({ description: 'What was observed; a metric names it as its event', example: 'answered' }),
  value: z.number().optional().meta({
    description: 'A number, which metrics read as the property `value`: seconds, dollars, a rating',
  }),
});

/** When the sender's clock said that it sends. */
export const SentAt = z.iso.datetime({ offset: true }).meta({
  description:
    'When the batch is sent, by the clock of the sender, also if it is sent again. A clock that is more than a minute off is set right by it',
});

/** A list in which each row is judged alone: one that is not in order does not stop the others. */
export function rowsOf(row: z.ZodType, what: string) {
  const { $schema: _, ...described } = z.toJSONSchema(row);
  const items = { anyOf: [described, { description: 'Anything else is refused by its place in the list' }] };
  return z
    .array(z.unknown())
    .min(1)
    .max(BATCH_ROWS)
    .meta({
      description: what,
      override: { type: 'array', minItems: 1, maxItems: BATCH_ROWS, items } as never,
    });
}

/** What became of a batch. The numbers and `refused` add up to the rows that were sent. */
export const RecordedSchema = z
  .strictObject({
    accepted: z.number().int().meta({ description: 'Recorded, and on the disk' }),
    duplicate: z.number().int().meta({ description: 'Known by their id already' }),
    dropped: z.number().int().meta({ description: 'Left out, because the unit does not consent' }),
    refused: z.array(
      z.strictObject({
        index: z.number().int().meta({ description: 'The place in the list, from 0' }),
        errors: z.array(z.strictObject({ path: z.string(), message: z.string() })),
      }),
    ),
    receivedAt: Moment.meta({ description: 'The clock of the bot' }),
  })
  .meta({ id: 'Recorded' });
