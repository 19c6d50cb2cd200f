/** The id under which the stand-in answers: no reader may take it for a model. */
export const SCRIPTED_MODEL = 'scripted-model';

type Finish = 'stop' | 'length';

/** About four characters make a token in English text and code. */
function tokensOf(characters: number): number {
  return Math.ceil(characters / 4);
}

/** A `chat.completion` body. `characters` is the length of the question, `at` the time in milliseconds since the epoch. */
export function completionBody(
  said: { readonly content: string | null; readonly refusal: string | null; readonly finish: Finish },
  characters: number,
  at: number,
  id: number,
): string {
  const promptTokens = tokensOf(characters);
  const completionTokens = tokensOf((said.content ?? said.refusal ?? '').length);
  return JSON.stringify({
    id: `chatcmpl-scripted-${id}`,
    object: 'chat.completion',
    created: Math.floor(at / 1_000),
    model: SCRIPTED_MODEL,
    system_fingerprint: 'scripted: answers by rules, not by a model',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: said.content, refusal: said.refusal },
        finish_reason: said.finish,
        logprobs: null,
      },
    ],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
      prompt_tokens_details: { cached_tokens: 0 },
    },
  });
}

/** An error body as OpenAI sends it. */
export function errorBody(message: string, code: string): string {
  return JSON.stringify({ error: { message, type: code, param: null, code } });
}
