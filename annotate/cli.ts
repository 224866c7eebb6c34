import './resolve_kibana_modules';
import { Subject } from 'rxjs';
import { annotateDocuments } from '../server/usecases/annotation/annotate_documents';
import { AnnotationError } from '../server/usecases/annotation/errors';
import { resolveAnnotationFields } from '../server/usecases/annotation/resolve_annotation_fields';
import { removeAnnotations } from '../server/usecases/annotation/remove_annotations';
import { BadRequestError } from '../server/bad_request_error';
import { configSchema, type RequestTraceConfig } from '../server/config';
import { IndicesRefusedError } from '../server/elasticsearch/refused_indices';
import { allIndicesRefusedText } from '../server/messages/search_errors';
import { createClient } from '../samples/load/cli';
import { explainLoadError } from '../samples/load/prepare_index';
import { runTool } from '../scripts/command_line';
import {
  formatContinueCommand,
  HELP,
  readOptions,
  removePassword,
  type AnnotateCommandOptions,
} from './options';
import { formatProgress, formatReport, AnnotationTotals } from './report';

/** A call's bounds: after each the place to go on from is known. */
const LIMITS = { timeMs: 5_000, requests: 500, documents: 20_000 };

const PROGRESS_INTERVAL_MS = 4_000;

/** Nobody waits in front of a page. */
const TRACE_TIMEOUT = '120s';

interface AnnotateRun {
  options: AnnotateCommandOptions;
  argv: string[];
  /** with the fields that this command names */
  config: RequestTraceConfig;
  client: ReturnType<typeof createClient>;
  abortController: AbortController;
  printProgress(text: string): void;
}

function createConfig({ field, timeField }: AnnotateCommandOptions): RequestTraceConfig {
  const config = configSchema.validate({ timeField, timeout: TRACE_TIMEOUT });
  return { ...config, idFields: [...new Set([...config.idFields, field])] };
}

async function runAnnotate({
  options,
  argv,
  config,
  client,
  abortController,
  printProgress,
}: AnnotateRun): Promise<number> {
  const { index, from, to, minConfidence, dryRun } = options;
  const fields = resolveAnnotationFields(options.field, config.idFields);
  const aborted$ = new Subject<void>();
  abortController.signal.addEventListener('abort', () => aborted$.next());
  const totals = new AnnotationTotals();
  const seen = new Set<string>();
  const started = Date.now();
  let { after } = options;
  try {
    do {
      const answer = await annotateDocuments({
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
        countedDocuments: seen,
      });
      totals.add(answer);
      ({ after } = answer);
      if (after !== undefined)
        printProgress(formatProgress(totals, answer.done, Date.now() - started));
    } while (after !== undefined && !abortController.signal.aborted);
  } catch (error) {
    if (after !== undefined) console.error(`To go on: ${formatContinueCommand(argv, after)}`);
    throw error;
  }
  for (const line of formatReport(totals, dryRun, Date.now() - started)) console.log(line);
  if (after !== undefined) {
    console.error(`Interrupted. To go on: ${formatContinueCommand(argv, after)}`);
    return 130;
  }
  return totals.counts.failed > 0 ? 1 : 0;
}

async function runUndo({
  options,
  config,
  client,
  abortController,
  printProgress,
}: AnnotateRun): Promise<number> {
  const { index, from, to, timeField, dryRun } = options;
  const { fates, reasons } = await removeAnnotations({
    client,
    fields: resolveAnnotationFields(options.field, config.idFields),
    index: index.split(','),
    dryRun,
    signal: abortController.signal,
    timeField,
    from,
    to,
    onProgress: (documents) => printProgress(`${documents.toLocaleString('en-US')} documents`),
  });
  for (const reason of reasons) console.log(`warning: ${reason}`);
  console.log(
    `The annotations of ${fates.updated.toLocaleString('en-US')} documents ${dryRun ? 'would be' : 'are'} gone, ${fates.failed} failed.`
  );
  return fates.failed > 0 ? 1 : 0;
}

const isInterrupted = (error: unknown): boolean =>
  ['AbortError', 'RequestAbortedError'].includes((error as Error).name);

async function runCommand(options: AnnotateCommandOptions, argv: string[]): Promise<number> {
  const config = createConfig(options);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const client = createClient(options.elasticsearch, process.env);
  let saidAt = Date.now();
  const say = (text: string): void => {
    if (Date.now() - saidAt < PROGRESS_INTERVAL_MS) return;
    saidAt = Date.now();
    process.stderr.write(`${text}\n`);
  };
  const running: AnnotateRun = {
    options,
    argv,
    config,
    client,
    abortController: stop,
    printProgress: say,
  };
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
    else console.error(explainLoadError(error, removePassword(options.elasticsearch)) ?? error);
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
    run: (options) => runCommand(options, argv),
  });

if (require.main === module) {
  void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
