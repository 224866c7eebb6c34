/**
 * `npm run bench`: how long a trace takes, compared with the least that Elasticsearch needs for the same documents and with
 * what people do by hand; what the diagnosis adds to it; how the requests list's first page grows with what lies behind it; and
 * how the parsers' time grows with a line's length. See bench/README.md.
 */
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { errors } from '@elastic/elasticsearch';
import { connectElasticsearch, ElasticsearchError, type Connection } from '../host/elasticsearch';
import { createClient } from '../host/server/start_host';
import { UserError } from '../samples/load/log_files';
import {
  buildCorpus,
  MILLION,
  MILLION_WITHOUT_REQ_IDS,
  THIRD_OF_A_MILLION_WITHOUT_REQ_IDS,
  TEN_MILLION,
  THIRD_OF_A_MILLION,
  THREE_MILLION,
  type Corpus,
  type CorpusOperation,
  type CorpusSize,
} from './corpus';
import { measureDiagnosis, type DiagnosisResult } from './measure_diagnosis';
import { measureParsers, printParserTimes } from './measure_parsers';
import { measureTraceSize, type TraceResult } from './measure_traces';
import {
  printTraces,
  printDiagnosis,
  printRequests,
  printObjectTraces,
  printVariants,
} from './print_results';
import { measureRequestsList, type RequestsListResult } from './measure_requests_list';
import { RouteClient, startHostProcess } from './route_client';
import { findNodesByCluster, type MeasuredTrace } from './baseline_searches';
import { measureObjectTraces, type ObjectTraceResult } from './measure_object_traces';
import {
  selectOperations,
  fetchTraceUncached,
  TRACE_SIZES,
  toMeasuredTrace,
} from './select_traces';

const HELP = `Usage: npm run bench -- [--quick] [--verbose] [--only route|stock|diagnosis|requests|linear] [--json]

  --quick    fewer traces, and the requests list in 0.3 and 3 million records instead of 1.2 and 10: a first impression
  --verbose  also every way to write the bare search, and where the time goes
  --only     only one of the parts
  --json     the figures as JSON as well

Elasticsearch: the one that ELASTICSEARCH_URL names, else the embedded one with its data in DATA_DIR (default .data/bench).
The corpora are built there by the first run: bench-trace and bench-stock of 1.2 million records take some minutes each, bench-requests-10m, for the
requests list, about an hour and 1.5 GB (with --quick bench-requests-300k and -3m instead). An interrupted run goes on later.`;

const BENCHMARKS = ['route', 'stock', 'diagnosis', 'requests', 'linear'] as const;
type Benchmark = (typeof BENCHMARKS)[number];

/** Of these, per size, nothing is reported. */
const WARM_UP_TRACES = 2;
/** Traces per size and copy of the sample. */
const TRACES_PER_COPY = 7;

/** Ctrl-C: what the corpus has is kept, host and Elasticsearch are stopped in order. */
const interruption = new AbortController();

const printLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const formatLoadAverage = (): string =>
  os
    .loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');

interface Results {
  route: TraceResult[];
  stock: ObjectTraceResult[];
  diagnosis: DiagnosisResult[];
  requests?: RequestsListResult;
}

interface BenchOptions {
  quick: boolean;
  verbose: boolean;
  includes(part: Benchmark): boolean;
}

