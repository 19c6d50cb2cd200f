/**
 * `npm run -s mcp`: a server of the Model Context Protocol on standard input and output, over the API (see docs/api.md). `CO_PILOT_API` and
 * `CO_PILOT_TOKEN` say which bot, and as whom; the scopes `read` and `propose` suffice. Exit code 2: they cannot be used.
 */
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { apiProgram } from './api/api-program.ts';
import { createMcpServer } from './api/mcp-server.ts';
import { readArguments, refuseArguments } from './command-line.ts';

const USAGE = 'usage: npm run -s mcp';

async function main(): Promise<number> {
  const given = readArguments({ options: {} });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const api = apiProgram(process.env);
  if (api.kind === 'refused') return refuseArguments(api.problem, USAGE);
  await createMcpServer(api.value).connect(new StdioServerTransport());
  return 0;
}

process.exitCode = await main();
