/** People as the journal writes them into texts, `<@p_…>`; the first group is the pseudonym. Spans, with the flag `g`. */
export const PERSON_MENTION = /<@(p[_-][a-z0-9-]+)>/g;
