import { OFREPProvider } from '@openfeature/ofrep-provider';
import { OpenFeature } from '@openfeature/server-sdk';
import type { PreparedFlags } from '#evaluation/prepare-flags.ts';

/** A unit of an experiment. */
export interface FlagQuestion {
  readonly key: string;
  readonly context: Readonly<Record<string, string | number>> & { readonly targetingKey: string };
}

/** So many units for each experiment, each unit in one; some with attributes that rules look at. */
export function flagQuestions(keys: readonly string[], units: number): readonly FlagQuestion[] {
  return keys.flatMap((key, experiment) =>
    Array.from({ length: units }, (_, index) => {
      const number = experiment * units + index;
      const email = number % 17 === 0 ? { email: `u${number}@acme.com` } : {};
      const age = number % 3 === 0 ? { age: 18 + (number % 80) } : {};
      return { key, context: { targetingKey: `ünit-${number}`, ...email, ...age } };
    }),
  );
}

/** Key of the variant of each question; a hyphen if the unit takes no part. */
export type Assigned = readonly string[];

/** By the local evaluator. */
export function askLocally(flags: PreparedFlags, questions: readonly FlagQuestion[]): Assigned {
  return questions.map(({ key, context }) => {
    const got = flags.evaluate(key, context);
    return got.kind === 'value' ? (got.variant ?? '-') : got.errorCode;
  });
}

/** By the official OFREP provider under the official SDK, one request for each question. */
export async function askBySdk(
  { origin, key }: { readonly origin: string; readonly key: string },
  questions: readonly FlagQuestion[],
): Promise<Assigned> {
  const headers: [string, string][] = [['Authorization', `Bearer ${key}`]];
  await OpenFeature.setProviderAndWait(new OFREPProvider({ baseUrl: origin, headers }));
  const client = OpenFeature.getClient();
  const assigned: string[] = new Array(questions.length);
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < questions.length; index = next++) {
      const question = questions[index];
      if (question === undefined) return;
      const got = await client.getStringDetails(question.key, 'none', question.context);
      assigned[index] = got.errorCode ?? (got.variant || '-');
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  await OpenFeature.close();
  return assigned;
}

/** By the route for all flags: one request for each unit, of which the asked flag is looked at. */
export async function askInBulk(
  { origin, key }: { readonly origin: string; readonly key: string },
  questions: readonly FlagQuestion[],
): Promise<Assigned> {
  const assigned: string[] = [];
  for (const question of questions) {
    const response = await fetch(`${origin}/ofrep/v1/evaluate/flags`, {
      method: 'POST',
      headers: { 'x-api-key': key },
      body: JSON.stringify({ context: question.context }),
    });
    const { flags } = (await response.json()) as { readonly flags: readonly Record<string, unknown>[] };
    const got = flags.find((flag) => flag['key'] === question.key);
    assigned.push(String(got?.['errorCode'] ?? (got?.['variant'] || '-')));
  }
  return assigned;
}
