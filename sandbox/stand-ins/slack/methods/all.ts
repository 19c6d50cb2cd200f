import { agents } from './agents.ts';
import { chat } from './chat.ts';
import { chatStream } from './chat-stream.ts';
import { conversations } from './conversations.ts';
import { files } from './files.ts';
import type { Method } from './method.ts';
import { people } from './people.ts';
import { smallMethods } from './small-methods.ts';
import { views } from './views.ts';

/** Every Web API method that the stand-in has, by its name. */
export const allMethods: Readonly<Record<string, Method>> = {
  ...agents,
  ...chat,
  ...chatStream,
  ...conversations,
  ...files,
  ...people,
  ...smallMethods,
  ...views,
};
