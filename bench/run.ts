/**
 * `npm run bench`: how long a trace takes, compared with the least that Elasticsearch needs for the same documents and with
 * what people do by hand; what the diagnosis adds to it; how the requests list's first page grows with what lies behind it; and
 * how the parsers' time grows with a line's length. See bench/README.md.
 */
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { errors } from '@elastic/elasticsearch';
import { connect, ElasticsearchError, type Connection } from '../host/elasticsearch';
import { createClient } from '../host/server/create_host';
import { UserError } from '../samples/load/files';
import {
  buildCorpus,
  MILLION,
  STOCK_MILLION,
  STOCK_THIRD_OF_A_MILLION,
  TEN_MILLION,
  THIRD_OF_A_MILLION,
  THREE_MILLION,
  type Corpus,
  type CorpusOperation,
  type CorpusSize,
} from './corpus';
import { measureDiagnosis, type DiagnosisResult } from './diagnosis';
import { linearTimes, printLinear } from './linear';
import { measure, type SizeResult } from './measure';
import { print, printDiagnosis, printRequests, printStock, printVariants } from './print';
import { measureRequests, type ListResult } from './requests';
import { RouteClient, startHost } from './route';
import { nodesByCluster, type Subject } from './searches';
import { measureStock, type StockResult } from './stock';
import { choose, lookAt, SIZES, subjectOf } from './subjects';

const HELP = `Usage: npm run bench -- [--quick] [--verbose] [--only route|stock|diagnosis|requests|linear] [--json]

  --quick    fewer traces, and the requests list in 0.3 and 3 million records instead of 1.2 and 10: a first impression
  --verbose  also every way to write the bare search, and where the time goes
  --only     only one of the parts
  --json     the figures as JSON as well

Elasticsearch: the one that ELASTICSEARCH_URL names, else the embedded one with its data in DATA_DIR (default .data/bench).
The corpora are built there by the first run: bench-trace and bench-stock of 1.2 million records take some minutes each, bench-requests-10m, for the
requests list, about an hour and 1.5 GB (with --quick bench-requests-300k and -3m instead). An interrupted run goes on later.`;

const PARTS = ['route', 'stock', 'diagnosis', 'requests', 'linear'] as const;
type Part = (typeof PARTS)[number];

/** Of these, per size, nothing is reported. */
const WARM_UP = 2;
/** Traces per size and copy of the sample. */
const PER_COPY = 7;

/** Ctrl-C: what the corpus has is kept, host and Elasticsearch are stopped in order. */
const stop = new AbortController();

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const load = (): string =>
  os
    .loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');

interface Results {
  route: SizeResult[];
  stock: StockResult[];
  diagnosis: DiagnosisResult[];
  requests?: ListResult;
}

interface Wanted {
  quick: boolean;
  verbose: boolean;
  has(part: Part): boolean;
}

async function measureAll(connection: Connection, wanted: Wanted): Promise<Results> {
  const client = createClient(connection);
  const results: Results = { route: [], stock: [], diagnosis: [] };
  try {
    const { quick } = wanted;
    const traces =
      wanted.has('route') || wanted.has('diagnosis')
        ? await corpusOf(connection, MILLION, stop.signal)
        : undefined;
    const lists = wanted.has('requests')
      ? ([
          await corpusOf(connection, quick ? THIRD_OF_A_MILLION : MILLION, stop.signal),
          await corpusOf(connection, quick ? THREE_MILLION : TEN_MILLION, stop.signal),
        ] as const)
      : undefined;
    if (wanted.has('stock')) results.stock = await measureStockTraces(connection, quick);
    const host = await startHost(connection);
    const route = new RouteClient(host.url);
    try {
      if (traces) await measureTraces({ client, route, corpus: traces, wanted, results });
      stop.signal.throwIfAborted();
      if (lists)
        results.requests = await measureRequests({
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
  wanted: Wanted;
  results: Results;
}): Promise<void> {
  const nodes = await nodesByCluster(client, corpus.index);
  const subjects = await subjectsOf(corpus, route, wanted.quick, stop.signal);
  for (const size of SIZES) {
    stop.signal.throwIfAborted();
    const all = subjects.get(size)!;
    if (wanted.has('route')) {
      const result = await measure({
        route,
        client,
        nodes,
        size,
        warmUp: all.slice(0, WARM_UP),
        subjects: all.slice(WARM_UP),
      });
      if (wanted.verbose) printVariants(result, say);
      results.route.push(result);
    }
    if (wanted.has('diagnosis')) results.diagnosis.push(await measureDiagnosis(route, size, all));
  }
}

/** On a host of its own, which nobody asked for any of these traces. */
async function measureStockTraces(connection: Connection, quick: boolean): Promise<StockResult[]> {
  const corpus = await corpusOf(connection, MILLION, stop.signal);
  for (const size of [STOCK_MILLION, STOCK_THIRD_OF_A_MILLION])
    await corpusOf(connection, size, stop.signal);
  const host = await startHost(connection);
  const route = new RouteClient(host.url);
  try {
    const operations = await operationsOf(corpus, route, stop.signal);
    const results: StockResult[] = [];
    for (const size of SIZES) {
      stop.signal.throwIfAborted();
      results.push(
        await measureStock({
          route,
          size,
          operations: operations
            .get(size)!
            .filter(({ copy }) => !quick || copy === STOCK_THIRD_OF_A_MILLION.first),
          indices: {
            reqID: MILLION.index,
            stock: STOCK_MILLION.index,
            small: STOCK_THIRD_OF_A_MILLION.index,
          },
          smallCopy: STOCK_THIRD_OF_A_MILLION.first,
        })
      );
    }
    return results;
  } finally {
    route.close();
    await host.stop();
  }
}

async function corpusOf(
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
        say(
          `Building the corpus: ${Math.floor(share * 100)} %, ${records.toLocaleString('en')} records`
        );
      },
    });
  } finally {
    await client.close();
  }
}

