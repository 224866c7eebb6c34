/** `npm run accuracy`: how right traces are, on clusters of which it is known what each operation caused. See docs/accuracy.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { errors } from '@elastic/elasticsearch';
import { ElasticsearchError } from '../host/elasticsearch';
import { UserError } from '../samples/load/files';
import { rawRecords, type RawRecord } from './baselines/raw_records';
import { detailsOf } from './details';
import { groupsOf, type Group } from './groups';
import { withFigures } from './document';
import type { LabelledCluster, Mode } from './labels';
import { measureCluster, type ClusterResult } from './measure';
import { runTool } from '../scripts/command_line';
import { HELP, readOptions, type Options } from './options';
import type { RecordKey } from './record_key';
import { DOCUMENT, start, type Setting } from './start';
import { asMarkdown, asText, tablesOf } from './tables';

/** How long nothing may be said, in ms. */
const PROGRESS_MS = 5_000;

/** Ctrl-C: host and Elasticsearch are stopped in order. */
const stop = new AbortController();
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

interface Measured {
  result: ClusterResult;
  reqId?: ClusterResult;
  missed: Group[];
  wrong: Group[];
  textOf(key: RecordKey): string | undefined;
}

async function measure(
  cluster: LabelledCluster,
  setting: Setting,
  options: Options
): Promise<Measured> {
  const records = await rawRecords(cluster, stop.signal);
  const run = (mode: Mode, baselines: boolean) =>
    measureOne({ cluster, setting, options, mode, baselines, records });
  const result = await run(options.mode, options.baselines);
  const texts = new Map(records.map(({ key, text }) => [key, text]));
  const textOf = (key: RecordKey) => texts.get(key);
  return {
    result,
    textOf,
    reqId: options.write ? await run('reqid', false) : undefined,
    missed: groupsOf(result.operations, 'missedKeys', textOf),
    wrong: groupsOf(result.operations, 'wrongKeys', textOf),
  };
}

async function measureOne({
  cluster,
  setting,
  options,
  mode,
  baselines,
  records,
}: {
  cluster: LabelledCluster;
  setting: Setting;
  options: Options;
  mode: Mode;
  baselines: boolean;
  records: readonly RawRecord[];
}): Promise<ClusterResult> {
  const index = await setting.indexFor(mode);
  let told = Date.now();
  return measureCluster({
    cluster,
    mode,
    records,
    baselines,
    only: options.operations,
    elasticsearch: setting.elasticsearch,
    server: { url: setting.url, index, headers: options.headers, signal: stop.signal },
    onProgress: (done, of) => {
      if (Date.now() - told < PROGRESS_MS) return;
      told = Date.now();
      tell(`${cluster.name}: ${done} of ${of} operations`);
    },
  });
}

function print(measured: Measured, { details, lines }: Options): void {
  const { result, reqId, missed, wrong } = measured;
  if (result.operations.length === 0 && result.diagnosis.whole.of === 0) return;
  say(`\n## ${result.cluster}\n`);
  say(
    tablesOf(result, {
      reqId,
      missed: details ? missed : undefined,
      wrong: details ? wrong : undefined,
    })
      .map(asText)
      .join('\n\n')
  );
  if (details) say(detailsOf(result, measured.textOf, lines).join('\n'));
}

const markdown = (all: readonly Measured[]): string =>
  all
    .map(({ result, ...also }) =>
      [`## ${result.cluster}`, ...tablesOf(result, also).map(asMarkdown)].join('\n\n')
    )
    .join('\n\n');

/** @returns whether everything was answered */
async function run(options: Options): Promise<boolean> {
  const setting = await start(options, stop.signal, tell);
  const all: Measured[] = [];
  try {
    for (const cluster of setting.clusters) all.push(await measure(cluster, setting, options));
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
    say(
      JSON.stringify(
        results.map(({ operations, truth: _labels, ...rest }) => ({
          ...rest,
          operations: operations.map(
            ({ stated: _stated, wrongRecords: _records, ...kept }) => kept
          ),
        })),
        null,
        1
      )
    );
  else for (const measured of all) print(measured, options);
  if (options.write)
    writeFileSync(DOCUMENT, withFigures(readFileSync(DOCUMENT, 'utf8'), markdown(all)));
  if (results.every(({ operations }) => operations.every(({ answered }) => answered === 0)))
    throw new UserError(
      'No record was found for any operation: is the right --index named, and is it loaded?'
    );
  const failed = results.flatMap(({ operations }) =>
    operations.filter(({ error }) => error !== undefined)
  );
  for (const { id, error } of failed) tell(`${id} was not answered: ${error}`);
  return failed.length === 0;
}

async function runWith(options: Options): Promise<number> {
  try {
    return (await run(options)) ? 0 : 1;
  } catch (error) {
    if (stop.signal.aborted) {
      tell('Interrupted.');
      return 130;
    }
    const known =
      error instanceof UserError ||
      error instanceof ElasticsearchError ||
      error instanceof errors.ElasticsearchClientError;
    tell(known ? error.message : ((error as Error).stack ?? String(error)));
    return 1;
  }
}

const main = (argv: string[]): Promise<number> =>
  runTool({ name: 'accuracy', help: HELP, readOptions: () => readOptions(argv), run: runWith });

// a pager that is closed
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
