import './kibana_modules';
import { Subject } from 'rxjs';
import { annotate } from '../server/usecases/annotation/annotate';
import { AnnotationError } from '../server/usecases/annotation/errors';
import { fieldsOf } from '../server/usecases/annotation/field';
import { undo } from '../server/usecases/annotation/undo';
import { BadRequestError } from '../server/bad_request';
import { configSchema, type RequestTraceConfig } from '../server/config';
import { IndicesRefusedError } from '../server/elasticsearch/privileges';
import { allIndicesRefusedText } from '../server/messages/search_errors';
import { clientFor } from '../samples/load/cli';
import { explain } from '../samples/load';
import { runTool } from '../scripts/command_line';
import { commandFrom, HELP, readOptions, withoutPassword, type Options } from './options';
import { progressText, reportLines, Totals } from './report';

/** A call's bounds: after each the place to go on from is known. */
const LIMITS = { timeMs: 5_000, requests: 500, documents: 20_000 };

const SAY_EVERY_MS = 4_000;

/** Nobody waits in front of a page. */
const TRACE_TIMEOUT = '120s';

interface Running {
  options: Options;
  argv: string[];
  /** with the fields that this command names */
  config: RequestTraceConfig;
  client: ReturnType<typeof clientFor>;
  stop: AbortController;
  say(text: string): void;
}

function configFor({ field, timeField }: Options): RequestTraceConfig {
  const config = configSchema.validate({ timeField, timeout: TRACE_TIMEOUT });
  return { ...config, idFields: [...new Set([...config.idFields, field])] };
}

async function runAnnotate({ options, argv, config, client, stop, say }: Running): Promise<number> {
  const { index, from, to, minConfidence, dryRun } = options;
  const fields = fieldsOf(options.field, config.idFields);
  const aborted$ = new Subject<void>();
  stop.signal.addEventListener('abort', () => aborted$.next());
  const totals = new Totals();
  const seen = new Set<string>();
  const started = Date.now();
  let { after } = options;
  try {
    do {
      const answer = await annotate({
        client,
        config,
        index: index.split(','),
        from,
        to,
        after,
        fields,
        minConfidence,
        dryRun,
        limits: LIMITS,
        aborted$,
        seen,
      });
      totals.add(answer);
      ({ after } = answer);
      if (after !== undefined) say(progressText(totals, answer.done, Date.now() - started));
    } while (after !== undefined && !stop.signal.aborted);
  } catch (error) {
    if (after !== undefined) console.error(`To go on: ${commandFrom(argv, after)}`);
    throw error;
  }
  for (const line of reportLines(totals, dryRun, Date.now() - started)) console.log(line);
  if (after !== undefined) {
    console.error(`Interrupted. To go on: ${commandFrom(argv, after)}`);
    return 130;
  }
  return totals.counts.failed > 0 ? 1 : 0;
}

async function runUndo({ options, config, client, stop, say }: Running): Promise<number> {
  const { index, from, to, timeField, dryRun } = options;
  const { fates, reasons } = await undo({
    client,
    fields: fieldsOf(options.field, config.idFields),
    index: index.split(','),
    dryRun,
    signal: stop.signal,
    timeField,
    from,
    to,
    onProgress: (documents) => say(`${documents.toLocaleString('en-US')} documents`),
  });
  for (const reason of reasons) console.log(`warning: ${reason}`);
  console.log(
    `The annotations of ${fates.updated.toLocaleString('en-US')} documents ${dryRun ? 'would be' : 'are'} gone, ${fates.failed} failed.`
  );
  return fates.failed > 0 ? 1 : 0;
}

const isInterrupted = (error: unknown): boolean =>
  ['AbortError', 'RequestAbortedError'].includes((error as Error).name);

async function runWith(options: Options, argv: string[]): Promise<number> {
  const config = configFor(options);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const client = clientFor(options.elasticsearch, process.env);
  let saidAt = Date.now();
  const say = (text: string): void => {
    if (Date.now() - saidAt < SAY_EVERY_MS) return;
    saidAt = Date.now();
    process.stderr.write(`${text}\n`);
  };
  const running: Running = { options, argv, config, client, stop, say };
  try {
    return await (options.undo ? runUndo(running) : runAnnotate(running));
  } catch (error) {
    if (stop.signal.aborted && isInterrupted(error)) {
      console.error(
        'Interrupted. What was written stays; the same command goes over it again and writes only the rest.'
      );
      return 130;
    }
    if (error instanceof IndicesRefusedError) console.error(allIndicesRefusedText(error.indices));
    else if (error instanceof BadRequestError || error instanceof AnnotationError)
      console.error(error.message);
    else console.error(explain(error, withoutPassword(options.elasticsearch)) ?? error);
    return error instanceof BadRequestError ? 2 : 1;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await client.close();
  }
}

const main = (argv: string[]): Promise<number> =>
  runTool({
    name: 'annotate',
    help: HELP,
    readOptions: () => readOptions(argv, process.env),
    run: (options) => runWith(options, argv),
  });

if (require.main === module) {
  void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
