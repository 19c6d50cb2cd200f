/** What a person who is no admin is told. */
export const NOT_ADMIN = 'Only admins may do this.';
/** What an admin is told about a person whom the bot does not know. */
export const NOTHING_HELD = 'Nothing is held about this person.';
