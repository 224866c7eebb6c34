import {
  FLAG_OPTION,
  isHttpUrl,
  parseOptions,
  STRING_OPTION,
  UsageError,
} from '../scripts/command_line';
import type { IdMode } from './labels';

export const HELP = `Usage: npm run accuracy -- [options]

How many of the lines that an operation caused Request Trace finds, and how many it takes wrongly: on clusters of which that is
known. Without options on the two clusters of the sample, which is loaded if it isn't there, beside searching for the
resource's name and for the namespace in the operation's time, and beside the diagnosis that a person read from the logs.

  --data DIR        a labelled cluster of your own: a folder with operations.jsonl, labels.jsonl, diagnosis.json (if any),
                    raw/, audit.log and events.jsonl, each packed with gzip or not (docs/accuracy.md says what is in them)
  --index NAME      its index, loaded already (default: it is loaded into request-trace-accuracy-<folder>; the sample: k8s-stock)
  --url URL         a running Request Trace (the host, or Kibana) instead of an own one; the index must be there
  --header K=V      sent to it, such as authorization=…; may be repeated
  --mode MODE       stock (default): by the audit ID of the operation's first change
                    reqid: by its reqID, in an index whose lines carry them (the sample: k8s-reqid)
  --operation TEXT  only operations whose id has this in it; may be repeated
  --details         for each operation what was missed and what was taken wrongly, by component and caller, with the first lines
  --lines N         so many lines of each caller (default 1)
  --no-baselines    leave out what people do by hand
  --json            the figures as JSON
  --write           write the tables into docs/accuracy.md

Elasticsearch: the one that ELASTICSEARCH_URL names, else the embedded one with its data in DATA_DIR (default .data).
Exit code: 0, 1 if something was not answered or went wrong, 2 for wrong options, 130 when interrupted.`;

export interface Options {
  data?: string;
  index?: string;
  url?: string;
  headers: Record<string, string>;
  mode: IdMode;
  operations: string[];
  details: boolean;
  lines: number;
  baselines: boolean;
  json: boolean;
  write: boolean;
}

const MODES: readonly IdMode[] = ['stock', 'reqid'];

function parseHeaders(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UsageError(`"${pair}" is not a header: --header wants name=value.`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    })
  );
}

/** @throws UsageError with a sentence for the user */
export function readOptions(argv: string[]): Options | 'help' {
  const flag = { ...FLAG_OPTION, default: false };
  const { values } = parseOptions({
    args: argv,
    options: {
      data: STRING_OPTION,
      index: STRING_OPTION,
      url: STRING_OPTION,
      header: { ...STRING_OPTION, multiple: true },
      mode: { ...STRING_OPTION, default: 'stock' },
      operation: { ...STRING_OPTION, multiple: true },
      details: flag,
      lines: { ...STRING_OPTION, default: '1' },
      'no-baselines': flag,
      json: flag,
      write: flag,
      help: { ...flag, short: 'h' },
    },
  });
  if (values.help) return 'help';
  const mode = MODES.find((each) => each === values.mode);
  if (!mode)
    throw new UsageError(`There is no mode "${values.mode}"; there is ${MODES.join(', ')}.`);
  if (values.url !== undefined && !isHttpUrl(values.url)) {
    throw new UsageError(
      `"${values.url}" is not a URL: --url wants something like http://127.0.0.1:5602.`
    );
  }
  if (!/^\d{1,4}$/.test(values.lines))
    throw new UsageError(`"${values.lines}" is not a number of lines.`);
  const { data, index, url, operation: operations = [], details, json, write } = values;
  if (mode === 'reqid' && data !== undefined && index === undefined) {
    throw new UsageError('--mode reqid wants --index: the logs in --data carry no reqIDs.');
  }
  if (
    write &&
    (data !== undefined ||
      index !== undefined ||
      mode !== 'stock' ||
      operations.length > 0 ||
      values['no-baselines'])
  ) {
    throw new UsageError(
      '--write is for the whole sample: without --data, --index, --mode, --operation and --no-baselines.'
    );
  }
  return {
    data,
    index,
    url,
    mode,
    operations,
    details,
    json,
    write,
    headers: parseHeaders(values.header ?? []),
    lines: Number(values.lines),
    baselines: !values['no-baselines'] && mode === 'stock',
  };
}
