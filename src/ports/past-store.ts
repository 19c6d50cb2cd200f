import type { PastExperiment } from '#domain/memory/past-experiment.ts';

/** Names one past experiment: those of the journal and imported ones have keys of their own. */
export interface PastId {
  readonly origin: 'journal' | 'import';
  readonly key: string;
}

/** A past experiment as it was last written, without its content. */
export interface PastVersion extends PastId {
  /** Of the journal's commit that it was made from, or how often an imported one was written. */
  readonly version: number;
}

/** One line of the memory. */
export interface PastLine extends PastVersion {
  /** Null if there is nothing to remember of the experiment. */
  readonly past: PastExperiment | null;
}

/** Past experiments. Those of the journal are a projection that can be rebuilt at any time; the imported ones stand here alone. */
export interface PastStore {
  /** Writes a line unless a newer version of it is there. */
  putPast(line: PastLine): Promise<void>;
  /** The line of this experiment; null if there is none. */
  pastLine(id: PastId): Promise<PastLine | null>;
  /** Id and version of every line, in an order of the store's own. */
  pastVersions(): Promise<readonly PastVersion[]>;
  /** Removes a line if it still has this version. */
  removePast(line: PastVersion): Promise<void>;
}

/** What an embeddings service answered, by the hash of model and text: it can be asked again at any time. */
export interface VectorStore {
  /** Those of these hashes that are kept. */
  vectors(hashes: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>;
  putVector(hash: string, vector: Float32Array): Promise<void>;
}
