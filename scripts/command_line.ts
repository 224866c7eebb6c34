/** What the command-line tools share. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Options that the user has to correct; the message is a sentence for the user. */
export class UsageError extends Error {}

export const STRING = { type: 'string' } as const;
export const FLAG = { type: 'boolean' } as const;

/**
 * Reads a command line.
 * @throws UsageError for options that there aren't, or that lack their value
 */
export function parseOptions<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

export const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