/** The operations to measure, by size: the traces of one copy show which; the same of the other copies are measured as well. */
async function operationsOf(
  { index, operations }: Corpus,
  route: RouteClient,
  signal: AbortSignal
): Promise<Map<number, CorpusOperation[]>> {
  const totals = new Map<string, number>();
  for (const operation of operations.filter(({ copy }) => copy === 0)) {
    signal.throwIfAborted();
    totals.set(operation.key, (await lookAt(route, index, operation)).total);
  }
  return new Map(
    SIZES.map((size) => {
      const keys = choose(
        operations.filter(({ copy }) => copy === 0),
        totals,
        size,
        PER_COPY
      ).map(({ key }) => key);
      return [size, operations.filter(({ key }) => keys.includes(key))];
    })
  );
}

/** A look at each of them. */
async function subjectsOf(
  corpus: Corpus,
  route: RouteClient,
  quick: boolean,
  signal: AbortSignal
): Promise<Map<number, Subject[]>> {
  const chosen = new Map<number, Subject[]>();
  for (const [size, operations] of await operationsOf(corpus, route, signal)) {
    const subjects: Subject[] = [];
    for (const operation of operations.filter(({ copy }) => !quick || copy < 2)) {
      signal.throwIfAborted();
      subjects.push(
        subjectOf(await lookAt(route, corpus.index, operation), corpus.index, operation)
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
  if (values.help) return say(HELP);
  if (values.only !== undefined && !PARTS.some((part) => part === values.only))
    throw new UserError(`--only wants one of ${PARTS.join(', ')}.`);
  const wanted: Wanted = {
    ...values,
    has: (part) => values.only === undefined || values.only === part,
  };
  const before = load();
  let results: Results = { route: [], stock: [], diagnosis: [] };
  if (PARTS.some((part) => part !== 'linear' && wanted.has(part))) {
    const dataDir = path.resolve(
      process.env.DATA_DIR || path.join(__dirname, '..', '.data', 'bench')
    );
    const connection = await connect({ dataDir, onLog: say });
    try {
      results = await measureAll(connection, wanted);
    } finally {
      await connection.stop();
    }
    if (results.route.length) print(results.route, say);
    if (results.stock.length) printStock(results.stock, say);
    if (results.diagnosis.length) printDiagnosis(results.diagnosis, say);
    if (results.requests) printRequests(results.requests, say);
  }
  const linear = wanted.has('linear') ? linearTimes() : [];
  if (linear.length) printLinear(linear, say, values.verbose);
  say(
    `\nMachine: ${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'unknown'}, Node.js ${process.versions.node}; load average ${before} before, ${load()} after.`
  );
  if (os.loadavg()[1]! > 2 * os.cpus().length)
    say(
      'Other programs keep this machine busy: ratios are better to trust than times, and neither much.'
    );
  if (values.json)
    say(
      JSON.stringify({
        results: results.route,
        stock: results.stock,
        diagnosis: results.diagnosis,
        requests: results.requests,
        linear,
      })
    );
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
main().catch((error: unknown) => {
  const { message, stack, code } = error as NodeJS.ErrnoException;
  // whatever an interrupted search or a host that heard the same Ctrl-C says, is no news
  const interrupted = stop.signal.aborted;
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
