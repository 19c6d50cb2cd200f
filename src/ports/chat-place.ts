/**
 * What a conversation is to an experiment: `usual` can hold its thread. A direct message, also one of several people, has no
 * room for others; a private channel may lack the bot; a channel may be archived, or shared with another company; `untold` if the
 * service does not tell now.
 */
export type ChatPlace = 'usual' | 'direct' | 'without-bot' | 'archived' | 'shared' | 'untold';
