import {
  annotateBody,
  DEFAULT_ANNOTATION_FIELD,
  DEFAULT_MIN_CONFIDENCE,
} from '../common/api/schemas';
import { DEFAULT_ELASTICSEARCH_URL } from '../samples/load/cli';
import {
  FLAG_OPTION,
  isHttpUrl,
  parseOptions,
  STRING_OPTION,
  UsageError,
} from '../scripts/command_line';

export const HELP = `Usage: npm run annotate -- --index NAME --from TIME --to TIME [options]

For clusters whose lines carry no request ID: goes over the users' requests of a time range, finds what each caused, and writes
the request's audit ID onto these documents, with how sure that is. From then on request.id: "…" finds them in Discover, in
dashboards and in alerts. Running it again writes only what has changed; documents in whose field something else has written
are left alone.

  --index NAME         indices, aliases, data streams or patterns, separated by commas; -NAME leaves one out
  --from TIME          of the requests, ISO 8601, such as 2026-01-31T12:00:00Z; what they caused may be later
  --to TIME
  --dry-run            write nothing, say what would be written
  --undo               take the annotations off the documents of this time range
  --min-confidence N   leave out what is less sure than this (default: ${DEFAULT_MIN_CONFIDENCE})
  --field NAME         where to write to (default: ${DEFAULT_ANNOTATION_FIELD}); Kibana's requestTrace.idFields has to name it
  --time-field NAME    the documents' time (default: @timestamp)
  --after PLACE        go on from where an interrupted run ended, as it said
  --elasticsearch URL  where to (default: ELASTICSEARCH_URL, else ${DEFAULT_ELASTICSEARCH_URL})
  --help               this text

Credentials: ELASTICSEARCH_API_KEY, or ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD.
Exit code: 0, 1 if documents could not be written or something else failed, 2 for wrong options, 130 when interrupted.`;

export interface AnnotateCommandOptions {
  elasticsearch: string;
  index: string;
  from: string;
  to: string;
  field: string;
  timeField: string;
  minConfidence: number;
  dryRun: boolean;
  undo: boolean;
  after?: string;
}

/** What an option is called in the route's words, where it is another word. */
const OPTION_NAMES: Record<string, string> = {
  minConfidence: 'min-confidence',
  timeField: 'time-field',
  dryRun: 'dry-run',
};

/** @throws UsageError with a sentence for the user */
export function readOptions(
  argv: string[],
  env: NodeJS.ProcessEnv
): AnnotateCommandOptions | 'help' {
  const { values } = parseOptions({
    args: argv,
    options: {
      elasticsearch: STRING_OPTION,
      index: STRING_OPTION,
      from: STRING_OPTION,
      to: STRING_OPTION,
      field: STRING_OPTION,
      'time-field': STRING_OPTION,
      'min-confidence': STRING_OPTION,
      after: STRING_OPTION,
      'dry-run': FLAG_OPTION,
      undo: FLAG_OPTION,
      help: { ...FLAG_OPTION, short: 'h' },
    },
  });
  if (values.help) return 'help';
  const parsed = annotateBody.safeParse({
    index: values.index,
    from: values.from,
    to: values.to,
    after: values.after,
    field: values.field,
    timeField: values['time-field'],
    minConfidence: values['min-confidence'],
  });
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    const name = String(path[0] ?? '');
    throw new UsageError(`--${OPTION_NAMES[name] ?? name} ${message.replace('`to`', '--to')}.`);
  }
  const elasticsearch = values.elasticsearch ?? env.ELASTICSEARCH_URL ?? DEFAULT_ELASTICSEARCH_URL;
  if (!isHttpUrl(elasticsearch))
    throw new UsageError(`--elasticsearch wants a URL such as ${DEFAULT_ELASTICSEARCH_URL}.`);
  if (values.undo && values.after)
    throw new UsageError('--undo begins where its time range does: leave --after out.');
  const {
    index,
    from,
    to,
    after,
    field = DEFAULT_ANNOTATION_FIELD,
    timeField = '@timestamp',
    minConfidence = DEFAULT_MIN_CONFIDENCE,
  } = parsed.data;
  return {
    elasticsearch,
    index,
    from,
    to,
    after,
    field,
    timeField,
    minConfidence,
    dryRun: values['dry-run'] ?? false,
    undo: values.undo ?? false,
  };
}

/** What a shell takes as one word, whatever is in it. */
const quoteShellWord = (word: string): string =>
  /^[\w.,:@/*+-]+$/.test(word) && !word.includes('*') ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** The command that goes on from a place. The credentials are in the environment, and a URL may hold a password. */
export function formatContinueCommand(argv: readonly string[], after: string): string {
  const args: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    if (argv[i] === '--after') i++;
    else if (argv[i] === '--elasticsearch') {
      args.push('--elasticsearch', removePassword(argv[++i] ?? ''));
    } else if (!argv[i]!.startsWith('--after='))
      args.push(
        argv[i]!.startsWith('--elasticsearch=')
          ? `--elasticsearch=${removePassword(argv[i]!.slice('--elasticsearch='.length))}`
          : argv[i]!
      );
  }
  return `npm run annotate -- ${[...args, '--after', after].map(quoteShellWord).join(' ')}`;
}

export function removePassword(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  if (!url.username && !url.password) return text;
  url.username = url.password = '';
  return url.href;
}
