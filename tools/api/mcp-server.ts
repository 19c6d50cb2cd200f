import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import type { ApiProgram } from './api-program.ts';

const Key = z.string().min(1).max(80).describe('The key of the experiment, as the list has it');
const READS = { readOnlyHint: true, openWorldHint: false };

/**
 * A server of the Model Context Protocol over the API: agents of other products list, read and propose. No tool approves, launches or decides: those
 * are acts of people.
 */
export function createMcpServer({ ask }: ApiProgram): McpServer {
  const server = new McpServer({ name: 'growth-experiment-co-pilot', version: '1' });
  const told = async (...asked: Parameters<ApiProgram['ask']>) => {
    const answer = await ask(...asked);
    const text = answer.kind === 'ok' ? JSON.stringify(answer.value) : answer.problem;
    return { content: [{ type: 'text' as const, text }], ...(answer.kind === 'ok' ? {} : { isError: true }) };
  };
  server.registerTool(
    'list_experiments',
    {
      description:
        'Lists A/B experiments, newest first, with their status. Filters: all, running, waiting, planned, decided, done, backlog.',
      inputSchema: { filter: z.string().max(20).default('all'), limit: z.int().min(1).max(100).default(20) },
      annotations: READS,
    },
    ({ filter, limit }) => told('GET', `/experiments?filter=${encodeURIComponent(filter)}&limit=${limit}`),
  );
  server.registerTool(
    'read_experiment',
    {
      description: 'Reads one experiment: status, plan, what it waits for, decision.',
      inputSchema: { key: Key },
      annotations: READS,
    },
    ({ key }) => told('GET', `/experiments/${encodeURIComponent(key)}`),
  );
  server.registerTool(
    'read_looks',
    {
      description:
        'Reads what the looks at the data found. Effects are hidden until the registered minimum is met; never estimate them from other figures.',
      inputSchema: { key: Key },
      annotations: READS,
    },
    ({ key }) => told('GET', `/experiments/${encodeURIComponent(key)}/looks`),
  );
  server.registerTool(
    'propose_experiment',
    {
      description:
        'Proposes an experiment from an idea in a sentence. People review its plan in Slack; nothing runs before they approve it. With later, the idea goes to the backlog.',
      inputSchema: {
        idea: z.string().min(10).max(3_000),
        channel: z.string().max(41).describe('The id of the Slack channel in which the thread begins'),
        later: z.boolean().default(false),
      },
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
    },
    ({ idea, channel, later }) => told('POST', '/experiments', { idea, channel, later }),
  );
  return server;
}
