import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { keyOf } from '#agents/key-schema.ts';
import { strictSchema } from '#agents/strict-schema.ts';

describe('strictSchema', () => {
  it('requires everything, allows nothing further, and says limits of strings in words', () => {
    const schema = z.object({
      title: z.string().min(1).max(80),
      edits: z.array(z.object({ path: z.string(), content: z.string().nullable() })).max(3),
      metric: keyOf(['a', 'b']),
    });
    expect(strictSchema(schema)).toEqual({
      type: 'object',
      properties: {
        title: {
          type: 'string',
          minLength: 1,
          maxLength: 80,
          description: 'at least 1 characters, at most 80 characters',
        },
        edits: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              path: { type: 'string' },
              content: { type: ['string', 'null'] },
            },
            required: ['path', 'content'],
            additionalProperties: false,
          },
          maxItems: 3,
        },
        metric: { type: 'string', enum: ['a', 'b'] },
      },
      required: ['title', 'edits', 'metric'],
      additionalProperties: false,
    });
  });

  it('bounds short strings alone: a long bound breaks the grammars that servers make of it', () => {
    const schema = strictSchema(z.object({ line: z.string().max(1_000), file: z.string().max(1_001) }));
    expect(schema['properties']).toEqual({
      line: { type: 'string', maxLength: 1_000, description: 'at most 1000 characters' },
      file: { type: 'string', description: 'at most 1001 characters' },
    });
  });

  it('keeps a property that is named like a limit', () => {
    expect(strictSchema(z.object({ format: z.string(), pattern: z.string() }))).toMatchObject({
      properties: { format: { type: 'string' }, pattern: { type: 'string' } },
    });
  });

  it('refuses what strict output cannot carry', () => {
    expect(() => strictSchema(z.object({ title: z.string().optional() }))).toThrow('optional properties');
    expect(() => strictSchema(z.array(z.string()))).toThrow('must be an object');
  });

  it('refuses every key if there is no key to choose from', () => {
    expect(keyOf([]).safeParse('x').success).toBe(false);
    expect(z.array(keyOf([])).safeParse([]).success).toBe(true);
  });
});
