/** Notes on the time line of the charts, for the people who look at them. */
export interface Annotations {
  /** Notes what happened at a moment (milliseconds since the Unix epoch). Never throws and never waits. */
  annotate(text: string, at: number): void;
  /** Waits for what is under way. */
  close(): Promise<void>;
}
