import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { schemaText } from '#tools/settings/print-schema.ts';

describe('the JSON schema for editors', () => {
  it('is the one in the repository: node tools/settings.ts schema > co-pilot.schema.json', () => {
    expect(readFileSync('co-pilot.schema.json', 'utf8')).toBe(`${schemaText()}\n`);
  });

  it('takes the example and refuses a key that is not known', () => {
    const isValid = new Ajv2020({ strict: false }).compile(JSON.parse(schemaText()));
    const example = parse(readFileSync('sandbox/co-pilot.yaml', 'utf8'));
    expect(isValid(example)).toBe(true);
    expect(isValid({ ...example, metric: {} })).toBe(false);
    expect(isValid({ ...example, metrics: { 'Not-A-Key': example.metrics.visit_rate } })).toBe(false);
  });
});
