/** `npm run accuracy`: how right traces are, on clusters of which it is known what each operation caused. See docs/accuracy.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { errors } from '@elastic/elasticsearch';
import { ElasticsearchError } from '../host/elasticsearch';
import { UserError } from '../samples/load/log_files';
import { readRawRecords, type RawRecord } from './baselines/raw_records';
import { formatDetails } from './format_details';
import { groupErrors, type ErrorGroup } from './error_groups';
import { replaceFigures } from './update_document';
import type { LabelledCluster, IdMode } from './labels';
import { measureCluster, type ClusterResult } from './measure_cluster';
import { runTool } from '../scripts/command_line';
import { HELP, readOptions, type Options } from './options';
import type { RecordKey } from './record_key';
import { ACCURACY_DOCUMENT, startEnvironment, type MeasurementEnvironment } from './environment';
import { formatAsMarkdown, formatAsText, createTables } from './tables';

/** How long nothing may be said, in ms. */
const PROGRESS_MS = 5_000;

/** Ctrl-C: host and Elasticsearch are stopped in order. */
const interruption = new AbortController();
const printLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const printProgress = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

interface MeasuredCluster {
  result: ClusterResult;
  reqId?: ClusterResult;
  missed: ErrorGroup[];
  wrong: ErrorGroup[];
  getText(key: RecordKey): string | undefined;
}

async function measureModes(
  cluster: LabelledCluster,
  setting: MeasurementEnvironment,
  options: Options
): Promise<MeasuredCluster> {
  const records = await readRawRecords(cluster, interruption.signal);
  const run = (mode: IdMode, baselines: boolean) =>
    measureMode({ cluster, setting, options, mode, baselines, records });
  const result = await run(options.mode, options.baselines);
  const texts = new Map(records.map(({ key, text }) => [key, text]));
  const getText = (key: RecordKey) => texts.get(key);
  return {
    result,
    getText,
    reqId: options.write ? await run('reqid', false) : undefined,
    missed: groupErrors(result.operations, 'missedKeys', getText),
    wrong: groupErrors(result.operations, 'wrongKeys', getText),
  };
}

async function measureMode({
  cluster,
  setting,
  options,
  mode,
  baselines,
  records,
}: {
  cluster: LabelledCluster;
  setting: MeasurementEnvironment;
  options: Options;
  mode: IdMode;
  baselines: boolean;
  records: readonly RawRecord[];
}): Promise<ClusterResult> {
  const index = await setting.prepareIndex(mode);
  let told = Date.now();
  return measureCluster({
    cluster,
    mode,
    records,
    baselines,
    operationFilters: options.operations,
    elasticsearch: setting.elasticsearch,
    server: { url: setting.url, index, headers: options.headers, signal: interruption.signal },
    onProgress: (done, of) => {
      if (Date.now() - told < PROGRESS_MS) return;
      told = Date.now();
      printProgress(`${cluster.name}: ${done} of ${of} operations`);
    },
  });
}

function printResult(measured: MeasuredCluster, { details, lines }: Options): void {
  const { result, reqId, missed, wrong } = measured;
  if (result.operations.length === 0 && result.diagnosis.whole.of === 0) return;
  printLine(`\n## ${result.cluster}\n`);
  printLine(
    createTables(result, {
      reqId,
      missed: details ? missed : undefined,
      wrong: details ? wrong : undefined,
    })
      .map(formatAsText)
      .join('\n\n')
  );
  if (details) printLine(formatDetails(result, measured.getText, lines).join('\n'));
}

const formatMarkdown = (all: readonly MeasuredCluster[]): string =>
  all
    .map(({ result, ...also }) =>
      [`## ${result.cluster}`, ...createTables(result, also).map(formatAsMarkdown)].join('\n\n')
    )
    .join('\n\n');

/** @returns whether everything was answered */
async function run(options: Options): Promise<boolean> {
  const setting = await startEnvironment(options, interruption.signal, printProgress);
  const all: MeasuredCluster[] = [];
  try {
    for (const cluster of setting.clusters) all.push(await measureModes(cluster, setting, options));
  } finally {
    await setting.stop();
  }
  const results = all.map(({ result }) => result);
  if (
    results.every(
      ({ operations, diagnosis }) => operations.length === 0 && diagnosis.whole.of === 0
    )
  )
    throw new UserError('There is no operation to measure.');
  if (options.json)
    printLine(
      JSON.stringify(
        results.map(({ operations, labelledTruth: _labels, ...rest }) => ({
          ...rest,
          operations: operations.map(
            ({ stated: _stated, wrongRecords: _records, ...kept }) => kept
          ),
        })),
        null,
        1
      )
    );
  else for (const measured of all) printResult(measured, options);
  if (options.write)
    writeFileSync(
      ACCURACY_DOCUMENT,
      replaceFigures(readFileSync(ACCURACY_DOCUMENT, 'utf8'), formatMarkdown(all))
    );
  if (results.every(({ operations }) => operations.every(({ answered }) => answered === 0)))
    throw new UserError(
      'No record was found for any operation: is the right --index named, and is it loaded?'
    );
  const failed = results.flatMap(({ operations }) =>
    operations.filter(({ error }) => error !== undefined)
  );
  for (const { id, error } of failed) printProgress(`${id} was not answered: ${error}`);
  return failed.length === 0;
}

async function runAndReport(options: Options): Promise<number> {
  try {
    return (await run(options)) ? 0 : 1;
  } catch (error) {
    if (interruption.signal.aborted) {
      printProgress('Interrupted.');
      return 130;
    }
    const known =
      error instanceof UserError ||
      error instanceof ElasticsearchError ||
      error instanceof errors.ElasticsearchClientError;
    printProgress(known ? error.message : ((error as Error).stack ?? String(error)));
    return 1;
  }
}

const main = (argv: string[]): Promise<number> =>
  runTool({
    name: 'accuracy',
    help: HELP,
    readOptions: () => readOptions(argv),
    run: runAndReport,
  });

// a pager that is closed
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => interruption.abort());
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
