import { ElasticsearchError, USE_OTHER_SERVER_HINT } from './errors';
import { ELASTICSEARCH_VERSION } from './version';

export interface ServerExit {
  /** What the server printed. */
  output: string;
  exitCode: number;
  /** Port that was asked for; 0: any. */
  port: number;
  dataDir: string;
  logFile: string;
}

/** Longest line and number of lines of the server's log that are shown. */
const MAX_LINES = 12;
const MAX_LINE_CHARACTERS = 300;

/** The last lines of a log that say something: no stack frames, no empty lines; long ones cut. */
export function lastLines(output: string): string {
  return output
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !line.startsWith('\tat ') && !line.startsWith('\t...'))
    .slice(-MAX_LINES)
    .map(
      (line) =>
        `  ${line.length > MAX_LINE_CHARACTERS ? `${line.slice(0, MAX_LINE_CHARACTERS)}…` : line}`
    )
    .join('\n');
}

/** The first line that has a text, for a cause that Elasticsearch or Java words best itself. */
function findLineWith(output: string, text: string): string {
  const line = output.split('\n').find((each) => each.includes(text)) ?? '';
  return line.trim().slice(0, MAX_LINE_CHARACTERS);
}

/** What a failed start was about, in one sentence and what to do; undefined when it is none of the known causes. */
export function explainKnownCause({
  output,
  exitCode,
  port,
  dataDir,
}: ServerExit): string | undefined {
  const outputContains = (...texts: string[]) => texts.some((text) => output.includes(text));
  if (outputContains('No space left on device')) {
    return `The disk of ${dataDir} is full: free some space, or set DATA_DIR to a folder on another disk.`;
  }
  if (outputContains('failed to obtain node lock', 'LockObtainFailedException')) {
    return `The data folder ${dataDir} is in use by another Elasticsearch: stop that one first, or set DATA_DIR to another folder.`;
  }
  if (outputContains('BindHttpException', 'Address already in use')) {
    return formatPortTaken(port);
  }
  for (const text of [
    'Unrecognized option',
    'Unrecognized VM option',
    'Invalid maximum heap size',
    'Invalid initial heap size',
    'larger value than the maximum heap',
    'Too small maximum heap',
    'Too small initial heap',
    'Improperly specified VM option',
    'Conflicting collector',
  ]) {
    if (outputContains(text))
      return `Java refuses the options in ES_JAVA_OPTS (${findLineWith(output, text)}): correct or unset it.`;
  }
  if (
    outputContains(
      'There is insufficient memory for the Java Runtime',
      'Could not reserve enough space',
      'Cannot allocate memory'
    )
  ) {
    return `There is too little memory for Elasticsearch: stop something else, or set a smaller heap (ES_JAVA_OPTS="-Xms512m -Xmx512m"), ${USE_OTHER_SERVER_HINT}.`;
  }
  if (outputContains('OutOfMemoryError: Java heap space')) {
    return 'Elasticsearch ran out of heap: set a larger one (ES_JAVA_OPTS="-Xms2g -Xmx2g").';
  }
  if (
    outputContains(
      'cannot downgrade a node',
      'cannot upgrade a node',
      'cannot start this node because it holds metadata'
    )
  ) {
    return `The data in ${dataDir} was written by another version than ${ELASTICSEARCH_VERSION}: set DATA_DIR to another folder, or remove this one.`;
  }
  if (
    outputContains(
      'CorruptStateException',
      'CorruptIndexException',
      'CorruptedFileException',
      'node metadata is corrupt'
    )
  ) {
    return `The data in ${dataDir} is damaged: remove that folder (the sample is loaded again), or set DATA_DIR to another one.`;
  }
  if (outputContains('AccessDeniedException')) {
    return `Elasticsearch may not use one of its files (${findLineWith(output, 'AccessDeniedException')}): check who owns what is in ${dataDir}, or set DATA_DIR to another folder.`;
  }
  if (exitCode === 137) {
    return `Elasticsearch was killed while it started, as the system does when memory runs out: set a smaller heap (ES_JAVA_OPTS="-Xms512m -Xmx512m"), ${USE_OTHER_SERVER_HINT}.`;
  }
  return undefined;
}

/** The sentence for a port that something else listens on. */
export function formatPortTaken(port: number): string {
  return `Port ${port} on 127.0.0.1 is taken by another program: stop that one, or choose another port, or none to get a free one.`;
}

/** The error for a server that ended while it started. */
export function createStartFailedError(ending: ServerExit): ElasticsearchError {
  const cause = explainKnownCause(ending);
  if (cause) return new ElasticsearchError(`${cause} (Log: ${ending.logFile})`);
  return new ElasticsearchError(
    `Elasticsearch ended while it started, with exit code ${ending.exitCode}: see its last lines and the whole log in ${ending.logFile}.\n` +
      lastLines(ending.output)
  );
}

/** The error for a server that runs, but does not answer. */
export function createStartTimeoutError(
  ending: Omit<ServerExit, 'exitCode'>,
  seconds: number
): ElasticsearchError {
  return new ElasticsearchError(
    `Elasticsearch did not come up within ${seconds} s: the machine may be too busy or short of memory; see its last lines and the whole log in ${ending.logFile}, then try again.\n` +
      lastLines(ending.output)
  );
}
