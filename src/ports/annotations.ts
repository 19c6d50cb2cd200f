/** What an experiment of the analytics platform says of ours. */
export interface LinkedExperiment {
  readonly flagKey: string;
  readonly title: string;
  readonly hypothesis: string;
}

/** Notes on the analytics platform for the people who look there. Nothing here ever throws or waits. */
export interface Annotations {
  /** Notes on the time line of the charts what happened at a moment (milliseconds since the Unix epoch). */
  annotate(text: string, at: number): void;
  /** Makes an experiment there that names the flag and reads no events. */
  link(experiment: LinkedExperiment): void;
  /** Waits for what is under way. */
  close(): Promise<void>;
}
