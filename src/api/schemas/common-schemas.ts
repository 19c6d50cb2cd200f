import { z } from 'zod';

/** A moment as the API writes it: ISO 8601 in UTC. */
export const Moment = z.iso.datetime().meta({ example: '2026-11-30T08:00:00.000Z' });

/** When the next scheduled look of an experiment is due. */
export const NextLook = Moment.nullable().meta({
  description: 'When the next scheduled look is due; null if none is to come',
});

/** The key of an experiment in an address. */
export const KeyPath = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,79}$/)
    .meta({ description: 'The key of the experiment', example: 'cart-free-shipping-hint' }),
});

/** A person: the pseudonym of the journal, and the chat user if their key was not erased. */
export const PersonSchema = z
  .strictObject({
    id: z.string().meta({ description: 'The pseudonym of the journal' }),
    user: z.string().nullable().meta({ description: 'The chat user; null if the person was forgotten' }),
  })
  .meta({ id: 'Person' });

/** A share, 0 to 1. */
export const Share = z.number().min(0).max(1);

/** Milliseconds since the Unix epoch as the API writes a moment. */
export function isoMoment(at: number): string {
  return new Date(at).toISOString();
}

/** The same of a moment that may not have come. */
export function momentOrNull(at: number | null | undefined): string | null {
  return at === null || at === undefined ? null : isoMoment(at);
}