async function measureAll(connection: Connection, wanted: BenchOptions): Promise<Results> {
  const client = createClient(connection);
  const results: Results = { route: [], stock: [], diagnosis: [] };
  try {
    const { quick } = wanted;
    const traces =
      wanted.includes('route') || wanted.includes('diagnosis')
        ? await prepareCorpus(connection, MILLION, interruption.signal)
        : undefined;
    const lists = wanted.includes('requests')
      ? ([
          await prepareCorpus(
            connection,
            quick ? THIRD_OF_A_MILLION : MILLION,
            interruption.signal
          ),
          await prepareCorpus(connection, quick ? THREE_MILLION : TEN_MILLION, interruption.signal),
        ] as const)
      : undefined;
    if (wanted.includes('stock')) results.stock = await measureAllObjectTraces(connection, quick);
    const host = await startHostProcess(connection);
    const route = new RouteClient(host.url);
    try {
      if (traces) await measureTraces({ client, route, corpus: traces, wanted, results });
      interruption.signal.throwIfAborted();
      if (lists)
        results.requests = await measureRequestsList({
          route,
          client,
          small: lists[0],
          large: lists[1],
          quick,
        });
      return results;
    } finally {
      route.close();
      await host.stop();
    }
  } finally {
    await client.close();
  }
}

async function measureTraces({
  client,
  route,
  corpus,
  wanted,
  results,
}: {
  client: ReturnType<typeof createClient>;
  route: RouteClient;
  corpus: Corpus;
  wanted: BenchOptions;
  results: Results;
}): Promise<void> {
  const nodes = await findNodesByCluster(client, corpus.index);
  const subjects = await selectTracesBySize(corpus, route, wanted.quick, interruption.signal);
  for (const size of TRACE_SIZES) {
    interruption.signal.throwIfAborted();
    const all = subjects.get(size)!;
    if (wanted.includes('route')) {
      const result = await measureTraceSize({
        route,
        client,
        nodes,
        size,
        warmUp: all.slice(0, WARM_UP_TRACES),
        subjects: all.slice(WARM_UP_TRACES),
      });
      if (wanted.verbose) printVariants(result, printLine);
      results.route.push(result);
    }
    if (wanted.includes('diagnosis'))
      results.diagnosis.push(await measureDiagnosis(route, size, all));
  }
}

/** On a host of its own, which nobody asked for any of these traces. */
async function measureAllObjectTraces(
  connection: Connection,
  quick: boolean
): Promise<ObjectTraceResult[]> {
  const corpus = await prepareCorpus(connection, MILLION, interruption.signal);
  for (const size of [MILLION_WITHOUT_REQ_IDS, THIRD_OF_A_MILLION_WITHOUT_REQ_IDS])
    await prepareCorpus(connection, size, interruption.signal);
  const host = await startHostProcess(connection);
  const route = new RouteClient(host.url);
  try {
    const operations = await selectOperationsBySize(corpus, route, interruption.signal);
    const results: ObjectTraceResult[] = [];
    for (const size of TRACE_SIZES) {
      interruption.signal.throwIfAborted();
      results.push(
        await measureObjectTraces({
          route,
          size,
          operations: operations
            .get(size)!
            .filter(({ copy }) => !quick || copy === THIRD_OF_A_MILLION_WITHOUT_REQ_IDS.firstCopy),
          indices: {
            reqID: MILLION.index,
            stock: MILLION_WITHOUT_REQ_IDS.index,
            small: THIRD_OF_A_MILLION_WITHOUT_REQ_IDS.index,
          },
          smallCopy: THIRD_OF_A_MILLION_WITHOUT_REQ_IDS.firstCopy,
        })
      );
    }
    return results;
  } finally {
    route.close();
    await host.stop();
  }
}

async function prepareCorpus(
  connection: Connection,
  size: CorpusSize,
  signal: AbortSignal
): Promise<Corpus> {
  // bulk requests take their time
  const client = createClient(connection);
  let told = Date.now();
  try {
    return await buildCorpus({
      client,
      size,
      signal,
      onProgress: (share, records) => {
        if (Date.now() - told < 5_000) return;
        told = Date.now();
        printLine(
          `Building the corpus: ${Math.floor(share * 100)} %, ${records.toLocaleString('en')} records`
        );
      },
    });
  } finally {
    await client.close();
  }
}

