/** Turns texts into vectors whose direction is their meaning. */
export interface Embeddings {
  /** The model: vectors of two models are not compared. */
  readonly model: string;
  /** One vector for each text, in order, all of one length. Throws the fault of the service. */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>;
}
