import { z } from 'zod';
import type { Workspace } from './workspace.ts';

const WorkspaceFile = z.object({
  users: z.array(
    z.object({
      id: z.string().exactOptional(),
      name: z.string(),
      realName: z.string().exactOptional(),
      isAdmin: z.boolean().exactOptional(),
    }),
  ),
  channels: z.array(
    z.object({
      id: z.string().exactOptional(),
      name: z.string(),
      isPrivate: z.boolean().exactOptional(),
      isArchived: z.boolean().exactOptional(),
      members: z.array(z.string()).exactOptional(),
      hasBot: z.boolean().exactOptional(),
    }),
  ),
  userGroups: z.array(z.object({ handle: z.string(), members: z.array(z.string()) })).exactOptional(),
});

/** Reads a workspace from JSON text. Throws where it is none. */
export function readWorkspace(text: string): Workspace {
  return WorkspaceFile.parse(JSON.parse(text));
}
