import { Client } from '@elastic/elasticsearch';
import {
  FLAG_OPTION,
  parseOptions,
  runTool,
  STRING_OPTION,
  UsageError,
} from '../../scripts/command_line';
import { findFiles, UserError } from './log_files';
import { explainLoadError, prepareIndex } from './prepare_index';
import { loadFiles } from './load_files';
import { ProgressLine } from './progress_line';
import { printReport } from './print_report';
import { SCHEMAS } from './index_schemas';

export const DEFAULT_ELASTICSEARCH_URL = 'http://127.0.0.1:9200';

const HELP = `Usage: npm run load -- [options] DIR|FILE…

Indexes Kubernetes logs as a log shipper would. Takes component logs (klog text, JSON, containerd's, etcd's), audit logs,
Events ("kubectl get events -o json", or one a line) and container logs, packed with gzip or not, single files or folders
with everything below them. What a file is, its content tells. Loading again changes nothing.

  --elasticsearch URL  where to (default: ELASTICSEARCH_URL, else ${DEFAULT_ELASTICSEARCH_URL})
  --index NAME         the index (default: k8s-logs); it is made with a template of its own if it isn't there
  --schema NAME        how documents look (default: filebeat): ${Object.keys(SCHEMAS).join(', ')}
  --cluster NAME       the cluster's name, for logs of several in one index
  --year N             the year in which the files begin, which klog doesn't write (default: from the files' own times)
  --node NAME          the node, where the files' names don't tell it (kubelet-<node>.log)
  --component NAME     the component, where neither name nor content tells it
  --help               this text

Credentials: ELASTICSEARCH_API_KEY, or ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD.
Exit code: 0, 1 if documents were rejected, a file could not be read or something else failed, 2 for wrong options, 130 when interrupted.`;

interface Options {
  elasticsearch: string;
  index: string;
  schema: string;
  cluster?: string;
  year?: number;
  node?: string;
  component?: string;
  paths: string[];
}

/** @throws UsageError with a sentence for the user */
export function readOptions(argv: string[], env: NodeJS.ProcessEnv): Options | 'help' {
  const { values, positionals } = parseOptions({
    args: argv,
    allowPositionals: true,
    options: {
      elasticsearch: STRING_OPTION,
      index: STRING_OPTION,
      schema: STRING_OPTION,
      cluster: STRING_OPTION,
      year: STRING_OPTION,
      node: STRING_OPTION,
      component: STRING_OPTION,
      help: { ...FLAG_OPTION, short: 'h' },
    },
  });
  if (values.help) return 'help';
  const options: Options = {
    elasticsearch: values.elasticsearch ?? env.ELASTICSEARCH_URL ?? DEFAULT_ELASTICSEARCH_URL,
    index: values.index ?? 'k8s-logs',
    schema: values.schema ?? 'filebeat',
    cluster: values.cluster,
    node: values.node,
    component: values.component,
    paths: positionals,
  };
  if (positionals.length === 0) throw new UsageError('Name at least one file or folder with logs.');
  if (!URL.canParse(options.elasticsearch))
    throw new UsageError(
      `"${options.elasticsearch}" is not a URL: --elasticsearch wants something like ${DEFAULT_ELASTICSEARCH_URL}.`
    );
  if (!/^https?:$/.test(new URL(options.elasticsearch).protocol))
    throw new UsageError('--elasticsearch wants an http or https URL.');
  if (!Object.hasOwn(SCHEMAS, options.schema))
    throw new UsageError(
      `There is no schema "${options.schema}"; there is ${Object.keys(SCHEMAS).join(', ')}.`
    );
  if (values.year !== undefined) {
    if (!/^(19|20|21)\d\d$/.test(values.year))
      throw new UsageError(`"${values.year}" is not a year: --year wants four digits.`);
    options.year = Number(values.year);
  }
  return options;
}

export function createClient(url: string, env: NodeJS.ProcessEnv): Client {
  const {
    ELASTICSEARCH_API_KEY: apiKey,
    ELASTICSEARCH_USERNAME: username,
    ELASTICSEARCH_PASSWORD: password,
  } = env;
  const auth = apiKey ? { apiKey } : username ? { username, password: password ?? '' } : undefined;
  return new Client({ node: url, auth, requestTimeout: 30_000 });
}

async function runCommand(options: Options): Promise<number> {
  const { elasticsearch, index, paths } = options;
  const schema = SCHEMAS[options.schema]!;
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const progressLine = new ProgressLine(process.stderr);
  // a password in the URL is not to be shown
  const shownUrl = new URL(elasticsearch);
  shownUrl.username = shownUrl.password = '';
  try {
    const files = await findFiles(paths);
    if (files.length === 0) throw new UserError('There is no file in what was named.');
    const client = createClient(elasticsearch, process.env);
    await prepareIndex(client, index, schema);
    const report = await loadFiles({
      ...options,
      client,
      schema,
      files,
      signal: stop.signal,
      onProgress: (progress) => progressLine.update(progress),
    });
    await client.indices.refresh({ index });
    progressLine.clear();
    printReport(report, index, (text) => console.log(text));
    return report.rejected > 0 || report.files.some(({ problem }) => problem) ? 1 : 0;
  } catch (error) {
    progressLine.clear();
    if (stop.signal.aborted) {
      console.error('Interrupted. What was sent stays; the same command goes on with the rest.');
      return 130;
    }
    console.error(explainLoadError(error, shownUrl.href) ?? error);
    return 1;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

const main = (argv: string[]): Promise<number> =>
  runTool({
    name: 'load',
    help: HELP,
    readOptions: () => readOptions(argv, process.env),
    run: runCommand,
  });

if (require.main === module) {
  void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