/** The operations to measure, by size: the traces of one copy show which; the same of the other copies are measured as well. */
async function selectOperationsBySize(
  { index, operations }: Corpus,
  route: RouteClient,
  signal: AbortSignal
): Promise<Map<number, CorpusOperation[]>> {
  const totals = new Map<string, number>();
  for (const operation of operations.filter(({ copy }) => copy === 0)) {
    signal.throwIfAborted();
    totals.set(operation.key, (await fetchTraceUncached(route, index, operation)).total);
  }
  return new Map(
    TRACE_SIZES.map((size) => {
      const keys = selectOperations(
        operations.filter(({ copy }) => copy === 0),
        totals,
        size,
        TRACES_PER_COPY
      ).map(({ key }) => key);
      return [size, operations.filter(({ key }) => keys.includes(key))];
    })
  );
}

/** A look at each of them. */
async function selectTracesBySize(
  corpus: Corpus,
  route: RouteClient,
  quick: boolean,
  signal: AbortSignal
): Promise<Map<number, MeasuredTrace[]>> {
  const chosen = new Map<number, MeasuredTrace[]>();
  for (const [size, operations] of await selectOperationsBySize(corpus, route, signal)) {
    const subjects: MeasuredTrace[] = [];
    for (const operation of operations.filter(({ copy }) => !quick || copy < 2)) {
      signal.throwIfAborted();
      subjects.push(
        toMeasuredTrace(
          await fetchTraceUncached(route, corpus.index, operation),
          corpus.index,
          operation
        )
      );
    }
    chosen.set(size, subjects);
  }
  return chosen;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      only: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return printLine(HELP);
  if (values.only !== undefined && !BENCHMARKS.some((part) => part === values.only))
    throw new UserError(`--only wants one of ${BENCHMARKS.join(', ')}.`);
  const wanted: BenchOptions = {
    ...values,
    includes: (part) => values.only === undefined || values.only === part,
  };
  const before = formatLoadAverage();
  let results: Results = { route: [], stock: [], diagnosis: [] };
  if (BENCHMARKS.some((part) => part !== 'linear' && wanted.includes(part))) {
    const dataDir = path.resolve(
      process.env.DATA_DIR || path.join(__dirname, '..', '.data', 'bench')
    );
    const connection = await connectElasticsearch({ dataDir, onLog: printLine });
    try {
      results = await measureAll(connection, wanted);
    } finally {
      await connection.stop();
    }
    if (results.route.length) printTraces(results.route, printLine);
    if (results.stock.length) printObjectTraces(results.stock, printLine);
    if (results.diagnosis.length) printDiagnosis(results.diagnosis, printLine);
    if (results.requests) printRequests(results.requests, printLine);
  }
  const linear = wanted.includes('linear') ? measureParsers() : [];
  if (linear.length) printParserTimes(linear, printLine, values.verbose);
  printLine(
    `\nMachine: ${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'unknown'}, Node.js ${process.versions.node}; load average ${before} before, ${formatLoadAverage()} after.`
  );
  if (os.loadavg()[1]! > 2 * os.cpus().length)
    printLine(
      'Other programs keep this machine busy: ratios are better to trust than times, and neither much.'
    );
  if (values.json)
    printLine(
      JSON.stringify({
        results: results.route,
        stock: results.stock,
        diagnosis: results.diagnosis,
        requests: results.requests,
        linear,
      })
    );
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => interruption.abort());
main().catch((error: unknown) => {
  const { message, stack, code } = error as NodeJS.ErrnoException;
  // whatever an interrupted search or a host that heard the same Ctrl-C says, is no news
  const interrupted = interruption.signal.aborted;
  const known =
    error instanceof UserError ||
    error instanceof ElasticsearchError ||
    error instanceof errors.ElasticsearchClientError ||
    String(code).startsWith('ERR_PARSE_ARGS');
  process.stderr.write(
    `${interrupted ? 'Interrupted. What is in the corpus stays; the next run goes on.' : known ? message : stack}\n`
  );
  process.exitCode = interrupted ? 130 : 1;
});
