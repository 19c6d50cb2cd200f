/** The bot's own product events: what people do with it, never what they write. */
export interface Analytics {
  /** Notes one event of an actor (a pseudonym, not a name). Never throws and never waits. */
  capture(
    event: string,
    actor: string,
    properties: Readonly<Record<string, string | number | boolean | null>>,
  ): void;
  /** Sends what is still held and stops. */
  close(): Promise<void>;
}
