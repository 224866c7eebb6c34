/** What the command-line tools share. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Options that the user has to correct; the message is a sentence for the user. */
export class UsageError extends Error {}

export const STRING_OPTION = { type: 'string' } as const;
export const FLAG_OPTION = { type: 'boolean' } as const;

/**
 * Reads a command line.
 * @throws UsageError for options that there aren't, or that lack their value
 */
export function parseOptions<Config extends ParseArgsConfig>(
  config: Config
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

export const isHttpUrl = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

interface Tool<Options> {
  /** `annotate`, as in `npm run annotate` */
  name: string;
  help: string;
  /** @throws UsageError */
  readOptions(): Options | 'help';
  /** resolves to the exit code */
  run(options: Options): Promise<number>;
}

/** Runs a tool with its options, or prints its help or what is wrong with them. Resolves to the exit code: 2 for wrong options. */
export async function runTool<Options extends object>({
  name,
  help,
  readOptions,
  run,
}: Tool<Options>): Promise<number> {
  let options: Options | 'help';
  try {
    options = readOptions();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message} See npm run ${name} -- --help.`);
    return 2;
  }
  if (options !== 'help') return run(options);
  console.log(help);
  return 0;
}
