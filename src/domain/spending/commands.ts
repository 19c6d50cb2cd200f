/** An approver lets the agents use as much again for one experiment. */
export type SpendingPersonBody = { readonly name: 'allowMore'; readonly message: string | null };

/** The bot goes on with work that stopped at a ceiling, because there is room again. */
export type SpendingBotBody = { readonly name: 'resumeWork' };
