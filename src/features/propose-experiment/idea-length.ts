/** The longest idea that the form takes, in characters; Slack's own limit of a text input. */
export const IDEA_LENGTH = 3_000;
