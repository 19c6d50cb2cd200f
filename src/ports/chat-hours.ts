/** When a person may be written to without haste. */
export interface ChatHours {
  /** The name of their time zone, such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** They asked not to be disturbed at this moment. */
  readonly isQuiet: boolean;
}
