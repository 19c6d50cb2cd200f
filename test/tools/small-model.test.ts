import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { strictSchema } from '#agents/strict-schema.ts';
import { grammarSchema } from '#tools/small-model/grammar-schema.ts';
import { installModel } from '#tools/small-model/install.ts';

describe('the small model', () => {
  it('says why it cannot be installed, and leaves no half installation behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'small-'));
    const installed = await installModel(folder, join(folder, 'no-python'));
    expect(installed).toMatchObject({ kind: 'refused', problem: expect.stringContaining('ENOENT') });
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('gets every choice of a schema in the word that its grammars know, and properties by their names', () => {
    const schema = strictSchema(
      z.object({ anyOf: z.union([z.enum(['a']), z.null()]), list: z.array(z.string()).max(2) }),
    );
    expect(grammarSchema(schema)).toMatchObject({
      properties: {
        anyOf: { oneOf: [{ type: 'string', enum: ['a'] }, { type: 'null' }] },
        list: { type: 'array', maxItems: 2 },
      },
    });
  });
});
