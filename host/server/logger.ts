/** Kibana's logger, written to stderr. */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string | Error): void;
  error(message: string | Error): void;
  get(...names: string[]): Logger;
}

export function createLogger(
  name = 'host',
  write: (line: string) => void = (line) => process.stderr.write(line)
): Logger {
  const createLogMethod = (level: string) => (message: string | Error) => {
    write(
      `${new Date().toISOString()} ${level} [${name}] ${message instanceof Error ? (message.stack ?? message.message) : message}\n`
    );
  };
  return {
    debug: () => undefined,
    info: createLogMethod('INFO'),
    warn: createLogMethod('WARN'),
    error: createLogMethod('ERROR'),
    get: (...names) =>
      createLogger([name, ...names].filter((part) => part !== 'host').join('.'), write),
  };
}
