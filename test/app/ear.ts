import { createServer } from 'node:http';
import { closeServer, listenOnLoopback } from '#sandbox/stand-ins/http/listen.ts';

/** A response address at which a test hears what the bot says to a person. */
export interface Ear {
  readonly url: string;
  /** What was said, as it was sent; empty it to forget. */
  readonly heard: string[];
  /** Breaks every connection while it is true, so that nobody can be told anything. */
  isDeaf: boolean;
  close(): Promise<void>;
}

/** Opens a response address on loopback. */
export async function openEar(): Promise<Ear> {
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on('end', () => {
      if (ear.isDeaf) return request.socket.destroy();
      ear.heard.push(text);
      return response.end('ok');
    });
  });
  const url = `${await listenOnLoopback(server)}/response`;
  const ear: Ear = { url, heard: [], isDeaf: false, close: () => closeServer(server) };
  return ear;
}
