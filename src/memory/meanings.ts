import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import type { Embeddings } from '#ports/embeddings.ts';
import type { VectorStore } from '#ports/past-store.ts';
import { hashOf } from '#shared/canonical-json.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

/** Ranks by meaning. */
export interface Meanings {
  /** Those whose meaning is known, the nearest to the text first; none if the service does not answer. Never throws. */
  nearest(text: string, pasts: readonly PastExperiment[]): Promise<readonly PastExperiment[]>;
}

interface Needs {
  readonly embeddings: Embeddings;
  readonly store: VectorStore;
  /** Takes secrets and personal data out of what is sent. */
  readonly redact: (text: string) => string;
  readonly log: Logger;
}

/** What is sent of a past experiment, and the name of its vector: the hash of model and text. */
interface SentText {
  readonly text: string;
  readonly key: string;
}

/** Texts in one request. */
const AT_ONCE = 64;

/**
 * Ranks by the vectors of an embeddings service. They are kept in the store by the hash of model and text; what is not there yet is
 * asked for after the search that misses it, so that no search waits for more than its own words.
 */
export function createMeanings({ embeddings, store, redact, log }: Needs): Meanings {
  const vectors = new Map<string, Float32Array>();
  let isSilent = false;
  let isFilling = false;
  // A past experiment that changes comes as another object.
  const sent = new WeakMap<PastExperiment, SentText>();
  const sentFor = (past: PastExperiment): SentText => {
    const kept = sent.get(past);
    if (kept !== undefined) return kept;
    const text = redact(`${past.title}. ${past.idea} ${past.hypothesis}`.trim());
    const made = { text, key: hashOf({ model: embeddings.model, text }) };
    sent.set(past, made);
    return made;
  };
  const softly = async <Value>(work: () => Promise<Value>): Promise<Value | null> => {
    try {
      const value = await work();
      isSilent = false;
      return value;
    } catch (thrown) {
      // One line until it works again.
      if (!isSilent)
        log.warn(
          'the embeddings service does not answer; searches go by words alone',
          faultFields(toAppError(thrown)),
        );
      isSilent = true;
      return null;
    }
  };
  const fill = async (pasts: readonly PastExperiment[]) => {
    const unknown = () => pasts.map(sentFor).filter(({ key }) => !vectors.has(key));
    const kept = await store.vectors(unknown().map(({ key }) => key));
    for (const [key, vector] of kept) vectors.set(key, vector);
    const missing = unknown();
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      const some = missing.slice(at, at + AT_ONCE);
      const answer = await embeddings.embed(some.map(({ text }) => text));
      for (const [index, { key }] of some.entries()) {
        const vector = answer[index];
        if (vector === undefined) continue;
        vectors.set(key, vector);
        await store.putVector(key, vector);
      }
    }
  };
  return {
    nearest: async (text, pasts) => {
      if (!isFilling) {
        isFilling = true;
        void softly(() => fill(pasts)).then(() => {
          isFilling = false;
        });
      }
      const asked = (await softly(() => embeddings.embed([redact(text)])))?.[0];
      if (asked === undefined) return [];
      return pasts
        .flatMap((past) => {
          const vector = vectors.get(sentFor(past).key);
          return vector === undefined ? [] : [{ past, score: cosineOf(asked, vector) }];
        })
        .toSorted((a, b) => b.score - a.score)
        .map(({ past }) => past);
    },
  };
}

/** The cosine of two vectors; 0 if they have not the same length. */
function cosineOf(a: Float32Array, b: Float32Array): number {
  let [product, ofA, ofB] = [0, 0, 0];
  for (const [at, x] of a.entries()) {
    const y = b[at] ?? 0;
    product += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  const size = Math.sqrt(ofA * ofB);
  return size === 0 || a.length !== b.length ? 0 : product / size;
}
